"""Exit codes, and which error ends in which."""

from __future__ import annotations

from vedette.errors import StoreError, UsageError, VedetteError

DONE = 0
NOTHING_READ = 1
WRONG_USAGE = 2
REFUSED = 3
INTERRUPTED = 130
PIPE_CLOSED = 141

EXIT_CODES = (
    (DONE, "every input was accounted for: read, or named as a problem"),
    (NOTHING_READ, "nothing could be read; with --strict, there was a problem"),
    (WRONG_USAGE, "the call itself is off: an unknown option, a date that is none"),
    (REFUSED, "the output could not be written"),
    (INTERRUPTED, "interrupted from the keyboard"),
    (PIPE_CLOSED, "what the output was piped to has ended"),
)
"""Code -> what it says, as `--help` and the reference list them."""

ENDINGS: tuple[tuple[type[VedetteError], int], ...] = (
    (UsageError, WRONG_USAGE),
    (StoreError, REFUSED),
    (VedetteError, NOTHING_READ),
)
"""The first kind that an error is decides."""
