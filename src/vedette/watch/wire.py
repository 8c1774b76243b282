"""One HTTP request over a connection to an address that was checked, each wait of it within one deadline.

`http.client` speaks over a socket that is opened here, so that no name is asked twice, no proxy of the environment comes
between, and a server that sends a byte a minute is left in time. A connection serves one request.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from vedette.sources import limits
from vedette.watch.address import Resolve, checked, resolved
from vedette.watch.failure import cut, too_large, too_slow, unreachable
from vedette.watch.target import Target
from vedette.watch.unpack import TooMuch, Torn, whole

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

BLOCK = 64 << 10
"""Bytes that are asked of a connection at a time."""

Dial = Callable[[tuple[str, int], float], socket.socket]
"""Address, port and seconds -> a connection."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how much of one answer is waited for."""

    silence: float = 20.0
    """Seconds without a byte."""
    whole: float = 60.0
    """Seconds for one answer, from the connection to its last byte."""
    size: int = limits.PAGE
    """Bytes of its body, unpacked or not."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered to one request. Names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class Wire:
    """Sends requests; `resolve` and `dial` are the system's own."""

    def __init__(
        self, patience: Patience | None = None, *, resolve: Resolve = resolved, dial: Dial = socket.create_connection
    ) -> None:
        self.patience = patience or Patience()
        self._resolve = resolve
        self._dial = dial

    def send(
        self, target: Target, headers: Mapping[str, str], *, body: bytes | None = None, allow_private: bool = False
    ) -> Reply:
        """The answer, its body read to the end and unpacked; raises `Failed`."""
        deadline = Deadline(self.patience)
        addresses = checked(target.host, target.port, self._resolve, allow_private=allow_private)
        try:
            with self._connected(target, addresses, deadline) as timed:
                return self._asked(target, headers, body, timed)
        except TimeoutError as error:
            raise too_slow(target.host, deadline.seconds) from error
        except Torn as error:
            raise cut(target.host, str(error)) from error
        except TooMuch as error:
            raise too_large(target.host, str(error)) from error
        except http.client.HTTPException as error:
            raise cut(target.host, f"it is no HTTP ({type(error).__name__})") from error
        except OSError as error:
            raise unreachable(target.host, error) from error

    def _asked(self, target: Target, headers: Mapping[str, str], body: bytes | None, timed: Timed) -> Reply:
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.sock = cast("socket.socket", timed)
        connection.putrequest("GET" if body is None else "POST", target.path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": target.netloc, "Connection": "close", **headers}.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        reply = connection.getresponse()
        told = {name.lower(): value for name, value in reply.getheaders()}
        given = whole(blocks(reply), told.get("content-encoding", ""), self.patience.size)
        return Reply(reply.status, told, given)

    @contextmanager
    def _connected(self, target: Target, addresses: Sequence[str], deadline: Deadline) -> Iterator[Timed]:
        plain = self._dialled(addresses, target.port, deadline)
        try:
            yield Timed(_encrypted(plain, target, deadline) if target.encrypted else plain, deadline)
        finally:
            with suppress(OSError):
                plain.close()

    def _dialled(self, addresses: Sequence[str], port: int, deadline: Deadline) -> socket.socket:
        """A connection to the first address that takes one."""
        last: OSError = OSError("it has no address")
        for address in addresses:
            try:
                return self._dial((address, port), deadline.left())
            except TimeoutError:
                raise
            except OSError as error:
                last = error
        raise last


def _encrypted(plain: socket.socket, target: Target, deadline: Deadline) -> socket.socket:
    plain.settimeout(deadline.left())
    return _trust().wrap_socket(plain, server_hostname=target.host)


@cache
def _trust() -> ssl.SSLContext:
    """Certificates are checked, by the system's list of authorities."""
    return ssl.create_default_context()


def blocks(reply: http.client.HTTPResponse) -> Iterator[bytes]:
    """The body as it comes; `Torn` where less comes than was announced."""
    left = reply.length  # None where its end is not announced
    while left is None or left > 0:
        block = reply.read1(BLOCK if left is None else min(BLOCK, left))
        if not block:
            break
        left = None if left is None else left - len(block)
        yield block
    if left:
        raise Torn(f"{left} bytes are missing")


class Deadline:
    """How long one may still wait; `TimeoutError` when no longer."""

    def __init__(self, patience: Patience) -> None:
        self.seconds = patience.whole
        self._silence = patience.silence
        self._end = time.monotonic() + patience.whole

    def left(self) -> float:
        """Seconds for the next wait."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, self._silence)


class Timed:
    """What `http.client` needs of a socket, each wait within the deadline. Who opened the socket closes it."""

    def __init__(self, inner: socket.socket, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def sendall(self, given: ReadableBuffer) -> None:
        """Send it all."""
        self._inner.settimeout(self._deadline.left())
        self._inner.sendall(given)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What comes, as a file."""
        return io.BufferedReader(_Incoming(self._inner, self._deadline), BLOCK)

    def close(self) -> None:
        """Nothing: see above."""


class _Incoming(io.RawIOBase):
    def __init__(self, inner: socket.socket, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._inner.settimeout(self._deadline.left())
        return self._inner.recv_into(buffer)
