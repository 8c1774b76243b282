"""Each rule finds what it is for, and leaves alone what only looks like it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analyse.alerts.picturing import DAY, picture, told
from vedette.analyse.alerts import RULES, Asked, Mute, answer, explained, found, muted, one
from vedette.analyse.alerts.change import Change, change
from vedette.analyse.alerts.counts import baseline, tail
from vedette.analyse.alerts.deeds import Deeds, deeds
from vedette.analyse.alerts.first import First, first
from vedette.analyse.alerts.picture import Told
from vedette.analyse.alerts.repeated import Repeated, repeated
from vedette.analyse.alerts.rise import Rise, rise
from vedette.analyse.alerts.truce import Truce, truce
from vedette.errors import UsageError
from vedette.records import Alert

LONG = (-800, 60)
"""Days with reports, so that a baseline is known."""


def names(alerts: Iterable[Alert]) -> list[str]:
    return [alert.rule for alert in alerts]


# first violence


def test_the_first_dead_of_a_quiet_province_are_told() -> None:
    (alert,) = first(picture([told(0)], LONG), First())
    assert (alert.rule, alert.admin1, alert.raised, alert.reports, alert.note) == (
        "first-violence", "Orvel", DAY, ("r0",), None,
    )  # fmt: skip


def test_a_record_that_begins_late_is_said_to_know_nothing_of_before() -> None:
    (alert,) = first(picture([told(0)]), First())
    assert alert.note is not None
    assert "cannot be told" in alert.note


def test_what_follows_within_the_year_is_not_the_first() -> None:
    assert len(list(first(picture([told(0), told(20), told(300)], LONG), First()))) == 1


def test_violence_without_dead_is_no_outbreak() -> None:
    assert not list(first(picture([told(0, killed=0)], LONG), First()))


def test_background_of_years_ago_is_no_news() -> None:
    assert not list(first(picture([told(0, day=date(2014, 5, 1))], LONG), First()))


@pytest.mark.parametrize("status", ["planned", "negated", "hypothetical"])
def test_what_did_not_happen_raises_nothing(status: str) -> None:
    assert not found(picture([told(day, status=status) for day in range(5)], LONG))


# repeated attacks


def test_attacks_on_three_days_of_a_week_are_a_series() -> None:
    (alert,) = repeated(picture([told(0), told(2), told(5)]), Repeated())
    assert (alert.since, alert.raised, alert.seen) == (DAY, DAY + timedelta(days=5), 3)


def test_more_reports_of_one_day_are_no_series() -> None:
    rows = [told(0, report=f"r{number}", published=DAY + timedelta(days=number)) for number in range(5)]
    assert not list(repeated(picture(rows), Repeated()))


def test_a_series_in_a_province_at_war_is_no_news() -> None:
    rows = [told(day) for day in range(0, 90, 10)] + [told(91), told(92), told(93)]
    assert not list(repeated(picture(rows), Repeated()))


def test_a_mere_count_of_the_dead_is_no_attack() -> None:
    assert not list(repeated(picture([told(0), told(2), told(3, toll=True)]), Repeated()))


# words to deeds


WORDS = told(0, type="ACCUSE", actors=("KEN",), recipients=("SOM",), report="w", killed=0)
DEED = told(4, type="SANCTION", mode="expel", actors=("KEN",), recipients=("SOM",), killed=0)


def test_the_first_deed_after_words_is_told_with_both() -> None:
    (alert,) = deeds(picture([WORDS, DEED]), Deeds())
    assert (alert.actors, alert.toward, alert.reports) == (("KEN",), ("SOM",), ("w", "r4"))


@pytest.mark.parametrize(
    "rows",
    [
        [DEED],
        [WORDS],
        [replace(WORDS, actors=("SOM",), recipients=("KEN",)), DEED],
        [replace(DEED, id="before", report="b", day=DAY, published=DAY), WORDS, DEED],
        [replace(WORDS, actors=("KEN REB",)), DEED],
        [WORDS, replace(DEED, status="planned")],
        [WORDS, replace(DEED, day=DAY - timedelta(days=1))],
    ],
    ids=["no words", "no deed", "the other way", "deeds before", "rebels", "planned", "words came after"],
)
def test_what_is_no_turn_from_words_to_deeds(rows: list[Told]) -> None:
    assert not list(deeds(picture(rows), Deeds()))


# ceasefire


SIGNED = told(0, type="SUPPORT", truce=True, actors=("MLI", "MLI REB"), recipients=(), report="pact", killed=0)


def test_violence_in_a_report_that_names_the_ceasefire_breaks_it() -> None:
    rows = [SIGNED, told(2, report="b"), told(2, type="ACCUSE", truce=True, report="b")]
    (alert,) = truce(picture(rows), Truce())
    assert (alert.since, set(alert.reports)) == (DAY + timedelta(days=2), {"pact", "b"})


@pytest.mark.parametrize(
    "row",
    [
        told(2, report="b"),
        told(2, report="b", truce=True, day=DAY - timedelta(days=3)),
        told(2, report="b", truce=True, status="negated"),
        told(2, report="b", truce=True, country="NER", actors=("NER REB",), recipients=("NER",)),
        told(90, report="b", truce=True),
    ],
    ids=["does not name it", "was before", "did not happen", "elsewhere", "long after"],
)
def test_what_breaks_no_ceasefire(row: Told) -> None:
    assert not list(truce(picture([SIGNED, row]), Truce()))


# counts


def daily(counts: dict[int, int], **given: object) -> list[Told]:
    return [told(day, report=f"r{day}.{n}", **given) for day, number in counts.items() for n in range(number)]


def test_more_reports_than_ever_are_a_rise_with_its_odds() -> None:
    (alert,) = rise(picture(daily({0: 3, 2: 3, 4: 4}), LONG), Rise())
    assert alert.expected is not None
    assert alert.seen is not None
    assert alert.tail is not None
    assert alert.seen > 10 * alert.expected
    assert alert.tail < Rise().tail
    assert set(alert.reports) <= {row.report for row in daily({0: 3, 2: 3, 4: 4})}


def test_as_many_as_ever_are_no_rise() -> None:
    rows = daily(dict.fromkeys(range(-790, 60, 7), 3))
    assert not list(rise(picture(rows, LONG), Rise()))


def test_a_single_spike_long_ago_does_not_hide_a_rise() -> None:
    rows = daily({-300: 40, 0: 4, 3: 4, 6: 4})
    assert max(alert.raised for alert in rise(picture(rows, LONG), Rise())) >= DAY


def test_more_reading_is_no_more_violence() -> None:
    """Ten times as many reports are read, and ten times as many tell of violence."""
    days = range(-790, 60)
    rows = daily({day: 10 if day > 0 else 1 for day in days if day % 7 == 0})
    quiet = picture(rows, LONG)
    read = {day: 100 if day > DAY else 10 for day in quiet.read}
    assert not list(rise(replace(quiet, read=read), Rise()))


def test_many_dead_of_one_report_are_no_rise_of_reports_and_told_all_the_same() -> None:
    rules = [rule for rule in RULES if rule.name in {"unusual-rise", "unusual-dead"}]
    assert names(found(picture([told(0, killed=60)], LONG), rules)) == ["unusual-dead"]


def test_a_level_that_creeps_up_is_told_with_the_day_on_which_it_began() -> None:
    (alert,) = change(picture(daily({0: 1, 8: 2, 15: 2, 22: 2, 29: 2}), LONG), Change())
    assert abs((alert.since - DAY).days) < 14
    assert alert.raised > alert.since


def test_one_bad_week_changes_no_level() -> None:
    assert not list(change(picture(daily({0: 5, 1: 5}), LONG), Change()))


@given(st.lists(st.integers(0, 9), min_size=26, max_size=26), st.integers(0, 60))
@settings(max_examples=50)
def test_the_more_is_seen_the_less_likely_it_is(counts: list[int], seen: int) -> None:
    earlier, read = np.array([counts], float), np.full((1, 26), 10.0)
    expected, spread = baseline(earlier, read, np.array([10.0]))
    more, most = (tail(np.array([float(number)]), expected, spread)[0] for number in (seen, seen + 1))
    assert 0 <= most <= more <= 1


# asking


def test_alerts_come_by_day_and_are_the_same_in_a_second_run() -> None:
    seen = picture([told(0), told(2), told(5), WORDS, DEED], LONG)
    alerts = found(seen)
    assert alerts == found(seen)
    assert [alert.raised for alert in alerts] == sorted(alert.raised for alert in alerts)
    assert len({alert.id for alert in alerts}) == len(alerts)


def test_every_alert_cites_reports_that_were_published_by_then() -> None:
    seen = picture([told(0), told(2), told(5), WORDS, DEED], LONG)
    published = {row.report: row.published for row in seen.events}
    for alert in found(seen):
        assert alert.reports
        assert min(published[name] for name in alert.reports) <= alert.raised


def test_filters_leave_what_is_asked_for() -> None:
    seen = picture([told(0), WORDS, DEED], LONG)
    assert names(answer(seen, Asked(rule=["words-to-deeds"]))) == ["words-to-deeds"]
    assert names(answer(seen, Asked(place=["Orvel"], rule=["first-violence"]))) == ["first-violence"]
    assert names(answer(seen, Asked(actor=["KEN"]))) == ["words-to-deeds"]
    assert not list(answer(seen, Asked(until=DAY)))
    with pytest.raises(UsageError, match="no rule 'rising'"):
        list(answer(seen, Asked(rule=["rising"])))


def test_what_is_muted_says_why_and_is_not_lost() -> None:
    alerts = found(picture([told(0), WORDS, DEED], LONG))
    told_of = list(muted(alerts, [Mute("known quarrel", rule="words-to-deeds")]))
    assert len(told_of) == len(alerts)
    assert [alert.muted for alert in told_of if alert.rule == "words-to-deeds"] == ["known quarrel"]
    assert all(alert.muted is None for alert in told_of if alert.rule != "words-to-deeds")


def test_an_alert_is_explained_with_rule_figures_and_rows() -> None:
    seen = picture([told(0)], LONG)
    (alert,) = answer(seen, Asked(rule=["first-violence"]))
    text = "\n".join(explained(one([alert], alert.id[:5]), seen))
    for words in ("quiet_days = 365", "r0", alert.events[0], "0 expected"):
        assert words in text
    with pytest.raises(UsageError, match="no alert begins"):
        one([alert], "zz")


def test_every_rule_has_a_name_of_its_own_and_a_reason() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.reason.endswith(".") for rule in RULES)
