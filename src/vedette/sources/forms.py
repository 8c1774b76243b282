"""The table of formats: which reader reads what, and how a format is told."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from importlib import import_module

from vedette.records import Problem, Report
from vedette.sources import csv, find, json, jsonl, text
from vedette.sources.options import Options, Reader
from vedette.sources.stream import HEAD, Stream
from vedette.sources.unpack import GZIP
from vedette.sources.unparsed import Unparsed


def _later(module: str) -> Reader:
    """The function `read` of a module that is imported when the first file of its form is met."""

    def read(stream: Stream, options: Options) -> Iterator[Report | Problem | Unparsed | Stream]:
        reader: Reader = import_module(f"vedette.sources.{module}").read
        return reader(stream, options)

    return read


FORMS: Mapping[str, Reader] = {
    "csv": csv.read,
    "docx": _later("docx"),
    "feed": _later("feed"),
    "html": _later("html"),
    "json": json.read,
    "jsonl": jsonl.read,
    "mail": _later("mail"),
    "mailbox": _later("mailbox"),
    "parquet": _later("parquet"),
    "pdf": _later("pdf"),
    "text": text.read,
    "tsv": csv.read_tabs,
    "warc": _later("warc"),
    "zip": _later("zip"),
}
"""The reader of each form, by the name that `--input-format` takes."""

SUFFIXES: Mapping[str, str] = {
    ".atom": "feed",
    ".csv": "csv",
    ".docx": "docx",
    ".eml": "mail",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".mbox": "mailbox",
    ".md": "text",
    ".ndjson": "jsonl",
    ".opml": "feed",
    ".parquet": "parquet",
    ".pdf": "pdf",
    ".rss": "feed",
    ".tab": "tsv",
    ".text": "text",
    ".tsv": "tsv",
    ".txt": "text",
    ".warc": "warc",
    ".xhtml": "html",
    ".xml": "feed",
    ".zip": "zip",
}
"""The form of a file by the end of its name, less `.gz`, `.bz2` or `.xz`. Any other file that is named itself is
read as text; one that merely lies in a folder is a problem of kind "unknown-format"."""

_STARTS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"%PDF-"), "pdf"),
    (re.compile(rb"PK\x03\x04(?s:.){22,}?word/"), "docx"),
    (re.compile(rb"PK\x03\x04"), "zip"),
    (re.compile(rb"PAR1"), "parquet"),
    (re.compile(rb"WARC/1\.\d\r?\n"), "warc"),
    (re.compile(rb"From \S+@?\S* .*\d{4}\r?\n[A-Za-z-]+:"), "mailbox"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<!doctype html|(?:\xef\xbb\xbf)?\s*<html[\s>]", re.IGNORECASE), "html"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|feed|opml|rdf:RDF)[\s>]", re.IGNORECASE), "feed"),
)
"""What the first bytes of a form look like, where no name tells it."""


def form(stream: Stream, options: Options) -> str:
    """The form of an input: as what holds it says, as was said, by its name's end, else by its first bytes.

    An archive that is called one is opened first, and what was said holds for its members.
    """
    suffix = find.suffix(stream.path)
    if suffix == ".zip" and not stream.form:
        return "zip"
    named = SUFFIXES.get(suffix, "text") if suffix else ""
    return stream.form or options.form or named or _sniffed(stream)


def _sniffed(stream: Stream) -> str:
    head = _unpacked_head(stream)
    return next((name for start, name in _STARTS if start.match(head)), "") or stream.sniffed_form()


def _unpacked_head(stream: Stream) -> bytes:
    """The first bytes, of what gzip packed too, of which none is used up by looking."""
    packed = stream.packed.peek(HEAD)
    if not packed.startswith(GZIP):
        return packed if stream.handle is stream.packed else stream.head()
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(packed, HEAD)
    except zlib.error:
        return b""
