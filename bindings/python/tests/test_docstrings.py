"""The examples in the docstrings run."""

from __future__ import annotations

import doctest
import importlib
from types import ModuleType
from typing import Iterator

import pytest
import shohosen

# What is native says that it is of `shohosen`.
MODULES = ["shohosen", "shohosen._errors", "shohosen.orca"]


def docstrings(thing: object) -> Iterator[str]:
    """Of a module or class and of everything in it that says that it is of this module."""
    yield getattr(thing, "__doc__", None) or ""
    name = getattr(thing, "__name__", "")
    for member, value in vars(thing).items():
        if isinstance(thing, type) and callable(value) and not isinstance(value, type):
            yield getattr(value, "__doc__", None) or ""
        elif getattr(value, "__module__", None) == name and not member.startswith("_"):
            yield from docstrings(value) if isinstance(value, type) else [value.__doc__ or ""]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_run(name: str) -> None:
    module: ModuleType = importlib.import_module(name)
    outcome = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    written = sum(text.count(">>> ") for text in docstrings(module))
    assert outcome.attempted == written > 0 and outcome.failed == 0


def test_everything_public_says_what_it_does() -> None:
    for name in shohosen.__all__:
        thing = getattr(shohosen, name)
        if not isinstance(thing, type):
            continue
        assert thing.__doc__, name
        for member, value in vars(thing).items():
            if not member.startswith("_"):
                assert value.__doc__, f"{name}.{member}"
