"""The names of the rules by which claims are reconciled, each with what it says. The page on incidents lists the same."""

from __future__ import annotations

from collections.abc import Mapping

CLAIMS: Mapping[str, str] = {
    "among-them": "the words count some of those meant: after including, among them, of whom; or three of them",
    "own-losses": "the words count one side's own: two of its fighters",
    "one-of-them": "it is smaller than a count of everybody in the same report, and tells who some of them are",
    "one-more": "a fifth officer is one more, not one",
    "under-care": "it counts who is still in hospital or was treated, not who was hurt",
    "one-side": "who says it counts several sides; this is one of them",
    "one-side-elsewhere": "the same speaker counts several sides elsewhere, and this number is one of those",
    "sum-of-sides": "one speaker counts sides apart and gives no total: these are added up",
    "single-one": "it names one victim and gives no number, while others count more",
    "none-of-these": "it says that none of one kind was harmed, not that nobody was",
    "no-number": "the words say no number",
    "not-people": "it counts animals",
    "as-reason": "it is told only as the reason why somebody is held or accused",
    "other-day": "it is told of another day than the incident is held to be of",
    "sum-of-several": "it counts several incidents or a stretch of time together",
    "told-as-before": "the words say that it was so before: up from four, not six",
    "rose-to": "a later report says that the count rose, and this one is lower",
    "revised": "a later report says that the count was revised, and this one is of the same side",
    "later-figure": "the same speaker or government, or the same publisher in his own name, gives another figure on a later day",
    "at-least-met": "it says at least so many, and on a later day somebody counts that many or more",
    "wounded-died": "a later count of the injured is lower, and one of them is said to have died since",
}
"""Why a claim does not count, or how one came to be."""

FINDINGS: Mapping[str, str] = {
    "denied": "somebody says that it is not so",
    "victims-differ": "some call those killed fighters, others civilians",
    "one-voice": "one publisher alone tells it in words of his own",
    "bounds-differ": "the claims that stand do not all give the same number",
    "one-value": "all that stand say the same",
    "most-voices": "held is what most voices say; some say otherwise",
    "nothing-stands": "no claim that counts is left",
}
"""How a held value and a state came to be."""

RULES: Mapping[str, str] = {**CLAIMS, **FINDINGS}
"""All of them."""

ASIDE = frozenset({"no-number", "not-people", "as-reason", "other-day", "sum-of-several"})
"""Rules of claims that do not count, though nobody denies them and nothing replaced them."""
