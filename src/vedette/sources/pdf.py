"""PDF files, such as situation reports: one report a file. Only this module knows pypdf."""

from __future__ import annotations

import io
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from vedette.records import Location, Problem, Report
from vedette.sources import document, limits
from vedette.sources.document import Document
from vedette.sources.options import Options
from vedette.sources.stream import Stream, too_large

if TYPE_CHECKING:
    from pypdf import PdfReader

REPEATED = 3
"""Pages from which a line that ends or begins at least half of all pages is a running head, and no text."""

_WRAPPED_WORD = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_DIGITS = re.compile(r"\d+")
_FILE_NAME = re.compile(r"^Microsoft \w+ - |\.(?:docx?|indd|pdf|pptx?|xlsx?|odt|qxd)$", re.IGNORECASE)


def read(stream: Stream, options: Options, clock: Callable[[], float] = time.monotonic) -> Iterator[Report | Problem]:
    """The one report of a file, after a problem for each page that cannot be read. `clock` tells seconds."""
    where = Location(stream.path)
    try:
        reader = _opened(stream.read(limits.DOCUMENT))
        number = len(reader.pages)
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a file does to the library, it is only this file
        yield document.broken(where, "The PDF", error)
        return
    pages: list[str] = []
    yield from _read_pages(reader, number, where, pages, clock)
    found = Document(
        text=_joined(pages),
        title=_title(reader),
        source=stream.around.source,
        url=stream.around.url,
        otherwise=document.weaker(stream, _made(reader)),
    )
    yield from document.reports(found, where, options)


def _opened(given: bytes) -> PdfReader:
    import logging  # noqa: PLC0415 - as below

    from pypdf import PdfReader  # noqa: PLC0415 - 0.2 s that plain texts need not wait for

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # what it would tell on standard error is a problem here
    reader = PdfReader(io.BytesIO(given), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("it is locked with a password")
    return reader


def _read_pages(
    reader: PdfReader, number: int, where: Location, pages: list[str], clock: Callable[[], float]
) -> Iterator[Problem]:
    """Fill `pages` with the text of each; problems for those that have none to give."""
    begun = clock()
    for index in range(min(number, limits.PAGES)):
        place = Location(where.path, record=index + 1)
        try:
            pages.append(reader.pages[index].extract_text())
        except Exception as error:  # noqa: BLE001 - as above: only this page
            yield document.broken(place, f"Page {index + 1}", error)
        if clock() - begun > limits.SECONDS:
            yield too_large(place, f"what follows page {index + 1} was not reached in {limits.SECONDS:g} seconds")
            return
    if number > limits.PAGES:
        yield too_large(where, f"what follows page {limits.PAGES}; it has {number} pages")


def _joined(pages: list[str]) -> str:
    """The text of all pages without running heads; words that were parted at a line's end are whole again."""
    cut = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    heads, feet = _repeated(cut, 0), _repeated(cut, -1)
    kept = ("\n".join(_body(lines, heads, feet)) for lines in cut)
    return _WRAPPED_WORD.sub("", "\n".join(filter(None, kept)))


def _body(lines: list[str], heads: frozenset[str], feet: frozenset[str]) -> list[str]:
    begin = 1 if lines and _masked(lines[0]) in heads else 0
    end = len(lines) - 1 if len(lines) > begin and _masked(lines[-1]) in feet else len(lines)
    return lines[begin:end]


def _repeated(pages: list[list[str]], at: int) -> frozenset[str]:
    counted = Counter(_masked(lines[at]) for lines in pages if lines)
    return frozenset(line for line, times in counted.items() if times >= max(REPEATED, len(pages) / 2))


def _masked(line: str) -> str:
    return _DIGITS.sub("#", line)


def _title(reader: PdfReader) -> str:
    """The title in the properties, unless it is the name of the file that the PDF was made from."""
    try:
        title = str((reader.metadata and reader.metadata.title) or "").strip()
    except Exception:  # noqa: BLE001 - a title is nothing to fail on
        return ""
    return "" if _FILE_NAME.search(title) else title


def _made(reader: PdfReader) -> date | None:
    try:
        made = reader.metadata and reader.metadata.creation_date
    except Exception:  # noqa: BLE001 - as the title
        return None
    return made.date() if made else None
