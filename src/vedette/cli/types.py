"""Event types as a call names them."""

from __future__ import annotations

from vedette import ontology
from vedette.errors import UsageError


def type_of(name: str) -> str:
    """The type, perhaps with its mode, of a name, an older one too."""
    label = ontology.load().resolve(name)
    if label is None:
        raise UsageError(f"{name!r} is no event type; there are {', '.join(ontology.load().types)}")
    return str(label)
