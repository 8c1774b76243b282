"""The ontology as a whole, and what may be asked of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from vedette.ontology import actors, crosswalk
from vedette.ontology.shapes import (
    ActorCode,
    ActorCodes,
    Cameo,
    Context,
    Crossing,
    EventType,
    Label,
    Mode,
    Role,
    Sector,
    Status,
)

SANCTION = "SANCTION"
"""The one type whose quad class is a setting: its manual tells two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """Types with modes, contexts, sectors, roles, statuses, and the ways to other ontologies."""

    version: str
    """Name and hash of the files' content: "plover-2024+ab12cd34"."""
    events: tuple[EventType, ...]
    """In the fixed order of ontology.toml."""
    contexts: tuple[Context, ...]
    sectors: tuple[Sector, ...]
    roles: tuple[Role, ...]
    statuses: tuple[Status, ...]
    """Of an event, from actual to negated."""
    posture_statuses: tuple[Status, ...]
    """Of a posture, from requested to withdrawn, and denied."""
    cameo: dict[str, Cameo] = field(repr=False)
    """CAMEO codes in order."""
    retired: dict[str, str] = field(repr=False)
    """Older names that stand for no single label, with what became of them."""
    labels: dict[str, Label] = field(repr=False)
    """Every name and alias of a type or mode, folded by `fold`, with what it stands for."""
    ways_out: crosswalk.Ways = field(repr=False)
    plover_codes: ActorCodes = field(repr=False)
    cameo_codes: ActorCodes = field(repr=False)
    by_type: dict[str, EventType] = field(repr=False)
    by_label: dict[str, Mode] = field(repr=False)
    by_sector: dict[str, Sector] = field(repr=False)

    @property
    def types(self) -> tuple[str, ...]:
        """Names of the event types, in their fixed order."""
        return tuple(event.name for event in self.events)

    @property
    def mode_labels(self) -> tuple[str, ...]:
        """All "TYPE.mode", in the order of types and of each file."""
        return tuple(self.by_label)

    def modes(self, type_: str) -> tuple[str, ...]:
        """Names of the modes of a type, in the order of its file."""
        return tuple(mode.name for mode in self.by_type[type_].modes)

    def intensity(self, type_: str, mode: str | None = None) -> float:
        """The conflict-cooperation score, -10 to +10, of the mode or else of the type."""
        base = self.by_type[type_].score
        score = self.by_label[f"{type_}.{mode}"].score if mode else None
        return base if score is None else score

    def quad(self, type_: str, *, sanction: int | None = None) -> int:
        """1 verbal cooperation to 4 material conflict; `sanction` sets SANCTION's, which its file makes 4."""
        return sanction if sanction and type_ == SANCTION else self.by_type[type_].quad

    def added_contexts(self, type_: str, mode: str | None) -> tuple[str, ...]:
        """Contexts that an event of this type and mode always has."""
        return self.by_label[f"{type_}.{mode}"].adds_contexts if mode else ()

    def resolve(self, name: str) -> Label | None:
        """What a name or older name of a type or mode stands for: "DEMAND", "ASSAULT-assassinate".

        None for an unknown name and for a retired one; `retired` tells these apart.
        """
        return self.labels.get(fold(name))

    def to_cameo(self, type_: str, mode: str | None = None, contexts: tuple[str, ...] = ()) -> Crossing | None:
        """The CAMEO code for an event, and whether it leads back to the same type and mode.

        Of the codes of its type and mode, the one whose contexts are all among the event's, and most of them.
        None for a type that CAMEO lacks (an own one).
        """
        without_mode = crosswalk.cross(self.ways_out, self.cameo, (type_, None), contexts)
        if mode is None:
            return without_mode
        found = crosswalk.cross(self.ways_out, self.cameo, (type_, mode), contexts)
        return found or (without_mode and Crossing(without_mode.cameo, exact=False))

    def from_cameo(self, code: str) -> Cameo | None:
        """What PLOVER makes of a CAMEO code; None when there is no such code.

        A known code without a type is one that PLOVER drops or splits.
        """
        return self.cameo.get(code)

    def plover_actor(self, code: str) -> ActorCode | None:
        """An actor's code as PLOVER writes it: "XKX COP" is KOS with sector COP. None when it is no code."""
        return actors.plover_actor(code, self.plover_codes, self.by_sector)

    def cameo_actor(self, code: str) -> str | None:
        """An actor's code as CAMEO writes it: "XKX COP" is KSVCOP. None when it has none."""
        return actors.cameo_actor(code, self.cameo_codes, self.by_sector)


def fold(name: str) -> str:
    """A name as it is looked up: small letters, and any of ".", "/", "_", "-" and blanks as one "-"."""
    return "-".join(name.lower().translate(_SEPARATORS).split())


_SEPARATORS = str.maketrans("./_-:", "     ")
