"""History, check, masters, store."""

from __future__ import annotations

import datetime
import json
import pickle
from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest
import shohosen
from conftest import AT, TRUST, masters

# A new prescription and an old dispensing of the same ingredient: 1129009F (ゾルピデム).
PRESCRIPTION = (
    b"SJ1\n101,1,1,,14\n111,1,3,1013044400000000,x,3\n201,1,1,1,4,1129009F2285,x,1,1,x"
)
CSV = (
    b"kind,code_system,code,category,dispensed_on,days\n"
    b"dispensed,yj,1129009F2021,oral,20261115,14\n"
)
DAY = datetime.date(2026, 11, 22)
WHO: Any = {"actor": "reception-1", "purpose": "a test"}


def test_a_duplicate_is_found_and_says_what_it_rests_on() -> None:
    checker = shohosen.Checker()
    report = checker.check(PRESCRIPTION, shohosen.History([CSV]), day=DAY, consent="given")
    assert report.status == "found"
    (duplicate,) = report.decisive
    assert duplicate.code == "medication.duplicate.same_ingredient"
    assert duplicate.evidence["basis"] == "code_prefix"
    assert duplicate.evidence["reference_day"] == "2026-11-22"
    assert report.to_dict() == json.loads(report.to_json())
    assert {entry["reason"] for entry in report.not_checked} == {
        entry["reason"] for entry in report.to_dict()["not_checked"]
    }


def test_nothing_in_the_history_is_no_clean_bill_without_masters() -> None:
    report = shohosen.Checker().check(
        PRESCRIPTION, shohosen.History(), day="2026-11-22", consent="given"
    )
    assert report.status == "not_checked"
    assert report.decisive == () and report.not_checked


# 医薬品適応 with one row: the drug, whatever the disease, 1 錠 a day, 30 days at most.
def check_master() -> bytes:
    columns = {0: "622142001", 1: "0000000", 12: "1", 14: "30"}
    row = ",".join(columns.get(place, "") for place in range(24))
    return f"h{',' * 23}\r\n{row}\r\n".encode()


RX = (
    b'{ "prescription": { "issued_on": "2026-11-22", "items": [ { "codes": [{ "system": "receipt",'
    b'"code": "622142001" }], "unit": "\xe9\x8c\xa0", "category": "oral", "days": 14,'
    b'"dose": { "amount": 2 } }] } }'
)
FACTS = (
    b'{ "patient": { "birth_date": "1960-02-29", "sex": "female", "diseases": [],'
    b'"allergies": [{ "text": "x", "codes": [{ "system": "receipt", "code": "622142001" }] }] } }'
)


def test_the_check_master_and_what_is_known_of_the_patient_stay_with_their_checker(
    tmp_path: Path,
) -> None:
    table = tmp_path / "IY_Tekio_20251031.csv"
    table.write_bytes(check_master())
    files: List[Any] = [*masters(), table]
    loaded = shohosen.DrugMaster(files)
    cached = shohosen.DrugMaster([loaded.to_bytes()])
    again = pickle.loads(pickle.dumps(loaded))
    checkers = [
        shohosen.Checker(masters=files),
        shohosen.Checker(master=loaded),
        shohosen.Checker(master=cached),
        shohosen.Checker(master=again),
        pickle.loads(pickle.dumps(shohosen.Checker(master=loaded))),
        shohosen.Checker(master=shohosen.Checker(masters=files).master),
    ]
    history = shohosen.History(facts=[FACTS])
    settings = {"checks": ["doses", "allergies"]}
    for checker in checkers:
        report = checker.check(RX, history, day=DAY, consent="given", settings=settings)
        assert report.status == "found"
        codes = {finding.code for finding in report.decisive}
        assert {"medication.dose.over_maximum", "medication.allergy.ingredient"} <= codes
        rows = {row["check"]: row["state"] for row in report.to_dict()["checks"]}
        assert rows["doses"] == "done"
    with pytest.raises(shohosen.UnreadableError):
        shohosen.History(facts=[b'{"patient": {"allergy": []}}'])


