"""Decides who is meant, rule by rule: the phrase itself, the report's other mentions, the country spoken of."""

from __future__ import annotations

from dataclasses import replace

from vedette.records import Resolved, Span, Surroundings, Who
from vedette.resolve.who import guess, nearby
from vedette.resolve.who.again import again, counted, nobody_s, of_owner
from vedette.resolve.who.bags import bag
from vedette.resolve.who.lexicon import Lexicon
from vedette.resolve.who.nearby import NO_PLACES, OFFICIALS, PEOPLE, Places
from vedette.resolve.who.page import Scene, page
from vedette.resolve.who.phrase import Phrase, read

_OFFICIAL = bag("GOV MIL COP JUD LEG SPY PTY OPP ELI")
"""Sectors whose country is that of the state spoken of, more than that of the place."""


def resolve(
    span: Span, surroundings: Surroundings, lexicon: Lexicon | None = None, *, places: Places = NO_PLACES
) -> Resolved[Who]:
    """Who these words mean in their report: `resolve(Span("Kosovo police", 0, 13), around).value.code == "XKX COP"`.

    `places` gives the countries of places that were resolved before, by start and end of their spans; they help to
    tell whose "the police" are.
    """
    known = lexicon or Lexicon.load()
    phrase = read(span.text, surroundings.published, known)
    if _complete(phrase):
        return _result(phrase, span)
    here = page(surroundings.text, surroundings.published, surroundings.sentences, known)
    return _in_report(Scene(span, surroundings, here, known), phrase, places)


def country_of(words: str, lexicon: Lexicon | None = None) -> str | None:
    """The country or organisation that words name by themselves: "a Turkish general" is TUR, "KFOR" IGO:NATO."""
    return read(words, None, lexicon or Lexicon.load()).country


def _complete(phrase: Phrase) -> bool:
    """Whether a phrase leaves nothing for the report to tell."""
    certain = phrase.sector is not None and not (phrase.weak and phrase.sector == "CVL")
    return phrase.country is not None and (certain or phrase.state) and not phrase.owner and phrase.head != "ministry"


def _in_report(scene: Scene, phrase: Phrase, places: Places) -> Resolved[Who]:
    if found := again(scene, phrase):
        return _result(*found)
    phrase = nobody_s(scene, phrase)
    known = of_owner(scene, phrase) or counted(scene, phrase) or guess.named(scene, phrase)
    full = guess.sector(scene, known)
    if full.country or full.nowhere:
        return _result(full, scene.span)
    country, passed = nearby.country(scene, places, OFFICIALS if full.sector in _OFFICIAL else PEOPLE)
    rule = "country-of-report" if country else full.rule
    return _result(replace(full, country=country, rule=rule, passed_over=(*full.passed_over, *passed)), scene.span)


def _result(phrase: Phrase, span: Span) -> Resolved[Who]:
    if phrase.country is None and phrase.sector is None:
        return Resolved(None, phrase.rule, span, phrase.passed_over)
    code = " ".join(filter(None, (phrase.country or "---", phrase.sector)))
    return Resolved(Who(code, *_halves(phrase), phrase.name), phrase.rule, span, phrase.passed_over)


def _halves(phrase: Phrase) -> tuple[str | None, str | None]:
    """Country and sector as they come out: an organisation has no country, and is its own sector if it has no other."""
    if (phrase.country or "")[3:4] == ":":
        return None, phrase.sector or (phrase.country or "")[:3]
    return phrase.country, phrase.sector
