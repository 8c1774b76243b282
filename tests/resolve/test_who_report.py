"""What one report's words mean does not hang on other words, other reports, or what was resolved before."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.records import Mention, Resolved, Span, Surroundings, Who
from vedette.resolve import who
from vedette.resolve.who.lexicon import Lexicon

SENTENCES = (
    "Fighting went on near Gao in Mali. ",
    "The army said [two soldiers] were killed and [three others] hurt. ",
    "Colonel [Amadou Keita], the spokesman of the force, told reporters that [its men] held the bridge. ",
    "[The group] denied it, and [the ministry] said nothing. ",
    "In Niamey [protesters] marched; [the police] held [a man]. ",
    "[He] was freed. ",
    "MINUSMA said [the mission] and [we] would stay. ",
    "[Keita] thanked [the official]. ",
    "[Turkish] and Russian troops met [the Russians] in Kobani. ",
    "The Kenyan official left; [his colleague] and [the North] did not. ",
    "[Russia] shot down [nine drones], said the defence ministry of Ukraine. ",
)
REPORTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6)
Asked = tuple[Span, Surroundings]


def asked(sentences: list[str], day: date | None = None) -> list[Asked]:
    """The words in brackets of a report, each with its surroundings."""
    text, spans, ends = "", [], []
    for sentence in sentences:
        start = len(text)
        for number, piece in enumerate(sentence.replace("]", "[").split("[")):
            if number % 2:
                spans.append(Span(piece, len(text), len(text) + len(piece)))
            text += piece
        ends.append((start, len(text)))
    around = Surroundings(text, day, tuple(ends), mentions=tuple(Mention("actor", span, 1.0) for span in spans))
    return [(span, around) for span in spans]


def forget() -> None:
    """Empties every cache of the resolver but the lexicon."""
    for name, module in list(sys.modules.items()):
        if name.startswith("vedette.resolve.who.") and not name.endswith((".lexicon", ".roles", ".table")):
            for cache in _caches(vars(module)):
                cache.cache_clear()  # type: ignore[attr-defined]


def _caches(names: dict[str, object]) -> Iterator[object]:
    return (value for value in names.values() if hasattr(value, "cache_clear") and value is not Lexicon.load)


def fresh(one: Asked) -> Resolved[Who]:
    """The answer of a resolver that has seen nothing else."""
    forget()
    return who.resolve(*one)


@settings(max_examples=25, deadline=None)
@given(reports=st.lists(REPORTS, min_size=1, max_size=3), order=st.randoms(use_true_random=False))
def test_order_and_other_reports_do_not_change_an_answer(reports: list[list[str]], order: random.Random) -> None:
    every = [one for report in reports for one in asked(report)]
    alone = {number: fresh(one) for number, one in enumerate(every)}
    forget()
    numbers = list(alone)
    order.shuffle(numbers)
    assert {number: who.resolve(*every[number]) for number in numbers} == alone


def test_equal_surroundings_that_are_not_the_same_object_give_the_same_answer() -> None:
    one, two = asked(list(SENTENCES)), asked(list(SENTENCES))
    assert [who.resolve(*each) for each in one] == [who.resolve(*each) for each in two]


def test_the_same_text_with_other_mentions_is_read_anew() -> None:
    text = "The envoy of Oman told Qatar that its ships must turn."
    span = Span("its ships", text.index("its ships"), text.index("its ships") + len("its ships"))
    oman = Mention("actor", Span("The envoy of Oman", 0, 17), 1.0)
    qatar = Mention("recipient", Span("Qatar", 23, 28), 1.0)
    codes = []
    for mentions in ((oman, qatar), (oman,)):
        found = who.resolve(span, Surroundings(text, mentions=mentions)).value
        codes.append(found.code if found else "---")
    assert codes == ["QAT MIL", "OMN MIL"]


def _seconds(report: list[Asked]) -> float:
    best = float("inf")
    for _ in range(2):
        forget()
        start = time.process_time()
        for one in report:
            who.resolve(*one)
        best = min(best, time.process_time() - start)
    return best


MANY, FEW = 160, 20  # times that the sentences are repeated: about 20,000 and 2,500 words


def test_a_long_report_takes_time_by_its_length() -> None:
    who.Lexicon.load()
    short, long = asked(list(SENTENCES) * FEW), asked(list(SENTENCES) * MANY)
    assert _seconds(long) / len(long) < 4 * _seconds(short) / len(short)
