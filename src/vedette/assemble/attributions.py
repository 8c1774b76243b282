"""Cues in one unit of text, each with its speaker and the words that it marks as said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vedette.assemble.contents import Content, after_cue, before_cue, opening, trails
from vedette.assemble.cues import Sighting, sightings, vocabulary
from vedette.assemble.speakers import Range, is_past, kept, over_fillers, speaker_after, speaker_before
from vedette.assemble.tokens import Token

SPEECH = vocabulary("speech.toml")

PERSONS = vocabulary("anonymity.toml")["persons"] | vocabulary("anonymity.toml")["voices"]
PLAIN = frozenset({"said", "says", "say"})
"""Cues that take no object, so that a noun phrase and nothing else after them is the speaker."""

NOUNS = frozenset({"claim", "demand", "estimate", "fear", "report"})
"""Cues that are nouns behind "a" or "its": "its earlier demand"."""
SINGLE = frozenset({"a", "an", "its", "his", "her", "their", "this", "that", "my", "our", "your"})
MANY = frozenset({"police", "people", "men", "women"})
"""Plurals that do not end in "s"."""

QUOTED = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing"})
GIVES = frozenset({"gave", "gives", "giving"})

DEADLINE_REACH = 12
"""Words after "gave" in which its deadline ends: "gave the rival parties until midnight on Wednesday to". By reading."""

NOUN_REACH = 6
"""Words before a noun in which its article stands. Chosen by reading."""

NEGATION_REACH = 3
"""Words before a cue in which "not" undoes it: "did not yet say"."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One cue with its speaker, as ranges of tokens; `speaker` is None where the subject stands further left."""

    cue: Range
    speaker: Range | None
    contents: tuple[Content, ...]
    starts: int
    """Index of the first token of its clause, where the content of an earlier cue ends."""


def attributions(tokens: Sequence[Token]) -> list[Attribution]:
    """All attributions by cue in these tokens, in order; each content is cut where the next clause of speech begins."""
    found = [*by_verb(tokens), *by_according(tokens), *by_quoted(tokens), *by_deadline(tokens)]
    found.sort(key=lambda attribution: attribution.cue)
    return [ended(tokens, attribution, found[at + 1 :]) for at, attribution in enumerate(found)]


def by_verb(tokens: Sequence[Token]) -> Iterator[Attribution]:
    """Attributions by a verb of the cues table; one without content still names the subject of the next."""
    for sighting in sightings(tokens):
        if speaks(tokens, sighting):
            yield inverted(tokens, sighting) or straight(tokens, sighting)


def speaks(tokens: Sequence[Token], sighting: Sighting) -> bool:
    """Whether somebody is told to have said it: no passive, no negation, no noun ("the stated aim")."""
    near = tokens[max(0, sighting.first - NEGATION_REACH) : sighting.first]
    if any(token.low in ("not", "never") or token.low.endswith("n't") for token in near):
        return False
    at = over_fillers(tokens, sighting.first - 1)
    before = tokens[at].low if at >= 0 else ""
    if before in SPEECH["passive"]:
        return sighting.cue.side == "before"
    if is_noun(tokens, sighting):
        return False
    barred = before in SPEECH["negating"] | SPEECH["determiners"] or (before == "of" and not sighting.cue.follows)
    return not barred or goes_on_to(tokens, at)


def is_noun(tokens: Sequence[Token], sighting: Sighting) -> bool:
    """Whether a cue is the noun of "the ministry's report", "a new demand"."""
    before = tokens[max(0, sighting.first - NOUN_REACH) : sighting.first]
    if not before or before[-1].text.endswith(("'s", "’s")):
        return bool(before)
    nearest = before[-1].low
    plural = nearest.endswith("s") or nearest in MANY | SPEECH["conjunctions"]
    return sighting.cue.words[0] in NOUNS and not plural and any(token.low in SINGLE for token in before)


def goes_on_to(tokens: Sequence[Token], at: int) -> bool:
    """Whether "to" before a cue is that of "went on to say"."""
    return at > 1 and tokens[at].low == "to" and tokens[at - 1].low == "on"


def inverted(tokens: Sequence[Token], sighting: Sighting) -> Attribution | None:
    """The attribution of "…, said the speaker": the cue closes what is said and the speaker follows it."""
    first = sighting.first
    if first == 0 or tokens[first - 1].kind not in ("quote", "comma") or sighting.cue.follows:
        return None
    speaker = speaker_after(tokens, sighting.last)
    if speaker is None or not closes(tokens, speaker[1]) or not may_follow(tokens, sighting, speaker):
        return None
    content = before_cue(tokens, first)
    later = quotation_after(tokens, speaker[1])
    return Attribution((first, sighting.last), speaker, (*content, *later), first) if content else None


def may_follow(tokens: Sequence[Token], sighting: Sighting, speaker: Range) -> bool:
    """Whether the words after a cue are its speaker rather than its object: surely so after a quotation or "said"."""
    first = tokens[speaker[0]]
    names = first.capital or first.low in SPEECH["determiners"] or first.low in SPEECH["pronouns"]
    if first.low in SPEECH["days"] or not (names or first.low in PERSONS) or tells(tokens, speaker):
        return False
    after_quote = tokens[sighting.first - 1].kind == "quote"
    return after_quote or sighting.cue.words[0] in PLAIN or speaker_before(tokens, sighting.first) is None


def tells(tokens: Sequence[Token], span: Range) -> bool:
    """Whether words are a clause of their own: a verb in the past with its object, "a man attacked the guards"."""
    objects = SPEECH["determiners"] | {"and"}
    return any(is_past(tokens[at]) and tokens[at + 1].low in objects for at in range(span[0] + 1, span[1] - 1))


