"""Which forces stand where at the end of the days, by whose word, and what changed since they began."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from vedette.analyse.ledger import Asked, Told, answer
from vedette.analyse.ledger.asked import fits
from vedette.analyse.ledger.book import HORIZON_DAYS
from vedette.analyse.ledger.rules import RULES
from vedette.records import Force
from vedette.report import names
from vedette.report.days import Days
from vedette.report.rows import Rows
from vedette.report.words import amount, opened, quoted, says, several
from vedette.report.written import Item, Quote, Section, Sentence, item, sentence

MOST = 12
"""Forces that are told one by one."""

PAST = "past-the-horizon"
"""Rule of a line that is no longer assumed."""

STATUSES: Mapping[str, str] = {
    "requested": "requested",
    "threatened": "threatened",
    "authorised": "authorised",
    "on_standby": "on standby",
    "moving": "on the move",
    "present": "present",
    "rotated": "replaced",
    "withdrawn": "withdrawn",
    "denied": "denied",
}

FOR = ("requested", "threatened", "authorised")
"""Statuses of what is not there yet: it is for a place."""

BEFORE_PLACE = re.compile(
    r"“?(?:in|on|at|near|along|around|off|outside|inside|within|north|south|east|west)\b", re.IGNORECASE
)
"""Begins words that say how something lies to a place."""

STALE = "last confirmed "
"""Begins a remark that the sentence says itself."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Lines of the place at the end, and on the day before the begin."""

    now: list[Told]
    before: list[Told]
    everywhere: list[Told]
    """Lines at the end, of any place."""

    @property
    def shown(self) -> list[Told]:
        """Those that are assumed, what is new or changed first."""
        assumed = [each for each in self.now if each.force.rule != PAST]
        return sorted(assumed, key=lambda each: (not self.changed(each), -_day(each), each.force.postures))

    @property
    def gone(self) -> list[tuple[Told, Told]]:
        """Forces that were of the place and are elsewhere, as they are and as they were."""
        here = {each.force.postures for each in self.now}
        moved = ((_same(each, self.everywhere), each) for each in self.before if each.force.rule != PAST)
        return [(now, each) for now, each in moved if now and now.force.postures not in here]

    def changed(self, line: Told) -> bool:
        """Whether a line is new, or says something else."""
        known = _same(line, self.before)
        return known is None or _state(known.force) != _state(line.force)


def ledger(rows: Rows) -> Ledger:
    """Both days."""
    asked = Asked.of(place=rows.place.code or rows.place.name)
    now = list(answer(rows.entries, as_of=rows.days.last).lines)
    before = answer(rows.entries, asked, as_of=rows.days.since - timedelta(days=1)).lines
    return Ledger([each for each in now if fits(each, asked)], list(before), now)


def figures(book: Ledger, days: Days) -> Iterator[Item]:
    """How many are new or changed."""
    found = [each for each in book.shown if book.changed(each)]
    if found:
        what = several(len(found), "force is", "forces are")
        rows = tuple(_row(each.force) for each in found)
        text = f"{what} new on the ledger or told otherwise than before the {days.what}."
        yield item(text, *(quote for each in found for quote in quotes(each)[-1:]), rows=rows)


def forces(rows: Rows, book: Ledger) -> Section:
    """The section."""
    ranked, before = book.shown, book.before
    old = [each for each in book.now if each.force.rule == PAST]
    items = [tuple(_told(each, before, rows)) for each in ranked[:MOST]]
    items += [tuple(_gone(now, each, rows)) for now, each in book.gone]
    if ranked[MOST:]:
        items.append((_rest(ranked[MOST:], f"And {several(len(ranked) - MOST, 'more force')}, in the note"),))
    if old:
        number = several(len(old), "more force" if ranked else "force")
        words = f"{number} {_was(old)} last told of more than {HORIZON_DAYS} days before the end, and no longer assumed"
        items.append((_rest(old, words),))
    return Section("Forces", tuple(items or [_nothing(rows)]))


def _was(lines: Sequence[Told]) -> str:
    return "was" if len(lines) == 1 else "were"


def _state(force: Force) -> tuple[object, ...]:
    return force.status, force.where and force.where.name, amount(force.count)


