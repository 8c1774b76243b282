"""The four resolvers, and which of them reads which role."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.records import Argument, Count, Mention, Resolver, Surroundings, When, Where, Who


@dataclass(frozen=True, slots=True)
class Resolvers:
    """What words mean, by kind; passed in, since stages do not know one another."""

    who: Resolver[Who]
    when: Resolver[When]
    where: Resolver[Where]
    count: Resolver[Count]


KINDS: dict[str, tuple[str, ...]] = {
    "actor": ("who",),
    "recipient": ("who",),
    "source": ("who",),
    "place": ("where",),
    "origin": ("where",),
    "time": ("when",),
    "force": ("count", "who"),
    "killed": ("count", "who"),
    "injured": ("count", "who"),
    "count": ("count",),
    "instrument": ("count",),
}
"""Roles by what their words are read as. A force is so many of somebody's; so are the dead and the wounded."""


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
