"""What does not hold in a directory of the ontology, gathered, so that one run names all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from vedette.errors import OntologyError


@dataclass(slots=True)
class Faults:
    """Faults in the order they were met."""

    found: list[str] = field(default_factory=list)

    def add(self, file: str, key: str, wrong: str, remedy: str) -> None:
        """Note that `key` of `file` is `wrong`, and what would do."""
        self.found.append(f"{file}: {key}: {wrong}; {remedy}")

    def stop_if_any(self) -> None:
        """Raise all that was found as one OntologyError, a fault a line."""
        if self.found:
            raise OntologyError("\n".join(self.found))


def one_of(name: str, known: Iterable[str]) -> str:
    """What would do instead of an unknown name: the nearest known ones, or all if there are few."""
    import difflib  # noqa: PLC0415  # slow to import, and wanted only when something is wrong

    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=3)
    few = 12  # names that still read well in one message
    listed = near or (names if len(names) <= few else [*names[:few], "..."])
    return "write one of: " + ", ".join(listed) if listed else "take it out"
