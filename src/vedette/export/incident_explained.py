"""One incident with its reports side by side: the words of each, marked; what it claims; why it was joined; what was
corrected by hand. Before them, thing by thing, what is held and all that is claimed of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vedette.correct.orders import sides
from vedette.export import Page, correction, phrases
from vedette.export.explanation import Stretch, evidence
from vedette.export.layout import GAP, Styled, below, beside, wrapped
from vedette.records import Claim, Correction, Event, Finding, Incident, Joined, Report, Resolved, Weighed, When, Who

NARROWEST = 40
"""Columns of a page's part; where two do not fit, reports stand one under the other."""

ID_LENGTH = 8

INDENT = "  "

PARTS: Mapping[str, str] = {
    "type": "what was done",
    "time": "when",
    "place": "where",
    "actors": "who did it",
    "recipients": "to whom",
    "killed": "how many were killed",
    "injured": "how many were injured",
    "instrument": "with what",
    "sentence": "words of the sentences",
    "report": "words of the reports",
    "status": "whether it was done",
}
"""Comparison -> what it compares, in plain words."""

LEVELS: Mapping[str, str] = {
    "words 0": "none in common",
    "words 1": "next to none in common",
    "words 2": "a few in common",
    "words 3": "some in common",
    "words 4": "many in common",
    "words 5": "most in common",
    "words 6": "nearly all in common",
    "same, many": "the same, and not few",
    "same, few": "the same, but few",
    "update": "near enough for an update",
    "far": "too far apart for an update",
    "not known": "not told on both sides",
}
"""Level -> how it is said; the others say it themselves."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An event of the incident in its report, as it stands."""

    report: Report
    event: Event
    corrections: tuple[Correction, ...] = ()
    """What was corrected in it by hand."""


@dataclass(frozen=True, slots=True)
class Explained:
    """All that is shown of an incident."""

    incident: Incident
    tellings: Sequence[Telling]
    """Its events, as they stand; in its order."""
    corrections: Sequence[Correction] = ()
    """What was done to the incident by hand."""
    mistrusted: Mapping[str, str] = field(default_factory=dict)
    """Source that is marked as unreliable -> why, and who says so."""


def render(explained: Explained, sentences: Callable[[str], Sequence[Stretch]], page: Page) -> str:
    """All about it, as lines."""
    return "".join(f"{line}\n" for line in _lines(explained, sentences, page))


def _lines(explained: Explained, sentences: Callable[[str], Sequence[Stretch]], page: Page) -> Iterator[str]:
    incident = explained.incident
    for line in (*_head(incident), *_by_hand(explained)):
        yield from _hanging(line, page)
    names = {telling.event.id: telling.report for telling in explained.tellings}
    for finding in incident.findings:
        yield ""
        for line in _finding(finding, names):
            yield from _hanging(line, page)
    yield from _side_by_side([_report(each, explained, sentences) for each in _texts(explained)], page)


def _hanging(line: Styled, page: Page) -> Iterator[str]:
    """A line, and what does not fit on it further in."""
    first, *rest = wrapped(line, page.width) or [line]
    yield first.shown(colour=page.colour)
    left = line.cut(len(first.plain) + 1, len(line.plain)) if rest else Styled(())
    yield from below(left, page.width, len(INDENT) * 2, colour=page.colour)


def _head(incident: Incident) -> Iterator[Styled]:
    kind = incident.type if incident.mode is None else f"{incident.type}.{incident.mode}"
    yield Styled(((kind, "bold"), (f", incident {incident.id}, {incident.state}", "")))
    yield Styled.of("; ".join(filter(None, (_days(incident), _where(incident), *_parties(incident)))))
    reports, voices = _counted(len(incident.reports), "report"), _counted(incident.voices, "voice")
    sources = f", of {', '.join(incident.sources)}" if incident.sources else ""
    yield Styled.of(f"{reports}, {voices}{sources}")
    if incident.history:
        yield Styled.of(f"merged from, or split from: {', '.join(incident.history)}")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _days(incident: Incident) -> str:
    if incident.since is None or incident.until is None:
        return "no day told"
    return phrases.when(Resolved(When(incident.since, incident.until, "range"), ""))


