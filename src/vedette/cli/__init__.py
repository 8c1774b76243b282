"""The command line: the words of a call in `arguments`, one file for what each verb does."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from vedette.cli.arguments import parser
from vedette.cli.exits import ENDINGS, INTERRUPTED, PIPE_CLOSED
from vedette.errors import VedetteError

YOUNG = 100_000
"""Objects after which the collector looks for rings among the newest. Records form none, and at Python's own 700 it takes a
seventh of the time of assembly, and a third of that of loading the names."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; the exit code comes back. What goes wrong on purpose is one line on standard error."""
    arguments = parser().parse_args(argv)
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
    try:
        code: int = arguments.run(arguments)
    except VedetteError as error:
        print(f"vedette: {error}", file=sys.stderr)
        return next(code for kind, code in ENDINGS if isinstance(error, kind))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_left()
    return code


def _reader_left() -> int:
    """What standard output went to has ended, as in `vedette read … | head`: stop without a word, as `cat` does."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED
