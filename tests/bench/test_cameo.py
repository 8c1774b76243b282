"""Found events are written as CAMEO, gold codes are read as PLOVER, and each label counts once a sentence."""

from __future__ import annotations

import pytest

from bench.cameo import Compared, as_text, compared, sentence_of, summary
from bench.corpus import Event, Json
from bench.tally import Tally
from vedette.ontology import Ontology, load


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load()


def _entry(label: str, *codes: str) -> Json:
    return {"id": "s", "text": "", "label": label, "gold_events": [{"code": code} for code in codes]}


def _event(kind: str, mode: str | None) -> Event:
    return Event(kind, mode, "actual", 0, 1)


@pytest.mark.parametrize(
    ("codes", "roots", "types"),
    [
        (("042",), {"04"}, {"CONSULT"}),
        (("042", "345"), {"04"}, {"CONSULT"}),
        (("090", "111"), {"09", "11"}, {"ACCUSE"}),
        (("191", "194"), {"19"}, {"COERCE", "ASSAULT"}),
    ],
)
def test_codes_are_read_by_the_ontology(
    ontology: Ontology, codes: tuple[str, ...], roots: set[str], types: set[str]
) -> None:
    sentence = sentence_of(_entry("events", *codes), ontology)
    assert sentence is not None
    assert (set(sentence.roots), set(sentence.types)) == (roots, types)


@pytest.mark.parametrize("entry", [_entry("events", "905"), _entry("events", "023"), _entry("error_expected", "042")])
def test_what_cannot_be_compared_is_left_out(ontology: Ontology, entry: Json) -> None:
    assert sentence_of(entry, ontology) is None


def test_a_sentence_without_event_is_kept(ontology: Ontology) -> None:
    assert sentence_of(_entry("no_event"), ontology) is not None


@pytest.mark.parametrize(
    ("events", "roots", "types"),
    [
        ([_event("ACCUSE", "investigate")], Tally(1, 1, 1), Tally(1, 1, 1)),
        ([_event("ACCUSE", "disapprove")], Tally(0, 1, 1), Tally(1, 1, 1)),
        ([_event("ACCUSE", "investigate")] * 2, Tally(1, 1, 1), Tally(1, 1, 1)),
        ([_event("AID", None)], Tally(0, 1, 1), Tally(0, 1, 1)),
        ([], Tally(0, 0, 1), Tally(0, 0, 1)),
    ],
)
def test_labels_are_compared(ontology: Ontology, events: list[Event], roots: Tally, types: Tally) -> None:
    sentence = sentence_of(_entry("events", "090"), ontology)
    assert sentence is not None
    assert compared(sentence, events, ontology) == Compared(roots, types)


def test_sentences_without_event_are_told_apart() -> None:
    right, vain, still = Tally(1, 2, 1), Tally(0, 1, 0), Tally()
    figures = summary([Compared(each, each) for each in (right, vain, still)])
    assert figures["share of coded ones with a root that agrees"] == 1
    assert figures["share of the others with something found"] == 0.5
    assert "| sentences without event" in as_text(figures)
