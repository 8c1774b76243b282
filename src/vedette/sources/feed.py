"""Feeds (RSS and Atom) and lists of them (OPML) as files. What lies behind an address is not fetched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path, PurePosixPath

from vedette.records import Location, Problem, Report
from vedette.sources import document, find, limits, markup
from vedette.sources.document import Document, Written
from vedette.sources.html import domain
from vedette.sources.markup import Element
from vedette.sources.options import Options
from vedette.sources.stream import Stream, missing

_FEEDS = frozenset({"feed", "rdf", "rss"})
_ITEMS = frozenset({"entry", "item"})
_CONTENT = ("encoded", "content")
_SUMMARY = ("description", "summary")
_DATES = ("pubdate", "published", "issued", "date", "created", "updated", "modified")
"""Names under which an item carries its date, the first publication before a change."""


def read(stream: Stream, options: Options) -> Iterator[Report | Problem | Stream]:
    """The reports of a feed's items, or of the feeds that a list names and that lie beside it."""
    where = Location(stream.path)
    try:
        tree = markup.xml(stream.read(limits.FEED))
    except markup.Refused as error:
        yield document.broken(where, "The feed", error)
        return
    if tree.fault:
        yield document.broken(where, "Part of the feed", ValueError(tree.fault))
    kind = markup.local(tree.root)
    if kind in _FEEDS:
        yield from _items(tree.root, stream, options)
    elif kind == "opml":
        yield from _listed(tree.root, stream)
    else:
        yield _no_feed(where, kind)


def _items(root: Element, stream: Stream, options: Options) -> Iterator[Report | Problem]:
    publisher = stream.around.source or _publisher(root)
    found = [each for _, each in zip(range(limits.XML_PARTS), root.iter(), strict=False)]
    items = [each for each in found if markup.local(each) in _ITEMS]
    for number, item in enumerate(items, 1):
        where = Location(stream.path, record=number)
        try:
            told = _document(item, publisher)
        except Exception as error:  # noqa: BLE001 - whatever an item does to the library, it is only this item
            yield document.broken(where, "The item", error)
            continue
        yield from document.reports(told, where, options)
    if not items:
        yield document.no_text(Location(stream.path))


def _publisher(root: Element) -> str:
    """The feed's own title, else the host of its link."""
    channel = next((each for each in root if markup.local(each) == "channel"), root)
    return document.one_line(_words(channel, ("title",))) or domain(_link(channel))


def _document(item: Element, publisher: str) -> Document:
    title, url = document.one_line(_words(item, ("title",))), _link(item)
    return Document(
        text=_words(item, _CONTENT) or "\n\n".join(filter(None, (title, _words(item, _SUMMARY)))),
        title=title,
        source=publisher or domain(url),
        url=url,
        id=_raw(item, "guid") or _raw(item, "id"),
        written=Written(next(filter(None, (_raw(item, name) for name in _DATES)), ""), "feed"),
    )


def _words(item: Element, names: tuple[str, ...]) -> str:
    """The words of the first of the named elements that has any. Atom's XHTML is inside, all other HTML is written out."""
    for name in names:
        for each in item:
            if markup.local(each) == name and (words := _of_element(each)):
                return words
    return ""


def _of_element(element: Element) -> str:
    if len(element):
        return markup.plain_of(element)
    text = element.text or ""
    return text.strip() if element.get("type") == "text" else markup.plain(text)


def _raw(item: Element, name: str) -> str:
    return next((each.text.strip() for each in item if markup.local(each) == name and each.text), "")


def _link(item: Element) -> str:
    links = [each for each in item if markup.local(each) == "link"]
    shown = [each for each in links if each.get("rel", "alternate") == "alternate"]
    return next(filter(None, ((each.get("href") or each.text or "").strip() for each in shown)), "")


def _listed(root: Element, stream: Stream) -> Iterator[Problem | Stream]:
    """The feeds that lie beside the list, each open until the next is asked for; a problem for each that does not."""
    outlines = [each.get("xmlUrl") or each.get("xmlurl") for each in root.iter() if markup.local(each) == "outline"]
    addresses = [each for each in outlines if each][: limits.MEMBERS]
    for number, address in enumerate(addresses, 1):
        where = Location(stream.path, record=number)
        path = _beside(address, stream)
        if path is None:
            yield _not_fetched(where, address)
        elif not path.is_file():
            yield missing(str(path))
        else:
            with ExitStack() as opened:
                yield stream.inner(find.shown_name(address), opened.enter_context(path.open("rb")), form="feed")
    if not addresses:
        yield document.no_text(Location(stream.path))


def _beside(address: str, stream: Stream) -> Path | None:
    """The file that an address names, if it lies in the list's own folder or below: a list may not name any other."""
    name = PurePosixPath(address)
    if stream.depth or stream.path == "-" or ":" in address or "\0" in address or name.is_absolute():
        return None
    folder = Path(stream.path).resolve().parent
    path = (folder / name).resolve()
    return path if path.is_relative_to(folder) else None


def _not_fetched(where: Location, address: str) -> Problem:
    return Problem(
        "not-fetched",
        where,
        f"{document.shown(address)} is no file beside the list, and nothing is fetched while reading.",
        "Save the feed beside the list under a relative name.",
    )


def _no_feed(where: Location, kind: str) -> Problem:
    return Problem(
        "unknown-format",
        where,
        f"It is XML of another kind (<{document.one_line(kind)[:40]}>) than a feed or a list of feeds.",
        "Convert it to text or JSON lines first.",
    )
