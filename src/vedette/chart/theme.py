"""How charts look: colours that all eyes tell apart, plain letters, no more lines than needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vedette.chart.library import Chart, altair, values

WIDTH = 720
"""Pixels of a chart's plot: fits a page of a report and a column of a web page."""

BLUE, VERMILION, PURPLE, GREEN, SKY, ORANGE = "#0072B2", "#D55E00", "#882255", "#009E73", "#56B4E9", "#E69F00"
PALE_VERMILION, PALE_BLUE = "#F3B994", "#A9CDE6"
INK, GREY, PALE, FAINT = "#222222", "#6B6B6B", "#B5B5B5", "#EFEFEF"
"""Okabe and Ito's palette, which people who see red and green alike can tell apart, with two pale partners and greys."""

FONT = "Arial, Liberation Sans, Helvetica, sans-serif"

LONGEST = 135
"""Characters of a line of the subtitle or footer that fit over the plot at 10.5 pixels."""


HEADROOM = 1.1
"""How much an axis reaches over the greatest number, so that a band behind it is seen."""


def finished(panels: Sequence[Chart], title: str, subtitle: str, footer: str) -> Chart:
    """Panels one under the other, with what they show on top, and what they rest on at the foot."""
    alt = altair()
    head = alt.Title(title, subtitle=folded(subtitle))
    stacked = alt.vconcat(*panels, _foot(footer), spacing=10, title=head)
    return _styled(stacked.resolve_scale(**dict.fromkeys(("color", "fill", "shape", "size"), "independent")))


def _foot(words: str) -> Chart:
    alt = altair()
    lines = folded(words)
    text = alt.Chart(values([{}])).mark_text(align="left", baseline="top", fontSize=10.5, color=GREY, lineHeight=14)
    return text.encode(x=alt.value(0), y=alt.value(0), text=alt.value(lines)).properties(
        width=WIDTH, height=14 * len(lines)
    )


def heading(words: str) -> Any:  # noqa: ANN401 - altair's
    """What stands over a plot among others."""
    return altair().Title(words, anchor="start", frame="group", fontSize=11, fontWeight="normal", offset=4)


def counted(field: str, title: str, most: float, *, steep: bool = False) -> Any:  # noqa: ANN401 - altair's
    """An axis of numbers from zero to somewhat over the greatest; where it is `steep` in powers of ten."""
    alt = altair()
    label = "datum.value % 1 ? '' : format(datum.value, datum.value >= 10000 ? '~s' : ',')"
    ticks = [0, *(10**power for power in range(len(str(int(most))) + 1))] if steep else alt.Undefined
    shown = alt.Axis(labelExpr=label, tickCount=4, values=ticks, domain=False)
    scale = alt.Scale(type="symlog" if steep else "linear", domain=[0, HEADROOM * most or 1], nice=False)
    return alt.Y(f"{field}:Q", title=title, axis=shown, scale=scale)


def _styled(chart: Chart) -> Chart:
    return chart.configure(
        background="white", font=FONT, padding={"left": 12, "right": 16, "top": 12, "bottom": 10}
    ).configure_view(stroke=None).configure_concat(columns=1).configure_title(
        anchor="start", frame="group", fontSize=16, subtitleFontSize=11, subtitleColor=GREY, color=INK, offset=14,
        subtitleLineHeight=15, subtitlePadding=5,
    ).configure_axis(
        labelColor=INK, titleColor=INK, titleFontWeight="normal", titleFontSize=11, labelFontSize=10.5, gridColor=FAINT,
        domainColor=PALE, tickColor=PALE, titlePadding=8,
    ).configure_legend(
        titleFontWeight="normal", titleFontSize=11, labelFontSize=10.5, titleColor=INK, labelColor=INK, labelLimit=260
    )  # fmt: skip


def folded(words: str, width: int = LONGEST) -> list[str]:
    """Words as lines; one who reads them counts no characters.

    >>> folded("one two three", 8)
    ['one two', 'three']
    """
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def short(words: str, length: int) -> str:
    """The words, or their begin.

    >>> short("some four hundred soldiers", 12)
    'some four h…'
    """
    plain = " ".join(words.split())
    return plain if len(plain) <= length else f"{plain[: length - 1].rstrip()}…"
