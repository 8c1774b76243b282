"""Files and streams in, reports and problems out, in the order of the input.

    for found in sources.read(["reports/", "wire.jsonl.gz", "-"], stdin=sys.stdin.buffer):
        ...  # a Report, or a Problem that names what was not read, or not as well as it could have been

Folders are walked in the order of names; hidden files are left out, as a shell's `*` leaves them out. A report's
own date (a field, a date header) goes before `Options.date`, and that before a date in the name of a text file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Date  # noqa: N812
from pathlib import Path
from typing import IO

from vedette.records import Problem, Report
from vedette.sources import csv, find, json, jsonl, text
from vedette.sources.fields import Fields
from vedette.sources.options import Options, Reader
from vedette.sources.stream import READ_ERRORS, Stream, unreadable

__all__ = ["FORMS", "SUFFIXES", "Fields", "Options", "read"]

FORMS: Mapping[str, Reader] = {
    "csv": csv.read,
    "json": json.read,
    "jsonl": jsonl.read,
    "text": text.read,
    "tsv": csv.read_tabs,
}
"""The reader of each form, by the name that `--input-format` takes."""

SUFFIXES: Mapping[str, str] = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".md": "text",
    ".ndjson": "jsonl",
    ".tab": "tsv",
    ".text": "text",
    ".tsv": "tsv",
    ".txt": "text",
}
"""The form of a file by the end of its name, less `.gz`, `.bz2` or `.xz`. Any other file that is named itself is
read as text; one that merely lies in a folder is a problem of kind "unknown-format"."""


def read(  # noqa: PLR0913 - each is an option of the command line
    inputs: Sequence[str | Path],
    *,
    stdin: IO[bytes] | None = None,
    date: Date | None = None,
    fields: Mapping[str, str] | None = None,
    form: str | None = None,
    encoding: str | None = None,
) -> Iterator[Report | Problem]:
    """Reports and problems of all inputs, one at a time. `-` is `stdin`, which must be open for bytes.

    `date` is for reports without a date of their own; `fields` renames ({"text": "body"}); `form` is one of `FORMS`
    and goes before a file's name; `encoding` goes before what the bytes look like.
    """
    options = Options(date=date, fields=Fields.renamed(fields or {}), form=form, encoding=encoding).checked(FORMS)
    return _read(inputs, stdin, options)


def _read(inputs: Sequence[str | Path], stdin: IO[bytes] | None, options: Options) -> Iterator[Report | Problem]:
    for found in find.files(inputs, SUFFIXES, any_suffix=options.form is not None):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _read_one(found, stdin, options)


def _read_one(path: str, stdin: IO[bytes] | None, options: Options) -> Iterator[Report | Problem]:
    try:
        with Stream.open(path, stdin) as stream:
            yield from FORMS[options.form or _form(stream)](stream, options)
    except READ_ERRORS as error:
        yield unreadable(path, error)


def _form(stream: Stream) -> str:
    """The form by the name's end; without one, by the first characters."""
    suffix = find.suffix(stream.path)
    return SUFFIXES.get(suffix, "text") if suffix else stream.sniffed_form()
