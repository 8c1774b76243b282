from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.errors import ModelError
from vedette.read import Reader, first
from vedette.read.first import FILE, LEAST_KNOWN, MOST_WORDS, FirstPass
from vedette.read.model import Manifest
from vedette.read.reader import SHIPPED

CASES = Path(__file__).parents[1] / "cases" / "never_skipped.tsv"
DULL = "The album won a prize for best song at the annual music awards."
"""Nothing to code, in common words."""


@cache
def shipped() -> FirstPass:
    return FirstPass.load(SHIPPED / FILE)


@cache
def fresh() -> FirstPass:
    """The same once more, with a memory of words of its own."""
    return FirstPass.load(SHIPPED / FILE)


def telling() -> list[str]:
    with CASES.open(encoding="utf-8", newline="") as handle:
        return [row["text"] for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)]


def spaced(text: str) -> tuple[tuple[int, int], ...]:
    return ((0, len(text)),)


WRITTEN: dict[str, Callable[[str], str]] = {
    "plain": str,
    "all capitals": str.upper,
    "all small letters": str.lower,
    "headline": str.title,
    "HTML": lambda text: f"<p>{text.replace(' ', '&nbsp;', 1)}</p>",
    "doubled stop": lambda text: f"“{text}.”",
    "line breaks": lambda text: text.replace(" ", "\n"),
}


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("text", telling())
def test_a_report_of_an_event_is_read_however_it_is_written(text: str, written: str) -> None:
    assert not shipped().skips(WRITTEN[written](text))


@pytest.mark.parametrize("written", WRITTEN)
def test_a_report_of_nothing_is_passed_over_however_it_is_written(written: str) -> None:
    assert shipped().skips(WRITTEN[written](DULL))


@pytest.mark.parametrize("text", ["", " \n", "…", "\ud800", "<p></p>"])
def test_a_text_without_words_is_left_to_the_reader(text: str) -> None:
    assert not shipped().skips(text)


def test_a_long_report_is_read_whatever_it_says() -> None:
    copies = MOST_WORDS // len(first.words(DULL)) + 1
    assert not shipped().skips(" ".join([DULL] * copies))


def test_a_report_in_mostly_unknown_words_is_read() -> None:
    strange = int(len(first.words(DULL)) / LEAST_KNOWN * (1 - LEAST_KNOWN)) + 1
    assert not shipped().skips(DULL + " zqxv" * strange)


WORDS = st.lists(st.sampled_from(sorted(set(first.words(" ".join([DULL, *telling()]))))), min_size=1, max_size=30)
MARKS = st.lists(
    st.sampled_from([" ", ", ", ". ", ".. ", " – ", "\n", "! “", "” ", " (", ") "]), min_size=30, max_size=30
)


@settings(max_examples=50, deadline=None)
@given(WORDS, MARKS)
def test_case_and_punctuation_change_nothing(words: list[str], marks: list[str]) -> None:
    plain = " ".join(words)
    noisy = "".join(word.upper() + mark for word, mark in zip(words, marks, strict=False))
    assert shipped().odds(noisy) == shipped().odds(plain)
    assert shipped().skips(noisy) == shipped().skips(plain)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_judged_and_always_alike(text: str) -> None:
    assert shipped().skips(text) == fresh().skips(text)


@pytest.mark.parametrize(
    ("accented", "bare"), [("Šumarić", "sumaric"), ("État", "etat"), ("ŁÓDŹ", "łodz"), ("İzmir", "izmir")]
)
def test_accents_are_ignored(accented: str, bare: str) -> None:
    assert first.words(accented) == first.words(accented.upper()) == [bare]


def test_words_lose_case_accents_marks_and_markup() -> None:
    assert first.words("<b>Café-goers</b> FLED&nbsp;at 10.30") == ["cafe", "goers", "fled", "at", "10", "30"]


def test_numbers_of_one_length_are_one_word() -> None:
    assert first.key("1999") == first.key("2024") != first.key("24")


class TestInAReader:
    def test_the_shipped_reader_has_the_first_pass_that_was_learnt_from_it(self) -> None:
        assert FirstPass.beside(SHIPPED, Manifest.load(SHIPPED / "manifest.json").name) is not None

    def test_a_first_pass_of_another_reader_is_not_used(self) -> None:
        assert FirstPass.beside(SHIPPED, "mine-1") is None

    def test_a_model_folder_without_the_file_has_no_first_pass(self, tmp_path: Path) -> None:
        assert FirstPass.beside(tmp_path, "mine-1") is None

    def test_a_damaged_file_is_named(self, tmp_path: Path) -> None:
        (tmp_path / FILE).write_bytes(b"PK\x03\x04 no archive")
        with pytest.raises(ModelError, match=FILE):
            FirstPass.load(tmp_path / FILE)

    def test_a_file_without_its_arrays_is_named(self, tmp_path: Path) -> None:
        np.savez(tmp_path / FILE, reader=np.array("mine-1"))
        with pytest.raises(ModelError, match=FILE):
            FirstPass.load(tmp_path / FILE)

    def test_what_is_passed_over_has_no_events_and_the_others_keep_theirs(self) -> None:
        reader = Reader.load(threads=1)
        texts = [DULL, "Rebels shelled the town.", DULL]
        found = reader.read(texts, [spaced(text) for text in texts])
        assert [[mention.type for mention in mentions] for mentions in found] == [[], ["ASSAULT"], []]
        assert reader.read([DULL], [spaced(DULL)]) == [()]
        assert reader.read([], []) == []


def test_a_higher_threshold_passes_over_more() -> None:
    eager = replace(shipped(), threshold=float("inf"))
    assert all(eager.skips(text) for text in telling())
