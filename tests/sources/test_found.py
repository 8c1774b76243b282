"""What the fuzzer found is read without failing, for ever after. A file's name is FORM-what-it-is."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette import sources
from vedette.records import Problem, Report

FOUND = sorted((Path(__file__).parent / "found").glob("*-*"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_it_gives_reports_and_problems(path: Path) -> None:
    form = path.name.partition("-")[0]
    with path.open("rb") as stream:
        members = list(sources.read(["-"], stdin=stream, form=form))
    assert all(isinstance(member, Report | Problem) for member in members)
