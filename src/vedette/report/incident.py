"""One incident in a few sentences: what, where, when, by whom; how many, by whose word; and how its reports stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vedette.records import Claim, Finding, Incident
from vedette.report import names
from vedette.report.days import Days
from vedette.report.place import Place
from vedette.report.tables import kind
from vedette.report.words import amount, listed, number, opened, quoted, several
from vedette.report.written import Item, Quote, Sentence, sentence

MOST_PARTIES = 3
"""Names of one side in a sentence; the rest stand in the note."""

MOST_SOURCES = 3
"""Whose word a number is, likewise."""

UNKNOWN_DOER = ("ASSAULT", "COERCE")
"""Types of which it matters that nobody says who did it."""

COUNTED = ("abduct", "arrest", "release", "deport", "seize", "demo", "riot", "troops", "weapons", "police", "militia")
"""Modes of deeds to which other numbers than killed and injured belong: of people held, marching, sent."""

ABOUT: Mapping[str, str] = {
    "deed": "whether it happened",
    "time": "when",
    "place": "where",
    "actor": "who did it",
    "recipient": "whom it befell",
    "killed": "how many were killed",
    "injured": "how many were injured",
    "count": "other numbers",
}


@dataclass(frozen=True, slots=True)
class Teller:
    """What it takes to tell of incidents."""

    sources: Mapping[str, Quote]
    """Id of an event -> its trigger and report."""
    place: Place
    days: Days

    def quote(self, claim: Claim) -> Quote:
        """The words of a claim."""
        known = self.sources.get(claim.event)
        source = known.source if known else ""
        read = known.rule if known else f"claim about {claim.about}"
        told = f"rule {claim.rule}" if claim.rule else read
        parts = [told, *self._about(claim)]
        return Quote(claim.report, source, claim.published, claim.span, "; ".join(parts))

    def _about(self, claim: Claim) -> Iterator[str]:
        if claim.source_words:
            yield f"by the word of {quoted(claim.source_words)}"
        if claim.denied:
            yield "denied"
        if claim.part:
            yield f"a part: {claim.part}"
        if claim.superseded_by:
            yield "a later claim takes its place"

    def told(self, incident: Incident) -> Item:
        """All sentences about it."""
        found = {each.about: each for each in reversed(incident.findings) if each.about != "count"}
        tolls = (self._toll(found[name], incident) for name in ("killed", "injured") if name in found)
        counts = self._counts(incident) if incident.mode in COUNTED else None
        parts = (self.lead(incident), *tolls, counts, self._standing(incident, found))
        return tuple(part for part in parts if part is not None)

    def lead(self, incident: Incident) -> Sentence:
        """What, where, when, by whom, to whom."""
        found = {each.about: each for each in incident.findings}
        row = kind(incident.type, incident.mode)
        where = names.place(incident.where, within=self.place.code)
        head = ", ".join(filter(None, (self._day(incident), where or "place not told")))
        sides = [
            *self._party(row["by"], incident, found.get("actor")),
            *self._party(row["to"], incident, found.get("recipient")),
        ]
        words = " ".join([row["what"], *(words for words, _ in sides)])
        if incident.type in UNKNOWN_DOER and "actor" not in found:
            words += "; nobody says by whom"
        quotes = [*self.deeds(found.get("deed")), *(quote for _, quotes in sides for quote in quotes)]
        quotes += [self.quote(claim) for claim in self._held(found, incident)]
        return sentence(f"{opened(head)}: {words}.", *quotes, rows=(row_of(incident),))

    def _day(self, incident: Incident) -> str:
        if incident.since and incident.until:
            return self.days.stretch(incident.since, incident.until)
        first = min(
            (claim.published for one in incident.findings for claim in one.claims if claim.published), default=None
        )
        return f"told on {self.days.called(first)}" if first else "day not told"

    def _party(self, word: str, incident: Incident, finding: Finding | None) -> Iterator[tuple[str, list[Quote]]]:
        if finding is None:
            return
        who = incident.actors if finding.about == "actor" else incident.recipients
        found = names.called(who, finding.claims)
        shown = [each.words for each in found[:MOST_PARTIES]]
        if len(found) > MOST_PARTIES:
            shown.append(several(len(found) - MOST_PARTIES, "other"))
        if shown:
            yield f"{word} {listed(shown)}", [self.quote(each.claim) for each in found]

    def deeds(self, finding: Finding | None) -> list[Quote]:
        """One claim a report that it happened."""
        first: dict[str, Claim] = {}
        for claim in finding.claims if finding else ():
            first.setdefault(claim.report, claim)
        return [self.quote(claim) for claim in first.values()]

    def _held(self, found: Mapping[str, Finding], incident: Incident) -> Iterator[Claim]:
        """The first claim of the time and of the place that are held."""
        if "time" in found and incident.since:
            yield from (each for each in found["time"].claims if each.when and each.when.since == incident.since)
        if "place" in found and incident.where:
            same = (each for each in found["place"].claims if each.where and each.where.name == incident.where.name)
            yield from list(same)[:1]

    def _toll(self, finding: Finding, incident: Incident) -> Sentence:
        """How many, by whose word."""
        quotes = [self.quote(claim) for claim in finding.claims]
        held = amount(finding.count)
        rows = (f"incident {incident.id}, {finding.about}: {finding.state} (rule {finding.rule})",)
        if held is None:
            said = listed(list(dict.fromkeys(quoted(claim.span.text) for claim in finding.claims))[:MOST_SOURCES])
            return sentence(f"{opened(finding.about)}: no number is told ({said}).", *quotes, rows=rows)
        return sentence(f"{opened(finding.about)}: {held}{self._by_whom(finding)}.", *quotes, rows=rows)

    def _by_whom(self, finding: Finding) -> str:
        groups: dict[str, list[Claim]] = {}
        for claim in standing(finding):
            groups.setdefault(amount(claim.count) or "", []).append(claim)
        if len(groups) == 1:
            (claims,) = groups.values()
            words = f" ({quoted(claims[0].span.text)})" if len(claims) == 1 else ""
            return f"{words}, {_whose(claims)}"
        told = (f"{value} {_whose(claims)}" for value, claims in sorted(groups.items(), key=_lowest))
        return f" ({'; '.join(told)})" if groups else ""

    def ends(self, incident: Incident, about: str) -> list[Quote]:
        """The lowest and the highest number that stand."""
        found = next((each for each in incident.findings if each.about == about), None)
        claims = sorted(standing(found), key=_low) if found else []
        return [self.quote(claim) for claim in dict.fromkeys((*claims[:1], *claims[-1:]))]

    def _counts(self, incident: Incident) -> Sentence | None:
        """Numbers of people held or sent, and of things."""
        found = [each for each in incident.findings if each.about == "count" and amount(each.count)]
        told = [f"{amount(each.count)} {each.count.unit}" for each in found if each.count and each.count.unit]
        if not told:
            return None
        quotes = [self.quote(claim) for each in found for claim in each.claims]
        return sentence(f"Counted: {listed(told)}.", *quotes, rows=(row_of(incident),))

    def _standing(self, incident: Incident, found: Mapping[str, Finding]) -> Sentence:
        """How many reports, and whether they agree."""
        by = _publishers(incident)
        voices = (
            f", {several(incident.voices, 'text')} of their own," if incident.voices < len(incident.reports) else ""
        )
        by = by.rstrip(",") if voices else by
        tell = "tells" if len(incident.reports) == 1 else "tell"
        lead = f"{several(len(incident.reports), 'report')}{by}{voices} {tell} of it{_agree(incident)}"
        denied = [claim for each in incident.findings for claim in each.claims if claim.denied]
        rows = (f"incident {incident.id}: {incident.state}; reports {', '.join(incident.reports)}",)
        quotes = [self.quote(claim) for claim in denied] or self.deeds(found.get("deed"))[:1]
        return sentence(f"{lead}{self._denied(denied)}.", *quotes, rows=rows)

    def _denied(self, claims: Sequence[Claim]) -> str:
        """Where it is denied, and by whose word."""
        quotes = [self.quote(claim) for claim in claims]
        reports = list(dict.fromkeys(self._printed(each) for each in quotes))
        who = list(dict.fromkeys(names_of(claim) for claim in claims if claim.source_words))
        by = f", by the word of {listed(who[:MOST_SOURCES])}" if who else ""
        return f"; denied in {listed(reports)}{by}" if claims else ""

    def _printed(self, quote: Quote) -> str:
        day = f" of {self.days.called(quote.published)}" if quote.published else ""
        return f"{quote.source or 'a report'}{day}"


def standing(finding: Finding) -> list[Claim]:
    """The claims of a number that count."""
    return [
        claim
        for claim in finding.claims
        if not claim.denied and not claim.superseded_by and claim.part is None and amount(claim.count)
    ]


def row_of(incident: Incident) -> str:
    """The incident, for a note."""
    return f"incident {incident.id}"


def _low(claim: Claim) -> float:
    count = claim.count
    return (count.low if count.low is not None else count.high or 0) if count else 0


def _lowest(group: tuple[str, list[Claim]]) -> float:
    return _low(group[1][0])


def _whose(claims: Iterable[Claim]) -> str:
    """Whose word a number is: of those whom reports name, else in how many reports' own words."""
    number_of = Counter(claim.source_words and names_of(claim) for claim in claims)
    own = number_of.pop(None, 0)
    named = [name for name, _ in number_of.most_common() if name]
    others = len(named) - MOST_SOURCES
    shown = [*named[:MOST_SOURCES], *([several(others, "other")] if others > 0 else [])]
    words = f"by the word of {listed(shown)}" if shown else ""
    reports = f"as {several(own, 'report')} {'tells' if own == 1 else 'tell'}" if own else ""
    return " and ".join(filter(None, (words, reports)))


