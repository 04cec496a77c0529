"""A prescription form as records (SJ1)."""

from __future__ import annotations

import re
from typing import Any, List, Mapping, Optional, Sequence

from .._shohosen import DrugMaster, Records
from ._drugs import Drugs, burden_flags
from ._errors import FieldError, OrcaError, RecordsError, problem
from ._form import Reader, Record, forms
from ._insurance import Insurance
from ._kana import half_width
from ._usage import Usage

_OPTION = "プログラムオプション ORCHC02Q（印字する）"


def prescription_records(
    answer: Mapping[str, Any],
    *,
    usages: Optional[Mapping[str, Usage]] = None,
    department_name: str = "",
    doctor_name: str = "",
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
    ``doctor_name``           医師名, unless ORCA prints it
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
    found = forms(answer, ["shohosen"])
    if len(found) > 1:
        raise OrcaError(
            problem("orca.form.unsupported", actual=f"{len(found)} Forms", expected="1")
        )
    data, reader = found[0], Reader()
    lines = _institution(reader, data, score_table)
    lines += _doctor(reader, data, department_name, doctor_name, doctor_kana)
    lines += _patient(reader, reader.mapping(data, "Patient"))
    birth = str(lines[-1][1])

    issued = reader.needed_day(
        reader.date(data, "IssuedDate") or issued_on,
        "交付年月日 (IssuedDate)",
        f"{_OPTION}にするか、引数 issued_on",
    )
    payers = Insurance(reader, data, copay_class, occupational_reason).add(lines, birth, issued)
    lines.append((51, issued))
    if valid_until:
        lines.append((52, reader.day(valid_until, "使用期限 (valid_until)")))
    if reader.text(data, "IncludingNarcotic_Flg") == "1":
        lines.append(_narcotic(reader, data, narcotics_licence, patient_address, patient_phone))
    lines += _instructions(reader, data, leftover_check)

    flags = burden_flags(reader, burden, len(payers))
    drugs = Drugs(reader, usages or {}, generic_codes or {}, master, flags)
    for number, rp in enumerate(reader.items(data, "Rp"), 1):
        drugs.rp(lines, number, rp)
    if not drugs.any:
        reader.missing("薬品 (Rp.Medication)", "日レセの診療行為入力")
    reader.done()
    return _checked(reader, lines)


def _institution(reader: Reader, data: Mapping[str, Any], score_table: str) -> List[Record]:
    """Records 1 to 3."""
    hospital = reader.mapping(data, "Hospital")
    text, need = reader.text, reader.need
    system = "日レセのシステム管理 1001・1002・1901"
    code = need(text(hospital, "Code"), "医療機関コード (Hospital.Code)", system)
    prefecture = need(
        text(hospital, "Prefectures_Number"), "都道府県番号 (Hospital.Prefectures_Number)", system
    )
    name = need(text(hospital, "Name"), "医療機関名称 (Hospital.Name)", system)
    postal = text(hospital, "ZipCode")
    if re.fullmatch(r"\d{7}", postal, re.ASCII):
        postal = f"{postal[:3]}-{postal[3:]}"
    address = need(text(hospital, "Address"), "医療機関所在地 (Hospital.Address)", system)
    phone = need(text(hospital, "PhoneNumber"), "医療機関電話番号 (Hospital.PhoneNumber)", system)
    return [
        (1, score_table, code, prefecture, name),
        (2, postal, address),
        (3, phone, text(hospital, "FaxNumber"), ""),
    ]


def _doctor(
    reader: Reader,
    data: Mapping[str, Any],
    department_name: str,
    doctor_name: str,
    doctor_kana: str,
) -> List[Record]:
    """Records 4 and 5."""
    doctor = reader.mapping(data, "Doctor")
    text, need = reader.text, reader.need
    department = text(data, "Department_Name") or department_name
    need(department, "診療科名 (Department_Name)", f"{_OPTION}にするか、引数 department_name")
    code = text(data, "Department_Code")
    name = need(
        text(doctor, "Name") or doctor_name,
        "医師名 (Doctor.Name)",
        f"{_OPTION}にするか、引数 doctor_name",
    )
    kana = half_width(text(doctor, "KanaName") or doctor_kana)
    return [
        (4, "2" if code else "1", code, department),
        (5, text(doctor, "Code"), kana, name),
    ]


def _patient(reader: Reader, patient: Mapping[str, Any]) -> List[Record]:
    """Records 11 to 13."""
    text, need = reader.text, reader.need
    registered = "日レセの患者登録"
    name = need(text(patient, "Name"), "患者氏名 (Patient.Name)", registered)
    kana = need(text(patient, "KanaName"), "患者カナ氏名 (Patient.KanaName)", registered)
    sex = need(text(patient, "Sex"), "性別 (Patient.Sex)", registered)
    birth = reader.needed_day(
        reader.date(patient, "BirthDate"), "生年月日 (Patient.BirthDate)", registered
    )
    return [
        (11, text(patient, "ID"), name, half_width(kana)),
        (12, sex),
        (13, birth),
    ]


def _narcotic(
    reader: Reader, data: Mapping[str, Any], licence: str, address: str, phone: str
) -> Record:
    """Record 61."""
    licence = reader.text(data, "Doctor", "Drug_Permission_ID") or licence
    place = "麻薬施用者免許番号 (Doctor.Drug_Permission_ID)"
    reader.need(licence, place, "引数 narcotics_licence")
    reader.need(address, "麻薬施用患者住所", "patientgetv2、引数 patient_address")
    reader.need(phone, "麻薬施用患者電話番号", "patientgetv2、引数 patient_phone")
    return (61, licence, address, phone)


def _instructions(
    reader: Reader, data: Mapping[str, Any], leftover_check: str
) -> List[Record]:
    """Records 62 to 81."""
    lines: List[Record] = []
    leftover = reader.text(data, "Check_Leftover_Class")
    if leftover == "3":
        place = "残薬確認 (Check_Leftover_Class = 3)"
        leftover = reader.need(leftover_check, place, '引数 leftover_check="1" か "2"')
    if leftover in ("1", "2"):
        lines.append((62, leftover))
    split = reader.text(data, "Split_Count")
    if reader.count(split, "分割数 (Split_Count)"):
        # Record 102 needs the days of the part and of the whole, and it is not known which of
        # them Count is.
        reader.invalid("分割指示 (Split_Count)", split, "紙の処方箋にする")
    refill = reader.count(reader.text(data, "Refill_Count"), "リフィル (Refill_Count)")
    if refill:
        lines.append((64, refill))
    notes = [note for key in ("Memo2", "Memo") for note in _texts(data.get(key))]
    lines.extend((81, number, "", note) for number, note in enumerate(notes, 1))
    return lines


def _checked(reader: Reader, lines: List[Record]) -> bytes:
    """The file, if it has no error."""
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


def _texts(value: object) -> List[str]:
    """The filled texts of an item that may be one or several."""
    values = value if isinstance(value, list) else [value]
    return [text.strip() for text in values if isinstance(text, str) and text.strip()]


def _value(value: object) -> str:
    """A value in a record, where a comma would begin the next one and a line break the next
    record."""
    return re.sub(r"[\r\n\t]+", " ", str(value)).replace(",", "，")
