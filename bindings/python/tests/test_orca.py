"""ORCA: a server on 127.0.0.1, forms to records and history, everything that is missing."""

from __future__ import annotations

import copy
import socket
from typing import Any, Dict, Iterator, List

import orca_server
import pytest
import shohosen
from orca_server import notebook, prescription
from shohosen import orca

USAGES = {"001000101": orca.Usage("1011000090000000", "１日１回就寝前　服用", 1)}
GIVEN: Any = {"usages": USAGES, "department_name": "内科", "doctor_kana": "シケン　ハナコ"}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    server = orca_server.start()
    yield orca_server.url(server)
    server.shutdown()
    server.server_close()


def client(url: str, **changes: Any) -> orca.Client:
    given: Dict[str, Any] = {"user": orca_server.USER, "password": orca_server.PASSWORD}
    return orca.Client(url, **{**given, **changes})


@pytest.mark.parametrize("prefix", ["", "/api"])
def test_a_form_becomes_records_and_the_notebook_a_history(server: str, prefix: Any) -> None:
    orca_client = client(server, prefix=prefix)
    records = orca.prescription_records(
        orca_client.prescription(patient="00110", invoice="372"), **GIVEN
    )
    # What a hand writes for the form, by the tables of SJ1.
    expected = [
        "SJ1",
        "1,1,1312345,13,処方箋試験クリニック",
        "2,100-0000,東京都千代田区試験一丁目",
        "3,03-0000-0000,03-0000-0001,",
        "4,2,01,内科",
        "5,10001,ｼｹﾝ ﾊﾅｺ,試験　花子",
        "11,00110,見本　太郎,ﾐﾎﾝ ﾀﾛｳ",
        "12,1",
        "13,19600229",
        "21,2",
        "22,138057",
        "23,試験,１２３４,1,",
        "24,030,070",
        "51,20261122",
        "101,1,1,,14",
        "111,1,3,1011000090000000,１日１回就寝前　服用,1",
        "201,1,1,1,2,610443048,マイスリー錠１０ｍｇ,1,1,錠",
    ]
    assert records.decode().split("\n") == expected
    assert not shohosen.Records(records).lint(strict=True).has_errors

    history = orca.history(orca_client.notebook(patient="00110", invoice="360"))
    (event,) = history.to_dict()["events"]
    assert (event["prescribed_on"], event["days"], event["category"]) == ("2026-11-15", 14, "oral")
    assert event["codes"] == [{"system": "receipt", "code": "610443048"}]


def test_records_of_a_form_can_be_signed(server: str) -> None:
    records = orca.prescription_records(prescription(), **GIVEN)
    verifier = shohosen.Verifier(
        anchors=["pki/root.cer"],
        intermediates=["pki/sign-ca.cer"],
        crls=["pki/sign-ca.crl", "pki/sarl.crl"],
    )
    key = shohosen.SoftwareKey("keys/doctor.pk8", certificate="pki/doctor.cer")
    at = "2024-06-03T08:08:00Z"
    signed = shohosen.Signer(verifier=verifier).sign_prescription(records, key=key, at=at)
    assert signed.report.valid and signed.report.payload() == records


def test_everything_that_is_missing_is_told_at_once_with_where_to_get_it() -> None:
    with pytest.raises(orca.FieldError) as caught:
        orca.prescription_records(prescription())
    findings = caught.value.findings
    assert [finding.evidence["field"] for finding in findings] == [
        "診療科名 (Department_Name)",
        "RP1 用法コード (001000101 １日１回就寝前　服用)",
    ]
    assert all("引数" in finding.remedy_ja for finding in findings)
    assert isinstance(caught.value, shohosen.Error)


def form(**changes: Any) -> Dict[str, Any]:
    return copy.deepcopy(prescription(**changes))


def lines(answer: Dict[str, Any], **more: Any) -> List[str]:
    return orca.prescription_records(answer, **{**GIVEN, **more}).decode().split("\n")


def refused(answer: Dict[str, Any], **more: Any) -> List[str]:
    """The items that are named."""
    with pytest.raises(orca.FieldError) as caught:
        lines(answer, **more)
    return [finding.evidence["field"] for finding in caught.value.findings]


