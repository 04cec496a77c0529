"""What the patient was given."""

from __future__ import annotations

import json
from typing import Any, Dict, Iterator, List, Mapping

from .._errors import ArgumentError
from .._shohosen import History, _own_history
from ._errors import problem
from ._form import COMMENT, USAGE, Reader, forms

_CATEGORIES = {"21": "oral", "22": "as_needed", "23": "external"}


def history(
    *answers: Mapping[str, Any], dispensed: bool = True, score_table: str = "1"
) -> History:
    """What a patient was given, from notebook or prescription forms, for ``Checker.check``.

    ``dispensed`` says whether the drugs were handed out in the institution (院内) or prescribed for
    a pharmacy (院外). ``score_table`` is as in `prescription_records`. What is neither usage nor
    comment is taken over with whatever code it has, so that the check names what it does not know.

    The notebook form is the clinic's own and may lack ``Hospital.Code``: under the name of the
    institution that prescribes, it is of that institution.

    Without any answer there is nothing to go by, which is not the same as a patient who takes
    nothing: that is refused. A history that is known to be empty is ``shohosen.History()``.
    """
    if not answers:
        reason = "no answer of ORCA was given"
        raise ArgumentError(problem("binding.argument.value", argument="answers", reason=reason))
    events: List[Dict[str, Any]] = []
    reader = Reader()
    for answer in answers:
        for data in forms(answer, ["okusuri_techo", "shohosen"]):
            events.extend(_events(reader, data, dispensed, score_table))
    reader.done()
    return _own_history(json.dumps({"schema_version": 1, "events": events}).encode())


def _events(
    reader: Reader, data: Mapping[str, Any], dispensed: bool, score_table: str
) -> Iterator[Dict[str, Any]]:
    """The drugs of a form."""
    name, source = "診療日 (Perform_Date)", "日レセの診療行為入力"
    day = reader.needed_day(reader.date(data, "Perform_Date"), name, source)
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
            if USAGE.fullmatch(drug) or COMMENT.fullmatch(drug):
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
