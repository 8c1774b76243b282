"""An address -> what lies there, politely: robots.txt, pauses, redirects each looked at anew. Raises `Failed`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from vedette.watch import backoff, robots
from vedette.watch.failure import Failed
from vedette.watch.manners import Manners
from vedette.watch.robots import Robots, Rules
from vedette.watch.target import Target, target
from vedette.watch.unpack import ASKED_FOR
from vedette.watch.wire import Reply, Wire

REDIRECTS = 5
"""Steps from one address to another; feeds need one or two."""

MOVED = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})

NOT_MODIFIED, GONE = HTTPStatus.NOT_MODIFIED.value, HTTPStatus.GONE.value
BUSY = frozenset({429, 503})
"""Answers whose Retry-After counts."""

FEEDS = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
PAGES = "text/html, application/xhtml+xml, */*;q=0.1"


@dataclass(frozen=True, slots=True)
class Ask:
    """What to ask for."""

    url: str
    accept: str = FEEDS
    secret: Mapping[str, str] = field(default_factory=dict)
    """Headers that only the address's own origin gets to see."""
    known: Mapping[str, str] = field(default_factory=dict)
    """Headers that tell what we have already."""
    allow_private: bool = False
    robots: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What lay there."""

    url: str
    """Where it lay in the end."""
    status: int
    """200, or 304 where nothing is new."""
    headers: Mapping[str, str]
    body: bytes
    moved: str = ""
    """The address that stands for the asked one from now on, where the server says so."""


class Fetcher:
    """Asks, under one name."""

    def __init__(
        self,
        agent: str,
        *,
        wire: Wire | None = None,
        manners: Manners | None = None,
        rules: Robots | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._agent = agent
        self._wire = wire or Wire()
        self.manners = manners or Manners()
        self.robots = rules or Robots()
        self._clock = clock

    def get(self, ask: Ask) -> Answer:
        """What lies at an address, after at most five redirects."""
        first = place = target(ask.url)
        moved, for_good = "", True
        for _ in range(REDIRECTS + 1):
            reply = self._step(place, ask, first)
            if reply.status not in MOVED or not reply.headers.get("location"):
                return self._answer(reply, place, moved)
            place = place.beside(reply.headers["location"])
            for_good = for_good and reply.status in FOR_GOOD
            moved = place.url if for_good else moved
        raise Failed(
            "too-many-redirects", f"{ask.url} leads on and on, {REDIRECTS} times.", "Look at the address in a browser."
        )

    def post(self, url: str, headers: Mapping[str, str], body: bytes, *, allow_private: bool = False) -> int:
        """Send the body; the status comes back. A redirect is not followed: the receiver is who was named."""
        to, length = target(url), str(len(body))
        named = {"User-Agent": self._agent, "Content-Type": "application/json", "Content-Length": length, **headers}
        reply = self._wire.send(to, named, body=body, allow_private=allow_private)
        if not HTTPStatus.OK <= reply.status < HTTPStatus.MULTIPLE_CHOICES:
            raise self._refusal(reply, to.origin)  # the rest of a webhook's address is often its secret
        return reply.status

    def _step(self, place: Target, ask: Ask, first: Target) -> Reply:
        if ask.robots:
            self._permitted(place, ask)
        headers = {"User-Agent": self._agent, "Accept": ask.accept, "Accept-Encoding": ASKED_FOR, **ask.known}
        if place.origin == first.origin:
            headers |= ask.secret
        return self._sent(place, headers, ask)

    def _sent(self, place: Target, headers: Mapping[str, str], ask: Ask) -> Reply:
        with self.manners.turn(place.host):
            return self._wire.send(place, headers, allow_private=ask.allow_private)

    def _answer(self, reply: Reply, place: Target, moved: str) -> Answer:
        if reply.status in {HTTPStatus.OK, NOT_MODIFIED}:
            return Answer(place.url, reply.status, reply.headers, reply.body, moved)
        raise self._refusal(reply, place.url)

    def _refusal(self, reply: Reply, url: str) -> Failed:
        wait = backoff.asked(reply.headers.get("retry-after"), self._clock()) if reply.status in BUSY else None
        known = reply.status in HTTPStatus.__members__.values()
        phrase = HTTPStatus(reply.status).phrase if known else "which says nothing"
        return Failed(
            "http-status",
            f"{url} answered {reply.status} ({phrase}).",
            "It is tried again later, ever more seldom; look at the address if it stays so.",
            status=reply.status,
            wait=wait,
        )

    def _permitted(self, place: Target, ask: Ask) -> None:
        name = self._agent.split("/", 1)[0]
        rules = self.robots.known(place.origin, self._clock()) or self._rules(place, ask)
        self.manners.slow(place.host, rules.delay(name))
        if not rules.allow(name, place.url):
            raise _disallowed(place)

    def _rules(self, place: Target, ask: Ask) -> Rules:
        """The origin's rules, fetched; those had before where that fails. Where there are none, nothing may be asked
        (RFC 9309), which is why the failure is that of the address.
        """
        now, older = self._clock(), self.robots.older(place.origin)
        try:
            rules = Rules(self._rules_text(place, ask), now)
        except Failed:
            if older is None:
                raise
            rules = older.longer(now)
        self.robots.learn(place.origin, rules)
        return rules

    def _rules_text(self, place: Target, ask: Ask) -> str:
        at = target(f"{place.origin}/robots.txt")
        headers = {"User-Agent": self._agent, "Accept": "text/plain", "Accept-Encoding": ASKED_FOR}
        for _ in range(REDIRECTS + 1):
            reply = self._sent(at, headers, ask)
            if reply.status in MOVED and reply.headers.get("location"):
                at = at.beside(reply.headers["location"])
            elif reply.status in robots.NO_SUCH_FILE and reply.status not in BUSY:
                return robots.EVERYTHING
            elif reply.status == HTTPStatus.OK:
                return reply.body[: robots.SIZE].decode("utf-8-sig", "replace")
            else:
                raise self._refusal(reply, at.url)
        return robots.EVERYTHING  # as RFC 9309 has it


def _disallowed(place: Target) -> Failed:
    return Failed(
        "robots-disallow",
        f"The robots.txt of {place.host} does not want programs at {place.path[:80]}.",
        "Ask its owner; where you have leave, set robots = false for the feed.",
    )