def test_what_is_given_is_used_or_refused() -> None:
    master = shohosen.DrugMaster(masters())
    assert len(master) == 2 and shohosen.Checker(master=master).master.drug("610443048")
    # Of the first seven characters of the code, another ingredient than in the price list.
    table = "code,completeness,ingredients\n1129009,complete,試験成分\n".encode()
    refused: List[Dict[str, Any]] = [{"masters": masters()}, {"ingredients": [table]}]
    for given in refused:
        with pytest.raises(shohosen.ArgumentError) as caught:
            shohosen.Checker(master=master, **given)
        assert caught.value.findings[0].evidence["argument"] in given
    joined = shohosen.DrugMaster(masters(), ingredients=[table])
    drug = joined.drug("610443048")
    assert drug is not None and drug.ingredients == ["試験成分"]
    # A cached master was joined without the table, and there is nothing to join.
    no_files: List[bytes] = []
    for files in ([master.to_bytes()], no_files):
        with pytest.raises(shohosen.ArgumentError):
            shohosen.DrugMaster(files, ingredients=[table])
        with pytest.raises(shohosen.ArgumentError):
            shohosen.Checker(masters=files, ingredients=[table])
    with pytest.raises(shohosen.ArgumentError):
        shohosen.DrugMaster([master.to_bytes(), *masters()])


def test_a_table_may_be_larger_than_a_document_and_neither_is_endless(tmp_path: Path) -> None:
    large = tmp_path / "large"

    def refused(size: int, act: Callable[[], object]) -> shohosen.Error:
        with open(large, "wb") as file:
            file.truncate(size)
        with pytest.raises(shohosen.Error) as caught:
            act()
        return caught.value

    document = refused((64 << 20) + 1, lambda: shohosen.Records(large))
    assert isinstance(document, shohosen.FileError) and document.errno is None
    assert document.filename == str(large)
    # Read, and found to be no master.
    table = refused((64 << 20) + 1, lambda: shohosen.DrugMaster([large]))
    assert isinstance(table, shohosen.UnreadableError)
    table = refused((256 << 20) + 1, lambda: shohosen.DrugMaster([large]))
    assert isinstance(table, shohosen.FileError)


def test_without_consent_nothing_of_others_is_shown() -> None:
    checker = shohosen.Checker()
    report = checker.check(PRESCRIPTION, shohosen.History([CSV]), day=DAY, consent="none")
    assert report.to_dict()["hits"] == []
    assert "1129009F2021" not in report.to_json()


def test_settings_are_those_of_the_command_and_a_misspelt_one_is_refused() -> None:
    checker, history = shohosen.Checker(), shohosen.History([CSV])
    late = checker.check(
        PRESCRIPTION,
        history,
        day=DAY,
        consent="given",
        settings={"requester": {"code": "1341234567"}, "prescribing_rules": False},
    )
    assert late.status == "found"
    with pytest.raises(shohosen.ArgumentError) as caught:
        checker.check(PRESCRIPTION, history, day=DAY, consent="given", settings={"requestor": {}})
    assert caught.value.remedy_en
    with pytest.raises(shohosen.ArgumentError):
        checker.check(PRESCRIPTION, history, day=DAY, consent="perhaps")  # type: ignore[arg-type]
    with pytest.raises(shohosen.ArgumentTypeError):
        checker.check(
            PRESCRIPTION, history, day=datetime.datetime(2026, 11, 22), consent="given"
        )
    with pytest.raises(shohosen.ArgumentError):
        checker.check(PRESCRIPTION, history, day="2026-02-30", consent="given")
    with pytest.raises(shohosen.ArgumentTypeError):
        checker.check(PRESCRIPTION, CSV, day=DAY, consent="given")  # type: ignore[arg-type]


def test_a_signed_history_is_used_only_when_it_verifies() -> None:
    verifier = shohosen.Verifier(**TRUST)
    history = shohosen.History(["verify/dispensing-a.xml"], verifier=verifier, at=AT)
    assert len(history) > 0
    forged = shohosen.History(["verify/changed-records.xml"], verifier=verifier, at=AT)
    assert len(forged) == 0 and forged.not_checked
    with pytest.raises(shohosen.UnreadableError):
        shohosen.History(["verify/dispensing-a.xml"])
    both = history + forged
    assert len(both) == len(history) and both.not_checked == forged.not_checked
    again = shohosen.History([history.to_json().encode()])
    assert again.to_dict() == history.to_dict()


