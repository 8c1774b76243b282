"""XML and HTML -> trees, from hands that are not trusted. Only this module knows lxml.

No entity is expanded, no schema is fetched or loaded, and what is nested more than 255 deep is cut (libxml2's own limits).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import name2codepoint
from typing import Any

Element = Any
"""An element of a tree; lxml comes without types."""

_BLOCK_NAMES = """
    address article aside blockquote body caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section table tbody td tfoot th thead title tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_UNSEEN_NAMES = "button head iframe noscript object script select style svg template textarea"
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_BLANKS = re.compile(r"\s+")
_AROUND_BREAK = re.compile(r"[ \xa0]*\n[ \xa0]*")
_BREAKS = re.compile(r"\n{2,}")
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,7});")


class Refused(ValueError):  # noqa: N818 - it says what became of the input
    """Markup that is not read; the message says why."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What could be read of markup, and what was wrong with it."""

    root: Element
    fault: str = ""


def xml(given: bytes) -> Tree:
    """The tree of an XML document as far as it holds together."""
    from lxml import etree  # noqa: PLC0415 - 0.1 s that plain texts need not wait for

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_NAMED.sub(_numbered, given.lstrip()), parser)
    except (etree.LxmlError, ValueError) as error:
        raise Refused(f"it is no XML ({_line(error)})") from error
    if root is None:
        raise Refused("it is no XML")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise Refused("it declares entities of its own, as only attacks do")
    faults = parser.error_log.filter_from_errors()
    return Tree(root, f"{faults[0].message.strip()}, line {faults[0].line}" if faults else "")


def html(text: str) -> Tree:
    """The tree of a page."""
    from lxml import etree, html  # noqa: PLC0415 - as in `xml`

    parser = html.HTMLParser(
        collect_ids=False,
        default_doctype=False,
        encoding="utf-8",
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Refused(f"it is no HTML ({_line(error)})") from error
    deep = any("depth" in entry.message for entry in parser.error_log.filter_from_fatals())
    return Tree(root, "its elements are nested more than 255 deep" if deep else "")


def plain(markup: str) -> str:
    """The words of a piece of HTML, such as a feed's or a mail's; paragraphs stand a blank line apart."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    if not markup.strip():
        return ""
    return plain_of(html(f"<div>{markup}</div>" if "<body" not in markup else markup).root)


def plain_of(element: Element) -> str:
    """The words in an element."""
    text = _AROUND_BREAK.sub("\n", "".join(_pieces(element)))
    return _BREAKS.sub("\n\n", text).strip()


def local(element: Element) -> str:
    """An element's name without its namespace, in small letters; empty for what is no element."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _pieces(element: Element) -> Iterator[str]:
    from lxml import etree  # noqa: PLC0415 - as in `xml`

    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        name = local(inner)
        if event == "start" and name in _UNSEEN:
            walk.skip_subtree()
        elif event == "start":
            yield _opening(name) + _BLANKS.sub(" ", inner.text or "")
        else:
            tail = "" if inner is element else _BLANKS.sub(" ", inner.tail or "")
            yield ("\n\n" if name in _BLOCKS else "") + tail


def _opening(name: str) -> str:
    return "\n\n" if name in _BLOCKS else "\n" if name == "br" else ""


def _numbered(found: re.Match[bytes]) -> bytes:
    """HTML's names of characters, which XML does not know, by number: `&nbsp;` is in half of all feeds."""
    code = name2codepoint.get(found[1].decode("ascii"))
    return found[0] if code is None else b"&#%d;" % code


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
