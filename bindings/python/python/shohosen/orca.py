"""The path from ORCA (日医標準レセプトソフト, WebORCA) to an electronic prescription.

ORCA neither makes nor signs electronic prescriptions. What it prints (処方せん印刷,
``/api01rv2/prescriptionv2``) holds most of what one needs; the rest is named, with where to get it:

>>> from shohosen import orca
>>> try:
...     orca.prescription_records({"Forms": [{"data": {"Form_ID": "shohosen", "Rp": []}}]})
... except orca.FieldError as error:
...     print(error.findings[0].evidence["field"])
医療機関コード (Hospital.Code)

A plugin in a few lines::

    client = orca.Client("http://127.0.0.1:8000", user="ormaster", password="…")
    answer = client.prescription(patient="00110", invoice="372")
    records = orca.prescription_records(answer, usages=usages, department_name="内科")
    history = orca.history(client.notebook(patient="00110", invoice="360"))
    report = checker.check(records, history, day="2026-11-22", consent="given")
    signed = signer.sign_prescription(records, key=key)

``/api01rv2/medicationgetv2`` of ORCA looks up a code in its master; what a patient was given comes
from the notebook form (``/api01rv2/medicinenotebookv2``), which `history` reads.
"""

from __future__ import annotations

import base64
import json
import re
import socket
import unicodedata
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Dict, Iterator, List, Literal, Mapping, Optional, Sequence, Tuple
from xml.sax.saxutils import escape

from ._errors import ArgumentError, Error
from ._shohosen import DrugMaster, Finding, History, Records, _finding

__all__ = [
    "Client",
    "ConnectionFailed",
    "FieldError",
    "OrcaError",
    "RecordsError",
    "RequestRefused",
    "ResponseError",
    "Usage",
    "history",
    "prescription_records",
]

MAX_RESPONSE = 16 << 20
"""The most octets of an answer."""

MAX_RPS = 50
"""What the form has room for (繰り返し 最大50), RPs as well as drugs of one."""


class OrcaError(Error):
    """Something on the path from ORCA to records went wrong."""


class ConnectionFailed(OrcaError):
    """ORCA cannot be reached, or did not answer in time."""


class ResponseError(OrcaError):
    """ORCA answered with an HTTP error, or with something that cannot be read."""


class RequestRefused(OrcaError):
    """ORCA understood the request and did not carry it out (Api_Result)."""


class FieldError(OrcaError):
    """Items are missing or cannot be used; ``findings`` has every one, with where to get it."""


class RecordsError(OrcaError):
    """The records that came out have errors; ``findings`` has every one."""


def _problem(code: str, **evidence: object) -> Tuple[Finding, ...]:
    return (_finding(code, evidence=dict(evidence)),)


# ---- talking to ORCA ----------------------------------------------------------------------------


class _NoRedirection(urllib.request.HTTPRedirectHandler):
    """A redirection would carry the password elsewhere."""

    def redirect_request(self, *_arguments: Any) -> None:
        return None


