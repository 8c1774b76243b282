"""One request to a server that means no good, or cannot help it."""

from __future__ import annotations

import contextlib
import gzip
import socket
import time
import zlib
from collections.abc import Iterable
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.watch.server import Given, Server
from vedette.watch.failure import Failed
from vedette.watch.target import target
from vedette.watch.unpack import TooMuch, Torn, whole
from vedette.watch.wire import Patience, Reply, Wire

QUICK = Patience(silence=0.3, whole=0.6, size=100_000)
PATIENT = Patience(silence=20.0, whole=40.0, size=100_000)
TEXT = b"Nothing new in the west. " * 40


def sent(server: Server, answer: Given, patience: Patience = PATIENT) -> Reply:
    server.answers["/"] = answer
    return Wire(patience).send(target(server.url + "/"), {}, allow_private=True)


def raw_deflate(text: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(text) + packer.flush()


@pytest.mark.parametrize(
    ("packing", "body"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT, mtime=0)),
        ("X-GZip", gzip.compress(TEXT[:100], mtime=0) + gzip.compress(TEXT[100:], mtime=0)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
    ],
)
def test_a_body_is_unpacked(packing: str, body: bytes, server: Server) -> None:
    assert sent(server, Given(body, headers={"Content-Encoding": packing} if packing else {})).body == TEXT


def test_a_body_in_chunks_is_put_together(server: Server) -> None:
    raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n3\r\nghi\r\n0\r\n\r\n"
    assert sent(server, Given(raw=raw)).body == b"abcdefghi"


GZIP = {"Content-Encoding": "gzip"}
BOMB = gzip.compress(bytes(50_000_000))

BROKEN = {
    "truncated gzip": (Given(gzip.compress(TEXT)[:-12], headers=GZIP), "damaged"),
    "no gzip": (Given(TEXT, headers=GZIP), "damaged"),
    "bomb": (Given(BOMB, headers=GZIP), "too-large"),
    "unasked packing": (Given(TEXT, headers={"Content-Encoding": "br"}), "damaged"),
    "shorter than announced": (Given(TEXT, whole=False), "damaged"),
    "larger than the limit": (Given(bytes(100_001)), "too-large"),
    "endless": (Given(endless=b"<item/>" * 1000), "too-large"),
    "endless gzip": (Given(gzip.compress(TEXT), headers=GZIP, endless=bytes(1000)), "too-large"),
    "rubbish": (Given(raw=b"\x00\xff rubbish \r\n\r\n"), "damaged"),
    "nothing": (Given(raw=b""), "damaged"),
    "half a chunk": (Given(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc"), "damaged"),
    "no chunk": (Given(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc"), "damaged"),
    "too many headers": (Given(raw=b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500 + b"\r\n"), "damaged"),
    "a header without end": (Given(raw=b"HTTP/1.1 200 OK\r\nA: " + b"b" * 200_000), "damaged"),
    "lag": (Given(TEXT, lag=0.8), "too-slow"),
}


@pytest.mark.parametrize(("answer", "kind"), BROKEN.values(), ids=BROKEN)
def test_a_broken_answer_is_a_failure_that_says_what_it_is(answer: Given, kind: str, server: Server) -> None:
    with pytest.raises(Failed) as told:
        sent(server, answer, QUICK if answer.lag else PATIENT)
    assert told.value.kind == kind
    assert str(told.value).endswith(".")


def test_a_server_that_drips_is_left_in_time() -> None:
    """Each byte comes in time, the whole never does; in the headers as in the body."""
    for start in (b"HTTP/1.1 200 OK\r\nA: ", b"HTTP/1.1 200 OK\r\n\r\n"):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            theirs.sendall(start)
            ours_too = ours.dup()
            wire = Wire(
                Patience(silence=0.2, whole=0.4), resolve=lambda *_: ["93.184.216.34"], dial=Dripping(theirs, ours_too)
            )
            begun = time.monotonic()
            with pytest.raises(Failed, match=r"within 0\.4 seconds"):
                wire.send(target("http://slow.example/"), {})
            assert time.monotonic() - begun < 5


class Dripping:
    def __init__(self, theirs: socket.socket, ours: socket.socket) -> None:
        self._theirs, self._ours = theirs, ours

    def __call__(self, _address: tuple[str, int], _seconds: float) -> socket.socket:
        Thread(target=self._drip, daemon=True).start()
        return self._ours

    def _drip(self) -> None:
        try:
            while True:
                self._theirs.sendall(b"a")
                time.sleep(0.05)
        except OSError:
            pass


def test_a_private_address_is_not_connected_to(server: Server) -> None:
    with pytest.raises(Failed, match="loopback") as told:
        Wire(PATIENT).send(target(server.url), {})
    assert told.value.kind == "private-address"
    assert "allow_private" in told.value.next
    assert server.seen == []


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    """A name that is public when it is looked at and private when it is connected to gains nothing."""
    answers = [["93.184.216.34"], ["127.0.0.1"]]
    dialled: list[tuple[str, int]] = []

    def dial(address: tuple[str, int], _seconds: float) -> socket.socket:
        dialled.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    wire = Wire(PATIENT, resolve=lambda *_: answers.pop(0), dial=dial)
    with pytest.raises(Failed, match="Connection refused"):
        wire.send(target("http://rebind.example/"), {})
    assert dialled == [("93.184.216.34", 80)]
    assert answers == [["127.0.0.1"]]


def test_an_address_that_does_not_answer_gives_way_to_the_next(server: Server) -> None:
    server.answers["/"] = Given("yes")

    def dial(address: tuple[str, int], seconds: float) -> socket.socket:
        if address[0] == "93.184.216.34":
            raise ConnectionRefusedError(111, "Connection refused")
        return socket.create_connection(("127.0.0.1", server.port), seconds)

    wire = Wire(PATIENT, resolve=lambda *_: ["93.184.216.34", "93.184.216.35"], dial=dial)
    assert wire.send(target("http://two.example/"), {}).body == b"yes"
    assert server.seen[0].headers["host"] == "two.example"


def test_a_certificate_is_asked_for(server: Server) -> None:
    with pytest.raises(Failed) as told:
        Wire(PATIENT).send(target(server.url.replace("http:", "https:")), {}, allow_private=True)
    assert told.value.kind == "unreachable"


def test_no_proxy_of_the_environment_comes_between(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert sent(server, Given(TEXT)).body == TEXT


@given(st.binary(max_size=3000), st.integers(1, 500), st.sampled_from(["", "gzip", "deflate"]))
def test_blocks_of_any_size_give_the_same_body(text: bytes, size: int, packing: str) -> None:
    packed = {"": text, "gzip": gzip.compress(text), "deflate": zlib.compress(text)}[packing]
    blocks = [packed[start : start + size] for start in range(0, len(packed), size)]
    assert whole(blocks, packing, 3000) == text


@given(st.lists(st.binary(max_size=300), max_size=10), st.sampled_from(["", "gzip", "deflate"]))
def test_any_bytes_give_a_body_within_the_limit_or_are_refused(blocks: Iterable[bytes], packing: str) -> None:
    with contextlib.suppress(TooMuch, Torn):
        assert len(whole(blocks, packing, 1000)) <= 1000
