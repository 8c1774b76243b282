"""Where the shared material stands: beside the repository, or where VEDETTE_SHARED says."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from bench.errors import AbsentError

ROOT = Path(__file__).resolve().parent.parent
"""The repository."""


def shared() -> Path:
    """The folder of shared material, whether it is there or not."""
    named = os.environ.get("VEDETTE_SHARED")
    return Path(named) if named else ROOT.parent / "shared"


def needed(relative: str) -> Path:
    """The path of a shared file; raises AbsentError when it is absent."""
    path = shared() / relative
    if not path.exists():
        raise AbsentError(f"{path} is not there; put the shared material beside the repository or set VEDETTE_SHARED")
    return path


def is_there(gold: Callable[[], str], otherwise: str) -> bool:
    """Whether the material that `gold` makes its digest of is there; else says what is missing, and what follows from it."""
    try:
        gold()
    except AbsentError as error:
        print(f"{otherwise}: {error}", file=sys.stderr)
        return False
    return True
