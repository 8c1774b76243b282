"""What a caller may say about the inputs, beside their names."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from vedette.errors import UsageError
from vedette.records import Problem, Report
from vedette.sources.fields import Fields
from vedette.sources.stream import Stream
from vedette.sources.unparsed import Unparsed


@dataclass(frozen=True, slots=True)
class Options:
    """How to read all inputs of a run."""

    date: date | None = None
    """For reports without a date of their own; it goes before a date in a file's name."""
    fields: Fields = field(default_factory=Fields)
    form: str | None = None
    """Name of a form that goes before what a file's name says."""
    encoding: str | None = None
    """Name of an encoding that goes before what the bytes look like."""

    def checked(self, forms: Collection[str]) -> Options:
        """These options, if they can be meant; else a UsageError that says which cannot."""
        if self.form is not None and self.form not in forms:
            raise UsageError(f"No input format is called {self.form!r}; say one of {', '.join(sorted(forms))}.")
        if not self.is_known_encoding():
            raise UsageError(f"No text encoding is called {self.encoding!r}; say for example utf-8 or windows-1251.")
        return self

    def is_known_encoding(self) -> bool:
        """Whether the encoding, if one was said, is one of text."""
        return self.encoding is None or _is_text_encoding(self.encoding)


def _is_text_encoding(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding  # noqa: SLF001 - the only place that tells rot13 from utf-8
    except (LookupError, ValueError):
        return False


Reader = Callable[[Stream, Options], Iterator[Report | Problem | Unparsed | Stream]]
"""The shape of each form's reader. A stream among what it gives is a file in the file, open until the next is asked for:
the one who asked reads it by its own form."""