def _same(line: Told, before: Sequence[Told]) -> Told | None:
    """The line of the same force: the one with most of its entries."""
    mine = set(line.force.postures)
    shared = [(len(mine & set(each.force.postures)), each) for each in before]
    most = max(shared, key=lambda pair: pair[0], default=(0, None))
    return most[1] if most[0] else None


def _day(line: Told) -> int:
    confirmed = line.force.last_confirmed
    return confirmed.toordinal() if confirmed else 0


def _told(line: Told, before: Sequence[Told], rows: Rows) -> Iterator[Sentence]:
    force = line.force
    yield sentence(f"{_lead(force, rows)}.", *quotes(line), rows=(_row(force),))
    known = _same(line, before)
    if known is None:
        day = rows.days.since - timedelta(days=1)
        yield sentence(
            f"New in the {rows.days.what}.",
            *quotes(line)[:1],
            rows=(f"no line of the ledger as of {day} rests on its entries {', '.join(force.postures)}",),
        )
    elif _how(known.force, rows) != _how(force, rows):
        yield _was_before(known, rows)


def _was_before(known: Told, rows: Rows) -> Sentence:
    day = rows.days.called(rows.days.since - timedelta(days=1))
    return sentence(f"As of {day}: {_how(known.force, rows)}.", *quotes(known), rows=(_row(known.force),))


def _gone(now: Told, before: Told, rows: Rows) -> Iterator[Sentence]:
    yield sentence(f"Not here any longer: {_lead(now.force, rows)}.", *quotes(now), rows=(_row(now.force),))
    yield _was_before(before, rows)


def _lead(force: Force, rows: Rows) -> str:
    whose = names.owner(force.owner) or "Nobody says whose"
    under = f", under {names.owner(force.command)}" if force.command and force.command != force.owner else ""
    confirmed = f"last told on {rows.days.called(force.last_confirmed)}" if force.last_confirmed else ""
    by = f"by the word of {_by(force)}" if force.by or force.by_words else ""
    told = " ".join(filter(None, (confirmed, by)))
    parts = [f"{opened(whose)}{under}: {quoted(force.force)} {_how(force, rows)}", told, *_remark(force, rows.days)]
    return ", ".join(filter(None, parts[:2])) + "".join(f"; {each}" for each in parts[2:])


def _by(force: Force) -> str:
    if force.by and force.by.name:
        return names.the(force.by.name)
    return names.told(force.by_words) if force.by_words else names.of_code(force.by.code) if force.by else ""


def _how(force: Force, rows: Rows) -> str:
    """How many, in which status, where."""
    where = names.place(force.where, within=rows.place.code)
    status = (
        f"{STATUSES[force.status]} {_there(force, where)}" if where else f"{STATUSES[force.status]}, nobody says where"
    )
    number = amount(force.count)
    return status if number is None or says(force.force, number) else f"({number}) {status}"


def _there(force: Force, where: str) -> str:
    """The place behind its small word."""
    if force.status == "withdrawn":
        return f"from {where}"
    if force.status in FOR:
        return f"for {where}"
    if BEFORE_PLACE.match(where):
        return where
    if "coast" in where.casefold():
        return f"on {where}"
    wide = force.where is not None and force.where.kind in {"country", "region", "sea"}
    return f"{'in' if wide else 'at'} {where}"


def _remark(force: Force, days: Days) -> list[str]:
    told = [part.strip() for part in (force.note or "").split(";")]
    return [names.plain(part, days) for part in told if part and not part.startswith(STALE)]


def quotes(line: Told) -> list[Quote]:
    """The words of its entries."""
    rule = RULES.get(line.force.rule, "")
    told = f"rule {line.force.rule}{f', {rule}' if rule else ''}"
    return [
        Quote(each.report_id, each.source, each.published, each.posture.force, f"{told}; told as {each.posture.status}")
        for each in line.entries
    ]


def _row(force: Force) -> str:
    return f"ledger as of {force.as_of}, entries {', '.join(force.postures)}"


def _rest(lines: Sequence[Told], words: str) -> Sentence:
    found = [quote for line in lines for quote in quotes(line)[-1:]]
    return sentence(f"{words}.", *found, rows=tuple(_row(each.force) for each in lines))


def _nothing(rows: Rows) -> Item:
    asked = (f"ledger as of {rows.days.last}, {rows.place.name}: no line",)
    return item(f"No report of the year before the end tells of a force in {names.the(rows.place.name)}.", rows=asked)
