"""A copy of a text that reads well, and the way back to the text as given.

What a copy loses: the remains of HTML, doubled full stops, stray quotation marks, line breaks inside a sentence, runs of
white space, characters that cannot be seen. Curly quotation marks become straight. Nothing else changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from vedette.text.blemishes import round_of_cleaning
from vedette.text.spans import Changes

MOST_ROUNDS = 16
"""Times that a copy is cleaned again because cleaning brought something to light ("&lt;b&gt;" is then a tag). What is
nested deeper is left as it is; text that programs escaped and cut needs three."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text's clean copy. `original` leads a span of it back to the text as given."""

    text: str
    changes: Changes = field(default_factory=Changes)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the given text that `text[start:end]` was made from; an empty span stays empty.

        >>> clean("He left..  Now what?").original(9, 12)
        (11, 14)
        """
        return self.changes.original(start, end)


def clean(text: str) -> Cleaned:
    """The clean copy of a text. Cleaning it again changes nothing."""
    copy, changes = text, Changes()
    for _ in range(MOST_ROUNDS):
        cleaner, made = round_of_cleaning(copy)
        if cleaner == copy:
            break
        copy, changes = cleaner, changes.then(made)
    return Cleaned(copy, changes)
