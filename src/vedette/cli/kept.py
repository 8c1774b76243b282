"""Readings that were kept: the output of `vedette read --format jsonl`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from vedette.errors import SourceError
from vedette.export import jsonl
from vedette.records import Reading


def of_file(path: Path) -> Iterator[Reading]:
    """The readings that `vedette read` printed."""
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                yield _of_line(line, path, number)
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror}. Name the output of `vedette read`") from None
    except UnicodeDecodeError:
        raise SourceError(f"{path} is no UTF-8. Name the output of `vedette read --format jsonl`") from None


def _of_line(line: str, path: Path, number: int) -> Reading:
    try:
        return jsonl.from_json(json.loads(line))
    except (ValueError, KeyError, TypeError):
        following = "Name the output of `vedette read --format jsonl`"
        raise SourceError(f"{path}, line {number}, is no reading. {following}") from None
