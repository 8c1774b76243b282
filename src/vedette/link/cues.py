"""Words around a number that say how it stands to other numbers: a part, an update, what was thought before."""

from __future__ import annotations

import re
from functools import lru_cache

from vedette.link.passage import passages
from vedette.records import Span

AMONG = re.compile(
    r"\b(?:including|includes|included|among (?:them|whom|those|the (?:dead|victims|killed|wounded|injured))|of whom|"
    r"of them|but also)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
"""Before a number of some of those counted."""

OF_THEM = re.compile(
    r"^[\w-]+ of (?:them|whom|those|these|the (?:dead|deceased|fatalities|killed|victims|casualties|wounded|injured))\b",
    re.IGNORECASE,
)
"""Such a number's own words, with what follows."""

OWN = re.compile(r"\bof (?:its|his|her|our|their|my) ", re.IGNORECASE)
"""Within the words of a count of one's own."""

ORDINAL = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[1-9]?\d(?:st|nd|rd|th)|another|one more)\b",
    re.IGNORECASE,
)
"""Within the words of one more."""

CARE_AFTER = re.compile(
    r"^[^.;]{0,20}\b(?:(?:are|is|were|remain\w*|being) (?:still )?(?:in (?:hospital|intensive care)|treated|hospitali[sz]ed)|"
    r"(?:was|were) (?:flown|taken|admitted|evacuated))",
    re.IGNORECASE,
)
CARE_BEFORE = re.compile(r"\b(?:treat(?:ed|ing)|operated on|discharged)\b[^.;,]{0,20}$", re.IGNORECASE)
"""Around a count of those who were cared for."""

ROSE = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|rais(?:e|es|ed|ing)|climb(?:s|ed|ing)?|reach(?:es|ed|ing)?|increas(?:es?|ed|ing)|"
    r"jump(?:s|ed)|grown|grew|gone up|went up|goes up|bring(?:s|ing)|brought|tak(?:es|ing)|revised up(?:wards?)?)\b"
    r"[^.;]{0,70}\b(?:to|at|reached|reaching|reaches)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
"""Before a number that a count rose to."""

REVISED = re.compile(
    r"\b(?:revis(?:e|es|ed|ing)|cuts?|cutting|lower(?:s|ed|ing)|correct(?:s|ed|ing)|reduc(?:es?|ed|ing)|scal(?:ed|es|ing)"
    r" (?:back|down))\b[^.;]{0,70}\bto\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
"""Before a number that a count was changed to."""

FORMER = re.compile(
    r"\b(?:(?:up|down) from|\bnot|instead of|rather than|earlier (?:toll|figure|count|number|report)s? of|"
    r"(?:had )?(?:first|earlier|previously|initially|originally) (?:said|put|reported|counted|told)\b[^.;]{0,25})\W+$",
    re.IGNORECASE,
)
"""Before a number that was thought before."""

SEVERAL = re.compile(
    r"\b(?:in|across|over|from) (?:the |a series of |as many as )?(?:two|three|four|five|six|both|several|separate|multiple|"
    r"all|these|those) (?:\w+ ){0,2}(?:attacks|incidents|bombings|raids|explosions|strikes|clashes|days|weeks|months|years)\b|"
    r"\bsince (?:the (?:start|beginning|outbreak)|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|last (?:year|month)|\d{4})\b|\bso far this (?:year|month|week)\b|\bover the (?:past|last) \w+",
    re.IGNORECASE,
)
"""Near a number that adds up several happenings."""

REASON = re.compile(
    r"\b(?:in connection with|accused of|suspected of|charged with|convicted of|found guilty of|blamed for|wanted for|"
    r"(?:trial|sentenced|arrested|jailed|held|questioned) (?:for|over))\b[^.;]{0,25}$",
    re.IGNORECASE,
)
"""Before a deed that is only told as why somebody is held or accused."""

SEVERAL_REACH = 60
"""Characters after a number in which words that add up several happenings still speak of it. By judgement."""

DIED_SINCE = re.compile(r"\bdie[sd]? of (?:his|her|their|its)? ?\w* ?(?:wounds|burns|injuries)\b", re.IGNORECASE)
"""Anywhere in a report: one of the injured is now one of the dead."""

_cuts = lru_cache(maxsize=256)(passages)


def before(text: str, span: Span) -> str:
    """What stands before the words in their sentence."""
    return text[max((start for start, _ in _cuts(text) if start <= span.start), default=0) : span.start]


def after(text: str, span: Span) -> str:
    """What stands after the words in their sentence."""
    return text[span.end : min((end for _, end in _cuts(text) if end >= span.end), default=len(text))]
