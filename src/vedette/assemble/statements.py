"""Statements: what the text attributes, and what events credit to a source, one for each speaker and content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vedette.assemble.anonymity import is_anonymous
from vedette.assemble.page import Page
from vedette.assemble.spoken import Said, Unit, read_units, spoken
from vedette.assemble.tokens import real_words, trimmed
from vedette.records import Event, Mention, Span, Speaker, Statement, digest

SPEECH_ACTS = ("ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN")
"""Types whose trigger is itself a cue: "demands", "accuses"; its actor speaks."""

UTTERED = ("REQUEST", "THREATEN")
"""Types of act whose own words commonly follow the trigger: "demands that …", "threatened to …"."""

SHORTEST_ACT = 4
"""Words after a trigger that say what is demanded or threatened; fewer only name the object."""

MARGIN = 2
"""Characters that may stand between a source and the end of its sentence: a mark and a full stop."""


@dataclass(frozen=True, slots=True)
class Account:
    """All that a report tells, and who says what in it. `said` holds, for each of somebody's words, its events."""

    page: Page
    units: list[Unit]
    events: Sequence[Event]
    said: dict[Said, tuple[Event, ...]] = field(default_factory=dict)


def statements(page: Page, events: Sequence[Event]) -> tuple[Statement, ...]:
    """All statements of a report, in the order of their content."""
    account = Account(page, read_units(page), events)
    for one in spoken(page, account.units):
        account.said.setdefault(one, ())
    for one in list(by_act(account)):
        account.said.setdefault(one, ())
    for event in events:
        for one in list(telling(account, event)):
            account.said[one] = (*account.said.get(one, ()), event)
    return tuple(resolved(account))


def resolved(account: Account) -> Iterator[Statement]:
    """The records, with each speaker resolved; each knows which speakers stand before it."""
    around = account.page.around(more=unmarked(account))
    known: list[tuple[Span, bool]] = []
    for one in sorted(merged(account), key=lambda one: (one.content.start, one.content.end, one.speaker.start)):
        unit = unit_of(account, one.speaker)
        sentence = account.page.report.text[unit.start : unit.end] if unit else ""
        anonymous = is_anonymous(one.speaker, sentence, known)
        known.append((one.speaker, anonymous))
        speaker = Speaker(one.speaker, account.page.resolvers.who(one.speaker, around))
        ids = tuple(event.id for event in account.said[one])
        name = statement_id(account.page, one)
        yield Statement(name, speaker, anonymous, one.cue, one.content, one.quoted, ids)


def merged(account: Account) -> list[Said]:
    """Each speaker and content once: with the cue, where one was found."""
    chosen: dict[tuple[Span, Span], Said] = {}
    for one, events in list(account.said.items()):
        key = (one.speaker, one.content)
        first = chosen.setdefault(key, one)
        if first is not one:
            account.said[first] = tuple(dict.fromkeys((*account.said[first], *events)))
    return list(chosen.values())


def statement_id(page: Page, said: Said) -> str:
    """The hash of the report's key with the places of speaker and content."""
    places = (said.speaker.start, said.speaker.end, said.content.start, said.content.end)
    return digest(*page.report.key, "statement", *(str(place) for place in places))


def unmarked(account: Account) -> list[Mention]:
    """Speakers that the cues found beside the reader's mentions: later words may point back to them."""
    marked = {(mention.span.start, mention.span.end) for mention in account.page.mentions}
    spans = dict.fromkeys(one.speaker for one in account.said)
    return [Mention("source", span, 0.0) for span in spans if (span.start, span.end) not in marked]


def by_act(account: Account) -> Iterator[Said]:
    """Demands and threats, whose words follow their trigger and whose speaker is their actor."""
    for event in account.events:
        unit = unit_of(account, event.trigger)
        if unit is None or event.type not in UTTERED or event.status not in ("actual", "ongoing"):
            continue
        start, end = trimmed(account.page.report.text, event.trigger.end, unit.end)
        content = account.page.span(start, end)
        if content.text.count(" ") >= SHORTEST_ACT - 1:
            yield from (
                Said(actor, event.trigger, content, quoted=False, unit=unit.number)
                for actor in actors(event)
                if unit.start <= actor.start
                and actor.end <= event.trigger.start
                and not is_cued(account, actor, content)
            )


def actors(event: Event) -> list[Span]:
    """The words of an event's actors."""
    return [argument.span for argument in event.role("actor")]


def is_cued(account: Account, speaker: Span, content: Span) -> bool:
    """Whether a cue already gives some of these words to this speaker."""
    return any(one.cue and overlap(one.content, content) and same_voice(one.speaker, speaker) for one in account.said)


def unit_of(account: Account, span: Span) -> Unit | None:
    """The unit that a span begins in."""
    return next((unit for unit in account.units if unit.start <= span.start < unit.end), None)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def telling(account: Account, event: Event) -> Iterator[Said]:
    """The words that tell an event: contents around its trigger, and those of its sources."""
    around = [one for one in account.said if holds(one.content, event.trigger)]
    yield from around
    unit = unit_of(account, event.trigger)
    for source in event.role("source") if unit else ():
        if unit and not any(same_voice(one.speaker, source.span) for one in around):
            told = own_words(account, source.span) if around else None
            yield told or credited(account, unit, event, source.span)


def own_words(account: Account, source: Span) -> Said | None:
    """A statement that the source makes elsewhere, when another speaker's words hold the event."""
    return next((one for one in account.said if one.speaker == source), None)


def holds(content: Span, trigger: Span) -> bool:
    """Whether the trigger lies in the content."""
    return content.start <= trigger.start and trigger.end <= content.end


def same_voice(one: Span, other: Span) -> bool:
    """Whether two phrases are one speaker's: they overlap, or end in the same word."""
    return overlap(one, other) or last_word(one) == last_word(other)


def last_word(span: Span) -> str:
    """The last word of a phrase, in small letters; the phrase itself when it has none."""
    return [span.text, *(token.low for token in real_words(span.text, 0, len(span.text)))][-1]


def credited(account: Account, unit: Unit, event: Event, source: Span) -> Said:
    """The words of an event's source: his statement in this sentence, his speech act, or the sentence itself."""
    for one in account.said:
        if one.unit == unit.number and same_voice(one.speaker, source):
            return one
    act = speech_act(account, unit, event, source)
    content = own_part(account.page, unit, source, act.end if act else unit.start)
    if not holds(content, event.trigger):
        content = account.page.span(*trimmed(account.page.report.text, unit.start, unit.end))
    return Said(source, act, content, quoted=False, unit=unit.number)


def speech_act(account: Account, unit: Unit, event: Event, source: Span) -> Span | None:
    """The trigger of the source's own demand, threat or charge in this sentence, before the event's trigger."""
    for act in account.events:
        before = unit.start <= act.trigger.start < event.trigger.start
        if before and act.type in SPEECH_ACTS and any(same_voice(actor, source) for actor in actors(act)):
            return act.trigger
    return None


def own_part(page: Page, unit: Unit, source: Span, start: int) -> Span:
    """The sentence from `start` on, less the source's own words where these stand at one end of it."""
    end = unit.end
    if source.start <= start + MARGIN and start < source.end < end:
        start = source.end
    elif end - MARGIN <= source.end and start < source.start < end:
        end = source.start
    return page.span(*trimmed(page.report.text, start, end))
