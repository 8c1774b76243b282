"""An address as a request needs it: where to connect, and what to ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from vedette.watch.failure import Failed

PORTS = {"http": 80, "https": 443}
"""Schemes that are asked, and their usual ports."""

LONGEST = 4096
"""Characters of an address; longer ones are made by broken programs, or to break some."""

_HOST = re.compile(r"[a-z0-9._:-]{1,253}")
_UNSEEMLY = re.compile(r"[\x00-\x20\x7f]")
_KEPT = "%/:?#[]@!$&'()*+,;=-._~"


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart; the host is written in ASCII."""

    scheme: str
    host: str
    port: int
    path: str
    """With the query."""

    @property
    def encrypted(self) -> bool:
        """Whether it is asked over TLS."""
        return self.scheme == "https"

    @property
    def netloc(self) -> str:
        """Host and port as the header `Host` has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt holds for, and what a secret may be shown to."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def url(self) -> str:
        """All of it."""
        return self.origin + self.path

    def beside(self, location: str) -> Target:
        """What a redirect leads to."""
        try:
            return target(urljoin(self.url, location.strip()))
        except ValueError as error:
            raise _no_address(location, str(error)) from error


def target(url: str) -> Target:
    """The address taken apart; raises `Failed` where it is none that is asked."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, _ascii(parts.hostname or "")
        path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_KEPT)
    except (ValueError, UnicodeError) as error:
        raise _no_address(url, str(error)) from error
    if parts.scheme not in PORTS:
        raise _no_address(url, "only http and https are asked")
    if not _HOST.fullmatch(host) or len(url) > LONGEST or _UNSEEMLY.search(url):
        raise _no_address(url, "it has no host, is too long, or holds blanks")
    if parts.username is not None:
        raise _no_address(url, "it holds a name or password; give a header instead")
    return Target(parts.scheme, host, port or PORTS[parts.scheme], path)


def _ascii(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _no_address(url: str, reason: str) -> Failed:
    shown = url if len(url) <= 80 else url[:77] + "..."  # noqa: PLR2004 - a line's width
    return Failed(
        "bad-address", f"{shown!r} is no address that can be asked: {reason}.", "Write it as https://host/path."
    )
