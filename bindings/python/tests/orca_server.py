"""A stand-in for ORCA on 127.0.0.1: the forms have the structure of the published samples, the
people and numbers are invented. Also used by the examples; run it by hand to try them:
`python orca_server.py` prints its URL."""

from __future__ import annotations

import base64
import json
import threading
import time
import xml.etree.ElementTree as ElementTree
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, List, Optional, Tuple

USER, PASSWORD = "ormaster", "ormaster-password"
PATIENT = {
    "ID": "00110",
    "Name": "見本　太郎",
    "KanaName": "ミホン　タロウ",
    "BirthDate": "1960-02-29",
    "Sex": "1",
}
HOSPITAL = {
    "Prefectures_Number": "13",
    "Code": "1312345",
    "Name": ["処方箋試験クリニック", "", ""],
    "ZipCode": "1000000",
    "Address": ["東京都千代田区試験一丁目", "", ""],
    "PhoneNumber": "03-0000-0000",
    "FaxNumber": "03-0000-0001",
}


def drug(name: str, code: str, amount: str, unit: str, **more: str) -> Dict[str, str]:
    return {"Name": name, "Amount": amount, "Unit_Name": unit, "Code": code, **more}


def usage(name: str, code: str) -> Dict[str, str]:
    return {"Name": name, "Amount": "", "Unit_Name": "", "Code": code}


def answer(form: Dict[str, Any], name: str) -> Dict[str, Any]:
    return {
        "Information_Date": "2026-11-22",
        "Information_Time": "10:50:13",
        "Api_Result": "0000",
        "Api_Result_Message": "処理終了",
        "Form_ID": form["Form_ID"],
        "Form_Name": name,
        "Patient": PATIENT,
        "Forms": [{"data": form}],
    }


def prescription(**changes: Any) -> Dict[str, Any]:
    form: Dict[str, Any] = {
        "Form_ID": "shohosen",
        "Order_Class": "0",
        "Perform_Date": "2026-11-22",
        "IssuedDate": "2026-11-22",
        "Department_Code": "01",
        "Split_Count": "0",
        "Split_Number": "0",
        "Refill_Count": "0",
        "Patient": PATIENT,
        "Insurance_Combination_Information": {
            "Number": "0001",
            "InsuranceProvider_Class": "060",
            "HealthInsuredPerson_Rate": "030",
            "HealthInsurance_Information": {
                "InsuranceProvider_Number": "138057",
                "HealthInsuredPerson_Symbol": "試験",
                "HealthInsuredPerson_Number": "１２３４",
                "RelationToInsuredPerson": "1",
            },
        },
        "Hospital": HOSPITAL,
        "Doctor": {"Code": "10001", "Name": "試験　花子"},
        "IncludingNarcotic_Flg": "0",
        "Rp": [
            {
                "Medical_Class": "21",
                "Count": "014",
                "Unit_Name": "日分",
                "Medication": [
                    drug("マイスリー錠１０ｍｇ", "610443048", "00001.00000", "錠", Generic_Flg="0"),
                    usage("１日１回就寝前　服用", "001000101"),
                    {},
                ],
            },
            {},
        ],
        "Qr_ID": "1#00000000-0000-4000-8000-000000000001",
        **changes,
    }
    return answer(form, "処方箋")


def notebook() -> Dict[str, Any]:
    form = {
        "Form_ID": "okusuri_techo",
        "Perform_Date": "2026-11-15",
        "Invoice_Number": "0000360",
        "Patient": PATIENT,
        "Hospital": {"Prefectures_Number": "13", "Name": ["処方箋試験クリニック"]},
        "Doctor": {"Code": "10001", "Name": "試験　花子"},
        "Rp": [
            {
                "Medical_Class": "21",
                "Count": "14",
                "Unit_Name": "日分",
                "Medication": [
                    drug("マイスリー錠１０ｍｇ", "610443048", "1", "錠"),
                    usage("１日１回就寝前　服用", "001000101"),
                ],
            }
        ],
    }
    return answer(form, "お薬手帳")


def notebook_of_another_clinic() -> Dict[str, Any]:
    book = notebook()
    data = book["Forms"][0]["data"]
    data["Hospital"] = {"Prefectures_Number": "13", "Name": ["別のクリニック"]}
    return book


