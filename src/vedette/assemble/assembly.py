"""From what the reader marked to events, statements and postures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vedette.assemble.bulletins import in_own_words
from vedette.assemble.coherence import coherent
from vedette.assemble.events import Intensity, all_marked, events
from vedette.assemble.page import Page, Stretch
from vedette.assemble.postures import postures
from vedette.assemble.repair import Modes, repair
from vedette.assemble.resolvers import Resolvers
from vedette.assemble.statements import statements
from vedette.records import Event, EventMention, Posture, Problem, Report, Statement


class Assembled(NamedTuple):
    """What was made of a report, and what was put aside on the way."""

    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    postures: tuple[Posture, ...]
    problems: tuple[Problem, ...]


def assemble(  # noqa: PLR0913 - each comes from another stage, and the pipeline names them all
    report: Report,
    mentions: Sequence[EventMention],
    *,
    sentences: Sequence[Stretch],
    quotations: Sequence[Stretch],
    resolvers: Resolvers,
    intensity: Intensity,
    modes: Modes | None = None,
) -> Assembled:
    """Events with resolved arguments, statements and postures of one report, each in text order.

    `quotations` are spans with their marks. `modes` tells the modes of a type; when it is given, a mode that its type
    lacks is left out.
    """
    repaired = repair(report, mentions, modes)
    marked = coherent(report.text, repaired.mentions, sentences, quotations)
    told_by = in_own_words(report, resolvers)
    page = Page(report, tuple(sentences), tuple(quotations), all_marked(marked), told_by)
    told = events(page, marked, intensity)
    return Assembled(told, statements(page, told), postures(page, told), repaired.problems)
