"""Steps that stand once they are done, so that a killed training goes on where it was.

A step's result is a file whose name holds a digest of all that the step depends on. It is written beside and
renamed, so that what has the name is whole; a changed setting or corpus has another name, and the old one stays.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

RECIPE = 1
"""Raised when the program changes what a step makes of the same inputs and settings."""

DIGITS = 12
"""Hex digits of a digest in a name: enough to tell all trainings of one folder apart."""


def digest(*parts: object) -> str:
    """Digest of values that JSON can hold, or of files' bytes."""
    hashed = hashlib.sha256()
    for part in parts:
        told = part.read_bytes() if isinstance(part, Path) else json.dumps(part, sort_keys=True).encode()
        hashed.update(hashlib.sha256(told).digest())
    return hashed.hexdigest()[:DIGITS]


@dataclass(frozen=True)
class Done:
    """A step's result: a file or folder, and the digest that names it."""

    path: Path
    digest: str


@dataclass(frozen=True)
class Work:
    """The folder in which the results stand."""

    folder: Path

    def step(self, name: str, needs: dict[str, object], make: Callable[[Path], None]) -> Done:
        """The result of `make`, which writes a file or folder, unless it stands already."""
        stem, dot, suffix = name.partition(".")
        key = digest(RECIPE, stem, needs)
        path = self.folder / f"{stem}-{key}{dot}{suffix}"
        if path.exists():
            print(f"{stem}: stands", flush=True)
        else:
            self._make(stem, path, make)
        return Done(path, key)

    def _make(self, stem: str, path: Path, make: Callable[[Path], None]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        print(f"{stem}: begins", flush=True)
        began, beside = time.monotonic(), path.with_name(f"{path.name}.part")
        if beside.is_dir():
            shutil.rmtree(beside)
        make(beside)
        beside.replace(path)
        print(f"{stem}: done in {time.monotonic() - began:.0f} s", flush=True)
