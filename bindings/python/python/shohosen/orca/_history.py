"""What the patient was given."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from .._errors import ArgumentError
from .._shohosen import History, _orca_history
from ._errors import outcome, problem
from ._given import octets


def history(
    *answers: Mapping[str, Any], outside: Optional[bool] = None, score_table: str = "1"
) -> History:
    """What a patient was given, from notebook or prescription forms and from treatments, for
    ``Checker.check``; an answer with the registered diseases (``Client.diseases``) goes in as well.

    ``outside`` says whether the drugs of forms were prescribed for a pharmacy (院外) or handed out in
    the institution (院内, ``False``); by default it is what the client asked for, else 院外, which is
    what the client asks for by default. ``score_table`` is as in `prescription_records`. What is
    neither usage nor comment is taken over with whatever code it has, so that the check names what it
    does not know.

    The notebook form is the clinic's own and may lack ``Hospital.Code``: under the name of the
    institution that prescribes, it is of that institution.

    Without any answer there is nothing to go by, which is not the same as a patient who takes
    nothing: that is refused. A history that is known to be empty is ``shohosen.History()``.
    """
    if not answers:
        reason = "no answer of ORCA was given"
        raise ArgumentError(problem("binding.argument.value", argument="answers", reason=reason))
    given = [octets(answer, "answers") for answer in answers]
    found: History = outcome(_orca_history(given, outside, score_table))
    return found
