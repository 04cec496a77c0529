"""ORCA: a server on 127.0.0.1, forms to records and history, everything that is missing."""

from __future__ import annotations

import copy
import json
import socket
from pathlib import Path
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
    assert (event["dispensed_on"], event["days"], event["category"]) == ("2026-11-15", 14, "oral")
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


def test_narcotics_splits_refills_and_marks_are_carried() -> None:
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


def test_the_forms_of_the_stand_in_are_json() -> None:
    assert json.loads(json.dumps(prescription())) == prescription()
    assert notebook()["Forms"][0]["data"]["Form_ID"] == "okusuri_techo"
    assert Path(orca_server.__file__).name == "orca_server.py"
