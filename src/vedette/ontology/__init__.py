"""The words of the trade as data: event types and modes, contexts, sectors, roles, statuses, and ways to CAMEO."""

from vedette.ontology.book import Ontology
from vedette.ontology.loader import load
from vedette.ontology.shapes import (
    QUADS,
    ActorCode,
    Cameo,
    Context,
    Crossing,
    EventType,
    Example,
    Label,
    Mode,
    NearMiss,
    Role,
    Sector,
    Status,
)

__all__ = [
    "QUADS",
    "ActorCode",
    "Cameo",
    "Context",
    "Crossing",
    "EventType",
    "Example",
    "Label",
    "Mode",
    "NearMiss",
    "Ontology",
    "Role",
    "Sector",
    "Status",
    "load",
]
