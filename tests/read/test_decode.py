from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.read import arrays
from vedette.read import decode
from vedette.read.decode import Attributes, Candidate, Decoder, Thresholds

CASES = Path(__file__).parents[1] / "cases" / "triggers.tsv"
TEXT = "Rebels in Tamsk shelled the village of Orvel."
HALF = Thresholds()
PROBABILITIES = st.integers(0, 2**32 - 1).map(np.random.default_rng)


def rows(path: Path) -> list[tuple[str, list[str], str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        table = list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(r["words"], r["tags"].split(), r["triggers"]) for r in table]


def candidate(word: str, type_: str = "ASSAULT") -> Candidate:
    """The trigger of `TEXT` that begins and ends with a word."""
    w = arrays.window(TEXT)
    inside = np.flatnonzero((w.starts >= TEXT.index(word)) & (w.ends <= TEXT.index(word) + len(word)))
    return Candidate(int(inside[0]), int(inside[-1]), arrays.labels().types.index(type_), 0.98765)


def event(roles: dict[str, list[str]], limits: Thresholds = HALF, **told: Any) -> Any:
    said = {"mode": "ASSAULT.heavy-weapons", "status": "actual", "contexts": ()} | told
    w = arrays.window(TEXT)
    return Decoder(arrays.labels(), limits).event(TEXT, w, candidate("shelled"), arrays.attributes(w, roles, **said))


@pytest.mark.parametrize(("words", "tags", "expected"), rows(CASES))
def test_triggers_are_the_words_that_the_tags_tell(words: str, tags: list[str], expected: str) -> None:
    w = arrays.window(words)
    found = decode.triggers(arrays.tags(w, tags), w, 0.5)
    types = arrays.labels().types
    assert " ".join(f"{decode.span(words, w, c.first, c.last).text}={types[c.type]}" for c in found) == expected


def test_a_window_tells_only_the_triggers_that_it_owns() -> None:
    sentence = "Rebels shelled Orvel. "
    spans = [(i * len(sentence), (i + 1) * len(sentence) - 1) for i in range(12)]
    windows = arrays.encoder(24, 10).windows(sentence * 12, spans)
    found: list[int] = []
    for w in windows:
        words = [(sentence * 12)[a : a + 7] for a in w.starts[w.heads].tolist()]
        tags = arrays.tags(w, ["B-ASSAULT" if word == "shelled" else "O" for word in words])
        found += [int(w.starts[c.first]) for c in decode.triggers(tags, w, 0.5)]
    assert found == [start + 7 for start, _ in spans]


def test_arguments_are_whole_words_in_their_roles() -> None:
    o = ["O"] * 9
    told = event({"actor": ["B", *o[:8]], "place": [*o[:4], "B", "I", "I", "I", "O"]})
    assert [(a.role, a.span.text, a.span.start) for a in told.arguments] == [
        ("actor", "Rebels", 0),
        ("place", "the village of Orvel", 24),
    ]


def test_a_role_is_filled_as_often_as_words_begin_it() -> None:
    told = event({"place": ["O", "O", "B", "O", "O", "O", "O", "B", "O"]})
    assert [a.span.text for a in told.arguments] == ["Tamsk", "Orvel"]


def test_an_argument_under_the_threshold_is_not_told() -> None:
    marks = {"actor": ["B", *["O"] * 8]}
    assert event(marks, Thresholds(argument=arrays.SURE - 0.05)).arguments
    assert not event(marks, Thresholds(argument=arrays.SURE + 0.06)).arguments


def test_contexts_come_from_their_own_threshold_in_the_order_of_the_labels() -> None:
    assert event({}, contexts=("terrorism", "military")).contexts == ("military", "terrorism")
    assert event({}, Thresholds(context=0.95), contexts=("military",)).contexts == ()


@pytest.mark.parametrize(
    ("likeliest", "told"), [("ASSAULT.aerial", "aerial"), ("ASSAULT", None), ("PROTEST.demo", None)]
)
def test_the_mode_is_one_of_the_types_own(likeliest: str, told: str | None) -> None:
    assert event({}, mode=likeliest).mode == told


@pytest.mark.parametrize("status", arrays.labels().statuses)
def test_the_status_is_the_likeliest(status: str) -> None:
    assert event({}, status=status).status == status


def test_the_score_has_four_digits() -> None:
    assert event({}).score == round(0.98765, 4)


@settings(deadline=None)
@given(PROBABILITIES, st.floats(0.01, 0.99))
def test_whatever_the_network_says_spans_are_the_texts_own_words(rng: np.random.Generator, threshold: float) -> None:
    w, labels = arrays.window(TEXT), arrays.labels()
    tags = rng.dirichlet(np.full(1 + 2 * len(labels.types), 0.1), len(w.ids)).astype(np.float32)
    arcs = rng.dirichlet(np.full(3, 0.3), (len(w.ids), len(labels.roles))).astype(np.float32)
    rest = [rng.random(len(names), dtype=np.float32) for names in (labels.modes, labels.statuses, labels.contexts)]
    decoder = Decoder(labels, Thresholds(threshold, threshold, threshold))
    words = set(w.starts[w.heads].tolist())
    for c in decode.triggers(tags, w, threshold):
        told = decoder.event(TEXT, w, c, Attributes(arcs, *rest))
        assert labels.modes_of(told.type)
        assert 0 <= told.score <= 1.001
        for span, score in ((told.trigger, told.score), *((a.span, a.score) for a in told.arguments)):
            assert TEXT[span.start : span.end] == span.text != ""
            assert span.start in words
            assert 0 <= score <= 1.001


@settings(deadline=None)
@given(PROBABILITIES, st.floats(0.05, 0.9), st.floats(0.0, 0.09))
def test_a_higher_threshold_never_finds_more_words(rng: np.random.Generator, threshold: float, more: float) -> None:
    w, width = arrays.window(TEXT), 1 + 2 * len(arrays.labels().types)
    tags = rng.dirichlet(np.full(width, 0.1), len(w.ids)).astype(np.float32)
    low, high = (decode.triggers(tags, w, t) for t in (threshold, threshold + more))
    heads = np.flatnonzero(w.heads)
    over = [set(heads[tags[heads, 1:].sum(1) >= t].tolist()) for t in (threshold, threshold + more)]
    assert over[1] <= over[0]
    assert {c.first for c in high} <= over[1]
    assert {c.first for c in low} <= over[0]
    assert bool(high) <= bool(low)


def test_probabilities_that_do_not_quite_add_up_leave_no_role_without_words() -> None:
    w = arrays.window(TEXT)
    told = arrays.attributes(w, {}, mode="ASSAULT.heavy-weapons", status="actual", contexts=())
    told.arcs[:] = (0.5, 0.3, 0.1999)  # half of it is not outside, and a little less is inside
    assert not Decoder(arrays.labels(), HALF).event(TEXT, w, candidate("shelled"), told).arguments
