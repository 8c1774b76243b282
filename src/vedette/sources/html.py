"""Web pages: the main text, by trafilatura, and what the page says of itself. Only this module knows trafilatura, htmldate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from vedette.records import Location, Problem, Report
from vedette.sources import document, limits, markup
from vedette.sources.decode import decoded
from vedette.sources.document import NOTHING_WRITTEN, Dated, Document, Written
from vedette.sources.markup import Element
from vedette.sources.options import Options
from vedette.sources.page import Page
from vedette.sources.stream import NOTHING_AROUND, Around, Stream, too_large
from vedette.sources.unpack import TooLarge
from vedette.sources.unparsed import Unparsed

FIRST_DAY, LAST_DAY = date(1995, 1, 1), date(2100, 1, 1)
"""Days between which a page's date is believed; no page was written before the web was."""

RUNNING_TEXT = 40
"""Characters from which a bare paragraph is no date line, so that a day told in it is not the page's own; "Published on
Wednesday, 27 September 2023" has 39. A shorter one that ends as a sentence does is none either."""

_PARAGRAPHS = frozenset({"blockquote", "li", "p"})
_KEPT = frozenset({"h1", "meta", "script", "time", "title"})
_DATELINE = re.compile(r"date|time|publi|posted|stamp|meta|byline|author|info|created|modified|itemprop", re.IGNORECASE)
"""What the class or another attribute of a date line may hold."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.IGNORECASE)
_CHARSET_WITHIN = 4096
"""Bytes from the begin in which a page must name its encoding; HTML asks for 1024."""

_AS_BROWSERS_DO = {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "iso-8859-9": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}
"""Encodings that pages name, and those that they are written in."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page's bytes, and what is known of them from where they were found."""

    given: bytes
    around: Around = NOTHING_AROUND
    charset: str = ""
    """As the server named it."""


def read(stream: Stream, options: Options) -> Iterator[Unparsed]:
    """The one report of a saved page, still to be parsed."""
    fetched = Fetched(stream.read(limits.PAGE), stream.around)
    yield Unparsed(fetched, Location(stream.path), options, document.weaker(stream))


def reports(
    fetched: Fetched, where: Location, options: Options, otherwise: Dated | None = None
) -> Iterator[Report | Problem]:
    """The one report of a page; `otherwise` is a weaker date than the page's own."""
    given = decoded(fetched.given, where, options.encoding or _charset(fetched))
    yield from given.problems
    if given.text is None:
        return
    if not given.text.strip():
        yield document.no_text(where)
        return
    try:
        tree = markup.html(given.text)
        _check_size(tree.root)
        found = _document(tree.root, fetched.around, otherwise)
    except TooLarge as error:
        yield too_large(where, str(error))
        return
    except Exception as error:  # noqa: BLE001 - whatever a page does to the libraries, it is only this page
        yield document.broken(where, "The page", error)
        return
    if tree.fault:
        yield _too_deep(where, tree.fault)
    yield from document.reports(found, where, options)


def _check_size(tree: Element) -> None:
    if sum(1 for _ in tree.iter()) > limits.ELEMENTS:
        raise TooLarge(f"the page holds more than {limits.ELEMENTS} elements")


def _document(tree: Element, around: Around, otherwise: Dated | None) -> Document:
    page = Page.of(tree)
    url = around.url or page.url
    text = _without_title(_main_text(tree), page.title)
    return Document(
        text=text,
        title=page.title,
        source=page.site or around.source or domain(url),
        url=url,
        written=_written(tree, url, around),
        otherwise=otherwise,
    )


def _without_title(text: str, title: str) -> str:
    """The text less its title, which is a field of its own and would tell its events twice."""
    first, _, rest = text.partition("\n\n")
    return rest if rest and document.one_line(first) == title else text


def domain(url: str) -> str:
    """The host that an address names, less `www.`."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _main_text(tree: Element) -> str:
    """The main text, a blank line between paragraphs. The tree stays as it is."""
    found = _libraries().extract(tree, fast=True, with_metadata=False, include_comments=False)
    text = (found.text if found else "") or ""
    return "\n\n".join(line for line in text.split("\n") if line.strip())


def _written(tree: Element, url: str, around: Around) -> Written:
    """The page's date and its origin. Running text is taken out of the tree: its days are not the page's."""
    last = around.date + timedelta(days=1) if around.date and around.origin == "crawl" else LAST_DAY
    _take_out_running_text(tree)
    if found := _libraries().date(tree, "", last):
        return Written(found, "markup")
    found = _libraries().date(markup.html("<p>-</p>").root, url, last) if url else ""
    return Written(found, "address") if found else NOTHING_WRITTEN


def _take_out_running_text(tree: Element) -> None:
    for element in list(tree.iter()):
        if element.tag in _PARAGRAPHS and not _may_be_dateline(element) and _is_running(_begin(element)):
            tail = element.tail
            element.clear()
            element.tail = tail
        elif element.tag not in _KEPT:
            if element.text and not _may_be_dateline(element) and _is_running(element.text.strip()):
                element.text = None
            if element.tail and _is_running(element.tail.strip()):
                element.tail = None


def _may_be_dateline(element: Element) -> bool:
    return any(_DATELINE.search(value) for value in element.attrib.values())


def _is_running(words: str) -> bool:
    return len(words) > RUNNING_TEXT or words.endswith((".", "!", "?"))


def _begin(element: Element) -> str:
    """The first words of an element, as many as tell whether it is a date line."""
    words = ""
    for piece in element.itertext():
        words = (words + piece).lstrip()
        if len(words) > RUNNING_TEXT:
            break
    return words.rstrip()


def _charset(fetched: Fetched) -> str | None:
    """The encoding that the server or the page names, if it is one. UTF-8 that is named so by mistake is found later."""
    within = _CHARSET.search(fetched.given[:_CHARSET_WITHIN])
    for name in (fetched.charset, within[1].decode("ascii") if within else ""):
        known = _AS_BROWSERS_DO.get(name.strip().lower(), name.strip().lower())
        if known and known not in {"utf-8", "utf8"} and Options(encoding=known).is_known_encoding():
            return None if _is_utf8(fetched.given) else known
    return None


def _is_utf8(given: bytes) -> bool:
    try:
        given.decode()
    except UnicodeDecodeError:
        return False
    return not given.isascii()


@dataclass(frozen=True, slots=True)
class _Libraries:
    """The two libraries, loaded when the first page is read."""

    extract: Any
    find_date: Any

    def date(self, tree: object, url: str, last: date) -> str:
        """The day that markup (and the address, unless it is empty) tells, as YYYY-MM-DD, or nothing."""
        return str(
            self.find_date(
                tree,
                extensive_search=False,  # the extensive search takes any day in the text for the page's
                original_date=True,
                url=url,
                min_date=FIRST_DAY.isoformat(),
                max_date=last.isoformat(),
            )
            or ""
        )


@cache
def _libraries() -> _Libraries:
    import logging  # noqa: PLC0415 - as below

    from htmldate import find_date  # noqa: PLC0415 - 0.5 s that plain texts need not wait for
    from trafilatura import bare_extraction  # noqa: PLC0415 - as above

    for name in ("trafilatura", "htmldate"):  # what they would tell on standard error becomes a problem here
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return _Libraries(bare_extraction, find_date)


def _too_deep(where: Location, fault: str) -> Problem:
    return Problem(
        "cut-page",
        where,
        f"The page is read in part: {fault}.",
        "Look at the page: no hand writes such markup.",
    )