@dataclass(frozen=True)
class Client:
    """A client of the interface of ORCA: XML in, JSON out, basic authentication.

    ``prefix`` is ``"/api"`` for WebORCA and empty for 日レセ on site. ``timeout`` is in seconds, for
    each wait. A proxy of the environment is not used: ORCA is on the same network.
    """

    url: str
    user: str
    password: str = field(repr=False)
    prefix: Literal["", "/api"] = ""
    timeout: float = 10.0

    def prescription(
        self, *, patient: str, invoice: str, outside: bool = True, push: bool = False
    ) -> Dict[str, Any]:
        """The form of a prescription (処方箋): ``Invoice_Number`` is the 伝票番号. ``push`` also
        tells the printing plugin."""
        return self._form("prescriptionv2", "prescriptionv2req", patient, invoice, outside, push)

    def notebook(
        self, *, patient: str, invoice: str, outside: bool = True, push: bool = False
    ) -> Dict[str, Any]:
        """The form for the medication notebook (お薬手帳) of one visit."""
        name = "medicine_notebookv2req"
        return self._form("medicinenotebookv2", name, patient, invoice, outside, push)

    def _form(
        self, path: str, name: str, patient: str, invoice: str, outside: bool, push: bool
    ) -> Dict[str, Any]:
        items = {
            "Request_Number": "01" if push else "02",
            "Patient_ID": patient,
            "Invoice_Number": invoice,
            "Outside_Class": str(outside),
        }
        return self.post(f"/api01rv2/{path}", name, items)

    def post(self, path: str, name: str, items: Mapping[str, str]) -> Dict[str, Any]:
        """Sends a record of this name and gives the answer, if ORCA says that it carried the
        request out."""
        lines = "".join(
            f'<{key} type="string">{escape(value)}</{key}>' for key, value in items.items()
        )
        body = f'<data><{name} type="record">{lines}</{name}></data>'
        uri = f"{self.url.rstrip('/')}{self.prefix}{path}"
        answer = self._json(uri, self._send(uri, body.encode()))
        result = answer.get("Api_Result")
        # 0000 of forms, 00 and its kin of older interfaces; W.. and E.. are warnings and errors.
        if not isinstance(result, str) or result.strip("0") or not result:
            message = str(answer.get("Api_Result_Message", ""))
            raise RequestRefused(_problem("orca.request.refused", status=result, reason=message))
        return answer

    def _send(self, uri: str, body: bytes) -> bytes:
        pair = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        headers = {
            "Content-Type": "application/xml; charset=UTF-8",
            "Accept": "application/json",
            "Authorization": f"Basic {pair}",
        }
        try:
            request = urllib.request.Request(uri, body, headers)
            opener = urllib.request.build_opener(
                _NoRedirection, urllib.request.ProxyHandler({})
            )
            with opener.open(request, timeout=self.timeout) as response:
                octets: bytes = response.read(MAX_RESPONSE + 1)
        except urllib.error.HTTPError as error:
            error.close()
            raise ResponseError(
                _problem("orca.response.status", uri=uri, status=error.code)
            ) from None
        except (OSError, ValueError, EOFError) as error:
            reason = getattr(error, "reason", error)
            late = isinstance(reason, (socket.timeout, TimeoutError))
            code = "orca.connection.timeout" if late else "orca.connection.failed"
            raise ConnectionFailed(_problem(code, uri=uri, reason=reason)) from None
        except Exception as error:  # http.client.HTTPException and its kin: not HTTP
            raise ResponseError(
                _problem("orca.response.malformed", uri=uri, reason=repr(error))
            ) from None
        if len(octets) > MAX_RESPONSE:
            reason = f"more than {MAX_RESPONSE} octets"
            raise ResponseError(_problem("orca.response.malformed", uri=uri, reason=reason))
        return octets

    @staticmethod
    def _json(uri: str, octets: bytes) -> Dict[str, Any]:
        try:
            answer = json.loads(octets)
        except (ValueError, RecursionError) as error:
            raise ResponseError(
                _problem("orca.response.malformed", uri=uri, reason=error)
            ) from None
        if not isinstance(answer, dict):
            raise ResponseError(_problem("orca.response.malformed", uri=uri, reason="no object"))
        return answer


# ---- reading a form -----------------------------------------------------------------------------


def _forms(answer: Mapping[str, Any], form_id: Sequence[str]) -> List[Mapping[str, Any]]:
    """The data of every form in an answer."""
    forms = answer.get("Forms")
    found = []
    for form in forms if isinstance(forms, list) else []:
        data = form.get("data") if isinstance(form, dict) else None
        actual = data.get("Form_ID") if isinstance(data, dict) else None
        if not isinstance(data, dict) or actual not in form_id:
            expected = " / ".join(form_id)
            raise OrcaError(_problem("orca.form.unsupported", actual=actual, expected=expected))
        found.append(data)
    if not found:
        raise OrcaError(
            _problem("orca.form.unsupported", actual="–", expected=" / ".join(form_id))
        )
    return found


