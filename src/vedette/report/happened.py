"""What happened: the incidents of the days, worst first, and the headline figures that follow from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from vedette import ontology
from vedette.analyse.forecast.coded import MOST as COUNTED_MOST
from vedette.records import Incident
from vedette.report import names
from vedette.report.incident import Teller, greatest, range_of, row_of, toll
from vedette.report.rows import Rows
from vedette.report.tables import kind
from vedette.report.words import listed, opened, several
from vedette.report.written import Item, Quote, Section, Sentence, item, sentence

MOST = 10
"""Incidents that are told one by one."""

VIOLENT = ("ASSAULT", "PROTEST")
"""Types whose killed and injured are those of the deed. Of others they are mostly of what led to it, and told there too."""

WORDS = ("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN")
"""Types that are words alone, and stand under who says what."""


def worst_first(incidents: Sequence[Incident]) -> list[Incident]:
    """By killed, injured, how hostile the deed is, and how many texts tell of it."""
    return sorted(incidents, key=_worst)


def _worst(incident: Incident) -> tuple[float, float, float, int, str]:
    killed, injured = (
        greatest(incident, about) if incident.type in VIOLENT else 0.0 for about in ("killed", "injured")
    )
    hostile = ontology.load().intensity(incident.type, incident.mode)
    return -killed, -injured, hostile, -incident.voices, incident.id


def deeds(incidents: Sequence[Incident]) -> list[Incident]:
    """Those that are more than words."""
    return [incident for incident in incidents if incident.type not in WORDS]


def happened(rows: Rows, incidents: Sequence[Incident], sources: dict[str, Quote]) -> Section:
    """The section."""
    teller = Teller(sources, rows.place, rows.days)
    done = worst_first(deeds(incidents))
    items = [teller.told(incident) for incident in done[:MOST]]
    if len(done) > MOST:
        items.append((_rest(teller, done[MOST:]),))
    words = [incident for incident in incidents if incident.type in WORDS]
    if words:
        items.append((_words(teller, words),))
    return Section("What happened", tuple(items or [_nothing(rows)]))


def _nothing(rows: Rows) -> Item:
    days = f"{rows.days.since} to {rows.days.last}"
    asked = (f"incidents of {rows.place.name}, {days}: none",)
    if not rows.read:
        return item(f"No report of the {rows.days.what} was read, so nothing can be said of what happened.", rows=asked)
    told = several(sum(each.reports for each in rows.read), "report")
    return item(
        f"{told} of the {rows.days.what} {_was(rows)} read, and no incident in {names.the(rows.place.name)} was found.",
        rows=asked,
    )


def _was(rows: Rows) -> str:
    return "was" if sum(each.reports for each in rows.read) == 1 else "were"


def _rest(teller: Teller, incidents: Sequence[Incident]) -> Sentence:
    """The others in one sentence, each in its note."""
    killed = [each for incident in incidents if incident.type in VIOLENT and (each := toll(incident, "killed"))]
    told = f"with {range_of(killed)} killed" if killed else "with no deaths told"
    quotes = [quote for incident in incidents for quote in _first(teller, incident)]
    rows = tuple(f"{row_of(incident)}: {teller.lead(incident).text}" for incident in incidents)
    return sentence(f"And {len(incidents):,} more {told}: {_kinds(incidents)}.", *quotes, rows=rows)


def _words(teller: Teller, incidents: Sequence[Incident]) -> Sentence:
    quotes = [quote for incident in incidents for quote in _first(teller, incident)]
    rows = tuple(f"{row_of(incident)}: {teller.lead(incident).text}" for incident in incidents)
    return sentence(f"Words alone: {_kinds(incidents)}; see who says what.", *quotes, rows=rows)


def _first(teller: Teller, incident: Incident) -> list[Quote]:
    found = next((each for each in incident.findings if each.about == "deed"), None)
    return teller.deeds(found)[:1]


def _kinds(incidents: Sequence[Incident]) -> str:
    """2 arrests, 1 talks."""
    number = Counter(kind(incident.type, incident.mode)["what"] for incident in incidents)
    return listed([f"{what} ({count:,})" if count > 1 else what for what, count in number.most_common()])


def figures(rows: Rows, incidents: Sequence[Incident], sources: dict[str, Quote]) -> Iterator[Item]:
    """The headline figures."""
    teller = Teller(sources, rows.place, rows.days)
    done, before = deeds(incidents), [each for each in rows.names(rows.days.before) if each[1] not in WORDS]
    what = rows.days.what
    attacks = sum(incident.type == "ASSAULT" for incident in done)
    ids = (f"incidents {', '.join(incident.id for incident in done)}",)
    if done:
        of = f", {_of(attacks, len(done))} of violence" if attacks else ", none of violence"
        yield (
            sentence(f"{several(len(done), 'incident')}{of}.", rows=ids),
            _compared(what, before),
        )
    for about in ("killed", "injured"):
        yield from _tolls(about, done, teller)
    doubted = [incident for incident in done if incident.state == "contradicted"]
    if doubted:
        yield item(
            f"Reports contradict one another on {several(len(doubted), 'incident')}.",
            rows=(f"incidents {', '.join(incident.id for incident in doubted)}",),
        )


def _of(number: int, all_of: int) -> str:
    return "all" if number == all_of else f"{number:,}"


def _compared(what: str, before: Sequence[tuple[str, str]]) -> Sentence:
    attacks = sum(type_ == "ASSAULT" for _, type_ in before)
    told = f"{len(before):,}, {_of(attacks, len(before)) if attacks else 'none'} of violence" if before else "none"
    ids = f"incidents {', '.join(name for name, _ in before)}" if before else "no incident"
    return sentence(f"In the {what} before: {told}.", rows=(ids,))


def _tolls(about: str, incidents: Sequence[Incident], teller: Teller) -> Iterator[Item]:
    every = [(incident, told) for incident in incidents if incident.type in VIOLENT and (told := toll(incident, about))]
    found = [(incident, told) for incident, told in every if told[0] <= COUNTED_MOST]
    if not found:
        return
    over = "one incident" if len(found) == 1 else f"{len(found):,} incidents"
    counted = tuple(f"{row_of(incident)}: {range_of([told])} {about}" for incident, told in found)
    rows = ("sum of the lowest and of the highest numbers that stand, incident by incident", *counted)
    quotes = [quote for incident, _ in found for quote in teller.ends(incident, about)]
    first = sentence(f"{opened(about)}: {range_of([told for _, told in found])}, in {over}.", *quotes, rows=rows)
    left = [incident for incident, told in every if told[0] > COUNTED_MOST]
    yield (first, *([_left(left, about, teller)] if left else []))


def _left(incidents: Sequence[Incident], about: str, teller: Teller) -> Sentence:
    """Numbers that are no incident's."""
    count = several(len(incidents), "number")
    text = f"Not added: {count} of over {COUNTED_MOST:,.0f}, which in reports is nearly always the toll of a war or a region."
    quotes = [quote for incident in incidents for quote in teller.ends(incident, about)]
    return sentence(text, *quotes, rows=tuple(map(row_of, incidents)))