def test_public_payers_need_the_burden_of_the_drugs() -> None:
    answer = form()
    combination = answer["Forms"][0]["data"]["Insurance_Combination_Information"]
    # 54136015: 難病 (the sample of the published list).
    combination["PublicInsurance_Information"] = [
        {"PublicInsurer_Number": "54136015", "PublicInsuredPerson_Number": "1234566"},
        {},
    ]
    with pytest.raises(orca.FieldError) as caught:
        lines(answer)
    assert "負担区分" in caught.value.findings[0].evidence["field"]
    written = lines(answer, burden=[True])
    assert "27,54136015,1234566" in written and "231,1,1,1,0,0,0" in written
    # One for each payer: nothing is filled up, and nothing cut off.
    for wrong in ([], [True, True], [1], "1"):
        assert refused(answer, burden=wrong) == ["公費負担区分"]
    combination["PublicInsurance_Information"] = []
    assert refused(answer, burden=[True]) == ["公費負担区分"]


def test_generic_names_need_their_code() -> None:
    answer = form()
    drug = answer["Forms"][0]["data"]["Rp"][0]["Medication"][0]
    drug.update(
        Name="【般】ゾルピデム酒石酸塩錠１０ｍｇ", Generic_Flg="1", Generic_Code="1129009F2025"
    )
    with pytest.raises(orca.FieldError) as caught:
        lines(answer)
    assert "一般名コード" in caught.value.findings[0].evidence["field"]
    written = lines(answer, generic_codes={"1129009F2025": "1129009F2ZZZ"})
    assert any(line.startswith("201,1,1,1,7,1129009F2ZZZ,【般】") for line in written)


def test_narcotics_refills_and_marks_are_carried() -> None:
    answer = form(IncludingNarcotic_Flg="1", Refill_Count="2", Check_Leftover_Class="3")
    answer["Forms"][0]["data"]["Rp"][0]["Medication"][0]["Unchangeable_Flg"] = "1"
    with pytest.raises(orca.FieldError) as caught:
        lines(answer)
    assert len(caught.value.findings) == 4
    given = {
        "narcotics_licence": "13-123456",
        "patient_address": "東京都千代田区試験二丁目",
        "patient_phone": "03-0000-0002",
    }
    written = lines(answer, leftover_check="2", **given)
    assert "61,13-123456,東京都千代田区試験二丁目,03-0000-0002" in written
    assert "62,2" in written and "64,2" in written
    assert "281,1,1,1,3,後発品変更不可," in written


def test_values_that_cannot_be_used_are_named() -> None:
    answer = form()
    rp = answer["Forms"][0]["data"]["Rp"][0]
    rp.update(Medical_Class="60", Count="two weeks")
    rp["Medication"][0].update(Amount="-1")
    answer["Forms"][0]["data"]["Patient"] = {**orca_server.PATIENT, "BirthDate": "S35"}
    with pytest.raises(orca.FieldError) as caught:
        lines(answer)
    assert {finding.code for finding in caught.value.findings} == {"orca.field.invalid"}
    assert len(caught.value.findings) == 4


@pytest.mark.parametrize("medical_class", ["21", "22"])
@pytest.mark.parametrize("count", ["", "000", None])
def test_days_and_times_are_never_guessed(medical_class: str, count: Any) -> None:
    answer = form()
    answer["Forms"][0]["data"]["Rp"][0].update(Medical_Class=medical_class, Count=count)
    assert refused(answer) == ["RP1 日数・回数 (Count)"]


def test_what_is_no_drug_no_usage_and_no_comment_by_its_code_is_refused() -> None:
    for code, name in [("Y00001", "自家製軟膏"), ("", "ロキソニン錠６０ｍｇ"), ("62009880", "x")]:
        answer = form()
        medication = answer["Forms"][0]["data"]["Rp"][0]["Medication"]
        medication.insert(1, {"Name": name, "Code": code, "Amount": "1", "Unit_Name": "錠"})
        assert refused(answer) == ["RP1 薬品・用法・コメント (Code)"]
    answer = form()
    answer["Forms"][0]["data"]["Rp"][0]["Medication"][0]["Name"] = ""
    assert refused(answer) == ["RP1-1 薬品名 (Name)"]
    answer = form()
    answer["Forms"][0]["data"]["Rp"][0]["Medication"].append("ロキソニン錠６０ｍｇ")
    assert refused(answer) == ["Medication"]


