"""An event keeps the sources that are likely, each in the words that name the speaker."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.assemble.stubs import find, mention, quotation_spans, sentence_spans
from tests.assemble.tables import cases
from vedette.assemble.coherence import coherent
from vedette.records import EventMention, Mention


def sourced(case: dict[str, str]) -> tuple[EventMention, ...]:
    """The mentions of a case; the first of them has its sources."""
    text = case["text"]
    first, *others = (mention(text, line) for line in case["marks"].split(" // "))
    pairs = [pair.rpartition("=") for pair in case["sources"].split("; ")]
    sources = tuple(Mention("source", find(text, words), float(score)) for words, _, score in pairs)
    return (replace(first, arguments=(*first.arguments, *sources)), *others)


def agreed(case: dict[str, str], given: tuple[EventMention, ...]) -> tuple[EventMention, ...]:
    return coherent(case["text"], given, sentence_spans(case["text"]), quotation_spans(case["text"]))


def sources(mentions: tuple[EventMention, ...], trigger: str) -> list[Mention]:
    return [one for each in mentions if each.trigger.text == trigger for one in each.arguments if one.role == "source"]


@pytest.mark.parametrize("case", cases("sources.tsv"), ids=lambda case: case["promise"])
def test_sources_are_kept_and_mended(case: dict[str, str]) -> None:
    told = [one.span.text for one in sources(agreed(case, sourced(case)), case["trigger"])]
    assert told == [words for words in case["stay"].split("; ") if words != "-"]


@pytest.mark.parametrize("case", cases("sources.tsv"), ids=lambda case: case["promise"])
def test_mended_sources_stand_in_the_text(case: dict[str, str]) -> None:
    spans = [one.span for one in sources(agreed(case, sourced(case)), case["trigger"])]
    assert all(case["text"][span.start : span.end] == span.text for span in spans)


@pytest.mark.parametrize("case", cases("sources.tsv"), ids=lambda case: case["promise"])
def test_other_roles_stay_as_they_are(case: dict[str, str]) -> None:
    before, after = sourced(case), agreed(case, sourced(case))
    others = [[one for one in each.arguments if one.role != "source"] for each in before]
    assert [[one for one in each.arguments if one.role != "source"] for each in after] == others


@pytest.mark.parametrize("case", cases("sources.tsv"), ids=lambda case: case["promise"])
def test_sources_that_were_mended_stay_so(case: dict[str, str]) -> None:
    once = agreed(case, sourced(case))
    assert agreed(case, once) == once
