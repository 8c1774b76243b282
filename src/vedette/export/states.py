"""Countries as other data sets write them: a name, FIPS 10-4, the Correlates of War number."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class State(NamedTuple):
    """A country; a code is empty where the other list has none for it."""

    name: str
    fips: str
    cow: str


UNLISTED = State("", "", "")


@cache
def states() -> dict[str, State]:
    """By ISO 3166 alpha-3 code."""
    lines = files("vedette.export").joinpath("states.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {code: State(*cells) for code, *cells in rows[1:]}


def state(country: str | None) -> State:
    """The country of this code; one without names for what is none."""
    return states().get(country or "", UNLISTED)
