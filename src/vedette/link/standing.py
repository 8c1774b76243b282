"""Which events can be of an incident at all, and which can found one. What can not is told, with the reason."""

from __future__ import annotations

from vedette.link.telling import Telling

FRESH_DAYS = 30
"""Days after its happening within which a report founds an incident; what is told later is background: an anniversary, a
history. It joins an incident that is known, and makes none."""

ANNOUNCED = "it is announced, asked for or thought of, not done"
STANDING = "it tells where a force is and stays, which is a posture"
BACKGROUND = "it is told as background only, long after it happened"
DENIED = "it is denied, and nobody is known who asserts it"


def barred(telling: Telling) -> str | None:
    """Why an event joins no incident; None when it may."""
    if telling.status in ("planned", "hypothetical"):
        return ANNOUNCED
    if telling.type == "MOBILIZE" and telling.status in ("ongoing", "negated") and not telling.denial:
        return STANDING
    return None


def founds(telling: Telling) -> bool:
    """Whether an incident may rest on this event alone."""
    return telling.status != "negated" and not _background(telling)


def lacking(group: list[Telling]) -> str | None:
    """Why a group of events is no incident; None when one of them founds it."""
    if any(map(founds, group)):
        return None
    return DENIED if all(telling.status == "negated" for telling in group) else BACKGROUND


def _background(telling: Telling) -> bool:
    if not telling.days or telling.published is None:
        return False
    return telling.published - max(days.until for days in telling.days) >= FRESH_DAYS
