"""The labels that a model was trained to tell apart, in the model's order; they ship with its weights."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from vedette.errors import ModelError


@dataclass(frozen=True, slots=True)
class Labels:
    """Names in the order of the model's outputs."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    """A type alone ("ASSAULT") stands for the type with no mode; the others are "ASSAULT.aerial"."""
    statuses: tuple[str, ...]
    roles: tuple[str, ...]
    contexts: tuple[str, ...]

    @classmethod
    def load(cls, path: Path) -> Labels:
        """The labels of a `labels.json` file."""
        try:
            lists = json.loads(path.read_text(encoding="utf-8"))
            return cls(**{name: tuple(lists[name]) for name in cls.__slots__})
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"{path}: the model's labels cannot be read ({error}); reinstall, or train it anew"
            ) from error

    def modes_of(self, type_: str) -> tuple[int, ...]:
        """Indices into `modes` that an event of this type can have, the one without a mode first."""
        return tuple(i for i, name in enumerate(self.modes) if name.split(".", maxsplit=1)[0] == type_)
