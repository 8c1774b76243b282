"""What is asked of incidents and of events alike, as masks of their columns. The lake's own queries (`store/wanted.py`) mean the
same; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np

from vedette.serve.filters import Filters
from vedette.serve.flat.coded import Coded, Fits, Several
from vedette.serve.flat.kinds import Mask, Real
from vedette.serve.flat.plain import Span, day_number


class Columns(Protocol):
    """What both have."""

    span: Span
    type: Coded
    mode: Coded
    country: Coded
    called: Coded
    """Names of the place and its province, a line each, in small letters."""
    actors: Several
    recipients: Several
    lat: Real
    lon: Real


def all_of(masks: Iterator[Mask]) -> Mask:
    """The rows that all masks have."""
    found: Mask = np.logical_and.reduce(list(masks))
    return found


def shared(here: Columns, asked: Filters) -> Iterator[Mask]:
    """A mask for each filter that is set, days left aside, and that of what stood."""
    yield here.span.stood(asked.known_at)
    if asked.type:
        yield np.logical_or.reduce([of_type(here, name) for name in asked.type])
    if asked.mode:
        yield here.mode.one_of([name.lower() for name in asked.mode])
    if asked.country:
        yield here.country.one_of([name.upper() for name in asked.country])
    if asked.place:
        yield here.called.where(holds(asked.place))
    for sides, codes in ((here.actors, asked.actor), (here.recipients, asked.recipient)):
        if codes:
            yield sides.where(is_of(codes))
    if asked.bbox:
        yield in_box(here, asked.bbox)


def in_days(since: Real, until: Real, asked: Filters) -> Iterator[Mask]:
    """NaN, a day that could not be told, is neither before nor after."""
    if asked.since:
        yield until > day_number(asked.since)
    if asked.until:
        yield since < day_number(asked.until)


def of_type(here: Columns, told: str) -> Mask:
    """`ASSAULT` or `MOBILIZE.troops`."""
    name, dot, mode = told.partition(".")
    found = here.type.one_of([name])
    return found & here.mode.one_of([mode]) if dot else found


def holds(parts: Sequence[str]) -> Fits:
    """Whether a word holds one of the parts, in any case."""
    small = [part.lower() for part in parts]
    return lambda word: any(part in word for part in small)


def is_of(codes: Sequence[str]) -> Fits:
    """Whether a code is one of these, or one of these with a sector behind it."""
    beginnings = tuple(f"{code} " for code in codes)
    return lambda word: word in codes or word.startswith(beginnings)


def in_box(here: Columns, told: str) -> Mask:
    """The rows whose point lies in west,south,east,north; where west is the greater, over the date line."""
    west, south, east, north = map(float, told.split(","))
    above, below = here.lon >= west, here.lon <= east
    across = above | below if west > east else above & below
    mask: Mask = (here.lat >= south) & (here.lat <= north) & across
    return mask
