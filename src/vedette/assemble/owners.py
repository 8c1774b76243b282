"""Whose a force is and who commands it, by the first rule that can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from vedette.assemble.kinds import head_words
from vedette.assemble.lines import GUESSES, Line
from vedette.assemble.page import Page
from vedette.assemble.status import Scene, has, near
from vedette.assemble.tokens import real_words, words
from vedette.records import Argument, PassedOver, Resolved, Span, Who

UNKNOWN = "---"
UNARMED = frozenset({"BUS", "CVL", "EDU", "HLH", "LAB", "MED", "PPL", "REL"})
"""Sectors that keep no forces."""

DOMESTIC = frozenset(
    {
        "government",
        "army",
        "navy",
        "police",
        "national",
        "federal",
        "state",
        "security",
        "guard",
        "gendarmerie",
        "military",
    }
)
"""Words by which a report means its own country's forces."""

COMMAND_WORDS = re.compile(
    r"\b(?:under (?:the )?(?:command|control|authority) of|as part of|in the framework of|within the framework of|"
    r"at the disposal of|to reinforce|to strengthen|to bolster|serving with|attached to|assigned to|operating under|"
    r"soldiers of|troops of|peacekeepers of|contingent of|contingent in|battalion in) [“\"‘«]?"
    r"(?P<after>(?:the )?(?:[A-Z][\w'’-]*(?: (?:of|for|in) (?=[A-Z]))?\s?)+(?:mission|force|command)?)"
    r"|\bunder [“\"‘«]?(?P<between>(?:the )?(?:[A-Z][\w'’-]*\s?)+?)(?:[”\"»]|'s|’s)? ?(?:command|control|flag)\b"
    r"|\bat (?P<whose>(?:the )?(?:[A-Z][\w-]*\s?)+?)(?:'s|’s|’|') disposal\b"
)
"""Words that put a force under an organisation; what they name is taken only when it resolves to one."""


POSSESSIVE = ("'s", "’s")
"""As in "as part of NATO's response", which is no command."""


@dataclass(frozen=True, slots=True)
class Owned:
    """A line with its owner and its command."""

    line: Line
    owner: Resolved[Who] | None
    command: Resolved[Who] | None


def known(who: Resolved[Who] | None) -> Who | None:
    """The actor, unless nobody could tell which country or organisation it is."""
    return who.value if who and who.value and not who.value.code.startswith(UNKNOWN) else None


def is_organisation(who: Who | None) -> bool:
    """Whether it is an organisation of states."""
    return who is not None and who.code.startswith("IGO:")


def taken(who: Resolved[Who], rule: str, span: Span) -> Resolved[Who]:
    """The same value, by the rule that carried it here."""
    return replace(who, rule=rule, span=span)


def owned(line: Line, scene: Scene, page: Page) -> Owned:
    """A line with what its own words and its own event tell of owner and command."""
    owner = owner_in_event(line, scene, page)
    return Owned(line, owner, command_in_event(line, owner, scene, page))


def owner_in_event(line: Line, scene: Scene, page: Page) -> Resolved[Who] | None:
    """The nationality in the force's own words, else the actor, else the nationality before the trigger, else a ministry."""
    if line.who and known(line.who) and line.who.rule not in GUESSES:
        return with_party(as_owner(taken(line.who, "owner-in-phrase", line.force)), line, page)
    actor = first_known(line.event.role("actor"))
    speaks = owner_that_speaks(line)
    if actor and actor.who and actor.span != line.force:
        return speaks if speaks and same_country(speaks, actor.who) else from_actor(line, actor.who, actor.span)
    return owner_before_trigger(line, scene, page) or speaks


def same_country(ministry: Resolved[Who], actor: Resolved[Who]) -> bool:
    """Whether the actor is the ministry's country as such, so that the ministry tells more."""
    whose, who = known(ministry), known(actor)
    return whose is not None and who is not None and who.sector is None and whose.country == who.country


def from_actor(line: Line, actor: Resolved[Who], span: Span) -> Resolved[Who]:
    """The actor as owner; a nationality ("Chadian") owns soldiers and guns as its armed forces."""
    if actor.rule in GUESSES:
        return taken(actor, "owner-is-country-of-report", span)
    owner = taken(actor, "owner-is-actor", span)
    who = known(actor)
    if who is None or who.country is None or who.sector or actor.rule != "adjective" or line.kind not in MILITARY:
        return owner
    return replace(owner, value=replace(who, code=f"{who.country} MIL", sector="MIL"))


