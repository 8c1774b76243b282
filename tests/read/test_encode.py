from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models

from tests.read import arrays
from vedette.errors import ModelError
from vedette.read.encode import LIMIT, SHAPES, Encoder, Window, shape

CASES = Path(__file__).parents[1] / "cases" / "shapes.tsv"
LIMITS = ((12, 4), (20, 0), (24, 10), (LIMIT, 96))
"""Pieces in a window, and those that two may share."""

WORDS = st.sampled_from(
    ["Rebels", "shelled", "Přerov-Brodská", "500", "U.S.", "“", "ﬁre", "İzmir", "北京", "\u0301", "."]
)
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=40).map(" ".join), min_size=1, max_size=12)
TEXTS = st.one_of(SENTENCES, st.lists(st.text(min_size=1), min_size=1, max_size=4))


def rows(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return [(r["word"], r["shape"]) for r in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)]


def joined(sentences: list[str]) -> tuple[str, list[tuple[int, int]]]:
    text, spans = "", []
    for sentence in sentences:
        at = len(text) + bool(text)
        text = f"{text} {sentence}" if text else sentence
        spans.append((at, len(text)))
    return text, spans


def owned(window: Window) -> list[tuple[int, int]]:
    """Where the pieces stand that a window answers for."""
    lo, hi = window.owned
    return list(zip(window.starts[lo:hi].tolist(), window.ends[lo:hi].tolist(), strict=True))


@pytest.mark.parametrize(("word", "name"), rows(CASES))
def test_a_words_shape_is_what_an_uncased_vocabulary_forgets(word: str, name: str) -> None:
    assert SHAPES[shape(word)] == name


def test_the_order_of_the_shapes_is_the_models() -> None:
    assert SHAPES[0] == "none"
    assert len(SHAPES) == 11


@pytest.mark.parametrize(("limit", "overlap"), LIMITS)
@settings(deadline=None)
@given(TEXTS)
def test_every_piece_is_owned_by_exactly_one_window(limit: int, overlap: int, sentences: list[str]) -> None:
    text, spans = joined(sentences)
    whole = arrays.encoder(10**6, 0).windows(text, spans)
    windows = arrays.encoder(limit, overlap).windows(text, spans)
    assert [piece for w in windows for piece in owned(w)] == [piece for w in whole for piece in owned(w)]


@pytest.mark.parametrize(("limit", "overlap"), LIMITS)
@settings(deadline=None)
@given(TEXTS)
def test_no_window_is_longer_than_the_network_takes(limit: int, overlap: int, sentences: list[str]) -> None:
    for w in arrays.encoder(limit, overlap).windows(*joined(sentences)):
        arrays_of = (w.ids, w.shapes, w.sentences, w.starts, w.ends, w.heads)
        assert {len(values) for values in arrays_of} == {len(w.ids)}
        assert 3 <= len(w.ids) <= limit
        assert 1 <= w.owned[0] < w.owned[1] <= len(w.ids) - 1


@settings(deadline=None)
@given(TEXTS)
def test_offsets_stand_in_the_text_in_order(sentences: list[str]) -> None:
    text, spans = joined(sentences)
    for w in arrays.encoder(24, 10).windows(text, spans):
        starts, ends = w.starts[1:-1], w.ends[1:-1]
        assert (starts >= 0).all()
        assert (starts <= ends).all()
        assert (ends <= len(text)).all()
        assert (np.diff(starts) >= 0).all()
        assert w.starts[0] == w.starts[-1] == w.ends[0] == w.ends[-1] == -1
        assert not w.heads[0]
        assert not w.heads[-1]


@settings(deadline=None, max_examples=30)
@given(st.integers(40, 400))
def test_a_sentence_longer_than_a_window_is_cut_and_loses_nothing(words: int) -> None:
    text = " ".join(["Orvel"] * words)
    windows = arrays.encoder(24, 10).windows(text, [(0, len(text))])
    assert len(windows) > 1
    starts = [start for w in windows for start, _ in owned(w) if start % 6 == 0]
    assert starts == list(range(0, len(text), 6))


@settings(deadline=None)
@given(TEXTS)
def test_texts_are_cut_alike_alone_and_in_company(sentences: list[str]) -> None:
    text, spans = joined(sentences)
    encoder = arrays.encoder(24, 10)
    alone = encoder.windows(text, spans)
    together = encoder.batch(["Rain fell.", text, ""], [[(0, 10)], spans, []])[1]
    assert [w.ids.tolist() for w in together] == [w.ids.tolist() for w in alone]
    assert [w.owned for w in together] == [w.owned for w in alone]


def test_neighbours_share_whole_sentences_and_divide_what_they_own() -> None:
    text, spans = joined(["Rebels shelled the town of Orvel."] * 12)
    windows = arrays.encoder(40, 20).windows(text, spans)
    assert len(windows) > 1
    for before, after in pairwise(windows):
        shared = set(before.sentences.tolist()) & set(after.sentences.tolist())
        assert shared
        assert owned(before)[-1] < owned(after)[0]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t"])
def test_a_text_without_words_has_no_window(text: str) -> None:
    assert arrays.encoder().windows(text, []) == []


def test_a_tokeniser_of_another_kind_is_refused_by_name() -> None:
    with pytest.raises(ModelError, match=r"no piece \[CLS\]"):
        Encoder(Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]")))  # noqa: S106 - no secret
