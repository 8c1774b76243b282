"""The reader: words to event mentions."""

from vedette.read.reader import Reader

__all__ = ["Reader"]
