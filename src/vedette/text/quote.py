"""Text -> quotations: what stands between quotation marks, in clean text and in raw."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vedette.text.lines import breaks
from vedette.text.marks import Mark, marks
from vedette.text.split import sentences

_BLANK = re.compile(r"\s*")

LONGEST_NAME = 40
"""Code points of a name in single marks that may end in "s'" ('Band of Brothers' was ...); in anything longer that is the
genitive of a plural (the troops' return)."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, within one paragraph. `start:end` has the marks, `inner_start:inner_end` has not."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    """Whether a mark ends it. One without ends with its paragraph where the next paragraph goes on with it, else with
    its sentence."""


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text, in order; of those inside one another only the outermost.

    >>> quotations('He said: "No."')
    (Quotation(start=9, end=14, inner_start=10, inner_end=13, closed=True),)
    """
    hard = [found for found in breaks(text) if found.hard]
    starts = [0, *(found.end for found in hard)]
    ends = [*(found.start for found in hard), len(text)]
    paragraphs = [_Paragraph(text, start, end) for start, end in zip(starts, ends, strict=True)]
    return tuple(quotation for paragraph in paragraphs for quotation in paragraph.quotations())


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    start: int
    end: int

    def quotations(self) -> Iterator[Quotation]:
        found, index = list(marks(self.text, self.start, self.end)), 0
        while index < len(found):
            quotation, index = self._from(found, index)
            if quotation is not None and quotation.inner_start < quotation.inner_end:
                yield quotation

    def _from(self, found: Sequence[Mark], index: int) -> tuple[Quotation | None, int]:
        """The quotation that the mark at `index` opens, if any, and the mark to go on with."""
        mark = found[index]
        if not mark.opens:
            return None, index + 1
        if mark.family == "single":
            closing = self._single_close(found, index)
            return (None, index + 1) if closing is None else (self._closed(mark, found[closing]), closing + 1)
        partner = next((at for at in range(index + 1, len(found)) if found[at].family == mark.family), None)
        if partner is not None and found[partner].closes:
            return self._closed(mark, found[partner]), partner + 1
        limit = self.end if partner is None else found[partner].start
        return self._unclosed(mark, limit), len(found) if partner is None else partner

    def _single_close(self, found: Sequence[Mark], index: int) -> int | None:
        """The mark that closes a single one: the first, unless it may be a genitive and a better one follows."""
        genitive: int | None = None
        for at in range(index + 1, len(found)):
            mark = found[at]
            if mark.family == "single" and mark.opens:
                break
            if mark.family != "single" or not mark.closes:
                continue
            if not self._is_genitive(mark):
                return at if genitive is None or self.text[mark.start - 1] in ",.!?" else genitive
            if genitive is None and mark.start - found[index].end <= LONGEST_NAME:
                genitive = at
        return genitive

    def _is_genitive(self, mark: Mark) -> bool:
        """Whether the mark may be that of a plural's genitive: the troops' return."""
        following = self.text[mark.end : mark.end + 2]
        return self.text[mark.start - 1] == "s" and following[:1].isspace() and following[1:].islower()

    def _closed(self, opening: Mark, closing: Mark) -> Quotation:
        return _quotation(self.text, opening, closing.start, closing.end, closed=True)

    def _unclosed(self, opening: Mark, limit: int) -> Quotation:
        end = limit if limit == self.end and self._goes_on() else min(limit, self._sentence_end(opening))
        return _quotation(self.text, opening, end, end, closed=False)

    def _goes_on(self) -> bool:
        """Whether the next paragraph begins with an opening mark: a quotation of several paragraphs."""
        found = _BLANK.match(self.text, self.end)
        following = found.end() if found else self.end
        first = next(marks(self.text, following, min(following + 4, len(self.text))), None)
        return first is not None and first.start == following and first.opens and first.family != "single"

    def _sentence_end(self, opening: Mark) -> int:
        spans = sentences(self.text[self.start : self.end])
        return self.start + next(end for _, end in spans if self.start + end > opening.start)


def _quotation(text: str, opening: Mark, inner_end: int, end: int, *, closed: bool) -> Quotation:
    """A quotation whose inner span, and its end where no mark is, has no white space around it."""
    inner = text[opening.end : inner_end]
    inner_start = opening.end + len(inner) - len(inner.lstrip())
    trimmed_end = max(inner_start, opening.end + len(inner.rstrip()))
    return Quotation(opening.start, end if closed else trimmed_end, inner_start, trimmed_end, closed)
