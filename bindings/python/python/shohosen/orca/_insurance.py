"""保険 and 公費: records 14 to 29."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, Mapping, Optional

from ._form import Reader, Record


@dataclass
class Insurance:
    """Records 14 to 29."""

    reader: Reader
    data: Mapping[str, Any]
    copay_class: str
    occupational_reason: Optional[str]

    def add(self, lines: List[Record], birth: str, issued: str) -> List[Mapping[str, Any]]:
        """Adds the records; gives the public payers."""
        reader = self.reader
        combination = reader.mapping(self.data, "Insurance_Combination_Information")
        if reader.text(combination, "Accident_Insurance_Information", "Accident_Insurance_Class"):
            place = "労災・自賠責 (Accident_Insurance_Information)"
            reader.invalid(place, "あり", "紙の処方箋にする")
        health = reader.mapping(combination, "HealthInsurance_Information")
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
                patient = reader.count(rate, "負担割合 (HealthInsuredPerson_Rate)", 100)
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