def closes(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing but a mark, a date or a relative clause comes after the speaker."""
    return at >= len(tokens) or tokens[at].kind != "word" or tokens[at].low in SPEECH["relatives"] | SPEECH["adjuncts"]


def straight(tokens: Sequence[Token], sighting: Sighting) -> Attribution:
    """The attribution of "the speaker said …", or of "…, the speaker said"."""
    subject = None if sighting.cue.follows else speaker_before(tokens, sighting.first)
    starts = subject.starts if subject else over_fillers(tokens, sighting.first - 1) + 1
    said = contents(tokens, sighting, starts)
    border = sighting.first if sighting.cue.follows else starts
    return Attribution((sighting.first, sighting.last), subject.speaker if subject else None, said, border)


def contents(tokens: Sequence[Token], sighting: Sighting, starts: int) -> tuple[Content, ...]:
    """What a cue marks as said: before it, after it, or on both sides of "…, he said, …"."""
    opened = opening(tokens, sighting)
    before = before_cue(tokens, starts)
    if sighting.cue.side == "before" or (before and trails(tokens, sighting, starts)):
        return (*before, *quotation_after(tokens, sighting.last))
    if opened is not None and tokens[opened].kind == "quote" and starts > 0 and tokens[starts - 1].kind == "quote":
        return (*before, *after_cue(tokens, opened))
    return after_cue(tokens, opened) if opened is not None else ()


def quotation_after(tokens: Sequence[Token], at: int) -> tuple[Content, ...]:
    """The second half of a quotation that the attribution interrupts, if the next mark but a comma opens one."""
    while at < len(tokens) and tokens[at].kind in ("word", "comma", "mark"):
        at += 1
    return after_cue(tokens, at) if at < len(tokens) and tokens[at].kind == "quote" else ()


def by_according(tokens: Sequence[Token]) -> Iterator[Attribution]:
    """Attributions by "according to": it opens or closes what is said."""
    for at in range(len(tokens) - 2):
        if tokens[at].low == "according" and tokens[at + 1].low == "to":
            speaker = speaker_after(tokens, at + 2)
            said = around(tokens, at, speaker) if speaker else ()
            if said:
                yield Attribution((at, at + 2), speaker, said, at)


def around(tokens: Sequence[Token], at: int, speaker: Range) -> tuple[Content, ...]:
    """What "according to" marks: the words before it, or those after the comma when it opens the sentence."""
    before = before_cue(tokens, at)
    if before:
        return before
    after = speaker[1]
    while after < len(tokens) and tokens[after].kind != "comma":
        after += 1
    return after_cue(tokens, after + 1) if after + 1 < len(tokens) else ()


def by_quoted(tokens: Sequence[Token]) -> Iterator[Attribution]:
    """Attributions by "quoted an officer as saying": the words between name the speaker."""
    for at in (at for at, token in enumerate(tokens) if token.low in QUOTED):
        last = at + 1
        while last < len(tokens) and tokens[last].kind == "word" and tokens[last].low != "as":
            last += 1
        speaks = [word.low for word in tokens[last : last + 2]] == ["as", "saying"]
        speaker = kept(tokens, (at + 1, last)) if speaks else None
        if speaker:
            starts = last + 2
            starts += starts < len(tokens) and tokens[starts].low in SPEECH["openings"]
            yield Attribution((at, at + 1), speaker, after_cue(tokens, starts), at)


def by_deadline(tokens: Sequence[Token]) -> Iterator[Attribution]:
    """Attributions by a deadline: of "gave the rebels 72 hours to leave" what must be done is the content."""
    for at, token in enumerate(tokens):
        to = deadline_end(tokens, at) if token.low in GIVES else None
        subject = speaker_before(tokens, at) if to else None
        if to and subject:
            yield Attribution((at, at + 1), subject.speaker, after_cue(tokens, to), subject.starts)


def deadline_end(tokens: Sequence[Token], at: int) -> int | None:
    """Index after the "to" that follows a deadline near a verb of giving: a time span, or "until" and a time."""
    near = [token.low for token in tokens[at + 1 : at + 1 + DEADLINE_REACH]]
    for index, word in enumerate(near):
        timed = index > 0 and (near[index - 1] in SPEECH["spans"] or bool({"until", "till"} & set(near[:index])))
        if word == "to" and timed:
            return at + index + 2
    return None


def ended(tokens: Sequence[Token], attribution: Attribution, later: Sequence[Attribution]) -> Attribution:
    """The attribution with each content cut before the next clause of speech that stands beside it, not inside it."""
    borders = [one.starts for one in later if one.contents and is_border(tokens, one.starts)]
    return replace(attribution, contents=tuple(cut(tokens, content, borders) for content in attribution.contents))


def is_border(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma or a conjunction parts what begins at `at` from what went before."""
    at -= 1
    while at >= 0 and tokens[at].low in ("and", "but", "while", "or"):
        at -= 1
        if tokens[at].kind != "comma":
            return True
    return at >= 0 and tokens[at].kind in ("comma", "stop")


def cut(tokens: Sequence[Token], content: Content, borders: Sequence[int]) -> Content:
    """The content up to the first border within it."""
    inside = [border for border in borders if content.first < border < content.last]
    if not inside:
        return content
    last = inside[0]
    while last > content.first + 1 and tokens[last - 1].low in ("and", "but", "while", "or", ",", ";"):
        last -= 1
    return replace(content, last=last)
