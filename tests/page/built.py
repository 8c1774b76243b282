"""The bundle as it lies in the package."""

from __future__ import annotations

import gzip
from pathlib import Path

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src" / "vedette" / "serve" / "static"


def packed(*paths: Path) -> int:
    """Bytes of the files as they travel."""
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths)