def test_of_several_items_with_codes_of_usages_the_known_one_is_the_usage() -> None:
    # As in a published sample: a free comment, 【朝：１．５　夕：０．５】, then the usage.
    answer = form()
    medication = answer["Forms"][0]["data"]["Rp"][0]["Medication"]
    medication[1:1] = [
        {"Name": "フリーコメント", "Code": "810000001"},
        {"Name": "【朝：１．５　夕：０．５】", "Code": "001101006"},
    ]
    written = lines(answer)
    assert [line for line in written if line.startswith(("111,", "181,"))] == [
        "111,1,3,1011000090000000,１日１回就寝前　服用,1",
        "181,1,1,,【朝：１．５　夕：０．５】,,",
        "181,1,2,,フリーコメント,,",
    ]
    both = {**USAGES, "001101006": USAGES["001000101"]}
    assert refused(answer, usages=both) == ["RP1 用法コード"]


def test_split_prescriptions_are_refused_by_name() -> None:
    answer = form(Split_Count="3", Split_Number="1")
    answer["Forms"][0]["data"]["Rp"][0]["Split_Total_Count"] = "90"
    assert refused(answer) == ["分割指示 (Split_Count)"]


def test_what_belongs_on_paper_is_refused_by_name() -> None:
    answer = form()
    combination = answer["Forms"][0]["data"]["Insurance_Combination_Information"]
    combination["Accident_Insurance_Information"] = {"Accident_Insurance_Class": "1"}
    assert refused(answer) == ["労災・自賠責 (Accident_Insurance_Information)"]
    answer = form()
    combination = answer["Forms"][0]["data"]["Insurance_Combination_Information"]
    payer = {"PublicInsurer_Number": "54136015", "PublicInsuredPerson_Number": "1234566"}
    combination["PublicInsurance_Information"] = [payer] * 4
    assert refused(answer, burden=[True] * 4) == ["公費 (PublicInsurance_Information)"]


@pytest.mark.parametrize(
    ("birth", "needed"),
    [
        # Issued on 2026-11-22. School begins on 1 April after six is reached, which is the day
        # before the birthday: who was born on 2020-04-01 went to school in 2026.
        ("2020-04-01", False),
        ("2020-04-02", True),
        ("2026-11-01", True),
        ("2000-01-01", False),
        # 高齢受給者証 from the month after the one in which 70 is reached.
        ("1956-10-31", True),
        ("1956-11-01", True),
        ("1956-11-02", False),
        ("1940-01-01", True),
    ],
)
def test_small_children_and_the_elderly_need_their_copay_class(birth: str, needed: bool) -> None:
    answer = form(Patient={**orca_server.PATIENT, "BirthDate": birth})
    combination = answer["Forms"][0]["data"]["Insurance_Combination_Information"]
    if needed:
        assert refused(answer) == ["一部負担区分 (Partial_Cost_Payment_Class)"]
        assert "14,2" in lines(answer, copay_class="2")
        combination["Partial_Cost_Payment_Class"] = "2"
        assert "14,2" in lines(answer)
    else:
        assert not any(line.startswith("14,") for line in lines(answer))


def test_what_orca_does_not_say_of_the_insurance_is_not_invented() -> None:
    answer = form()
    combination = answer["Forms"][0]["data"]["Insurance_Combination_Information"]
    health = combination["HealthInsurance_Information"]
    health["RelationToInsuredPerson"] = ""
    assert refused(answer) == ["本人家族区分 (RelationToInsuredPerson)"]
    health["RelationToInsuredPerson"] = "2"
    # 船員保険: whether it happened at work.
    health["InsuranceProvider_Number"] = "02130011"
    assert refused(answer) == ["職務上の事由"]
    assert "25,1" in lines(answer, occupational_reason="1")
    assert not any(line.startswith("25,") for line in lines(answer, occupational_reason=""))
    # ORCA knows 高齢者一般, but not the 2 割 of 後期高齢者 (高８) among them.
    health["InsuranceProvider_Number"] = "39131156"
    combination.update(Partial_Cost_Payment_Class="1", HealthInsuredPerson_Rate="020")
    assert refused(answer) == ["一部負担区分 (Partial_Cost_Payment_Class)"]
    assert "14,5" in lines(answer, copay_class="5")


