"""The user's own names of a call, as settings."""

from __future__ import annotations

import argparse

from vedette.config import Settings


def settings(arguments: argparse.Namespace) -> Settings:
    """What `--lexicon` and `--gazetteer` name, each in the order of the call, and how to read where the call says it."""
    chosen = {
        name: told for name in ("min_score", "model", "gpu") if (told := getattr(arguments, name, None)) is not None
    }
    return Settings(lexicons=tuple(arguments.lexicon), gazetteers=tuple(arguments.gazetteer), **chosen)
