"""Files and streams in, reports and problems out, in the order of the input.

    for found in sources.read(["reports/", "wire.jsonl.gz", "-"], stdin=sys.stdin.buffer):
        ...  # a Report, or a Problem that names what was not read, or not as well as it could have been

Folders are walked in the order of names; hidden files are left out, as a shell's `*` leaves them out. A report's
own date (a field, a date header) goes before `Options.date`, and that before a date in the name of a text file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date as Date  # noqa: N812
from pathlib import Path
from typing import IO

from vedette.errors import VedetteError
from vedette.records import Location, Problem, Report
from vedette.sources import find, forms, limits
from vedette.sources.fields import Fields
from vedette.sources.forms import FORMS, SUFFIXES
from vedette.sources.options import Options
from vedette.sources.stream import Stream, too_large, unreadable
from vedette.sources.unpack import Exhausted
from vedette.sources.unparsed import Unparsed, parsed

__all__ = ["FORMS", "SUFFIXES", "Fields", "Options", "Unparsed", "opened", "read"]


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
    return parsed(opened(inputs, stdin=stdin, date=date, fields=fields, form=form, encoding=encoding))


def opened(  # noqa: PLR0913 - as above
    inputs: Sequence[str | Path],
    *,
    stdin: IO[bytes] | None = None,
    date: Date | None = None,
    fields: Mapping[str, str] | None = None,
    form: str | None = None,
    encoding: str | None = None,
) -> Iterator[Report | Problem | Unparsed]:
    """The same, web pages as they were found: for one who has them parsed by other processes."""
    options = Options(date=date, fields=Fields.renamed(fields or {}), form=form, encoding=encoding).checked(FORMS)
    return _read(inputs, stdin, options)


def _read(
    inputs: Sequence[str | Path], stdin: IO[bytes] | None, options: Options
) -> Iterator[Report | Problem | Unparsed]:
    for found in find.files(inputs, SUFFIXES, any_suffix=options.form is not None):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _read_one(found, stdin, options)


def _read_one(path: str, stdin: IO[bytes] | None, options: Options) -> Iterator[Report | Problem | Unparsed]:
    try:
        with Stream.open(path, stdin) as stream:
            yield from _of_stream(stream, options)
    except VedetteError:
        raise
    except Exception as error:  # noqa: BLE001 - one file's failure must not end a run of many
        yield unreadable(path, error)


def _of_stream(stream: Stream, options: Options) -> Iterator[Report | Problem | Unparsed]:
    """The reports of an open input, and of the files in it."""
    form = forms.form(stream, options)
    within = options if form == "zip" != options.form else replace(options, form=None)
    for found in FORMS[form](stream, options):
        if isinstance(found, Stream):
            yield from _of_inner(found, within)
        else:
            yield found


def _of_inner(stream: Stream, options: Options) -> Iterator[Report | Problem | Unparsed]:
    """The reports of a file in a file; whatever it is, the files after it are read."""
    where, suffix = Location(stream.path), find.suffix(stream.path)
    if stream.depth > limits.DEPTH:
        yield too_large(where, f"it lies in more than {limits.DEPTH} other files")
    elif not (stream.form or options.form) and suffix and suffix not in SUFFIXES:
        yield find.unknown(stream.path)
    else:
        try:
            yield from _of_stream(stream, options)
        except (Exhausted, VedetteError):
            raise
        except Exception as error:  # noqa: BLE001 - one file's failure must not end the run
            yield unreadable(stream.path, error)
