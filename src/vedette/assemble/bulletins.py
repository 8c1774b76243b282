"""What a mission of an international body calls itself in a bulletin of its own: "the Mission", "Mission patrols"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from vedette.assemble.resolvers import Resolvers
from vedette.records import Report, Resolved, Resolver, Span, Surroundings, Who

ITSELF = re.compile(
    r"(?:[Tt]he\s)?Mission(?:['’]s)?(?:\s(?:patrols?|troops|peacekeepers|observers|staff|personnel|forces?))?"
)
"""Its own name for itself, with a capital, alone or with its people."""

FORCE = "MIL"
"""Sector of missions that have troops."""


def in_own_words(report: Report, resolvers: Resolvers) -> Resolvers:
    """The resolvers; in a bulletin that such a mission puts out, "the Mission" is that mission."""
    if not report.source or not ITSELF.search(report.text):
        return resolvers
    issued = resolvers.who(Span(report.source, 0, len(report.source)), Surroundings(report.source, report.published))
    if issued.value is None or issued.value.sector != FORCE or not issued.value.code.startswith("IGO:"):
        return resolvers
    return replace(resolvers, who=partial(issuer_or, resolvers.who, issued.value, report.source))


def issuer_or(who: Resolver[Who], issuer: Who, source: str, span: Span, around: Surroundings) -> Resolved[Who]:
    """Whom words mean: the issuer, where it speaks of itself."""
    if not ITSELF.fullmatch(span.text):
        return who(span, around)
    return Resolved(issuer, "issuer-of-bulletin", span, note=f"the report was put out by {source}")
