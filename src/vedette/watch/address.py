"""Names -> addresses that may be connected to, so that a feed cannot make us ask what only we can reach.

Every address that a name has is looked at, and the connection goes to one that was looked at: the name is not asked again.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from vedette.watch.failure import Failed, unreachable

Address = IPv4Address | IPv6Address

Resolve = Callable[[str, int], Sequence[str]]
"""Name and port -> all its addresses."""

INTRANET = frozenset({"loopback", "private"})
"""Kinds that `allow_private` allows. Link-local is not among them: clouds keep their machines' secrets there."""

_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
_COMPATIBLE = IPv6Network("::/96")


def resolved(host: str, port: int) -> Sequence[str]:
    """All addresses of a name, as the system tells them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


def checked(host: str, port: int, resolve: Resolve, *, allow_private: bool) -> Sequence[str]:
    """The addresses of a name, if one may connect to each of them."""
    try:
        addresses = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise unreachable(host, error) from error
    for address in addresses:
        for kind in kinds(address):
            if not (allow_private and kind in INTRANET):
                raise _refused(host, address, kind)
    if not addresses:
        raise unreachable(host, OSError("it has no address"))
    return addresses


def kinds(address: str) -> tuple[str, ...]:
    """What kind of not public address it is, and any that it holds; nothing for a public one.

    >>> kinds("93.184.216.34"), kinds("::ffff:10.0.0.1")
    ((), ('private',))
    """
    try:
        own = ip_address(address.partition("%")[0])
    except ValueError:
        return ("unknown",)
    inner = tuple(_held(own)) if isinstance(own, IPv6Address) else ()
    looked_at = inner or (own,)
    return tuple(dict.fromkeys(filter(None, map(_kind, looked_at))))


def _held(own: IPv6Address) -> Iterator[IPv4Address]:
    """The addresses of the old kind that one of the new kind stands for: a gateway would connect to them."""
    if own.ipv4_mapped:
        yield own.ipv4_mapped
    if own.sixtofour:
        yield own.sixtofour
    yield from own.teredo or ()
    if any(own in network for network in _NAT64) or (own in _COMPATIBLE and int(own) > 0xFFFF):  # noqa: PLR2004
        yield IPv4Address(int(own) & 0xFFFFFFFF)


def _kind(own: Address) -> str:
    told = (
        ("unspecified", own.is_unspecified),
        ("loopback", own.is_loopback),
        ("link-local", own.is_link_local),
        ("multicast", own.is_multicast),
        ("reserved", own.is_reserved),
        ("private", not own.is_global),
    )
    return next((kind for kind, is_so in told if is_so), "")


def _refused(host: str, address: str, kind: str) -> Failed:
    named = host if host == address else f"{host} ({address})"
    return Failed(
        "private-address",
        f"{named} is a {kind} address, which a public feed has no reason to name: nothing was asked of it.",
        "If it is your own, set allow_private = true for the feed or webhook (link-local is never asked)."
        if kind in INTRANET or kind == "link-local"
        else "Look at the address, and at where the feed leads.",
    )
