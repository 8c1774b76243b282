"""What a host lets programs ask for: its robots.txt (RFC 9309), kept for a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.robotparser import RobotFileParser

from vedette.sources import limits
from vedette.watch.backoff import DAY, HOUR

KEPT = DAY
"""Seconds for which the rules hold."""

RETRIED = HOUR
"""Seconds for which older rules still hold where newer ones cannot be had just now."""

SIZE = limits.MIB // 2
"""Bytes of a robots.txt that are looked at: as many as RFC 9309 asks for."""

EVERYTHING = ""
"""Rules of a host that has none."""

NO_SUCH_FILE = range(400, 500)
"""Answers that say that there are no rules. Of these 429 asks to be left alone, and is a failure."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one origin (scheme, host, port)."""

    text: str
    at: float
    """When they were fetched, in seconds of the day's clock."""

    def fresh(self, now: float) -> bool:
        """Whether they still hold."""
        return 0 <= now - self.at < KEPT

    def longer(self, now: float) -> Rules:
        """The same, to hold an hour more."""
        return Rules(self.text, now - KEPT + RETRIED)

    def allow(self, agent: str, url: str) -> bool:
        """Whether a program of this name may ask for the address."""
        return _parsed(self.text).can_fetch(agent, url)

    def delay(self, agent: str) -> float:
        """Seconds between two requests that it asks for, 0 if none."""
        return float(_parsed(self.text).crawl_delay(agent) or 0)


@lru_cache(maxsize=256)
def _parsed(text: str) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    return parser


class Robots:
    """The rules of all origins that were asked."""

    def __init__(self, known: Mapping[str, Rules] | None = None) -> None:
        self._known = dict(known or {})
        self._learnt: dict[str, Rules] = {}

    def known(self, origin: str, now: float) -> Rules | None:
        """The rules that still hold."""
        rules = self._known.get(origin)
        return rules if rules and rules.fresh(now) else None

    def older(self, origin: str) -> Rules | None:
        """The last rules that were had, however old."""
        return self._known.get(origin)

    def learn(self, origin: str, rules: Rules) -> None:
        """Keep what was fetched."""
        self._known[origin] = self._learnt[origin] = rules

    def learnt(self) -> Mapping[str, Rules]:
        """What was fetched since this was last asked."""
        taken, self._learnt = self._learnt, {}
        return taken
