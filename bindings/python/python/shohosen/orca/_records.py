"""A prescription form as records (SJ1), and 用法."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Iterable, Literal, Mapping, Optional, Sequence

from .._shohosen import DrugMaster, _orca_records
from ._errors import outcome
from ._given import octets


@dataclass(frozen=True)
class Usage:
    """用法 of the prescription service: its 16-character code (電子処方箋用法マスタ), its name, and how
    often a day. ``code_type`` is ``"3"`` for that master and ``"2"`` for JAMI."""

    code: str
    name: str
    times_per_day: Optional[int] = None
    code_type: Literal["2", "3"] = "3"


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
    institution_code: str = "",
    prefecture: str = "",
    institution_name: str = "",
    institution_address: str = "",
    institution_phone: str = "",
    patient_name: str = "",
    patient_kana: str = "",
    patient_sex: str = "",
    patient_birth_date: str = "",
    relation: str = "",
    overrides: Optional[Mapping[str, str]] = None,
    known: Iterable[Mapping[str, Any]] = (),
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
    ``institution_code`` …    医療機関コード, ``prefecture``, ``institution_name``, ``institution_address``,
                              ``institution_phone``, where ORCA does not give them
    ``patient_name`` …        ``patient_kana``, ``patient_sex``, ``patient_birth_date``, ``relation``
                              (本人家族区分), where ORCA does not give them
    ``overrides``             any item of the form by its path, before what ORCA says:
                              ``{"Rp.1.Count": "14"}``
    ``known``                 other answers that complete the form: ``Client.departments``, ``doctors``,
                              ``institution``, and patientgetv2
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
    options = {
        "usages": {code: asdict(usage) for code, usage in (usages or {}).items()},
        "department_name": department_name,
        "doctor_name": doctor_name,
        "doctor_kana": doctor_kana,
        "issued_on": issued_on,
        "valid_until": valid_until,
        "copay_class": copay_class,
        "occupational_reason": occupational_reason,
        "narcotics_licence": narcotics_licence,
        "patient_address": patient_address,
        "patient_phone": patient_phone,
        "burden": burden,
        "leftover_check": leftover_check,
        "generic_codes": dict(generic_codes or {}),
        "score_table": score_table,
        "institution_code": institution_code,
        "prefecture": prefecture,
        "institution_name": institution_name,
        "institution_address": institution_address,
        "institution_phone": institution_phone,
        "patient_name": patient_name,
        "patient_kana": patient_kana,
        "patient_sex": patient_sex,
        "patient_birth_date": patient_birth_date,
        "relation": relation,
        "overrides": dict(overrides or {}),
    }
    given = {name: value for name, value in options.items() if value is not None}
    others = [octets(other, "known") for other in known]
    form = octets(answer, "answer")
    records: bytes = outcome(_orca_records(form, octets(given, "options"), others, master))
    return records