def test_what_is_no_history_is_refused() -> None:
    for octets in (b"", b"hello", b"[1]", b"{}"):
        with pytest.raises(shohosen.UnreadableError):
            shohosen.History([octets])
    with pytest.raises(shohosen.UnreadableError):
        shohosen.Checker(masters=[b"no master"])
    with pytest.raises(shohosen.UnreadableError):
        shohosen.Checker(pairs=[b"no pairs"])
    with pytest.raises(shohosen.UnreadableError):
        shohosen.DrugMaster([b"no master"])


def test_a_store_keeps_documents_and_says_who_looked(tmp_path: Path) -> None:
    store = shohosen.Store(tmp_path / "history.db")
    patients = [("patient-0042", shohosen.History([CSV]))]
    counts = store.import_histories(patients, **WHO)
    assert (counts["added"], counts["events"]) == (1, 1)
    assert store.import_histories(patients, **WHO)["unchanged"] == 1
    assert store.patients() == ["patient-0042"]

    history = store.history("patient-0042", since="2026-08-01", **WHO)
    assert history is not None and len(history) == 1
    report = shohosen.Checker().check(PRESCRIPTION, history, day=DAY, consent="given")
    assert report.status == "found"
    assert store.history("patient-0043", **WHO) is None

    log = store.access_log(patient="patient-0042", after=0)
    assert [entry["action"] for entry in log] == ["import", "check"]  # what changes nothing is no entry
    assert store.access_log(patient="patient-0042", after=log[0]["number"]) == log[1:]
    statistics = store.statistics()
    assert (statistics["events"], statistics["first"]) == (1, "2026-11-15")
    assert store.delete_patient("patient-0042", **WHO)["documents"] == 1
    assert store.history("patient-0042", **WHO) is None


def test_an_earlier_state_is_taken_again_only_if_asked_for(tmp_path: Path) -> None:
    store = shohosen.Store(tmp_path / "history.db")
    file = tmp_path / "taken.csv"

    def taken(days: int, reinstate: bool = False) -> Dict[str, int]:
        file.write_bytes(CSV.replace(b",14", b",%d" % days))
        history = shohosen.History([file])
        patients = [("p", history)]
        return store.import_histories(patients, by_name=True, reinstate=reinstate, **WHO)

    assert taken(14)["added"] == 1
    assert taken(7)["corrected"] == 1
    assert taken(14)["outdated"] == 1
    assert taken(14, reinstate=True)["corrected"] == 1


def test_what_did_not_verify_is_never_imported(tmp_path: Path) -> None:
    store = shohosen.Store(tmp_path / "history.db")
    verifier = shohosen.Verifier(**TRUST)
    file = tmp_path / "dispensed.xml"
    file.write_bytes(Path("verify/dispensing-a.xml").read_bytes())
    genuine = shohosen.History([file], verifier=verifier, at=AT)
    events = store.import_histories([("p", genuine)], by_name=True, **WHO)["events"]
    assert events == len(genuine) > 0
    # A byte of the records is another, and the same file is imported again: as a document without
    # events it would withdraw everything.
    file.write_bytes(Path("verify/changed-records.xml").read_bytes())
    forged = shohosen.History([file], verifier=verifier, at=AT)
    for patients in ([("p", forged)], [("q", genuine), ("p", forged)]):
        for partial in (False, True):
            with pytest.raises(shohosen.StoreError) as caught:
                store.import_histories(patients, by_name=True, partial=partial, **WHO)
            assert caught.value.code == "store.document.not_verified"
            assert caught.value.findings[0].location == str(file)
    found = store.history("p", **WHO)
    assert found is not None and len(found) == events and store.patients() == ["p"]


