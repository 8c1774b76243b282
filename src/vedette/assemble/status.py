"""A force's status, by the first row of status.tsv that fits."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vedette.assemble.cues import table
from vedette.assemble.tokens import words
from vedette.errors import KnowledgeError
from vedette.records import Event

STATUSES = (
    "requested",
    "threatened",
    "authorised",
    "on_standby",
    "moving",
    "present",
    "rotated",
    "withdrawn",
    "denied",
)

NEAR = 6
"""Words on either side of a trigger that count as near it, within its clause. Chosen by reading training
events, not swept: fewer lose "placed … at the disposal", more take words of the next clause."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of status.tsv."""

    type: str
    mode: str
    status: str
    words: str
    evidence: str
    posture: str
    rule: str


@dataclass(frozen=True, slots=True)
class Scene:
    """An event where it stands: its sentence, and the other events told there."""

    event: Event
    text: str
    sentence: tuple[int, int]
    beside: tuple[Event, ...] = ()
    actor_is_force: bool = False


@cache
def rows() -> tuple[Row, ...]:
    """The table, in order, checked."""
    text = (files("vedette.assemble") / "status.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    read = tuple(Row(**row) for row in csv.DictReader(lines, delimiter="\t"))
    for row in read:
        if row.posture not in (*STATUSES, "-") or (row.words.islower() and row.words not in lists()):
            raise KnowledgeError(
                f"status.tsv, {row.rule}: {row.posture!r} or {row.words!r} is unknown; see status-words.toml"
            )
    return read


@cache
def lists() -> dict[str, re.Pattern[str]]:
    """Each word list as a pattern that finds any of its phrases, whole."""
    found = {}
    for name, phrases in table("status-words.toml").items():
        either = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
        found[name] = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")
    return found


def decide(scene: Scene) -> Row:
    """The row that fits; its posture is "-" when the event puts no force anywhere."""
    return next(row for row in rows() if fits(row, scene))


def fits(row: Row, scene: Scene) -> bool:
    """Whether a row fits an event in its place."""
    event = scene.event
    mode = row.mode in ("*", event.mode or "-")
    return row.type in ("*", event.type) and mode and row.status in ("*", event.status) and shown(row, scene)


def shown(row: Row, scene: Scene) -> bool:
    """Whether the row's evidence is there."""
    if row.words == "*":
        return True
    if row.evidence == "event":
        return any(event.type == row.words for event in scene.beside)
    if row.evidence == "actor" and not scene.actor_is_force:
        return False
    return has(row.words, looked_at(row.evidence, scene))


def has(name: str, text: str) -> bool:
    """Whether a text holds a phrase of a list."""
    return bool(lists()[name].search(text.casefold()))


def looked_at(evidence: str, scene: Scene) -> str:
    """The stretch in which a row's words are looked for."""
    if evidence == "near":
        return near(scene)
    return scene.text[slice(*scene.sentence)] if evidence == "sentence" else scene.event.trigger.text


def near(scene: Scene) -> str:
    """The trigger with `NEAR` words on either side, within its clause: a semicolon or a full stop ends it."""
    start, end = scene.sentence
    trigger = scene.event.trigger
    before = list(words(scene.text, start, trigger.start))[-NEAR:]
    after = list(words(scene.text, trigger.end, end))[:NEAR]
    first = next(
        (token.end for token in reversed(before) if token.text == ";"), before[0].start if before else trigger.start
    )
    last = next((token.start for token in after if token.text == ";"), after[-1].end if after else trigger.end)
    return scene.text[first:last]


def replaces(scene: Scene) -> bool:
    """Whether one force takes another's place."""
    return has("replacing", scene.event.trigger.text) or has("replacing", near(scene))
