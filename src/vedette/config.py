"""Settings: read at the door (command line or caller) and handed down in pieces. Nothing below reads the environment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What a caller may choose about a reading."""

    min_score: float | None = None
    """Events under this score (0 to 1) are left out, with all that rests on them. None is the reader's own choice, best in
    F1; lower finds more, higher is right more often."""
    batch: int = 128
    """Reports handed to the reader at a time: enough short ones to keep several threads busy, and few enough that the
    first line of output comes soon."""
    model: Path | None = None
    """Folder of a model that `train/` made; None is the one that ships."""
    gpu: bool = False
    """Read on a GPU, in half precision; needs `vedette[gpu]`."""
    lexicons: tuple[Path | str, ...] = ()
    """Files of actors (CSV, TSV or TOML): a name that one gives means what it says there."""
    gazetteers: tuple[Path | str, ...] = ()
    """Files of places, likewise, the later over the earlier; a folder that `train/gazetteer.py` made stands for ours."""
