"""The drugs of a prescription: records 101 to 281."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterator, List, Mapping, Optional, Sequence, Tuple

from .._shohosen import DrugMaster
from ._form import COMMENT, DRUG, USAGE, Reader, Record
from ._usage import Usage

_FORMS = {"21": "1", "22": "2", "23": "3", "24": "5", "31": "5", "32": "5", "33": "5"}
"""剤形区分 by 診療区分: 内服, 頓服, 外用, 自己注射・注射."""


def burden_flags(reader: Reader, burden: Optional[Sequence[bool]], payers: int) -> List[int]:
    """Which of the public payers bear the drugs, as record 231 has it."""
    name, source = "公費負担区分", "日レセの保険組合せ。引数 burden=(True, …)、公費ひとつにひとつ"
    if burden is None:
        if payers:
            reader.missing(name, source)
        return []
    if len(burden) != payers or not all(isinstance(bears, bool) for bears in burden):
        reader.invalid(name, f"{burden!r}、公費 {payers} 件", source)
    return [int(bool(bears)) for bears in burden]


@dataclass
class Drugs:
    """Records 101 to 281."""

    reader: Reader
    usages: Mapping[str, Usage]
    generic_codes: Mapping[str, str]
    master: Optional[DrugMaster]
    burden: List[int]
    any: bool = False

    def rp(self, lines: List[Record], number: int, rp: Mapping[str, Any]) -> None:
        text, place = self.reader.text, f"RP{number}"
        form = _FORMS.get(text(rp, "Medical_Class")[:2], "")
        if not form:
            actual = text(rp, "Medical_Class")
            self.reader.invalid(f"{place} 診療区分 (Medical_Class)", actual, "21・22・23・31 など")
        lines.append((101, number, form, "", self.quantity(place, form, text(rp, "Count"))))
        drugs: List[Record] = []
        usages: List[Tuple[str, str]] = []
        supplements: List[str] = []
        line = 0
        for item in self.reader.items(rp, "Medication"):
            code, name = text(item, "Code"), text(item, "Name")
            if DRUG.fullmatch(code):
                line += 1
                drugs.extend(self.drug(number, line, item, code))
            elif USAGE.fullmatch(code):
                usages.append((code, name))
            elif COMMENT.fullmatch(code):
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
    ) -> Iterator[Record]:
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
