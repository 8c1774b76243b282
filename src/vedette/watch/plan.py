"""What to watch: feeds, who is told, and under which name one asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vedette import __version__
from vedette.watch.backoff import MINUTE
from vedette.watch.target import target

EVERY = 15 * MINUTE
"""Seconds between two looks at a feed."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed."""

    url: str
    name: str = ""
    """Stands for its own title as the reports' source."""
    language: str = ""
    """ISO 639-1 code that goes before what each text looks like."""
    every: float = EVERY
    """Seconds."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Sent to its own origin only; the values are secrets."""
    allow_private: bool = False
    full_text: bool = False
    """Whether an item's page is fetched."""
    robots: bool = True
    """Whether robots.txt is asked for leave."""

    def headers_for(self, page: str) -> Mapping[str, str]:
        """The headers that the server of a page gets to see: the feed's own, if it is the same."""
        return self.headers if self.headers and target(page).origin == target(self.url).origin else {}


@dataclass(frozen=True, slots=True)
class Webhook:
    """Who is told of new events."""

    url: str
    secret: str = ""
    """Signs what is sent; unsigned without."""
    types: frozenset[str] = frozenset()
    """Types of events; empty for all."""
    places: frozenset[str] = frozenset()
    """Countries (ISO 3166 alpha-3) and names of places, in small letters; empty for all."""
    min_score: float = 0.0
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a feeds.toml says."""

    feeds: tuple[Feed, ...]
    webhooks: tuple[Webhook, ...] = ()
    user_agent: str = ""
    contact: str = ""

    @property
    def agent(self) -> str:
        """The name under which one asks, with whom to write to."""
        own = self.user_agent or f"vedette/{__version__}"
        return f"{own} (+{self.contact})" if self.contact else own