def with_party(owner: Resolved[Who], line: Line, page: Page) -> Resolved[Who]:
    """The owner with the name of the land within a state whose force the words say it is: "Jubaland fighters"."""
    value = owner.value
    if value is None or value.country is None or value.name:
        return owner
    around = page.around_event(line.event)
    for span in capitals(line.force, page):
        who = page.resolvers.who(span, around)
        named, where = known(who), page.resolvers.where(span, around).value
        within = named is not None and (named.name, named.country, named.sector) == (span.text, value.country, None)
        if within and (where is None or where.kind != "country"):
            return replace(owner, value=replace(value, name=span.text))
    return owner


def capitals(force: Span, page: Page) -> Iterator[Span]:
    """The words of a force's phrase that are written with a capital."""
    for token in real_words(page.report.text, force.start, force.end):
        if token.capital and token.text.isalpha():
            yield page.span(token.start, token.end)


MILITARY = frozenset({"unit", "armour", "artillery", "aircraft", "naval", "air-defence", "missile", "drone"})
"""Kinds that armed forces keep; "personnel" and "force" may be anybody's."""


def owner_before_trigger(line: Line, scene: Scene, page: Page) -> Resolved[Who] | None:
    """The country whose name stands just before a noun of movement: "a large Chadian build-up of tanks"."""
    near = list(words(scene.text, scene.sentence[0], line.event.trigger.start))[-BEFORE_TRIGGER:]
    named = [token for token in near if token.capital and token.text.isalpha()]
    if not named or (named[0] is not near[0] and near[near.index(named[0]) - 1].low in PREPOSITIONS):
        return None
    span = page.span(named[0].start, named[0].end)
    who = page.resolvers.who(span, page.around_event(line.event))
    return taken(who, "owner-before-trigger", span) if known(who) and who.rule not in GUESSES else None


BEFORE_TRIGGER = 4
"""Words before a trigger among which a nationality may stand, with the word that shows it is no place. Chosen by
reading."""

PREPOSITIONS = frozenset(
    {"in", "on", "at", "to", "from", "near", "with", "by", "of", "into", "against", "for", "the", "and"}
)


def owner_that_speaks(line: Line) -> Resolved[Who] | None:
    """A ministry of defence, or another source of sector MIL with a country, that speaks of a force as its own."""
    for source in line.event.role("source"):
        who = known(source.who)
        if source.who and who and who.sector == "MIL" and who.country and source.who.rule not in GUESSES:
            return taken(source.who, "owner-is-ministry-that-speaks", source.span)
    return None


def as_owner(who: Resolved[Who]) -> Resolved[Who]:
    """The owner without a sector that keeps no forces: a company of soldiers is no business."""
    value = who.value
    if value is None or value.country is None or value.sector not in UNARMED:
        return who
    return replace(who, value=replace(value, code=value.country, sector=None))


def owner_at_home(line: Line) -> Resolved[Who]:
    """The country of the report, for words that mean a state's own forces; otherwise no owner was said."""
    guess = line.who if line.who and known(line.who) else None
    said = {token.low for token in real_words(line.force.text, 0, len(line.force.text))}
    if guess and said & DOMESTIC:
        return as_owner(taken(guess, "owner-is-country-of-report", line.force))
    weighed = (PassedOver(guess.value.code, "it is only the country of the report"),) if guess and guess.value else ()
    return Resolved(None, "owner-not-said", line.force, weighed)


def first_known(arguments: Iterable[Argument]) -> Argument | None:
    """The first argument whose actor is known."""
    return next((argument for argument in arguments if known(argument.who)), None)


def command_in_event(line: Line, owner: Resolved[Who] | None, scene: Scene, page: Page) -> Resolved[Who] | None:
    """The organisation at whose disposal a force is, whose actor leads it, or that the words put it under."""
    for recipient in line.event.role("recipient"):
        if recipient.who and is_organisation(known(recipient.who)) and has("standby", near(scene)):
            return taken(recipient.who, "command-is-recipient", recipient.span)
    whose = known(owner)
    for actor in line.event.role("actor"):
        if actor.who and whose and whose.country and is_organisation(known(actor.who)):
            return taken(actor.who, "command-is-actor", actor.span)
    return command_in_words(line, owner, scene, page)


def command_in_words(line: Line, owner: Resolved[Who] | None, scene: Scene, page: Page) -> Resolved[Who] | None:
    """The organisation that the force's phrase or the words after it name: "of the African Union mission"."""
    if known(owner) is None:
        return None
    for match in COMMAND_WORDS.finditer(scene.text, line.force.start, scene.sentence[1]):
        start, end = match.span(match.lastgroup or 0)
        span = Span(scene.text[start:end].rstrip(), start, start + len(scene.text[start:end].rstrip()))
        who = page.resolvers.who(span, page.around_event(line.event))
        if is_organisation(known(who)) and not (match["after"] and span.text.endswith(POSSESSIVE)):
            return taken(who, "command-in-words", span)
    return None


