"""What the words of the ontology look like: frozen records, one a kind of entry."""

from __future__ import annotations

from dataclasses import dataclass

NONE = "NONE"
"""What a near miss is called that is no event at all."""

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
"""Quad classes by number."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of ours with the words that tell the event: `text[start:end]` is the trigger."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A sentence that looks like it and is another thing."""

    example: Example | None
    """With its trigger; None where the sentence has no word that tells an event."""
    text: str
    instead: str
    """The label that it has instead, such as "COERCE.arrest", or "NONE"."""
    why: str


@dataclass(frozen=True, slots=True)
class Label:
    """A type with its mode, if any."""

    type: str
    mode: str | None = None

    def __str__(self) -> str:
        """As it is written: "ASSAULT.firearms"."""
        return self.type if self.mode is None else f"{self.type}.{self.mode}"


@dataclass(frozen=True, slots=True)
class Mode:
    """A finer kind of one event type."""

    name: str
    type: str
    score: float | None
    """-10 (conflict) to +10 (cooperation); None takes the type's."""
    definition: str
    aliases: tuple[str, ...]
    """In small letters another name of the mode; in capitals an older name of the whole label."""
    adds_contexts: tuple[str, ...]
    """Contexts that such an event always has."""
    examples: tuple[Example, ...]
    near_misses: tuple[NearMiss, ...]

    @property
    def label(self) -> str:
        """Type and mode as they are written: "ASSAULT.firearms"."""
        return f"{self.type}.{self.name}"


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the kinds of event."""

    name: str
    quad: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    quad_note: str
    score: float
    """-10 (conflict) to +10 (cooperation), for an event whose mode is not known."""
    recipient_required: bool
    recipient_note: str
    definition: str
    aliases: tuple[str, ...]
    modes: tuple[Mode, ...]
    retired_modes: tuple[tuple[str, str], ...]
    """Names of modes that older data use and that have no successor, each with what became of them."""
    examples: tuple[Example, ...]
    near_misses: tuple[NearMiss, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What an event is about."""

    name: str
    definition: str
    not_for: str
    see: tuple[str, ...]
    """Contexts that take the excluded case, or that often go with this one."""
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sector:
    """What kind of actor."""

    code: str
    definition: str
    plover: str | None
    cameo: str | None
    international: str | None
    """PLOVER's actor code for it when no country is known."""
    note: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What words do in an event."""

    name: str
    definition: str
    resolved_as: tuple[str, ...]
    """Which of who, when, where and count may say what the words mean."""
    plover: str | None
    """PLOVER's field for it."""


@dataclass(frozen=True, slots=True)
class Status:
    """How real an event is, or where in its course a force stands."""

    name: str
    kind: str
    """event or posture."""
    definition: str
    plover: str | None
    """PLOVER's auxiliary mode."""
    aliases: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Cameo:
    """A CAMEO code and what PLOVER makes of it. `type` is None where PLOVER drops or splits the code."""

    code: str
    label: str
    goldstein: float | None
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    published_mode: str
    published_contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """The CAMEO code for an event. `exact` when it leads back to the same type and mode."""

    cameo: Cameo
    exact: bool


@dataclass(frozen=True, slots=True)
class WayOut:
    """A row of cameo_out.tsv: the CAMEO code for a type, mode and contexts."""

    type: str
    mode: str | None
    contexts: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class ActorCode:
    """An actor as another ontology writes it: `code` is None when it has none."""

    code: str | None
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorCodes:
    """How another ontology writes countries and organisations."""

    countries: dict[str, str]
    organisations: dict[str, str]
