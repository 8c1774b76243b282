"""A situation report as one page that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from vedette.report.cited import noted
from vedette.report.written import Item, Note, Situation


def render(situation: Situation) -> str:
    """All of it."""
    return "\n".join(_lines(situation)) + "\n"


def _lines(situation: Situation) -> Iterator[str]:
    title = escape(situation.title)
    yield "<!doctype html>"
    yield f'<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<style>\n{style()}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>"
    number = 0
    for section in situation.sections:
        yield f"<section>\n<h2>{escape(section.title)}</h2>\n<ul>"
        for each in section.items:
            yield f"<li>{_item(each, number)}</li>"
            number += len(each)
        yield "</ul>\n</section>"
    yield '<section class="notes">\n<h2>Notes</h2>\n<ol>'
    for place, sentence in enumerate(situation.sentences(), 1):
        yield _note(sentence.note, place)
    yield "</ol>\n</section>\n</main>\n</body>\n</html>"


def _item(each: Item, before: int) -> str:
    return " ".join(
        f'<span class="said">{escape(sentence.text)}</span>'
        f'<sup id="r{number}"><a href="#n{number}" title="Note {number}">{number}</a></sup>'
        for number, sentence in enumerate(each, before + 1)
    )


def _note(note: Note, number: int) -> str:
    lines = "<br>".join(escape(line) for line in noted(note))
    return f'<li id="n{number}">{lines} <a href="#r{number}" title="Back to the sentence">↩</a></li>'


def style() -> str:
    """The page's own style sheet."""
    return (files("vedette.report") / "page.css").read_text("utf-8")