def completed(all_owned: Sequence[Owned], scenes: dict[str, Scene]) -> list[Owned]:
    """What other lines of the report tell: of the same words, of the same event or sentence, of an earlier mention."""
    done: list[Owned] = []
    for one in all_owned:
        owner = one.owner or owner_elsewhere(one, all_owned, done, scenes) or owner_at_home(one.line)
        command = one.command or command_elsewhere(one, owner, all_owned, done)
        done.append(replace(one, owner=owner, command=other_than(owner, command)))
    return done


def owner_elsewhere(
    one: Owned, all_owned: Sequence[Owned], done: Sequence[Owned], scenes: dict[str, Scene]
) -> Resolved[Who] | None:
    """The owner that the same words have elsewhere, or the only one in the sentence, or that of an earlier mention."""
    same = [other for other in all_owned if other.line.force == one.line.force and other.owner]
    if same and same[0].owner:
        return replace(same[0].owner, rule="owner-of-same-words")
    only = only_owner(one, all_owned, scenes)
    return only or owner_before(one, done)


def only_owner(one: Owned, all_owned: Sequence[Owned], scenes: dict[str, Scene]) -> Resolved[Who] | None:
    """The owner of the other forces in the sentence, or the actor of its other movements, if there is just one."""
    scene = scenes[one.line.event.id]
    here = [other for other in all_owned if scenes[other.line.event.id].sentence == scene.sentence and other.owner]
    gone = {other.line.force for other in here if other.line.rule in GIVING_WAY}
    found = [other.owner for other in here if other.line.force not in gone] or [other.owner for other in here]
    moving = [event for event in scene.beside if event.type in ("MOBILIZE", "RETREAT")]
    found += [actor.who for event in moving for actor in event.role("actor") if actor.who and known(actor.who)]
    codes = {value.code for value in map(known, found) if value}
    return replace(found[0], rule="only-owner-in-sentence") if len(codes) == 1 and found[0] else None


GIVING_WAY = frozenset({"replaced-is-rotated", "replacement-ahead-is-present"})
"""Rules of forces that others replace: what comes in the same sentence is of those others."""


def owner_before(one: Owned, done: Sequence[Owned]) -> Resolved[Who] | None:
    """The owner of the earlier force that "this battalion" points back to."""
    earlier = pointed_at(one, done)
    return replace(earlier.owner, rule="owner-of-earlier-mention") if earlier and earlier.owner else None


POINTERS = ("the ", "this ", "that ", "these ", "those ", "its ", "their ")


def pointed_at(one: Owned, done: Sequence[Owned]) -> Owned | None:
    """The last earlier force with the same head, when the words point back."""
    if not one.line.force.text.casefold().startswith(POINTERS):
        return None
    head = head_of(one.line.force)
    return next((other for other in reversed(done) if head_of(other.line.force) == head), None)


def head_of(force: Span) -> str:
    """The head noun of a force's phrase, in small letters; the phrase itself when it has no word."""
    head = head_words(list(real_words(force.text, 0, len(force.text))))
    return head[-1].low if head else force.text


def command_elsewhere(
    one: Owned, owner: Resolved[Who] | None, all_owned: Sequence[Owned], done: Sequence[Owned]
) -> Resolved[Who] | None:
    """The command that the same words have elsewhere, or the force that this one replaces, or an earlier mention."""
    if known(owner) is None:
        return None
    same = [other.command for other in all_owned if other.line.force == one.line.force and other.command]
    if same:
        return replace(same[0], rule="command-of-same-words")
    together = {other.line.force for other in all_owned if other.line.event.id == one.line.event.id}
    partners = [other.command for other in all_owned if other.line.force in together and other.command]
    if partners and one.line.event.role("recipient"):
        return replace(partners[0], rule="command-of-force-replaced")
    earlier = pointed_at(one, done)
    return replace(earlier.command, rule="command-of-earlier-mention") if earlier and earlier.command else None


def other_than(owner: Resolved[Who] | None, command: Resolved[Who] | None) -> Resolved[Who] | None:
    """The command, unless it is the owner itself, or the same organisation by another of its bodies."""
    whose, whom = known(owner), known(command)
    if whose and whom and is_organisation(whose) and whose.code.split()[0] == whom.code.split()[0]:
        return None
    return None if whose and whose == whom else command
