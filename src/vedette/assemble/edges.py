"""Marks and small words at the edges of what the reader marked: ". The post" is "The post", "Friday." is "Friday"."""

from __future__ import annotations

import re
from dataclasses import replace

from vedette.records import EventMention, Span

LOOSE_LEFT = re.compile(r"(?:[\s,;:.!?…)\]]|[-–—]+\s)+")
"""Marks that open no phrase; dashes only with a blank behind them ("-5 degrees")."""

LEADING = re.compile(r"(?:[\s,;:.!?…)\]]|[-–—]+\s|(?:and|or|of)\s)+")
"""The same, with small words that hang on something before."""

LOOSE_RIGHT = re.compile(r"(?:[\s,;:!?…(\[]|\s[-–—]+)+$")

SMALL_WORD = re.compile(r"[\s,]+(?:and|or|the|an?|at|in|on|by|from|with)$")
"""Words that lead to something behind them, which the span leaves out."""

ENDS_IN_STOP = re.compile(
    r"(?:^|[\s(])(?:[A-Za-z]|(?:[A-Za-z]\.)+[A-Za-z]|\d+|Jr|Sr|Inc|Co|Corp|Ltd|Bros|St|Mt|No|Gen|Col|Lt|Sgt|Maj|Capt|Cpl|Adm|Brig|"
    r"Dr|Mrs?|Ms|Sen|Rep|Gov|Prof|Rev|Hon|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|etc|al|approx|km|vs|Pa|Va|Ga|Fla|Calif|"
    r"Conn|Mass|Mich|Minn|Miss|Ariz|Colo|Tenn|Tex|Wash|Wis|Ala|Ark|Del|Ind|Kan|Ill|Md|Mo|Neb|Nev|Okla|Ore|Vt|Wyo|La|Ky)\.$"
)
"""Words whose full stop is their own."""


def tidied(text: str, mention: EventMention) -> EventMention:
    """The mention with each span cut at its edges; a span with nothing else in it stays."""
    trigger = tidy(text, mention.trigger, small_words=False)
    arguments = tuple(
        one if (span := tidy(text, one.span)) is one.span else replace(one, span=span) for one in mention.arguments
    )
    same = trigger is mention.trigger and all(a is b for a, b in zip(arguments, mention.arguments, strict=True))
    return mention if same else replace(mention, trigger=trigger, arguments=arguments)


def tidy(text: str, span: Span, *, small_words: bool = True) -> Span:
    """The span without loose marks at its edges, nor small words at its end; one that lies outside the text stays."""
    if text[span.start : span.end] != span.text:
        return span
    lead = (LEADING if small_words else LOOSE_LEFT).match(span.text)
    start = span.start + (len(lead[0]) if lead else 0)
    end = end_of(text, start, span.end, small_words=small_words)
    if (start, end) == (span.start, span.end) or start >= end:
        return span
    return Span(text[start:end], start, end)


def end_of(text: str, start: int, end: int, *, small_words: bool) -> int:
    """Where the words end: once a mark is gone, a small word may stand there, and so on."""
    while start < end:
        words = text[start:end]
        cut = LOOSE_RIGHT.search(words) or (SMALL_WORD.search(words) if small_words else None)
        if cut:
            end = start + cut.start()
        elif words.endswith(".") and not ENDS_IN_STOP.search(words):
            end -= 1
        else:
            return closed(text, start, end)
    return start


def closed(text: str, start: int, end: int) -> int:
    """Behind the bracket that closes one of the span: "company (180" goes on to ")"."""
    open_ = text.count("(", start, end) > text.count(")", start, end)
    return end + 1 if open_ and text[end : end + 1] == ")" else end
