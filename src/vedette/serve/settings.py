"""How a lake is served: what is decided at the door and handed down."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")
"""What a browser of this machine may call it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request, and one client, may take."""

    body: int = 4 * 1024 * 1024
    """Bytes of a request's body: a text of a million code points, however JSON writes most of them."""
    text: int = 1_000_000
    """Code points of a text that is read: some hundred pages, a quarter of a minute of one core."""
    seconds: float = 30.0
    """Until an answer is ready; then 504."""
    reading_seconds: float = 120.0
    """The same of `POST /read`."""
    rate: float = 200.0
    """Requests a second of one address, in the long run: four times what the page does when a brush is dragged."""
    burst: float = 400.0
    """Requests at once, likewise."""
    readings: int = 4
    """Texts that wait to be read; they are read one after the other."""
    streams: int = 64
    """Listeners to `/stream` at a time."""
    connections: int = 512
    """Open connections; more are answered with 503."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One server."""

    lake: str
    host: str = "127.0.0.1"
    port: int = 8765
    token: str | None = None
    """What each request to the API must carry; None: nothing."""
    names: tuple[str, ...] = ()
    """Further names that it may be called by."""
    mutes: str | None = None
    """A file that says which alerts nobody wants, and why."""
    poll: float = 1.0
    """Seconds between two looks at the lake."""
    limits: Limits = Limits()

    def may_be_called(self, host: str) -> bool:
        """Whether a `Host` header (without its port) can be meant for this server. A page of another site that makes its
        own name point here (DNS rebinding) says that name.
        """
        if is_local(self.host):
            return host in (*LOCAL_NAMES, *self.names)
        return host in (self.host, *LOCAL_NAMES, *self.names) or is_address(host)


def is_address(host: str) -> bool:
    """Whether it is a number and no name."""
    try:
        ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


def is_local(host: str) -> bool:
    """Whether only this machine reaches what is bound there."""
    return host == "localhost" or (is_address(host) and ipaddress.ip_address(host).is_loopback)
