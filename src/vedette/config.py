"""Settings: read at the door (command line or caller) and handed down in pieces. Nothing below reads the environment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What a caller may choose about a reading."""

    min_score: float = 0.0
    """Events under this score (0 to 1) are left out, with all that rests on them. 0 keeps all that the reader marks."""
    batch: int = 32
    """Reports handed to the reader at a time: enough short ones to fill its own batches of windows, and few enough that
    the first line of output comes soon."""
