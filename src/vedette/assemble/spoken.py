"""Everything in a report that stands as somebody's words: speaker, cue and content as spans, nothing resolved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vedette.assemble.attributions import Attribution, attributions
from vedette.assemble.contents import Content
from vedette.assemble.cues import any_cue, vocabulary
from vedette.assemble.issuer import issuer
from vedette.assemble.page import Page, Stretch
from vedette.assemble.speakers import Range
from vedette.assemble.tokens import Token, inner, long_quotations, over_closing, tokenise, trimmed
from vedette.assemble.turns import Turn, turns
from vedette.assemble.units import units
from vedette.records import Mention, Span

SPEECH = vocabulary("speech.toml")
PERSONS = vocabulary("anonymity.toml")["persons"] | vocabulary("anonymity.toml")["offices"]
BODIES = vocabulary("anonymity.toml")["bodies"]

ANTECEDENT_REACH = 2
"""Sentences before a pronoun in which its name may stand: the guidelines' own figure."""

POINTER_REACH = 2 * ANTECEDENT_REACH
"""Sentences before a pronoun in which the name behind "the group" may stand: as far again as the pronoun reaches."""

POINTER_WORDS = 2
"""Words of a phrase that only points back: an article and a noun."""


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's words: `unit` numbers the stretch of sentences that they stand in, counted from 0."""

    speaker: Span
    cue: Span | None
    content: Span
    quoted: bool
    unit: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One stretch of text that is read at a time."""

    number: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    """Empty where nothing in the stretch could be a statement."""
    mentions: tuple[Mention, ...]
    """What the reader marked in it as actor or source, in text order."""
    before: tuple[Mention, ...]
    """The same from two units before to its end: what a pronoun may stand for."""


def read_units(page: Page) -> list[Unit]:
    """The report's units with their tokens and marked actors."""
    actors = [mention for mention in page.mentions if mention.role in ("actor", "source")]
    quoted = long_quotations(page.report.text, page.quotations)
    spans = units(page.report.text, page.sentences, quoted)
    return [
        Unit(
            number=number,
            start=start,
            end=end,
            tokens=tuple(tokenise(page.report.text, start, end, quoted)) if may_speak(page, start, end, quoted) else (),
            mentions=within(actors, start, end),
            before=within(actors, spans[max(0, number - ANTECEDENT_REACH)][0], end),
        )
        for number, (start, end) in enumerate(spans)
    ]


def may_speak(page: Page, start: int, end: int, quoted: Sequence[Stretch]) -> bool:
    """Whether a stretch holds the first word of a cue or a long quotation; otherwise nobody is heard in it."""
    if any_cue().search(page.report.text, start, end):
        return True
    return any(start <= opened and closed <= end for opened, closed in quoted)


def within(mentions: Sequence[Mention], start: int, end: int) -> tuple[Mention, ...]:
    """The mentions that lie in a stretch."""
    return tuple(mention for mention in mentions if start <= mention.span.start and mention.span.end <= end)


def spoken(page: Page, read: Sequence[Unit]) -> list[Said]:
    """All that the text itself attributes, by cue, by a quotation that goes on, or as its issuer's, in text order."""
    found: list[Said] = []
    own = issuer(page)
    for unit, turn in zip(read, turns(page, [(unit.start, unit.end) for unit in read]), strict=True):
        cued = list(by_cue(page, unit, found))
        found += cued
        found += by_quotation(page, unit, cued, found)
        if all(one.unit != unit.number for one in found[-1:]):
            found += whole(page, unit, turn or (Turn(own, unit.start) if own else None))
    return found


def whole(page: Page, unit: Unit, turn: Turn | None) -> Iterator[Said]:
    """A sentence in which nobody else speaks, as the words of whose communiqué or turn it is."""
    content = turn and page.span(*trimmed(page.report.text, turn.start, unit.end))
    if turn and content and content.text:
        yield Said(turn.speaker, None, content, quoted=False, unit=unit.number)


def by_cue(page: Page, unit: Unit, earlier: Sequence[Said]) -> Iterator[Said]:
    """What the cues of a unit attribute, with each pronoun replaced by the name before it where one is near."""
    last: list[Span] = []
    for attribution in attributions(unit.tokens):
        speakers = speakers_of(page, unit, attribution) or last or subject(unit, attribution)
        last = [antecedent(speaker, unit, earlier) for speaker in speakers]
        for content in attribution.contents:
            yield from (said(page, unit, speaker, attribution.cue, content) for speaker in last)


def said(page: Page, unit: Unit, speaker: Span, cue: Range | None, content: Content) -> Said:
    """Ranges of tokens as spans of the report."""
    marks = cue and page.span(unit.tokens[cue[0]].start, unit.tokens[cue[1] - 1].end)
    start, end = unit.tokens[content.first].start, unit.tokens[content.last - 1].end
    end = over_closing(page.report.text, start, end)
    bounds = inner(page.report.text, start, end) if content.quoted else trimmed(page.report.text, start, end)
    return Said(speaker, marks or None, page.span(*bounds), content.quoted, unit.number)


