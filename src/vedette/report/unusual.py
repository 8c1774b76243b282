"""What is unusual: the alerts that were raised in the days, since when, how unusual, and by which rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from vedette.analyse.alerts.picture import Picture, state
from vedette.analyse.alerts.rules import RULES, found
from vedette.records import Alert
from vedette.report import names
from vedette.report.picture import picture
from vedette.report.place import Place
from vedette.report.rows import Rows
from vedette.report.words import chance, listed, number, opened, several
from vedette.report.written import Item, Quote, Section, Sentence, item, sentence

TITLES: Mapping[str, str] = {
    "unusual-rise": "Unusual rise of violence",
    "unusual-dead": "Unusually many dead",
    "change-point": "Another level of violence",
    "first-violence": "First violence",
    "repeated-attacks": "Repeated attacks",
    "words-to-deeds": "From words to deeds",
    "ultimatum": "Ultimatum",
    "build-up": "Build-up of forces",
    "broken-ceasefire": "Broken ceasefire",
    "contradicted-toll": "Contradicted toll",
}

COUNTING = ("unusual-rise", "unusual-dead", "change-point")
"""Rules that hold counts of violence against a baseline, which takes a while."""

LATELY = 60
"""Days before the begin in which such counts look: twice the longest of their windows."""

BETWEEN = ("words-to-deeds", "ultimatum", "build-up", "broken-ceasefire", "contradicted-toll")
"""Rules that are about two sides, and concern a country when it is either."""


def alerts(rows: Rows) -> list[Alert]:
    """Those of the place that were raised in the days."""
    seen = picture(rows)
    own = replace(seen, events=[row for row in seen.events if rows.place.code in (None, row.country)])
    two_sided = [rule for rule in RULES if rule.name in BETWEEN]
    of_places = [
        rule for rule in RULES if rule.name not in BETWEEN and (_is_violent(own, rows) or rule.name not in COUNTING)
    ]
    raised = (
        each
        for each in (*found(own, of_places), *found(seen, two_sided))
        if rows.days.since <= each.raised < rows.days.until
    )
    return sorted(
        (each for each in raised if concerns(each, rows.place)), key=lambda one: (one.raised, one.rule, one.id)
    )


def _is_violent(seen: Picture, rows: Rows) -> bool:
    """Whether violence was told of lately, without which no count of it can be unusual."""
    first = rows.days.since - timedelta(days=LATELY)
    return any(row.violent and row.published >= first for row in seen.events)


def concerns(alert: Alert, place: Place) -> bool:
    """Whether an alert is about the place, or a country is a side of it."""
    if place.code is None:
        return place.name.casefold() in f"{alert.place or ''}\n{alert.admin1 or ''}".casefold()
    if alert.country == place.code:
        return True
    return alert.rule in BETWEEN and place.code in {side for side in (*alert.actors, *alert.toward) if state(side)}


def unusual(rows: Rows, raised: list[Alert]) -> Section:
    """The section."""
    quotes = partial(_quotes, rows=rows)
    items = [tuple(_told(alert, rows, quotes(alert))) for alert in raised]
    return Section("Unusual things", tuple(items or [_nothing(rows)]))


def _told(alert: Alert, rows: Rows, quotes: list[Quote]) -> Iterator[Sentence]:
    days = rows.days
    raised = f"{TITLES.get(alert.rule, alert.rule)}, raised on {days.called(alert.raised)}"
    since = f", since {days.called(alert.since)}" if alert.since != alert.raised else ""
    row = (_row(alert),)
    yield sentence(
        f"{raised}{since}: {names.plain(alert.why, days)}.", *quotes, rows=(*row, _reason(alert), *_cites(alert))
    )
    if alert.seen is not None and alert.expected is not None:
        expected = f"{alert.expected:.2g}" if alert.expected else "none"
        likely = f"; so many or more have a chance of {chance(alert.tail)}" if alert.tail is not None else ""
        exact = f"seen {alert.seen:g}, expected {alert.expected:g}, tail probability {alert.tail}"
        text = f"Seen: {number(alert.seen)}; expected by its own past: {expected}{likely}."
        yield sentence(text, rows=(*row, exact, _reason(alert), *_cites(alert)))
    if alert.note:
        yield sentence(f"{opened(_with_reports(names.plain(alert.note, days), quotes, rows))}.", *quotes[:1], rows=row)


def _with_reports(note: str, quotes: list[Quote], rows: Rows) -> str:
    """With reports by publisher and day, and not by their ids."""
    for quote in quotes:
        day = f" of {rows.days.called(quote.published)}" if quote.published else ""
        note = note.replace(quote.report, f"{quote.source or 'a report'}{day}")
    return note


def _row(alert: Alert) -> str:
    return f"alert {alert.id} (rule {alert.rule})"


def _reason(alert: Alert) -> str:
    return next((f"the rule: {rule.reason}" for rule in RULES if rule.name == alert.rule), "")


def _cites(alert: Alert) -> Iterator[str]:
    for what in ("incidents", "statements", "postures", "reports"):
        ids = getattr(alert, what)
        if ids:
            yield f"{what} {', '.join(ids)}"


def _quotes(alert: Alert, rows: Rows) -> list[Quote]:
    """The words of the events, statements and forces that it cites."""
    sources = rows.sources(alert.events)
    told = [sources[name] for name in alert.events if name in sources]
    spoken = {each.id: (each, reading.report) for reading in rows.readings for each in reading.statements}
    for name in alert.statements:
        if name in spoken:
            one, report = spoken[name]
            told.append(Quote(report.id, report.source, report.published, one.content, f"rule {alert.rule}"))
    wanted = set(alert.postures)
    for entry in rows.entries:
        if entry.posture.id in wanted:
            words, status = entry.posture.force, f"told as {entry.posture.status}"
            told.append(Quote(entry.report_id, entry.source, entry.published, words, status))
    return told


def _nothing(rows: Rows) -> Item:
    looked = (f"the {len(RULES)} rules of `vedette alerts`, over what was published to {rows.days.last}: none raised",)
    if not rows.read:
        return item(f"No report of the {rows.days.what} was read, so no rule could find anything.", rows=looked)
    return item(f"No rule found anything unusual in the {rows.days.what}.", rows=looked)


def figures(raised: list[Alert]) -> Iterator[Item]:
    """How many, and which."""
    if raised:
        what = listed(list(dict.fromkeys(TITLES.get(each.rule, each.rule).lower() for each in raised)))
        yield item(f"{opened(several(len(raised), 'alert'))}: {what}.", rows=tuple(_row(each) for each in raised))