def treatment() -> Dict[str, Any]:
    """What was given at the visit of the notebook, one drug in house."""
    def given(medical_class: str, code: str, name: str) -> Dict[str, Any]:
        item = {"Medication_Code": code, "Medication_Name": name, "Medication_Number": "1"}
        return {"Medical_Class": medical_class, "Medical_Class_Number": "14", "Medication_info": [item, {}]}

    sets = [
        given("212", "610443048", "マイスリー錠１０ｍｇ"),
        given("231", "620007813", "ロキソニンテープ１００ｍｇ"),
        given("400", "620811502", "ワルファリンＫ錠１ｍｇ「Ｆ」"),
    ]
    return {
        "medicalget02res": {
            "Api_Result": "00",
            "Patient_Information": {"Patient_ID": "00110", "WholeName": PATIENT["Name"]},
            "Perform_Date": "2026-11-15",
            "Department_Code": "01",
            "Medical_List_Information": [{"Medical_Information": sets}, {}],
        }
    }


VISITS = {
    "medicalget01res": {
        "Api_Result": "00",
        "Medical_List_Information": [
            {"Perform_Date": "2026-11-15", "Department_Code": "01", "Invoice_Number": "0000360"},
            {},
        ],
    }
}
DISEASES = {
    "disease_infores": {
        "Api_Result": "00",
        "Disease_Infores": {"Patient_ID": "00110", "WholeName": PATIENT["Name"]},
        "Disease_Information": [
            {"Disease_Name": "胃潰瘍", "Disease_Single": [{"Disease_Single_Code": "5319009"}, {}]},
            {},
        ],
    }
}
LISTS = {
    "01": {"departmentres": {"Api_Result": "00", "Department_Information": [{"Code": "01", "WholeName": "内科"}]}},
    "02": {"physicianres": {"Api_Result": "00", "Physician_Information": [
        {"Code": "10001", "WholeName": "試験　花子", "WholeName_inKana": "シケン　ハナコ"}]}},
    "04": {"system1001res": {"Api_Result": "00", "Medical_Information": {"Institution_Code": "1312345"}}},
}  # fmt: skip

REFUSED = {"Api_Result": "0105", "Api_Result_Message": "対象となる伝票がありません"}


class Handler(BaseHTTPRequestHandler):
    """Answers as ORCA does; the invoice number asks for what can go wrong."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        pair = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {pair}":
            return self.reply(401, b"unauthorised", [("WWW-Authenticate", "Basic realm=jma-receipt")])
        record = ElementTree.fromstring(body)[0]
        items = {item.tag: item.text or "" for item in record}
        invoice = items.get("Invoice_Number", "")
        forms = {
            ("/api01rv2/prescriptionv2", "prescriptionv2req"): prescription,
            ("/api01rv2/medicinenotebookv2", "medicine_notebookv2req"): notebook,
        }
        others: Dict[str, Any] = {
            "/api01rv2/medicalgetv2?class=01&format=json": VISITS,
            "/api01rv2/medicalgetv2?class=02&format=json": treatment(),
            "/api01rv2/diseasegetv2?class=01&format=json": DISEASES,
            "/api01rv2/system01lstv2?format=json": LISTS.get(items.get("Request_Number", "")),
        }
        other = others.get(self.path[4:] if self.path.startswith("/api/") else self.path)
        if other is not None:
            return self.reply(200, json.dumps(other, ensure_ascii=False).encode(), [])
        form = forms.get((self.path[4:] if self.path.startswith("/api/") else self.path, record.tag))
        if form is None or items.get("Request_Number") not in ("01", "02"):
            return self.reply(404, b"not found", [])
        if invoice == "slow":
            time.sleep(3)
        if invoice == "moved":
            return self.reply(302, b"", [("Location", "http://127.0.0.1:9/")])
        if invoice == "page":
            return self.reply(200, b"<html>login</html>", [])
        if invoice == "361" and form is notebook:
            form = notebook_of_another_clinic
        known = items.get("Patient_ID") == PATIENT["ID"] and invoice in ("372", "360", "361", "slow")
        octets = json.dumps(form() if known else REFUSED, ensure_ascii=False).encode()
        self.reply(200, octets, [("Content-Type", "application/json; charset=UTF-8")])

    def reply(self, status: int, body: bytes, headers: List[Tuple[str, str]]) -> None:
        try:
            self.send_response(status)
            for name, value in [*headers, ("Content-Length", str(len(body)))]:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # the client has gone away, as it should from a slow answer

    def log_message(self, *_arguments: Any) -> None:
        pass


def start(port: int = 0) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def url(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}"


def main(arguments: Optional[List[str]] = None) -> None:
    server = start()
    print(url(server), flush=True)
    try:
        threading.Event().wait()
    finally:
        server.shutdown()


if __name__ == "__main__":
    main()