def speakers_of(page: Page, unit: Unit, attribution: Attribution) -> list[Span]:
    """The speaker's phrase; where the reader marked sources within it, these."""
    if attribution.speaker is None:
        return []
    first, last = attribution.speaker
    start, end = unit.tokens[first].start, unit.tokens[last - 1].end
    marked = [
        one.span for one in unit.mentions if one.role == "source" and one.span.start < end and start < one.span.end
    ]
    clear = [
        span
        for span in dict.fromkeys(marked)
        if span.end <= unit.tokens[attribution.cue[0]].start or start >= span.start
    ]
    return longest(clear) or [page.span(*trimmed(page.report.text, start, end))]


def longest(spans: Sequence[Span]) -> list[Span]:
    """Of spans that share a character the longest: "Chadian" within "the Chadian envoy" is no second speaker."""
    by_length = sorted(spans, key=lambda span: span.start - span.end)
    kept: list[Span] = []
    for span in by_length:
        if not any(span.start < other.end and other.start < span.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def subject(unit: Unit, attribution: Attribution) -> list[Span]:
    """The first actor that the reader marked before a cue whose own subject stands further left."""
    cue = unit.tokens[attribution.cue[0]].start
    return [mention.span for mention in unit.mentions if mention.span.end <= cue][:1]


def antecedent(speaker: Span, unit: Unit, earlier: Sequence[Said]) -> Span:
    """The speaker or marked source before a pronoun, at most two sentences back; the pronoun itself otherwise."""
    pronoun = speaker.text.casefold()
    if pronoun not in SPEECH["pronouns"]:
        return speaker
    near = [one.speaker for one in earlier if unit.number - one.unit <= ANTECEDENT_REACH]
    near += [one.span for one in unit.before if one.role == "source"]
    fitting = [span for span in near if span.end <= speaker.start and may_be(pronoun, span)]
    return introduced(max(fitting, key=lambda span: span.start, default=speaker), unit, earlier)


def introduced(span: Span, unit: Unit, earlier: Sequence[Said]) -> Span:
    """Where a pronoun's words are only "the group", the speaker who was called so with a name before."""
    words = span.text.casefold().split()
    if len(words) != POINTER_WORDS or words[0] != "the":
        return span
    named = [
        one.speaker
        for one in earlier
        if one.speaker.end <= span.start and unit.number - one.unit <= POINTER_REACH and names(one.speaker, words[1])
    ]
    return named[-1] if named else span


def names(span: Span, noun: str) -> bool:
    """Whether a phrase has the noun and beside it a word in capitals: "the Islamist group al Shabaab"."""
    words = span.text.split()
    return noun in span.text.casefold().split() and any(word[0].isupper() for word in words[1:])


def may_be(pronoun: str, span: Span) -> bool:
    """Whether a pronoun can stand for these words: "it" for no person, "he" and "she" for no body."""
    words = span.text.casefold().split()
    if span.text.casefold() in SPEECH["pronouns"]:
        return False
    if pronoun in ("it", "which"):
        return not any(word in PERSONS for word in words)
    return pronoun not in ("he", "she") or not any(word in BODIES for word in words[-1:])


def by_quotation(page: Page, unit: Unit, cued: Sequence[Said], earlier: Sequence[Said]) -> Iterator[Said]:
    """Quotations that no cue claims: of the one who spoke just before, or of the nearest marked source or actor."""
    for at, token in enumerate(unit.tokens):
        if token.kind == "quote" and not any(inside(token, one.content) for one in cued):
            speaker = goes_on(unit, at, earlier) or nearest(unit, token)
            if speaker:
                yield said(page, unit, speaker, None, Content(at, at + 1, quoted=True))


def inside(token: Token, content: Span) -> bool:
    """Whether a quotation and a content overlap."""
    return token.start < content.end and content.start < token.end


def goes_on(unit: Unit, at: int, earlier: Sequence[Said]) -> Span | None:
    """The last speaker, when the unit is this quotation alone and follows his words directly."""
    alone = all(token.kind != "word" for index, token in enumerate(unit.tokens) if index != at)
    last = earlier[-1] if earlier else None
    return last.speaker if last and alone and unit.number - last.unit <= 1 else None


def nearest(unit: Unit, token: Token) -> Span | None:
    """The marked source, or else actor, that stands nearest before a quotation; sources win."""
    before = [mention for mention in unit.mentions if mention.span.end <= token.start]
    sources = [mention for mention in before if mention.role == "source"]
    chosen = sources or before
    return chosen[-1].span if chosen else None