def test_a_history_loses_no_drug_and_is_never_empty_by_mistake() -> None:
    answer = copy.deepcopy(notebook())
    # Of another clinic: repeats of the own one are no duplicates.
    answer["Forms"][0]["data"]["Hospital"] = {"Prefectures_Number": "13", "Name": ["別のクリニック"]}
    medication = answer["Forms"][0]["data"]["Rp"][0]["Medication"]
    medication += [
        {"Name": "コメント", "Code": "810000001"},
        {"Name": "自家製軟膏", "Code": "Y00001", "Amount": "1", "Unit_Name": "個"},
        {"Name": "ロキソニン錠６０ｍｇ", "Amount": "3", "Unit_Name": "錠"},
    ]
    history = orca.history(answer)
    assert [event["name"] for event in history.to_dict()["events"]] == [
        "マイスリー錠１０ｍｇ",
        "自家製軟膏",
        "ロキソニン錠６０ｍｇ",
    ]
    records = orca.prescription_records(prescription(), **GIVEN)
    report = shohosen.Checker().check(records, history, day="2026-11-22", consent="given")
    reasons = {(entry["code"], entry["reason"]) for entry in report.not_checked}
    assert {("Y00001", "malformed_code"), ("", "missing_code")} <= reasons

    with pytest.raises(shohosen.ArgumentError):
        orca.history()


def test_what_the_check_of_the_records_refuses_does_not_come_out() -> None:
    answer = form()
    answer["Forms"][0]["data"]["Patient"] = {**orca_server.PATIENT, "Sex": "3"}
    with pytest.raises(orca.RecordsError) as caught:
        lines(answer)
    assert caught.value.code.startswith("records.")
    name = form()
    name["Forms"][0]["data"]["Doctor"]["Name"] = "試験　花子\n201,9,9,1,2,620000001,x,1,1,錠"
    with pytest.raises(orca.RecordsError):
        lines(name)  # a line break makes no record


@pytest.mark.parametrize(
    "answer",
    [{}, {"Forms": []}, {"Forms": None}, {"Forms": [17]}, {"Forms": [{"data": {"Form_ID": "x"}}]}],
)
def test_other_forms_are_refused(answer: Dict[str, Any]) -> None:
    with pytest.raises(orca.OrcaError) as caught:
        orca.prescription_records(answer)
    assert caught.value.code == "orca.form.unsupported"
    with pytest.raises(orca.OrcaError):
        orca.history(answer)


def test_any_rubbish_in_a_form_is_an_error_of_ours() -> None:
    rubbish: List[Any] = [None, 17, "x", [], {}, [None], {"x": []}, "\ud800", True]
    base = prescription()["Forms"][0]["data"]
    for key in [*base, "Memo", "Memo2"]:
        if key == "Form_ID":
            continue
        for value in rubbish:
            try:
                orca.prescription_records({"Forms": [{"data": {**base, key: value}}]}, **GIVEN)
            except shohosen.Error:
                pass


@pytest.mark.parametrize(
    ("what", "kind", "code"),
    [
        ({"invoice": "999"}, orca.RequestRefused, "orca.request.refused"),
        ({"invoice": "moved"}, orca.ResponseError, "orca.response.status"),
        ({"invoice": "page"}, orca.ResponseError, "orca.response.malformed"),
        ({"invoice": "slow", "timeout": 0.3}, orca.ConnectionFailed, "orca.connection.timeout"),
        ({"password": "wrong"}, orca.ResponseError, "orca.response.status"),
        ({"prefix": "/wrong"}, orca.ResponseError, "orca.response.status"),
    ],
)
def test_what_goes_wrong_on_the_way_is_told(
    server: str, what: Dict[str, Any], kind: Any, code: str
) -> None:
    invoice = what.pop("invoice", "372")
    with pytest.raises(shohosen.Error) as caught:
        client(server, **what).prescription(patient="00110", invoice=invoice)
    error = caught.value
    assert type(error) is kind and error.code == code
    assert error.remedy_ja and error.remedy_en
    assert orca_server.PASSWORD not in str(error) + repr(error)


def test_nobody_there_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(orca.ConnectionFailed) as caught:
        client(f"http://127.0.0.1:{port}").prescription(patient="1", invoice="1")
    assert caught.value.code == "orca.connection.failed"
    with pytest.raises(shohosen.Error):
        client("nonsense://x").prescription(patient="1", invoice="1")


def test_the_password_is_not_shown() -> None:
    assert orca_server.PASSWORD not in repr(client("http://127.0.0.1:8000"))


@pytest.mark.parametrize(
    "amount",
    ["1e3", "1_0", "+1", "-1", ".5", "5.", "1.5.0", "1,5", "１", "٣", "0x1", "1E0", "Infinity", "nan", "0.0", "",
     "1" * 17],
)
def test_an_amount_is_digits_and_a_point_and_nothing_else(amount: str) -> None:
    answer = form()
    answer["Forms"][0]["data"]["Rp"][0]["Medication"][0]["Amount"] = amount
    assert refused(answer) == ["RP1-1 数量 (Amount)"]