def test_a_part_of_a_document_is_imported_only_if_asked_for(tmp_path: Path) -> None:
    def bundle(status: str) -> bytes:
        """Two prescriptions of FHIR, of which the second has this status."""
        drug = {"system": "http://capstandard.jp/iyaku.info/CodeSystem/YJ-code"}
        request = {
            "resourceType": "MedicationRequest",
            "intent": "order",
            "authoredOn": "2026-11-22",
            "medicationCodeableConcept": {"coding": [{**drug, "code": "1129009F2285"}]},
        }
        both = [{**request, "id": "1", "status": "active"}, {**request, "id": "2", "status": status}]
        entries = [{"resource": resource} for resource in both]
        return json.dumps({"resourceType": "Bundle", "entry": entries}).encode()

    store = shohosen.Store(tmp_path / "history.db")
    part = shohosen.History([bundle("on-hold")])
    with pytest.raises(shohosen.StoreError) as caught:
        store.import_histories([("p", part)], **WHO)
    assert caught.value.code == "store.document.partial" and store.patients() == []
    assert store.import_histories([("p", part)], partial=True, **WHO)["events"] == 1
    # Known by its digest: another document, and not another state of the first one.
    whole = shohosen.History([bundle("active")])
    assert store.import_histories([("p", whole)], **WHO)["added"] == 1


def test_by_name_another_state_of_a_file_takes_the_place_of_the_first(tmp_path: Path) -> None:
    store = shohosen.Store(tmp_path / "history.db")
    file = tmp_path / "notebook.csv"
    for count, (by_name, place) in enumerate([(True, "corrected"), (False, "added")]):
        patient = f"p-{count}"
        file.write_bytes(CSV)
        store.import_histories([(patient, shohosen.History([file]))], by_name=by_name, **WHO)
        file.write_bytes(CSV.replace(b",14", b",7"))
        again = store.import_histories([(patient, shohosen.History([file]))], by_name=by_name, **WHO)
        assert again[place] == 1


def test_a_store_that_is_none_is_told_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "text"
    file.write_bytes(b"this is no database, and long enough to be looked at " * 100)
    with pytest.raises(shohosen.StoreError) as caught:
        shohosen.Store(file)
    assert caught.value.remedy_ja and caught.value.code.startswith("store.")
    with pytest.raises(shohosen.StoreError):
        shohosen.Store(tmp_path / "none.db", create=False)
    with pytest.raises(shohosen.StoreError):
        shohosen.Store(tmp_path / "a.db").patients(after="x" * 1000)


def test_a_store_is_looked_at_and_damage_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    store = shohosen.Store(path)
    store.import_histories([("p", shohosen.History([CSV]))], **WHO)
    held = store.verify()
    assert (held["holds"], held["documents"], held["more"]) == (True, 1, 0)
    del store
    octets = bytearray(path.read_bytes())
    octets[octets.index(b"1129009F2021")] ^= 1
    path.write_bytes(octets)
    store = shohosen.Store(path)
    assert store.verify()["holds"] is False
    with pytest.raises(shohosen.StoreError) as caught:
        store.history("p", **WHO)
    assert caught.value.code == "store.document.altered"


def test_a_document_of_somebody_else_is_refused_unless_accepted(tmp_path: Path) -> None:
    def notebook(birth: str) -> "shohosen.History":
        text = (
            f"JAHISTC07,1\r\n1,ABC,1,{birth}\r\n5,20261115\r\n11,B,13,4,1354321\r\n"
            "201,1,C,1,T,2,610443048,1\r\n301,1,D,14,E,1,1,,1\r\n"
        )
        return shohosen.History([text.encode("cp932")])

    store = shohosen.Store(tmp_path / "history.db")
    store.import_histories([("p", notebook("19600229"))], partial=True, **WHO)
    other = [("p", notebook("19610301"))]
    with pytest.raises(shohosen.StoreError) as caught:
        store.import_histories(other, partial=True, **WHO)
    assert caught.value.code == "store.patient.differs"
    assert "1961" not in str(caught.value) and "ABC" not in repr(caught.value)
    counts = store.import_histories(other, partial=True, accept_other_identity=True, **WHO)
    assert counts["added"] == 1


def test_a_store_is_closed_when_it_is_done_with(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with shohosen.Store(path) as store:
        store.import_histories([("p", shohosen.History([CSV]))], **WHO)
    for asked in (store.statistics, store.patients, store.verify, store.__enter__().access_log):
        with pytest.raises(shohosen.Error):
            asked()
    store.close()
    assert [file.name for file in tmp_path.iterdir()] == ["history.db"]
    path.rename(tmp_path / "moved.db")
    assert shohosen.Store(tmp_path / "moved.db", create=False).patients() == ["p"]
