"""A verb that carries an act is no act of its own; what it says is kept, and said to have been moved."""

from __future__ import annotations

import pytest

from tests.assemble.stubs import mention
from vedette.assemble.repair import repair
from vedette.records import Report


@pytest.mark.parametrize(
    ("text", "marks", "left"),
    [
        ("Kenya imposed new sanctions.", ["SANCTION actual | imposed | actor=Kenya", "SANCTION actual | sanctions |"], ["sanctions"]),
        ("The sanctions that Kenya imposed hurt.", ["SANCTION actual | imposed | actor=Kenya", "SANCTION actual | sanctions |"], ["sanctions"]),
        ("Kenya extends its Level 2.5 curbs.", ["COERCE actual | extends | actor=Kenya", "COERCE actual | curbs |"], ["curbs"]),
        ("Kenya imposed sanctions.", ["COERCE actual | imposed | actor=Kenya", "SANCTION actual | sanctions |"], ["imposed", "sanctions"]),
        ("Kenya imposed a ban; sanctions fell.", ["SANCTION actual | imposed | actor=Kenya", "SANCTION actual | sanctions |"], ["imposed", "sanctions"]),
        ("Kenya seized sanctioned ships.", ["SANCTION actual | seized | actor=Kenya", "SANCTION actual | sanctioned |"], ["seized", "sanctioned"]),
    ],
)  # fmt: skip
def test_a_carrying_verb_and_its_act_are_one_event(text: str, marks: list[str], left: list[str]) -> None:
    given = [mention(text, line) for line in marks]
    told = repair(Report("r", text), given)
    assert [one.trigger.text for one in told.mentions] == left
    assert {each.span.text for one in told.mentions for each in one.arguments} == {"Kenya"}
    assert [problem.kind for problem in told.problems] == ["event-told-twice"] * (2 - len(left))