def _where(incident: Incident) -> str:
    return phrases.where(Resolved(incident.where, "")) if incident.where else "no place told"


def _parties(incident: Incident) -> Iterator[str]:
    for role, several in (("by", incident.actors), ("to", incident.recipients)):
        if several:
            yield f"{role} {', '.join(who.code for who in several)}"


def _by_hand(explained: Explained) -> Iterator[Styled]:
    told = [told_by_hand(each) for each in explained.corrections]
    told += [f"source {source} is marked as unreliable: {why}" for source, why in explained.mistrusted.items()]
    if told:
        yield Styled.of("corrected by hand:", "bold")
        yield from (Styled.of(INDENT + line) for line in told)


def told_by_hand(each: Correction) -> str:
    """What was done, by whom, when and why."""
    return f"{correction.what(each)}, by {each.by} on {each.made_at:%Y-%m-%d}: {phrases.one_line(each.reason)}"


def _finding(finding: Finding, names: Mapping[str, Report]) -> Iterator[Styled]:
    """What is held, and each claim with its words and whose they are."""
    held = _held(finding)
    told = f"{f'{held}, ' if held else ''}{finding.state}, {_counted(finding.voices, 'voice')}"
    yield Styled(((f"{finding.about}: ", "bold"), (f"{told} (rule {finding.rule})", "")))
    for claim in finding.claims:
        yield Styled.of(f"{INDENT}{_claim(claim, names)}", "dim" if claim.superseded_by else "")


def _held(finding: Finding) -> str:
    if finding.who:
        return ", ".join(who.code for who in finding.who)
    return _value(finding.when, finding.where, None, finding.count)


def _value(when: Any, where: Any, who: Who | None, count: Any) -> str:  # noqa: ANN401 - values of four kinds, or None
    """The one that is there."""
    if when is not None:
        return phrases.when(Resolved(when, ""))
    if where is not None:
        return phrases.where(Resolved(where, ""))
    if who is not None:
        return who.code
    return phrases.count(Resolved(count, "")) if count is not None else ""


def _claim(claim: Claim, names: Mapping[str, Report]) -> str:
    said = _value(claim.when, claim.where, claim.who, claim.count)
    report = names.get(claim.event)
    source = f"{report.source}, " if report and report.source else ""
    told = (
        f"{f'{said} ' if said else ''}“{phrases.one_line(claim.span.text)}”, {claim.report} ({source}{claim.published})"
    )
    return "; ".join((told, *_about(claim)))


def _about(claim: Claim) -> Iterator[str]:
    """What else there is to know of a claim."""
    if claim.source_words or claim.source:
        code = f" ({claim.source.code})" if claim.source else ""
        yield f"by the word of {claim.source_words or 'somebody'}{code}"
    if claim.denied:
        yield "says that it is not so"
    if claim.part:
        yield f"counts only {claim.part}"
    if claim.superseded_by:
        yield f"a later claim takes its place, of event {claim.superseded_by[:ID_LENGTH]}"
    if claim.rule and not claim.superseded_by:
        yield f"rule {claim.rule}"


def _texts(explained: Explained) -> list[list[Telling]]:
    """The events by the text that tells them, in order: those of a report together, and with them those of its copies."""
    of = {name: group for group in explained.incident.copies for name in group}
    found: dict[tuple[str, ...], list[Telling]] = {}
    for telling in explained.tellings:
        found.setdefault(of.get(telling.report.id, telling.report.key), []).append(telling)
    return list(found.values())


def _report(text: Sequence[Telling], explained: Explained, sentences: Callable[[str], Sequence[Stretch]]) -> Styled:
    """A report's cell: the first that printed the text, and which others did."""
    first = text[0].report
    lines = [*_title(first, explained)]
    others = {each.report.key: each.report for each in text if each.report.key != first.key}
    if others:
        told = ", ".join(f"{each.id} ({each.source or 'no source'})" for each in others.values())
        lines.append((f"the same text, so the same voice: {told}", "dim"))
    joined = {each.event: each for each in explained.incident.joined}
    names = {each.event.id: each.report for each in explained.tellings}
    for telling in text:
        if telling.report.key == first.key:
            why = _why(joined.get(telling.event.id), names, explained.corrections)
            lines += [("", ""), *_event(telling, explained, sentences), *why]
    return Styled(tuple((f"{line}\n", style) for line, style in lines))


