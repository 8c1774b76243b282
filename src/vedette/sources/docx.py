"""Word files (.docx): one report a file, by their own XML."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date
from typing import IO

from vedette.records import Location, Problem, Report
from vedette.sources import dates, document, limits, markup
from vedette.sources.document import Document
from vedette.sources.markup import Element
from vedette.sources.options import Options
from vedette.sources.stream import Stream
from vedette.sources.unpack import TooLarge

_TEXT, _PROPERTIES = "word/document.xml", "docProps/core.xml"
_AS_CHARACTER = {"tab": "\t", "br": "\n", "cr": "\n", "nobreakhyphen": "-"}


def read(stream: Stream, options: Options) -> Iterator[Report | Problem]:
    """The one report of a file."""
    where = Location(stream.path)
    try:
        with stream.seekable() as handle:
            found = _document(handle, stream)
    except TooLarge:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a file does to the libraries, it is only this file
        yield document.broken(where, "The Word file", error)
        return
    yield from document.reports(found, where, options)


def _document(handle: IO[bytes], stream: Stream) -> Document:
    with zipfile.ZipFile(handle) as parts:
        text = _part(parts, _TEXT)
        properties = _part(parts, _PROPERTIES) if _PROPERTIES in parts.namelist() else None
    return Document(
        text="\n\n".join(filter(None, map(_words, _paragraphs(text)))),
        title=_property(properties, "title"),
        source=stream.around.source,
        url=stream.around.url,
        otherwise=document.weaker(stream, _changed(properties)),
    )


def _part(parts: zipfile.ZipFile, name: str) -> Element:
    with parts.open(name) as part:
        given = part.read(limits.DOCUMENT + 1)
    if len(given) > limits.DOCUMENT:
        raise TooLarge(f"its part {name} holds more than {limits.DOCUMENT / limits.MIB:g} MiB")
    return markup.xml(given).root


def _paragraphs(root: Element) -> Iterator[Element]:
    return (each for each in root.iter() if markup.local(each) == "p")


def _words(paragraph: Element) -> str:
    """The words of a paragraph as they stand after all changes. A text box in it is a paragraph of its own."""
    return "".join(_pieces(paragraph)).strip()


def _pieces(element: Element) -> Iterator[str]:
    """Recursion goes no deeper than the tree, which is cut at 255."""
    for each in element:
        name = markup.local(each)
        if name == "t":
            yield each.text or ""
        elif name in _AS_CHARACTER:
            yield _AS_CHARACTER[name]
        elif name not in {"p", "txbxcontent", "fallback", "del"}:
            yield from _pieces(each)


def _property(properties: Element | None, name: str) -> str:
    found = (each.text or "" for each in (properties if properties is not None else ()) if markup.local(each) == name)
    return next(found, "").strip()


def _changed(properties: Element | None) -> date | None:
    """When it was last saved. When it was begun says less: files are begun from last year's."""
    return dates.parsed(_property(properties, "modified"))