@pytest.mark.parametrize(
    ("amount", "written"),
    [("00001.50000", "1.5"), ("00010.00000", "10"), ("0.25", "0.25"), ("100", "100"), ("007", "7")],
)
def test_zeros_around_an_amount_are_left_out(amount: str, written: str) -> None:
    answer = form()
    answer["Forms"][0]["data"]["Rp"][0]["Medication"][0]["Amount"] = amount
    (drug,) = [line for line in lines(answer) if line.startswith("201,")]
    assert drug.split(",")[7] == written


@pytest.mark.parametrize("rate", ["150", "3割", "-30", "9999"])
def test_a_share_is_at_most_a_hundred_percent(rate: str) -> None:
    answer = form()
    answer["Forms"][0]["data"]["Insurance_Combination_Information"]["HealthInsuredPerson_Rate"] = rate
    assert refused(answer) == ["負担割合 (HealthInsuredPerson_Rate)"]


@pytest.mark.parametrize("zeros", ["0000-00-00", "00000000", "", None])
def test_a_date_that_orca_lacks_is_missing_and_nothing_else_is(zeros: Any) -> None:
    answer = form(IssuedDate=zeros)
    assert refused(answer) == ["交付年月日 (IssuedDate)"]
    assert "51,20261122" in lines(answer, issued_on="2026-11-22")
    assert refused(form(Patient={**orca_server.PATIENT, "BirthDate": zeros})) == [
        "生年月日 (Patient.BirthDate)"
    ]
    book = copy.deepcopy(notebook())
    book["Forms"][0]["data"]["Perform_Date"] = zeros
    with pytest.raises(orca.FieldError) as caught:
        orca.history(book)
    assert caught.value.code == "orca.field.missing"


@pytest.mark.parametrize("date", ["2026-02-29", "2026-13-01", "2026-11-31", "2026/11/22", "R8.11.22"])
def test_a_day_that_there_is_not_is_invalid(date: str) -> None:
    with pytest.raises(orca.FieldError) as caught:
        lines(form(IssuedDate=date))
    assert [finding.code for finding in caught.value.findings] == ["orca.field.invalid"]
    assert refused(form(), valid_until=date) == ["使用期限 (valid_until)"]


def test_a_doctor_whom_orca_does_not_name_is_named_by_the_argument() -> None:
    answer = form(Doctor={"Code": "10001"})
    with pytest.raises(orca.FieldError) as caught:
        lines(answer)
    (finding,) = caught.value.findings
    assert "doctor_name" in finding.remedy_ja
    written = lines(answer, doctor_name="試験　次郎")
    assert "5,10001,ｼｹﾝ ﾊﾅｺ,試験　次郎" in written
    # What ORCA prints comes first.
    assert "5,10001,ｼｹﾝ ﾊﾅｺ,試験　花子" in lines(form(), doctor_name="試験　次郎")


def test_an_answer_in_its_outer_element_is_read_as_what_is_in_it() -> None:
    assert lines({"prescriptionv2res": prescription()}) == lines(prescription())
    assert lines({"xmlio2": {"prescriptionv2res": prescription()}}) == lines(prescription())
    assert len(orca.history({"medicinenotebookv2res": notebook()})) == 1
    others: List[Dict[str, Any]] = [
        {"prescriptionv2res": {}},
        {"prescriptionv2res": []},
        {"a": {"b": {"c": 1}}},
    ]
    for answer in others:
        with pytest.raises(orca.OrcaError):
            orca.prescription_records(answer)


def test_the_own_notebook_without_code_is_of_the_institution_that_prescribes() -> None:
    def compared(**hospital: Any) -> bool:
        book = copy.deepcopy(notebook())
        form = book["Forms"][0]["data"]
        form["Hospital"] = {**form["Hospital"], **hospital}
        records = orca.prescription_records(prescription(), **GIVEN)
        report = shohosen.Checker().check(
            records, orca.history(book), day="2026-11-22", consent="given"
        )
        # Without a master nothing can be compared, and what would have been is named.
        return any(entry["item"].startswith("history") for entry in report.not_checked)

    own = prescription()["Forms"][0]["data"]["Hospital"]
    assert not compared(Code="", Name=own["Name"])
    assert not compared(Code=own["Code"], Name=["別の名前"])
    assert compared(Code="1399999", Name=["別のクリニック"])
    # Of another name, or of none, it is not known to be the own one.
    assert compared(Code="", Name=["別のクリニック"])
    assert compared(Code="", Name="")


