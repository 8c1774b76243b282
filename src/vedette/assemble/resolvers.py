"""The four resolvers, and which of them reads which role."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.ontology.kinds import KINDS
from vedette.records import Argument, Count, Mention, Resolver, Surroundings, When, Where, Who


@dataclass(frozen=True, slots=True)
class Resolvers:
    """What words mean, by kind; passed in, since stages do not know one another."""

    who: Resolver[Who]
    when: Resolver[When]
    where: Resolver[Where]
    count: Resolver[Count]


def resolved(mention: Mention, around: Surroundings, resolvers: Resolvers) -> Argument:
    """A mention with what its words mean, by its role."""
    kinds = KINDS[mention.role]
    return Argument(
        mention.role,
        mention.span,
        mention.score,
        who=resolvers.who(mention.span, around) if "who" in kinds else None,
        when=resolvers.when(mention.span, around) if "when" in kinds else None,
        where=resolvers.where(mention.span, around) if "where" in kinds else None,
        count=resolvers.count(mention.span, around) if "count" in kinds else None,
    )