def _title(report: Report, explained: Explained) -> Iterator[tuple[str, str]]:
    source = f", {report.source}" if report.source else ""
    yield f"report {report.id}{source}, {report.published or 'no day'}", "bold"
    if report.title:
        yield phrases.one_line(report.title), ""
    if report.source in explained.mistrusted:
        yield "its source is marked as unreliable", "yellow"


def _event(
    telling: Telling, explained: Explained, sentences: Callable[[str], Sequence[Stretch]]
) -> Iterator[tuple[str, str]]:
    """The words, marked, and what they claim."""
    event, text = telling.event, telling.report.text
    yield f"{phrases.kind(event)} ({event.status}), event {event.id}", "dim"
    for marked in evidence(text, event, sentences(text)):
        yield marked, ""
    claims = [
        _brief(each) for finding in explained.incident.findings for each in finding.claims if each.event == event.id
    ]
    if told := [each for each in claims or _values(event) if each]:
        yield f"claims {', '.join(dict.fromkeys(told))}", ""
    for each in telling.corrections:
        yield f"corrected by hand: {told_by_hand(each)}", "yellow"


def _brief(claim: Claim) -> str:
    said = _value(claim.when, claim.where, claim.who, claim.count)
    value = said if said not in {"", phrases.UNKNOWN} else f"“{phrases.one_line(claim.span.text)}”"
    if claim.about == "deed":
        return "that it is not so" if claim.denied else ""
    return f"{claim.about} {value}"


def _values(event: Event) -> Iterator[str]:
    """What an event claims where nothing was reconciled."""
    for argument in event.arguments:
        told = [getattr(argument, kind) for kind in ("when", "where", "who", "count")]
        values = [each.value if each else None for each in told]
        yield f"{argument.role} {_value(*values) or f'“{phrases.one_line(argument.span.text)}”'}"


def _why(
    joined: Joined | None, names: Mapping[str, Report], by_hand: Sequence[Correction]
) -> Iterator[tuple[str, str]]:
    """Why the event was joined, in plain words."""
    if joined is None:
        return
    other = names.get(joined.to)
    of = f" of report {other.id}" if other else ""
    rather = "one happening rather than two" if joined.score > 0 else _although(joined, by_hand)
    yield f"joined for event {joined.to[:ID_LENGTH]}{of}: {joined.score:+.1f}, {rather}", ""
    for says, kept in (("for it", 1), ("against it", -1)):
        parts = [each for each in joined.parts if each.weight * kept > 0]
        if parts:
            yield f"{INDENT}{says}: {'; '.join(map(_weighed, parts))}", ""


def _although(joined: Joined, by_hand: Sequence[Correction]) -> str:
    """Why two events are of one incident that are rather two."""
    pair = {joined.event, joined.to}
    for each in by_hand:
        one, other = ({anchor.event for anchor in side} for side in sides(each))
        if each.what == "merge" and pair & one and pair & other:
            return f"two happenings rather than one; put together by hand by {each.by}"
    return "two rather than one by itself; others of its report or incident join it"


def _weighed(part: Weighed) -> str:
    return f"{PARTS.get(part.part, part.part)} {LEVELS.get(part.level, part.level)} ({part.weight:+.1f})"


def _side_by_side(cells: Sequence[Styled], page: Page) -> Iterator[str]:
    """As many beside one another as the page has room for."""
    number = max(1, min(len(cells), (page.width + len(GAP)) // (NARROWEST + len(GAP))))
    width = (page.width - len(GAP) * (number - 1)) // number
    for at in range(0, len(cells), number):
        row = cells[at : at + number]
        yield ""
        yield from beside(row, [width] * len(row), colour=page.colour)
