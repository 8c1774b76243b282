"""A line of words -> a check of what was read: how tables of cases say what a report must give.

    event type=MOBILIZE.troops status=planned actor=IGO:NATO time=2023-09-28 source=~Stoltenberg
    posture owner="GBR MIL" count=500..650 status=on_standby|authorised
    statement anonymous=true content=~presence
    no event type=MOBILIZE status=actual actor=IRN

`a|b` is either, `~words` is part of the report's words (or of the resolved name), `?` is what could not be told; an
actor is its code, a time FROM or a month, a place its country with or without its kind, a number N, LOW..HIGH or ~N.
"""

from __future__ import annotations

import shlex
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]
Words = tuple[str, Json | None]
"""What the report says, and what that was resolved to."""

VALUES = ("who", "when", "where", "count")


def holds(fact: str, reading: Json) -> bool:
    """Whether the reading, in its public shape, has what the fact says; after `no`, whether it has not."""
    first, *rest = shlex.split(fact)
    if first == "no":
        return not holds(shlex.join(rest), reading)
    wanted = dict(word.split("=", 1) for word in rest)
    return any(fits(candidate, wanted) for candidate in reading[f"{first}s"])


def fits(candidate: Json, wanted: dict[str, str]) -> bool:
    return all(any(meets(told, value) for told in found(candidate, key)) for key, value in wanted.items())


def found(candidate: Json, key: str) -> list[Words]:
    """All that an event, posture or statement says under a key."""
    if key == "type":
        mode = candidate["mode"]
        return [(candidate["type"], None), (f"{candidate['type']}.{mode}", None)]
    if key in ("trigger", "content", "force") and key in candidate:
        return [(candidate[key]["text"], None)]
    if key == "speaker":
        return [(candidate[key]["text"], candidate[key]["who"])]
    if "arguments" in candidate and key != "status":
        return [(each["text"], value(each)) for each in candidate["arguments"] if each["role"] == key] or [("", None)]
    told = candidate[key]
    return [("", told)] if isinstance(told, dict) or told is None else [(str(told).lower(), None)]


def value(argument: Json) -> Json | None:
    """What a role's words are first of all: a number for the killed, a country for an actor."""
    order = ("count", "who") if argument["role"] in ("killed", "injured", "force", "count") else VALUES
    return next((argument[kind] for kind in (*order, *VALUES) if kind in argument), None)


def meets(told: Words, wanted: str) -> bool:
    return any(meets_one(told, each) for each in wanted.split("|"))


def meets_one(told: Words, wanted: str) -> bool:
    words, resolved = told
    if wanted.startswith("~") and not wanted[1:].isdigit():
        return wanted[1:] in words or wanted[1:] in str((resolved or {}).get("name"))
    if resolved is None:
        return words == wanted or (wanted == "?" and not words)
    return wanted in written(resolved)


def written(resolved: Json) -> set[str]:
    """The ways in which a case may write a value."""
    if "code" in resolved:
        return {resolved["code"] or "?"}
    if "since" in resolved:
        return days(resolved)
    if "kind" in resolved:
        return {resolved["country"] or "?", f"{resolved['country']} {resolved['kind']}"}
    return {number(resolved["low"], resolved["high"], approximate=resolved["approximate"])}


def days(resolved: Json) -> set[str]:
    if resolved["since"] is None:
        return {"?"}
    since, until = date.fromisoformat(resolved["since"]), date.fromisoformat(resolved["until"])
    if until == since + timedelta(days=1):
        return {str(since)}
    return {f"{since}/{until - timedelta(days=1)}"} | (
        {f"{since:%Y-%m}"} if resolved["precision"] == "month" else set()
    )


def number(low: float | None, high: float | None, *, approximate: bool | None) -> str:
    if low is None and high is None:
        return "?"
    if low == high:
        return f"~{low:g}" if approximate else f"{low:g}"
    return f"{'' if low is None else f'{low:g}'}..{'' if high is None else f'{high:g}'}"
