"""Decides who is meant, rule by rule: the phrase itself, the report's other mentions, the country spoken of."""

from __future__ import annotations

from functools import lru_cache

from vedette.records import Resolved, Span, Surroundings, Who
from vedette.resolve.who import besides, guess, initials, nearby
from vedette.resolve.who.again import PEERS, again, counted, nobody_s, of_owner, peer
from vedette.resolve.who.bags import bag
from vedette.resolve.who.lexicon import Lexicon
from vedette.resolve.who.marks import marks
from vedette.resolve.who.nearby import NO_PLACES, OFFICIALS, PEOPLE, Places
from vedette.resolve.who.page import Scene, page
from vedette.resolve.who.phrase import Phrase, read

_OFFICIAL = bag("GOV MIL COP JUD LEG SPY PTY OPP ELI")
"""Sectors whose country is that of the state spoken of, more than that of the place."""


_SEATED = bag("GOV JUD LEG COP")
"""Sectors that sit in their own country."""
_TOLD_BEFORE = PEERS | {"ministry"}
"""Heads for which the report's earlier words are always looked at."""
_TOLD_BESIDE = {"people", "person-out-of-office", "person-before-office"}
"""Rules after which the report may say more: what a politician does by now, whether "the Belgians" are soldiers."""


def resolve(
    span: Span, surroundings: Surroundings, lexicon: Lexicon | None = None, *, places: Places = NO_PLACES
) -> Resolved[Who]:
    """Who these words mean in their report: `resolve(Span("Kosovo police", 0, 13), around).value.code == "XKX COP"`.

    `places` gives the countries of places that were resolved before, by start and end of their spans; they help to
    tell whose "the police" are.
    """
    known = lexicon or Lexicon.load()
    phrase = read(span.text, surroundings.published, known)
    if phrase.state and phrase.sector is None:
        phrase = besides.joined(span, surroundings, known, phrase)
    phrase = besides.unit(span, surroundings, phrase)
    if _complete(phrase):
        return _result(phrase, span)
    here = page(surroundings, known)
    return _in_report(Scene(span, surroundings.trigger, here, marks(surroundings.mentions)), phrase, places)


def country_of(words: str, lexicon: Lexicon | None = None) -> str | None:
    """The country or organisation that words name by themselves: "a Turkish general" is TUR, "KFOR" IGO:NATO."""
    return read(words, None, lexicon or Lexicon.load()).country


def _complete(phrase: Phrase) -> bool:
    """Whether a phrase leaves nothing for the report to tell."""
    if phrase.country is None or phrase.owner or phrase.head in _TOLD_BEFORE or phrase.rule in _TOLD_BESIDE:
        return False
    certain = phrase.sector is not None and not (phrase.weak and phrase.sector == "CVL")
    return certain or phrase.state


def _in_report(scene: Scene, phrase: Phrase, places: Places) -> Resolved[Who]:
    if found := again(scene, phrase):
        return _result(*found)
    phrase = nobody_s(scene, phrase)
    known = of_owner(scene, phrase) or counted(scene, phrase) or peer(scene, phrase) or guess.named(scene, phrase)
    known = initials.spelled_out(scene, known)
    full = guess.sector(scene, besides.soldiers(scene, known))
    if full.country or full.nowhere:
        return _result(full, scene.span)
    if full.sector in _SEATED and (seat := nearby.led_in(scene)):
        return _result(full._replace(country=seat, rule="country-led-in"), scene.span)
    factors = OFFICIALS if full.sector in _OFFICIAL else PEOPLE
    country, passed = nearby.country(scene, places, factors, besides.shooter(scene, phrase))
    rule = "country-of-report" if country else full.rule
    return _result(full._replace(country=country, rule=rule, passed_over=(*full.passed_over, *passed)), scene.span)


def _result(phrase: Phrase, span: Span) -> Resolved[Who]:
    if phrase.country is None and phrase.sector is None:
        return Resolved(None, phrase.rule, span, phrase.passed_over)
    return Resolved(_who(phrase.country, phrase.sector, phrase.name), phrase.rule, span, phrase.passed_over)


@lru_cache(maxsize=4096)
def _who(country: str | None, sector: str | None, name: str | None) -> Who:
    """An actor as it comes out: an organisation has no country, and is its own sector if it has no other."""
    code = " ".join(filter(None, (country or "---", sector)))
    if country and country[3:4] == ":":
        return Who(code, None, sector or country[:3], name)
    return Who(code, country, sector, name)