class _Reader:
    """Takes items out of a form, and remembers what is missing or cannot be used."""

    def __init__(self) -> None:
        self.findings: List[Finding] = []

    def text(self, data: Any, *path: str) -> str:
        """The text at a path, without blanks around it; empty where there is none."""
        for key in path:
            data = data.get(key) if isinstance(data, dict) else None
        if isinstance(data, list):
            data = "".join(part for part in data if isinstance(part, str))
        return data.strip() if isinstance(data, str) else ""

    @staticmethod
    def object(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        """The object at a key; empty where there is none."""
        value = data.get(key)
        return value if isinstance(value, dict) else {}

    def need(self, value: str, name: str, source: str) -> str:
        if not value:
            self.missing(name, source)
        return value

    def missing(self, name: str, source: str) -> None:
        self.findings.append(
            _finding("orca.field.missing", evidence={"field": name, "source": source})
        )

    def invalid(self, name: str, value: object, source: str) -> str:
        self.findings.append(
            _finding(
                "orca.field.invalid", evidence={"field": name, "actual": value, "source": source}
            )
        )
        return ""

    def day(self, value: str, name: str) -> str:
        """YYYY-MM-DD as YYYYMMDD."""
        if value and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            return self.invalid(name, value, "YYYY-MM-DD")
        return value.replace("-", "")

    def count(self, value: str, name: str) -> int:
        if value and not re.fullmatch(r"\d{1,4}", value, re.ASCII):
            self.invalid(name, value, "整数")
            return 0
        return int(value or "0")

    def amount(self, value: str, name: str) -> str:
        """00002.50000 as 2.5."""
        try:
            amount = Decimal(value)
        except InvalidOperation:
            return self.invalid(name, value, "数値")
        if not amount.is_finite() or amount <= 0 or len(value) > 16:
            return self.invalid(name, value, "正の数")
        plain = format(amount, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain

    def items(self, data: Any, key: str) -> Iterator[Mapping[str, Any]]:
        """The filled objects of a list; the form ends its lists with empty ones."""
        values = data.get(key) if isinstance(data, dict) else None
        if values and not isinstance(values, list):
            self.invalid(key, type(values).__name__, "配列")
        filled = []
        for value in values if isinstance(values, list) else []:
            if value and not isinstance(value, dict):
                self.invalid(key, value, "オブジェクト")
            elif value and any(value.values()):
                filled.append(value)
        if len(filled) > MAX_RPS:
            self.invalid(key, len(filled), f"{MAX_RPS} 件まで")
        yield from filled[:MAX_RPS]

    def done(self) -> None:
        if self.findings:
            raise FieldError(tuple(self.findings))


# ---- SJ1 ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Usage:
    """用法 of the prescription service: its 16-character code (電子処方箋用法マスタ), its name, and how
    often a day. ``code_type`` is ``"3"`` for that master and ``"2"`` for JAMI."""

    code: str
    name: str
    times_per_day: Optional[int] = None
    code_type: Literal["2", "3"] = "3"


_FORMS = {"21": "1", "22": "2", "23": "3", "24": "5", "31": "5", "32": "5", "33": "5"}
"""剤形区分 by 診療区分: 内服, 頓服, 外用, 自己注射・注射."""


def prescription_records(
    answer: Mapping[str, Any],
    *,
    usages: Optional[Mapping[str, Usage]] = None,
    department_name: str = "",
    doctor_kana: str = "",
    issued_on: str = "",
    valid_until: str = "",
    copay_class: str = "",
    occupational_reason: Optional[str] = None,
    narcotics_licence: str = "",
    patient_address: str = "",
    patient_phone: str = "",
    burden: Optional[Sequence[bool]] = None,
    leftover_check: str = "",
    generic_codes: Optional[Mapping[str, str]] = None,
    master: Optional[DrugMaster] = None,
    score_table: str = "1",
) -> bytes:
    """The records (SJ1) of a prescription form, checked: what comes out has no error.

    What ORCA does not give, and where to get it:

    ========================  =====================================================================
    ``usages``                by ORCA's 用法コード (001…) or its name: the code of the
                              電子処方箋用法マスタ. Of several such items in an RP the one found here is
                              the usage; the others become 用法補足
    ``department_name``       診療科名, unless ORCA prints it (プログラムオプション「診療科名の印字」)
    ``doctor_kana``           カナ氏名 of the doctor (system01lstv2), unless ORCA gives it
    ``issued_on``             交付年月日 (YYYY-MM-DD), unless ORCA prints it
    ``burden``                which public payers bear the drugs, one ``bool`` for each payer of the
                              form (保険組合せ in ORCA)
    ``copay_class``           一部負担区分 (``"1"`` 高一, ``"2"`` 高７, ``"3"`` 未就学, ``"5"`` 高８),
                              unless ORCA gives it; ORCA does not tell 高８ from 高一
    ``occupational_reason``   職務上の事由 of seamen (船員保険): ``"1"``, ``"2"``, ``"3"``; ``""`` for none
    ``generic_codes``         一般名コード by 薬価基準コード, for drugs prescribed by generic name;
                              ``master`` finds them as well
    narcotics                 ``narcotics_licence``, unless ORCA gives it; ``patient_address`` and
                              ``patient_phone`` (patientgetv2)
    ``leftover_check``        ``"1"`` or ``"2"``, where both are ticked in ORCA: SJ1 has room for one
    ``valid_until``           使用期限 (YYYY-MM-DD), where it is not the fourth day
    ``score_table``           点数表: ``"1"`` 医科 (ORCA's own), ``"3"`` 歯科
    ========================  =====================================================================

    Everything that is missing is told at once (`FieldError`). An answer with several forms is
    refused: each is a prescription of its own (``{**answer, "Forms": [form]}``).

    Refused as well, since they belong on paper or are not carried: split prescriptions (分割指示, in
    which ORCA does not say whether ``Count`` is the part or the whole), 労災 and 自賠責, a fourth
    public payer, and items of an RP that are no drug, usage or comment by their code. Never
    written, because the form has nothing of it: 特殊公費 (30), レセプト種別 (31), 単位変換 (211),
    不均等 (221) and 1 回服用量 (241); what ORCA has of the latter stands in comments, which become
    用法補足 (181).
    """
    forms = _forms(answer, ["shohosen"])
    if len(forms) > 1:
        raise OrcaError(
            _problem("orca.form.unsupported", actual=f"{len(forms)} Forms", expected="1")
        )
    data, reader = forms[0], _Reader()
    lines: List[Tuple[object, ...]] = []
    hospital, patient, doctor = (
        reader.object(data, key) for key in ("Hospital", "Patient", "Doctor")
    )
    text, need = reader.text, reader.need

    system = "日レセのシステム管理 1001・1002・1901"
    code = need(text(hospital, "Code"), "医療機関コード (Hospital.Code)", system)
    prefecture = need(
        text(hospital, "Prefectures_Number"), "都道府県番号 (Hospital.Prefectures_Number)", system
    )
    name = need(text(hospital, "Name"), "医療機関名称 (Hospital.Name)", system)
    lines.append((1, score_table, code, prefecture, name))
    postal = text(hospital, "ZipCode")
    if re.fullmatch(r"\d{7}", postal, re.ASCII):
        postal = f"{postal[:3]}-{postal[3:]}"
    address = need(text(hospital, "Address"), "医療機関所在地 (Hospital.Address)", system)
    lines.append((2, postal, address))
    phone = need(text(hospital, "PhoneNumber"), "医療機関電話番号 (Hospital.PhoneNumber)", system)
    lines.append((3, phone, text(hospital, "FaxNumber"), ""))

    option = "プログラムオプション ORCHC02Q（印字する）"
    printed = f"{option}にするか、引数"
    department = text(data, "Department_Name") or department_name
    need(department, "診療科名 (Department_Name)", f"{printed} department_name")
    department_code = text(data, "Department_Code")
    lines.append((4, "2" if department_code else "1", department_code, department))
    doctor_name = need(text(doctor, "Name"), "医師名 (Doctor.Name)", option)
    kana = _half_width(text(doctor, "KanaName") or doctor_kana)
    lines.append((5, text(doctor, "Code"), kana, doctor_name))

    registered = "日レセの患者登録"
    patient_name = need(text(patient, "Name"), "患者氏名 (Patient.Name)", registered)
    patient_kana = need(text(patient, "KanaName"), "患者カナ氏名 (Patient.KanaName)", registered)
    lines.append((11, text(patient, "ID"), patient_name, _half_width(patient_kana)))
    lines.append((12, need(text(patient, "Sex"), "性別 (Patient.Sex)", registered)))
    birth = need(text(patient, "BirthDate"), "生年月日 (Patient.BirthDate)", registered)
    birth = reader.day(birth, "生年月日 (Patient.BirthDate)")
    lines.append((13, birth))

    issued = text(data, "IssuedDate") or issued_on
    need(issued, "交付年月日 (IssuedDate)", f"{printed} issued_on")
    issued = reader.day(issued, "交付年月日 (IssuedDate)")
    payers = _Insurance(reader, data, copay_class, occupational_reason).add(lines, birth, issued)
    lines.append((51, issued))
    if valid_until:
        lines.append((52, reader.day(valid_until, "使用期限 (valid_until)")))
    if text(data, "IncludingNarcotic_Flg") == "1":
        licence = text(doctor, "Drug_Permission_ID") or narcotics_licence
        need(licence, "麻薬施用者免許番号 (Doctor.Drug_Permission_ID)", "引数 narcotics_licence")
        need(patient_address, "麻薬施用患者住所", "patientgetv2、引数 patient_address")
        need(patient_phone, "麻薬施用患者電話番号", "patientgetv2、引数 patient_phone")
        lines.append((61, licence, patient_address, patient_phone))
    leftover = text(data, "Check_Leftover_Class")
    if leftover == "3":
        leftover = need(
            leftover_check, "残薬確認 (Check_Leftover_Class = 3)", '引数 leftover_check="1" か "2"'
        )
    if leftover in ("1", "2"):
        lines.append((62, leftover))
    split = text(data, "Split_Count")
    if reader.count(split, "分割数 (Split_Count)"):
        # Record 102 needs the days of the part and of the whole, and it is not known which of
        # them Count is.
        reader.invalid("分割指示 (Split_Count)", split, "紙の処方箋にする")
    refill = reader.count(text(data, "Refill_Count"), "リフィル (Refill_Count)")
    if refill:
        lines.append((64, refill))
    notes = [note for key in ("Memo2", "Memo") for note in _texts(data.get(key))]
    lines.extend((81, number, "", note) for number, note in enumerate(notes, 1))

    flags = _burden(reader, burden, len(payers))
    drugs = _Drugs(reader, usages or {}, generic_codes or {}, master, flags)
    for number, rp in enumerate(reader.items(data, "Rp"), 1):
        drugs.rp(lines, number, rp)
    if not drugs.any:
        reader.missing("薬品 (Rp.Medication)", "日レセの診療行為入力")
    reader.done()

    rows = [",".join(_value(value) for value in line) for line in lines]
    try:
        octets = "\n".join(["SJ1", *rows]).encode()
    except UnicodeEncodeError as error:
        reader.invalid("文字", repr(error.object[error.start]), "Unicode の文字")
        raise FieldError(tuple(reader.findings)) from None
    report = Records(octets).lint(strict=True)
    errors = tuple(finding for finding in report.findings if finding.severity == "error")
    if errors:
        raise RecordsError(errors)
    return octets


@dataclass
class _Insurance:
    """Records 14 to 29."""

    reader: _Reader
    data: Mapping[str, Any]
    copay_class: str
    occupational_reason: Optional[str]

    def add(
        self, lines: List[Tuple[object, ...]], birth: str, issued: str
    ) -> List[Mapping[str, Any]]:
        """Adds the records; gives the public payers."""
        reader = self.reader
        combination = reader.object(self.data, "Insurance_Combination_Information")
        if reader.text(combination, "Accident_Insurance_Information", "Accident_Insurance_Class"):
            place = "労災・自賠責 (Accident_Insurance_Information)"
            reader.invalid(place, "あり", "紙の処方箋にする")
        health = reader.object(combination, "HealthInsurance_Information")
        number = reader.text(health, "InsuranceProvider_Number")
        payers = list(reader.items(combination, "PublicInsurance_Information"))
        if number:
            copay = self.copay(combination, number, birth, issued)
            if copay:
                lines.append((14, copay))
        if number or payers:
            lines.append((21, _insurance_type(number)))
            lines.append((22, number))
            # Where there are public payers alone, the patient is the recipient: 本人.
            relation = reader.text(health, "RelationToInsuredPerson") if number else "1"
            registered = "日レセの患者登録（保険）"
            reader.need(relation, "本人家族区分 (RelationToInsuredPerson)", registered)
            card = ("HealthInsuredPerson_Symbol", "HealthInsuredPerson_Number")
            branch = reader.text(health, "HealthInsuredPerson_Branch_Number")
            symbol, own = (reader.text(health, key) for key in card)
            lines.append((23, symbol, own, relation, branch))
            rate = reader.text(combination, "HealthInsuredPerson_Rate")
            if number and rate:
                patient = reader.count(rate, "負担割合 (HealthInsuredPerson_Rate)")
                lines.append((24, f"{patient:03}", f"{100 - patient:03}"))
        if len(number) == 8 and number.startswith("02"):
            if self.occupational_reason is None:
                source = '船員保険。引数 occupational_reason（なければ ""）'
                reader.missing("職務上の事由", source)
            elif self.occupational_reason:
                lines.append((25, self.occupational_reason))
        if len(payers) > 3:
            reader.invalid("公費 (PublicInsurance_Information)", len(payers), "3 件まで")
        for record, payer in zip((27, 28, 29), payers):
            keys = ("PublicInsurer_Number", "PublicInsuredPerson_Number")
            lines.append((record, *(reader.text(payer, key) for key in keys)))
        return payers

    def copay(
        self, combination: Mapping[str, Any], number: str, birth: str, issued: str
    ) -> str:
        """一部負担区分, which small children and the elderly need."""
        name = "一部負担区分 (Partial_Cost_Payment_Class)"
        given = self.reader.text(combination, "Partial_Cost_Payment_Class").lstrip("0")
        if self.copay_class:
            return self.copay_class
        if given and given not in ("1", "2", "3"):
            return self.reader.invalid(name, given, "引数 copay_class")
        late_elderly = _insurance_type(number) == "7"
        rate = self.reader.text(combination, "HealthInsuredPerson_Rate").lstrip("0")
        if given == "1" and late_elderly and rate == "20":
            self.reader.missing(name, '後期高齢者の 2 割。引数 copay_class="1" か "5"')
        elif not given and (late_elderly or _needs_copay_class(birth, issued)):
            self.reader.missing(name, "日レセの患者登録（保険）。引数 copay_class")
        return given


def _needs_copay_class(birth: str, issued: str) -> bool:
    """Whether somebody is below school age, or under 高齢受給者証 and older (YYYYMMDD)."""
    if not birth or not issued:
        return False
    year, month, day = int(birth[:4]), int(birth[4:6]), int(birth[6:])
    # An age is reached on the day before the birthday: who is born on 1 April goes to school a
    # year earlier than who is born on 2 April.
    school = year + (6 if (month, day) <= (4, 1) else 7)
    # 高齢受給者証: from the month after the one in which 70 is reached.
    elderly = (year + 70) * 12 + month - (1 if day == 1 else 0)
    return issued <= f"{school:04}0331" or int(issued[:4]) * 12 + int(issued[4:6]) - 1 >= elderly


def _insurance_type(number: str) -> str:
    """保険種別 by 法別番号: 39 後期高齢者, 67 and six digits 国保."""
    if len(number) == 8 and number.startswith("39"):
        return "7"
    return "2" if len(number) == 6 or number.startswith("67") else "1"


def _burden(reader: _Reader, burden: Optional[Sequence[bool]], payers: int) -> List[int]:
    """Which of the public payers bear the drugs, as record 231 has it."""
    name, source = "公費負担区分", "日レセの保険組合せ。引数 burden=(True, …)、公費ひとつにひとつ"
    if burden is None:
        if payers:
            reader.missing(name, source)
        return []
    if len(burden) != payers or not all(isinstance(bears, bool) for bears in burden):
        reader.invalid(name, f"{burden!r}、公費 {payers} 件", source)
    return [int(bool(bears)) for bears in burden]


_DRUG = re.compile(r"[67]\d{8}", re.ASCII)
"""Drugs and 特定器材."""

_USAGE = re.compile(r"001\d{6}", re.ASCII)
"""用法, and what ORCA has beside it under such a code: 【朝：１．５ 夕：０．５】."""

_COMMENT = re.compile(r"8\d{8}|008\d{6}", re.ASCII)
"""Comments of the receipt (810000001 フリーコメント …) and of ORCA."""


@dataclass
class _Drugs:
    """Records 101 to 281."""

    reader: _Reader
    usages: Mapping[str, Usage]
    generic_codes: Mapping[str, str]
    master: Optional[DrugMaster]
    burden: List[int]
    any: bool = False

    def rp(self, lines: List[Tuple[object, ...]], number: int, rp: Mapping[str, Any]) -> None:
        text, place = self.reader.text, f"RP{number}"
        form = _FORMS.get(text(rp, "Medical_Class")[:2], "")
        if not form:
            actual = text(rp, "Medical_Class")
            self.reader.invalid(f"{place} 診療区分 (Medical_Class)", actual, "21・22・23・31 など")
        lines.append((101, number, form, "", self.quantity(place, form, text(rp, "Count"))))
        drugs: List[Tuple[object, ...]] = []
        usages: List[Tuple[str, str]] = []
        supplements: List[str] = []
        line = 0
        for item in self.reader.items(rp, "Medication"):
            code, name = text(item, "Code"), text(item, "Name")
            if _DRUG.fullmatch(code):
                line += 1
                drugs.extend(self.drug(number, line, item, code))
            elif _USAGE.fullmatch(code):
                usages.append((code, name))
            elif _COMMENT.fullmatch(code):
                supplements.append(
                    self.reader.need(name, f"{place} コメント ({code})", "日レセの診療行為入力")
                )
            else:
                actual = f"{code or '（コードなし）'} {name}"
                self.reader.invalid(f"{place} 薬品・用法・コメント (Code)", actual, "点数マスタ")
        if line == 0:
            self.reader.missing(f"{place} 薬品 (Medication)", "日レセの診療行為入力")
        usage = self.usage(place, usages)
        times = usage.times_per_day or ""
        lines.append((111, number, usage.code_type, usage.code, usage.name, times))
        for seq, supplement in enumerate([name for _, name in usages] + supplements, 1):
            lines.append((181, number, seq, "", supplement, "", ""))
        lines.extend(drugs)

    def quantity(self, place: str, form: str, count: str) -> int:
        """調剤数量: days of 内服 and times of 頓服, which nobody may guess; 1 of others means that the
        amounts are the whole."""
        name = f"{place} 日数・回数 (Count)"
        quantity = self.reader.count(count, name)
        if form in ("1", "2") and not count.strip("0"):
            self.reader.missing(name, "日レセの診療行為入力")
        return max(quantity, 1)

    def usage(self, place: str, usages: List[Tuple[str, str]]) -> Usage:
        """The one usage that the caller knows, taken out of the list: what stands beside it under a
        code of usages says more about it."""
        found = None
        for index, (code, name) in enumerate(usages):
            known = self.usages.get(code) or self.usages.get(name)
            if known is not None and found is not None:
                codes = "・".join(code for code, _ in usages)
                self.reader.invalid(f"{place} 用法コード", codes, "引数 usages には RP にひとつ")
            elif known is not None:
                found = (index, known)
        if found is not None:
            del usages[found[0]]
            return found[1]
        if not usages:
            source = "日レセの診療行為入力で用法（001…）を入れる"
            self.reader.missing(f"{place} 用法", source)
        for code, name in usages:
            source = f'引数 usages["{code}"]（電子処方箋用法マスタの 16 桁コード）'
            self.reader.missing(f"{place} 用法コード ({code} {name})", source)
        return Usage("", "")

    def drug(
        self, number: int, line: int, item: Mapping[str, Any], code: str
    ) -> Iterator[Tuple[object, ...]]:
        self.any = True
        text, place = self.reader.text, f"RP{number}-{line}"
        name = self.reader.need(text(item, "Name"), f"{place} 薬品名 (Name)", "点数マスタ")
        amount = self.reader.amount(text(item, "Amount"), f"{place} 数量 (Amount)")
        unit = self.reader.need(text(item, "Unit_Name"), f"{place} 単位 (Unit_Name)", "点数マスタ")
        kind, code_type = ("2" if code.startswith("7") else "1"), "2"
        if text(item, "Generic_Flg") == "1":
            code_type, code = "7", self.generic(place, text(item, "Generic_Code"), name)
        yield (201, number, line, kind, code_type, code, name, amount, "1", unit)
        if self.burden:
            yield (231, number, line, *(self.burden + [0, 0, 0, 0])[:4])
        fixed = [("Unchangeable_Flg", "3", "後発品変更不可")]
        fixed.append(("Patient_Choice", "8", "先発医薬品患者希望"))
        asked = [entry for entry in fixed if text(item, entry[0]) == "1"]
        for seq, (_, supplement, words) in enumerate(asked, 1):
            yield (281, number, line, seq, supplement, words, "")

    def generic(self, place: str, price_list_code: str, name: str) -> str:
        """The 一般名コード of a drug that is prescribed by its generic name."""
        known = self.generic_codes.get(price_list_code)
        if known is None and self.master is not None and price_list_code:
            drug = self.master.drug(price_list_code, system="price_list")
            known = drug.generic_code if drug else None
        source = "厚生労働省の一般名処方マスタ。引数 generic_codes か master"
        return self.reader.need(known or "", f"{place} 一般名コード ({name})", source)


def _texts(value: object) -> List[str]:
    """The filled texts of an item that may be one or several."""
    values = value if isinstance(value, list) else [value]
    return [text.strip() for text in values if isinstance(text, str) and text.strip()]


def _value(value: object) -> str:
    """A value in a record, where a comma would begin the next one and a line break the next
    record."""
    return re.sub(r"[\r\n\t]+", " ", str(value)).replace(",", "，")


def _half_width_table() -> Dict[str, str]:
    halves = [chr(code) for code in range(0xFF61, 0xFFA0)]
    table = {unicodedata.normalize("NFKC", half): half for half in halves}
    for half in halves:
        for mark in "\uff9e\uff9f":
            whole = unicodedata.normalize("NFKC", half + mark)
            if len(whole) == 1:
                table[whole] = half + mark
    table["\u3000"] = " "
    table.update({"゛": "\uff9e", "゜": "\uff9f", "－": "-"})
    return table


_HALF_WIDTH = _half_width_table()


def _half_width(text: str) -> str:
    """Katakana as records 5 and 11 have it; what has no half-width form stays for the check."""
    return "".join(_HALF_WIDTH.get(character, character) for character in text)


# ---- what the patient was given -----------------------------------------------------------------

_CATEGORIES = {"21": "oral", "22": "as_needed", "23": "external"}


def history(
    *answers: Mapping[str, Any], dispensed: bool = True, score_table: str = "1"
) -> History:
    """What a patient was given, from notebook or prescription forms, for ``Checker.check``.

    ``dispensed`` says whether the drugs were handed out in the institution (院内) or prescribed for
    a pharmacy (院外). ``score_table`` is as in `prescription_records`. What is neither usage nor
    comment is taken over with whatever code it has, so that the check names what it does not know.

    Without any answer there is nothing to go by, which is not the same as a patient who takes
    nothing: that is refused. A history that is known to be empty is ``shohosen.History()``.
    """
    if not answers:
        reason = "no answer of ORCA was given"
        raise ArgumentError(_problem("binding.argument.value", argument="answers", reason=reason))
    events: List[Dict[str, Any]] = []
    reader = _Reader()
    for answer in answers:
        for data in _forms(answer, ["okusuri_techo", "shohosen"]):
            events.extend(_events(reader, data, dispensed, score_table))
    reader.done()
    return History([json.dumps({"schema_version": 1, "events": events}).encode()])


def _events(
    reader: _Reader, data: Mapping[str, Any], dispensed: bool, score_table: str
) -> Iterator[Dict[str, Any]]:
    """The drugs of a form."""
    day = reader.text(data, "Perform_Date")
    reader.need(day, "診療日 (Perform_Date)", "日レセの診療行為入力")
    institution = {"name": reader.text(data, "Hospital", "Name")}
    code = reader.text(data, "Hospital", "Code")
    prefecture = reader.text(data, "Hospital", "Prefectures_Number")
    if code and prefecture:
        # 10 digits: 都道府県, 点数表, 医療機関コード.
        institution["code"] = f"{prefecture}{score_table}{code}"
    for rp in reader.items(data, "Rp"):
        medical_class = reader.text(rp, "Medical_Class")[:2]
        count = reader.count(reader.text(rp, "Count"), "日数・回数 (Count)")
        for item in reader.items(rp, "Medication"):
            drug, name = reader.text(item, "Code"), reader.text(item, "Name")
            if _USAGE.fullmatch(drug) or _COMMENT.fullmatch(drug):
                continue
            event: Dict[str, Any] = {
                "kind": "dispensed" if dispensed else "prescribed",
                "codes": [{"system": "receipt", "code": drug}] if drug else [],
                "name": name,
                "unit": reader.text(item, "Unit_Name"),
                "institution": institution,
                ("dispensed_on" if dispensed else "prescribed_on"): day,
            }
            if medical_class in _CATEGORIES:
                event["category"] = _CATEGORIES[medical_class]
            if medical_class == "21" and count:
                event["days"] = count
            yield event
