"""What a page says of itself in its head: title, site, address."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vedette.sources.document import one_line
from vedette.sources.markup import Element

_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_SITES = ("og:site_name", "publisher", "dc.publisher", "application-name")
_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " » ")
_STRUCTURED = 20
"""JSON-LD scripts of a page that are looked at."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's own title, its publisher, and its address; each may be empty."""

    title: str
    site: str
    url: str

    @staticmethod
    def of(tree: Element) -> Page:
        """What the tree's head tells, and failing that its first heading."""
        named, told = _named(tree), list(_structured(tree))
        site = _first(named, _SITES) or next(filter(None, map(_publisher, told)), "")
        title = _first(named, _TITLES) or next(filter(None, (_text(each, "headline") for each in told)), "")
        return Page(_without_site(title or _shown_title(tree), site), site, _address(tree, named))


def _named(tree: Element) -> Mapping[str, str]:
    """The page's meta elements; the first of a name counts."""
    found: dict[str, str] = {}
    for each in tree.iter("meta"):
        name = each.get("property") or each.get("name") or each.get("itemprop") or ""
        if content := one_line(each.get("content") or ""):
            found.setdefault(name.strip().lower(), content)
    return found


def _first(named: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((named[name] for name in names if name in named), "")


def _structured(tree: Element) -> Iterator[Mapping[str, object]]:
    """The objects that the page describes in JSON-LD, those in lists and graphs too."""
    scripts = (each for each in tree.iter("script") if "ld+json" in (each.get("type") or ""))
    for _, script in zip(range(_STRUCTURED), scripts, strict=False):
        try:
            found = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for each in found if isinstance(found, list) else [found]:
            if isinstance(each, dict):
                yield each
                graph = each.get("@graph")
                yield from (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else ()


def _text(told: Mapping[str, object], name: str) -> str:
    found = told.get(name)
    return one_line(found) if isinstance(found, str) else ""


def _publisher(told: Mapping[str, object]) -> str:
    found = told.get("publisher")
    return _text(found, "name") if isinstance(found, dict) else ""


def _shown_title(tree: Element) -> str:
    """The only first-rank heading where the window's title repeats it, else the window's title."""
    title = next((one_line(each.text_content()) for each in tree.iter("title")), "")
    headings = [one_line(each.text_content()) for each in tree.iter("h1")]
    return headings[0] if len(headings) == 1 and headings[0] and (not title or headings[0] in title) else title


def _without_site(title: str, site: str) -> str:
    """The title less a site's name behind it."""
    for separator in _SEPARATORS:
        before, found, last = title.rpartition(separator)
        if found and site and last.strip().lower() == site.lower():
            return before.strip()
    return title


def _address(tree: Element, named: Mapping[str, str]) -> str:
    links = (each.get("href") or "" for each in tree.iter("link") if (each.get("rel") or "").lower() == "canonical")
    found = [next(links, ""), named.get("og:url", "")]
    return next((each for each in found if each.startswith(("http://", "https://"))), "")
