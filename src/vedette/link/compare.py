"""How two events compare in each of their parts: functions that say a level, in a word. What a level weighs is in `match`."""

from __future__ import annotations

import math

from vedette.link.facets import Days, Side, Spot, Toll
from vedette.link.names import sound_alike
from vedette.link.telling import Telling
from vedette.link.words import alike

EARTH_KM = 6371.0

EXACT_DAYS = 2
"""A time of at most so many days says when: a day, or a night between two."""

SLACK_KM = 3.0
"""How far two exact places may lie beyond their radii and be one: gazetteers put a town's point up to so far off."""

NEAR_KM = 40.0
"""What is still called near: a village named by the town that it belongs to."""

BANGS = frozenset({"explosives", "suicide-attack", "heavy-weapons", "aerial", "drone", "firearms"})
"""Modes that one report takes for another: a bomb or a suicide bomb, a shell or a drone."""

LEGS_DAYS = 4
"""How far apart the legs of one movement of forces may lie: from the first column off to the last one there."""

DEEDS = frozenset({"force", "moves"})
"""Kin whose events are done with hands."""

LONG_DAYS = 5
"""A stretch of more days ("ten days of fighting") covers too much to tell."""

MANY = 5
"""A number from here on is seldom the same by chance."""

FAR = 3.0
"""Tolls so many times apart are seldom updates of one another."""


def types(one: Telling, other: Telling) -> str:
    """Type and mode. Words are cheap: two demands of one day are sooner two than two attacks are."""
    if one.type != other.type:
        return "kin" if one.kin == other.kin else "other type"
    if one.kin not in DEEDS:
        return "same mode of words" if one.mode and one.mode == other.mode else "same type of words"
    if one.mode is None or other.mode is None:
        return "same type"
    if one.mode == other.mode:
        return "same mode"
    return "like mode" if {one.mode, other.mode} <= BANGS else "other mode"


def times(one: Telling, other: Telling) -> str:
    """The days told; where one tells none, the days of publication."""
    if one.days and other.days:
        return _told_times(one, other)
    if one.published is None or other.published is None:
        return "not known"
    told = one.days[:1] or other.days[:1]
    if told:
        untold = other if one.days else one
        return _lag((untold.published or 0) - told[0].since, "told and report")
    return _lag(abs(one.published - other.published), "reports")


def _told_times(one: Telling, other: Telling) -> str:
    best = min((_gap(a, b), max(a.length, b.length)) for a in one.days for b in other.days)
    own = "days" in one.own and "days" in other.own
    if one.kin == other.kin == "moves" and 0 < best[0] <= LEGS_DAYS:
        return "next leg"
    if best[0] == 0:
        return _shared(best[1], own=own)
    if not own:
        return "day after, borrowed" if best[0] == 1 else "apart, borrowed"
    return "day after" if best[0] == 1 else "apart"


def _shared(longest: int, *, own: bool) -> str:
    """Two stretches of days that share one."""
    if longest > EXACT_DAYS:
        return "within" if longest <= LONG_DAYS else "within long"
    return "same day" if own else "same day, borrowed"


def _gap(one: Days, other: Days) -> int:
    """Days from one to the other; 0 when they share one, 1 when the next day."""
    return max(0, one.since - other.until + 1, other.since - one.until + 1)


def _lag(days: int, what: str) -> str:
    """How long a report came after."""
    if days < 0:
        return "foretold" if days < -1 else f"{what} within a day"
    for most, name in ((1, "a day"), (3, "3 days"), (8, "8 days"), (20, "20 days")):
        if days <= most:
            return f"{what} within {name}"
    return "long after"


def places(one: Telling, other: Telling) -> str:
    """The best that any two of their places come to."""
    if not one.spots or not other.spots:
        return "not known"
    found = {_spots(a, b) for a in one.spots for b in other.spots}
    return next(level for level in PLACES if level in found)


PLACES = (
    "same spot",
    "same name",
    "within",
    "near",
    "same country",
    "not known",
    "apart",
    "rather other country",
    "other country",
)
"""Levels of places, best first."""


def _spots(one: Spot, other: Spot) -> str:
    if one.country and other.country and one.country != other.country:
        return "other country" if one.exact and other.exact else "rather other country"
    if one.exact and other.exact:
        return _exact_spots(one, other)
    if sound_alike(one.sound, other.sound):
        return "same name"
    if one.country is None or other.country is None:
        return "not known"
    if not one.sound or not other.sound:
        return "same country"
    return "within" if one.exact != other.exact and one.admin1 and one.admin1 == other.admin1 else "same country"


def _exact_spots(one: Spot, other: Spot) -> str:
    between = kilometres(one, other)
    if between <= one.radius + other.radius + SLACK_KM:
        return "same spot"
    if sound_alike(one.sound, other.sound):
        return "same name"
    return "near" if between <= one.radius + other.radius + NEAR_KM else "apart"


def kilometres(one: Spot, other: Spot) -> float:
    """Between two points with coordinates, flat enough for what is compared."""
    lat, lon = math.radians(one.latitude or 0.0), math.radians(one.longitude or 0.0)
    north = math.radians(other.latitude or 0.0) - lat
    east = math.remainder(math.radians(other.longitude or 0.0) - lon, 2 * math.pi)
    return EARTH_KM * math.hypot(north, east * math.cos(lat + north / 2))


def actors(one: Telling, other: Telling) -> str:
    """Who did it."""
    return _sides(one.actors, other.actors)


def recipients(one: Telling, other: Telling) -> str:
    """To whom."""
    return _sides(one.recipients, other.recipients)


def _sides(one: Side, other: Side) -> str:
    if not one.codes or not other.codes:
        return "not known"
    if one.telling & other.telling:
        return "same"
    if one.codes & other.codes:
        return "alike"
    if not one.owners or not other.owners:
        return "not known"
    return "same owner" if one.owners & other.owners else "others"


def killed(one: Telling, other: Telling) -> str:
    """Tolls of dead."""
    return _tolls(one.killed, other.killed)


def injured(one: Telling, other: Telling) -> str:
    """Tolls of injured."""
    return _tolls(one.injured, other.injured)


def _tolls(one: Toll | None, other: Toll | None) -> str:
    if one is None or other is None:
        return "not known"
    low, high = sorted((one.number, other.number))
    if low == high:
        return "same, many" if high >= MANY else "same, few"
    return "far" if high > FAR * max(low, 1.0) else "update"


def instruments(one: Telling, other: Telling) -> str:
    """With what."""
    if not one.instruments or not other.instruments:
        return "not known"
    return "same" if one.instruments & other.instruments else "others"


def sentences(one: Telling, other: Telling) -> str:
    """Rare words of the sentences."""
    return _alike(alike(one.words, other.words))


def texts(one: Telling, other: Telling) -> str:
    """Rare words of the whole reports."""
    return "same report" if one.report == other.report else _alike(alike(one.text, other.text))


STEPS = (0.03, 0.08, 0.15, 0.25, 0.4, 0.6)
"""Cosines at which the likeness of words goes up a level: each adds about half to the log-odds of the weak pairs."""


def _alike(cosine: float) -> str:
    return f"words {sum(cosine >= step for step in STEPS)}"


def statuses(one: Telling, other: Telling) -> str:
    """Whether it is done."""
    done = {"actual", "ongoing"}
    if "negated" in (one.status, other.status):
        return "denied"
    return "as told" if (one.status in done) == (other.status in done) else "told before"
