"""The examples in the docstrings run."""

from __future__ import annotations

import doctest
import importlib
from types import ModuleType

import pytest
import shohosen

MODULES = ["shohosen", "shohosen._errors", "shohosen.orca"]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_run(name: str) -> None:
    module: ModuleType = importlib.import_module(name)
    outcome = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert outcome.attempted > 0 and outcome.failed == 0


def test_everything_public_says_what_it_does() -> None:
    for name in shohosen.__all__:
        thing = getattr(shohosen, name)
        if not isinstance(thing, type):
            continue
        assert thing.__doc__, name
        for member, value in vars(thing).items():
            if not member.startswith("_"):
                assert value.__doc__, f"{name}.{member}"