def names_of(claim: Claim) -> str:
    """Whose word a claim is, by name, or in the report's words."""
    if claim.source and claim.source.name and not claim.source.name[:1].islower():
        return names.the(claim.source.name)
    return names.told(claim.source_words or "")


def _publishers(incident: Incident) -> str:
    sources = incident.sources
    if len(sources) != 1:
        return f" by {several(len(sources), 'publisher')}" if sources else ""
    return f" by {sources[0]}" if len(incident.reports) == 1 else f", all by {sources[0]},"


def _agree(incident: Incident) -> str:
    if incident.state == "agreed":
        return " and agree"
    word = {"contradicted": "contradict one another on", "ranging": "differ on"}.get(incident.state)
    if len(incident.reports) == 1:
        return ""
    if word is None:
        return ": a single source"
    about = dict.fromkeys(ABOUT[each.about] for each in incident.findings if each.state == incident.state)
    return f" and {word} {listed(list(about))}"


def toll(incident: Incident, about: str) -> tuple[float, float | None] | None:
    """Least and most killed or injured that stand; no most where it is open; None where no number is told."""
    found = next((each.count for each in incident.findings if each.about == about and each.count), None)
    if found is None or amount(found) is None:
        return None
    return (found.low or 0.0, found.high)


def greatest(incident: Incident, about: str) -> float:
    """The greatest number that anybody gives; 0 where nobody gives one."""
    found = (each for each in incident.findings if each.about == about)
    bounds = (
        bound
        for each in found
        for claim in standing(each)
        if claim.count
        for bound in (claim.count.low, claim.count.high)
    )
    return max((bound for bound in bounds if bound is not None), default=0.0)


def range_of(tolls: Sequence[tuple[float, float | None]]) -> str:
    """The sum of the least, to that of the most."""
    low = sum(least for least, _ in tolls)
    if any(most is None for _, most in tolls):
        return f"at least {number(low)}"
    high = sum(most or 0.0 for _, most in tolls)
    return number(low) if low == high else f"{number(low)} to {number(high)}"
