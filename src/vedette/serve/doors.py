"""Where a server listens: found and taken before anything else is done."""

from __future__ import annotations

import contextlib
import errno
import socket
import sys

from vedette.errors import UsageError, VedetteError


def bound(host: str, port: int) -> list[socket.socket]:
    """Sockets of all addresses that a name has on this machine, with one port: a free one where it is 0. Who calls before the
    lake is open waits.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise _no_address(host) from None
    doors: list[socket.socket] = []
    for family, _, _, _, where in dict.fromkeys(found):
        with contextlib.suppress(_AbsentError):
            doors.append(_door(family, (where[0], port, *where[2:])))
            port = doors[-1].getsockname()[1]
    if not doors:
        raise _no_address(host)
    return doors


class _AbsentError(Exception):
    """An address that this machine does not have, such as ::1 where IPv6 is off."""


def _door(family: int, where: tuple[int | str, ...]) -> socket.socket:
    try:
        door = socket.socket(family, socket.SOCK_STREAM)
    except OSError:
        raise _AbsentError from None
    try:
        if family == socket.AF_INET6:
            door.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if sys.platform != "win32":  # there it would let two servers have one port
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(where)
        door.listen()  # two that are only bound may share a port
    except OSError as error:
        door.close()
        if error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
            raise _AbsentError from None
        raise _not_bound(error, str(where[0]), where[1]) from None
    return door


def _no_address(host: str) -> UsageError:
    return UsageError(
        f"--host {host} is no address of this machine. Leave it out for 127.0.0.1, or give 0.0.0.0 for all that it has"
    )


def _not_bound(error: OSError, host: str, port: int | str) -> VedetteError:
    told = {
        errno.EADDRINUSE: f"port {port} of {host} is taken, maybe by another `vedette serve`",
        errno.EACCES: f"port {port} of {host} may not be used without more rights",
    }
    why = told.get(error.errno or 0, f"cannot serve at {host}:{port}: {error.strerror or error}")
    return VedetteError(f"{why}. Choose another --port, or 0 for a free one")
