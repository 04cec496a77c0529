"""Reading a form of ORCA."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, Iterator, List, Mapping, Sequence, Tuple

from .._shohosen import Finding, _finding
from ._errors import FieldError, OrcaError, problem

Record = Tuple[object, ...]
"""A record: its number and its items."""

MAX_RPS = 50
"""What the form has room for (繰り返し 最大50), RPs as well as drugs of one."""

DRUG = re.compile(r"[67]\d{8}", re.ASCII)
"""Drugs and 特定器材."""

USAGE = re.compile(r"001\d{6}", re.ASCII)
"""用法, and what ORCA has beside it under such a code: 【朝：１．５ 夕：０．５】."""

COMMENT = re.compile(r"8\d{8}|008\d{6}", re.ASCII)
"""Comments of the receipt (810000001 フリーコメント …) and of ORCA."""


def bare(answer: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """What has this key: an answer, or what is in its outer element (prescriptionv2res …), as it comes
    over the wire."""
    for _ in range(3):
        if key in answer or len(answer) != 1:
            break
        (inner,) = answer.values()
        if not isinstance(inner, dict):
            break
        answer = inner
    return answer


def forms(answer: Mapping[str, Any], form_id: Sequence[str]) -> List[Mapping[str, Any]]:
    """The data of every form in an answer."""
    given = bare(answer, "Forms").get("Forms")
    found: List[Mapping[str, Any]] = []
    for form in given if isinstance(given, list) else []:
        data = form.get("data") if isinstance(form, dict) else None
        actual = data.get("Form_ID") if isinstance(data, dict) else None
        if not isinstance(data, dict) or actual not in form_id:
            expected = " / ".join(form_id)
            raise OrcaError(problem("orca.form.unsupported", actual=actual, expected=expected))
        found.append(data)
    if not found:
        raise OrcaError(
            problem("orca.form.unsupported", actual="–", expected=" / ".join(form_id))
        )
    return found


class Reader:
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
    def mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
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

    def date(self, data: Any, *path: str) -> str:
        """The date at a path; empty where ORCA has none and writes zeros."""
        text = self.text(data, *path)
        return text if text.strip("0-") else ""

    def day(self, value: str, name: str) -> str:
        """A date, YYYY-MM-DD, as YYYYMMDD; empty, and told, where there is no such day."""
        if not value:
            return ""
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
                raise ValueError
            year, month, day = (int(part) for part in value.split("-"))
            date(year, month, day)
            return value.replace("-", "")
        except ValueError:
            return self.invalid(name, value, "YYYY-MM-DD")

    def needed_day(self, value: str, name: str, source: str) -> str:
        """As ``day``, of a date that must be there."""
        return self.day(self.need(value, name, source), name)

    def count(self, value: str, name: str, most: int = 9999) -> int:
        """A whole number, in digits alone; 0 where there is none."""
        if value and not (re.fullmatch(r"\d{1,4}", value, re.ASCII) and int(value) <= most):
            self.invalid(name, value, f"0 から {most} までの整数")
            return 0
        return int(value or "0")

    def amount(self, value: str, name: str) -> str:
        """A quantity: 00002.50000 as 2.5. Digits, and between digits a point; nothing else is a
        number here, whatever Python takes for one."""
        if not re.fullmatch(r"\d+(\.\d+)?", value, re.ASCII) or len(value) > 16:
            return self.invalid(name, value, "数字と小数点")
        if not Decimal(value):
            return self.invalid(name, value, "正の数")
        whole, _, fraction = value.partition(".")
        whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
        return f"{whole}.{fraction}" if fraction else whole

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
