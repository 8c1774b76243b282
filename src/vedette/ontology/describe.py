"""An entry of the ontology as lines that a reader can do with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from vedette.ontology.book import Ontology
from vedette.ontology.find import Entry
from vedette.ontology.shapes import (
    QUADS,
    Cameo,
    Context,
    EventType,
    Example,
    Label,
    Mode,
    NearMiss,
    Role,
    Sector,
    Status,
)


def describe(ontology: Ontology, entry: Entry) -> list[str]:
    """The entry, a heading first."""
    match entry:
        case EventType():
            lines = _event_type(ontology, entry)
        case Mode():
            lines = _mode(ontology, entry)
        case Context():
            lines = _context(entry)
        case Sector():
            lines = _sector(entry)
        case Role():
            lines = _role(entry)
        case Status():
            lines = _status(entry)
        case Cameo():
            lines = _cameo(entry)
        case _:
            assert_never(entry)
    return lines


def signed(score: float) -> str:
    """A score with its sign: "-9.0", "+2.5", "0.0"."""
    return f"{score:+.1f}" if score else "0.0"


def marked(example: Example) -> str:
    """The sentence with its trigger in square brackets."""
    return f"{example.text[: example.start]}[{example.text[example.start : example.end]}]{example.text[example.end :]}"


def missed(miss: NearMiss) -> str:
    """The sentence of a near miss, with its trigger in square brackets where it has one."""
    return marked(miss.example) if miss.example else miss.text


def _event_type(ontology: Ontology, event: EventType) -> list[str]:
    modes = [f"{mode.name} {signed(ontology.intensity(event.name, mode.name))}" for mode in event.modes]
    required = "recipient required" if event.recipient_required else "recipient not required"
    return [
        f"{event.name}  event type, {signed(event.score)}, {QUADS[event.quad]} ({event.quad}), {required}",
        *_wrapped(event.definition, event.recipient_note, event.quad_note),
        *_listed("modes", modes),
        *_listed("aliases", event.aliases),
        *(f"  older mode {name}: {what}" for name, what in event.retired_modes),
        *_sentences(event.examples, event.near_misses),
    ]


def _mode(ontology: Ontology, mode: Mode) -> list[str]:
    score = signed(ontology.intensity(mode.type, mode.name))
    whose = "" if mode.score is not None else f" (the score of {mode.type}; it has none of its own)"
    crossing = ontology.to_cameo(mode.type, mode.name)
    nearest = "" if crossing is None or crossing.exact else " (nearest)"
    return [
        f"{mode.label}  mode, {score}{whose}, {QUADS[ontology.quad(mode.type)]} ({ontology.quad(mode.type)})",
        *_wrapped(mode.definition),
        *_listed("aliases", mode.aliases),
        *_listed("adds contexts", mode.adds_contexts),
        *([f"  CAMEO: {crossing.cameo.code} {crossing.cameo.label}{nearest}"] if crossing else []),
        *_sentences(mode.examples, mode.near_misses),
    ]


def _context(context: Context) -> list[str]:
    return [
        f"{context.name}  context",
        *_wrapped(context.definition),
        *([f"  not for: {context.not_for}"] if context.not_for else []),
        *_listed("see", context.see),
        *_listed("aliases", context.aliases),
    ]


def _sector(sector: Sector) -> list[str]:
    return [
        f"{sector.code}  sector, PLOVER {sector.plover or '-'}, CAMEO {sector.cameo or '-'}",
        *_wrapped(sector.definition, sector.note),
        *_listed("aliases", sector.aliases),
    ]


def _role(role: Role) -> list[str]:
    return [f"{role.name}  role", *_wrapped(role.definition), *_listed("resolved as", role.resolved_as)]


def _status(status: Status) -> list[str]:
    plover = f", PLOVER {status.plover}" if status.plover else ""
    return [
        f"{status.name}  {status.kind} status{plover}",
        *_wrapped(status.definition),
        *_listed("aliases", status.aliases),
        *_sentences(status.examples, ()),
    ]


def _cameo(code: Cameo) -> list[str]:
    value = "no Goldstein value" if code.goldstein is None else f"Goldstein {signed(code.goldstein)}"
    to = str(Label(code.type, code.mode)) if code.type else "nothing: PLOVER drops or splits this code"
    return [
        f"{code.code}  CAMEO code, {value}",
        *_wrapped(f"{code.label}."),
        f"  PLOVER: {to}",
        *_listed("contexts", code.contexts),
        *_listed("mode as published", filter(None, [code.published_mode])),
        *_listed("contexts as published", code.published_contexts),
    ]


def _wrapped(*texts: str) -> list[str]:
    return [f"  {text}" for text in texts if text]


def _listed(what: str, names: Iterable[str]) -> list[str]:
    return [f"  {what}: {joined}"] if (joined := ", ".join(names)) else []


def _sentences(examples: Iterable[Example], near_misses: Iterable[NearMiss]) -> list[str]:
    return [
        *(f"  + {marked(example)}" for example in examples),
        *(f"  - {missed(miss)}  {miss.instead}: {miss.why}" for miss in near_misses),
    ]