@pytest.mark.parametrize(
    "before",
    ["clinic:geheim-1@", "clinic:geheim%2D1@", "clinic:ge/heim@", "geheim@", "clinic:ge@heim@"],
)
@pytest.mark.parametrize("scheme", ["http://", ""])
def test_no_message_repeats_what_stands_before_the_host(before: str, scheme: str) -> None:
    orca_client = orca.Client(f"{scheme}{before}127.0.0.1:1/api", "user", "geheim-2")
    assert "heim" not in repr(orca_client)
    with pytest.raises(shohosen.Error) as caught:
        orca_client.notebook(patient="1", invoice="1")
    error = caught.value
    said = f"{error} {error!r} {[finding.to_dict() for finding in error.findings]}"
    assert "heim" not in said and "127.0.0.1:1" in said


def test_a_user_name_with_a_colon_is_refused() -> None:
    with pytest.raises(shohosen.ArgumentError):
        client("http://127.0.0.1:1", user="or:master")


def test_client_and_history_have_one_default_and_what_was_asked_for_stays(server: str) -> None:
    def kinds(*answers: Any, **more: Any) -> List[str]:
        return [event["kind"] for event in orca.history(*answers, **more).to_dict()["events"]]

    orca_client = client(server)
    outside = orca_client.notebook(patient="00110", invoice="360")
    inside = orca_client.notebook(patient="00110", invoice="360", outside=False)
    assert kinds(outside) == kinds(notebook()) == ["prescribed"]
    assert kinds(inside) == kinds(notebook(), outside=False) == ["dispensed"]
    assert kinds(outside, inside) == ["prescribed", "dispensed"]


def test_visits_treatments_and_diseases_are_a_history(server: str) -> None:
    orca_client = client(server)
    (visit,) = orca_client.visits(patient="00110", month="2026-11")
    assert visit == orca.Visit("2026-11-15", "01", "0000360")
    treatment = orca_client.treatment(patient="00110", visit=visit)
    history = orca.history(treatment, orca_client.diseases(patient="00110"))
    events = history.to_dict()["events"]
    # Each drug says itself where it was handed out; that of a procedure is none that is taken.
    assert [(event["kind"], event["name"]) for event in events] == [
        ("prescribed", "マイスリー錠１０ｍｇ"),
        ("dispensed", "ロキソニンテープ１００ｍｇ"),
    ]
    records = orca.prescription_records(prescription(), **GIVEN)
    report = shohosen.Checker().check(records, history, day="2026-11-22", consent="given")
    # A disease that no table compares is said not to be.
    assert any("Disease_Information 1" in entry["item"] for entry in report.not_checked)


def test_lists_and_overrides_complete_a_form(server: str) -> None:
    orca_client = client(server)
    known = [orca_client.departments(), orca_client.doctors(), orca_client.institution()]
    answer = form(Doctor={"Code": "10001"})
    records = orca.prescription_records(answer, usages=USAGES, known=known).decode()
    assert "4,2,01,内科" in records and "5,10001,ｼｹﾝ ﾊﾅｺ,試験　花子" in records
    answer["Forms"][0]["data"]["Rp"][0]["Count"] = ""
    (finding,) = [f for f in refused_findings(answer) if "Count" in f.evidence["field"]]
    assert 'overrides["Rp.1.Count"]' in finding.remedy_ja
    given = {"doctor_name": "試験　花子", "overrides": {"Rp.1.Count": "7"}}
    assert "101,1,1,,7" in lines(answer, **given)
    given["overrides"] = {"Rp.1.Count": "7", "Rp.9.Count": "7"}
    with pytest.raises(orca.FieldError) as caught:
        lines(answer, **given)
    assert [found.code for found in caught.value.findings] == ["orca.override.unused"]


def refused_findings(answer: Dict[str, Any]) -> Any:
    with pytest.raises(orca.FieldError) as caught:
        lines(answer)
    return caught.value.findings


@pytest.mark.parametrize("answer", [None, 17, "x", {"Forms": object()}, {"Forms": [{"data": {1, 2}}]}])
def test_what_is_no_answer_is_an_error_of_ours(answer: Any) -> None:
    with pytest.raises(shohosen.Error):
        orca.prescription_records(answer)
    with pytest.raises(shohosen.Error):
        orca.history(answer)
