"""A note in plain lines: the words of reports with where they stand and why they count, and the rows."""

from __future__ import annotations

from collections.abc import Iterator

from vedette.report.words import one_line
from vedette.report.written import Note, Quote


def noted(note: Note) -> Iterator[str]:
    """Each piece of evidence."""
    yield from map(cited, note.quotes)
    yield from (row for row in note.rows if row)


def cited(quote: Quote) -> str:
    """“four soldiers”, report pende-002 (Equator Press, 2024-02-12), characters 17 to 30, rule exact."""
    words = quote.words
    told = ", ".join(filter(None, (quote.source, str(quote.published or "no day"))))
    return (
        f"“{one_line(words.text)}”, report {quote.report} ({told}), characters {words.start}–{words.end}, {quote.rule}"
    )
