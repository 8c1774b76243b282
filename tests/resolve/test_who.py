"""Actors, in sentences and alone: `tests/cases/who.tsv` holds what each must mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vedette.records import Mention, Resolved, Span, Surroundings, Who
from vedette.resolve import who

CASES = Path(__file__).parents[1] / "cases" / "who.tsv"


def _rows() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _cases() -> list[object]:
    fails = pytest.mark.xfail(reason="known failure, described in docs/how-it-decides/who.md", strict=True)
    return [pytest.param(*row[1:], id=row[-1], marks=[fails] if row[0] == "fails" else []) for row in _rows()]


def resolved(text: str, published: date | None, *marked: tuple[str, str]) -> Resolved[Who]:
    """What the words in brackets mean, with the roles and words that a reader marked in the same text."""
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    mentions = [Mention(role, _span(plain, words), 1.0) for role, words in marked]
    mentions.sort(key=lambda mention: mention.span.start)
    return who.resolve(Span(plain[start:end], start, end), Surroundings(plain, published, mentions=tuple(mentions)))


def _span(text: str, words: str) -> Span:
    return Span(words, text.index(words), text.index(words) + len(words))


def code(found: Resolved[Who]) -> str:
    return found.value.code if found.value else "---"


@pytest.mark.parametrize(("published", "expected", "text"), _cases())
def test_words_mean_the_actor_that_the_table_says(published: str, expected: str, text: str) -> None:
    assert code(resolved(text, date.fromisoformat(published))) == expected


def test_the_table_of_cases_is_long_and_shows_failures_first() -> None:
    states = [row[0] for row in _rows()]
    assert len(states) >= 250
    assert states == sorted(states)


def test_three_others_are_of_the_kind_that_was_counted_before() -> None:
    text = "Two soldiers were killed near Gao and [three others] hurt, Mali said."
    found = resolved(text, None, ("killed", "Two soldiers"), ("injured", "three others"))
    assert code(found) == "MLI MIL"


def test_an_unknown_man_who_attacks_is_an_unidentified_armed_actor() -> None:
    plain = "A man stabbed three women at the station in Lyon."
    span = _span(plain, "A man")
    around = Surroundings(plain, trigger=_span(plain, "stabbed"), mentions=(Mention("actor", span, 1.0),))
    assert code(who.resolve(span, around)) == "FRA UAF"


def test_people_who_march_are_a_crowd() -> None:
    plain = "Some 3,000 people marched through Sucre."
    span = _span(plain, "Some 3,000 people")
    assert code(who.resolve(span, Surroundings(plain, trigger=_span(plain, "marched")))) == "BOL PPL"


def test_people_who_block_a_road_are_a_crowd() -> None:
    plain = "In Sucre residents blocked the road with tyres."
    span = _span(plain, "residents")
    around = Surroundings(plain, trigger=_span(plain, "blocked"), mentions=(Mention("actor", span, 1.0),))
    assert code(who.resolve(span, around)) == "BOL PPL"


def test_weapons_that_are_shot_down_are_not_his_who_shoots() -> None:
    plain = "Chile sent a wave over Tacna, and Peru shot down 34 drones."
    span, shooter = _span(plain, "34 drones"), Mention("actor", _span(plain, "Peru"), 1.0)
    around = Surroundings(plain, trigger=_span(plain, "shot down"), mentions=(shooter,))
    assert code(who.resolve(span, around)) == "CHL MIL"


@pytest.mark.parametrize(
    ("text", "marked", "expected", "rule"),
    [
        ("The minister of Oman left when [his Egyptian colleague] spoke.", "The minister of Oman", "EGY GOV", "peer"),
        ("The rebels of Chad met, and [its leader] spoke.", "The rebels of Chad", "TCD REB", "owner-pronoun"),
        ("The minister of Oman said that [his country] will pay.", "The minister of Oman", "OMN", "owner-pronoun"),
        (
            "A police chief of Peru and [two others] were hurt.",
            "A police chief of Peru",
            "PER CVL",
            "country-of-report",
        ),
        ("Two soldiers of Peru and [two others] were hurt.", "Two soldiers of Peru", "PER MIL", "counted-again"),
    ],
)
def test_the_actor_before_tells_what_words_leave_open(text: str, marked: str, expected: str, rule: str) -> None:
    found = resolved(text, None, ("actor", marked))
    assert (code(found), found.rule) == (expected, rule)


def test_places_that_were_resolved_before_tell_whose_the_police_are() -> None:
    plain = "In Zubrovka the police closed two roads."
    span, town = _span(plain, "the police"), _span(plain, "Zubrovka")
    assert code(who.resolve(span, Surroundings(plain))) == "--- COP"
    found = who.resolve(span, Surroundings(plain), places={(town.start, town.end): "CZE"})
    assert code(found) == "CZE COP"


def test_a_possessive_pronoun_takes_the_country_of_the_mention_before() -> None:
    text = "The envoy of Oman told Qatar that [its ships] must turn."
    found = resolved(text, None, ("actor", "The envoy of Oman"), ("recipient", "Qatar"))
    assert (code(found), found.rule) == ("QAT MIL", "owner-pronoun")


def test_country_of_reads_words_alone() -> None:
    assert who.country_of("a Turkish general") == "TUR"
    assert who.country_of("KFOR") == "IGO:NATO"
    assert who.country_of("a general") is None


def test_a_company_that_is_sent_somewhere_is_one_of_soldiers_and_else_a_firm() -> None:
    text = "[The Thai company] landed at Lira."
    assert code(resolved(text, None, ("force", "The Thai company"))) == "THA MIL"
    assert code(resolved(text, None, ("actor", "The Thai company"))) == "THA BUS"


@pytest.mark.parametrize("full", ["FNQ (Ministry of Defence)", "FNQ [Ministry of Defence]"])
def test_initials_are_what_the_report_spells_out(full: str) -> None:
    assert code(resolved(f"Peru called for calm. {full} met at noon; [FNQ] has no comment.", None)) == "PER MIL"


def test_initials_that_nothing_explains_are_nobody_known() -> None:
    found = resolved("Peru said that [the MXQ] had burned a bridge in Tacna.", None)
    assert (found.value, found.rule) == (None, "unknown-initials")
