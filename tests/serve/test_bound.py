"""Where a server listens, and what is told where it cannot."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

import pytest

from vedette.errors import UsageError, VedetteError
from vedette.serve.doors import bound
from vedette.serve.run import serve
from vedette.serve.settings import Settings


@contextlib.contextmanager
def listening(host: str, port: int = 0) -> Iterator[list[socket.socket]]:
    with contextlib.ExitStack() as held:
        yield [held.enter_context(door) for door in bound(host, port)]


def test_a_free_port_is_found_and_is_one_for_all_addresses_of_a_name() -> None:
    with listening("localhost") as doors:
        ports = {door.getsockname()[1] for door in doors}
    assert len(ports) == 1
    assert ports.pop() > 0


def test_a_port_is_free_again_as_soon_as_its_server_is_gone() -> None:
    with listening("127.0.0.1") as doors:
        port = doors[0].getsockname()[1]
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass
    with listening("127.0.0.1", port) as again:
        assert again[0].getsockname()[1] == port


def test_a_port_that_is_taken_is_named_before_the_lake_is_opened() -> None:
    with listening("127.0.0.1") as doors:
        port = doors[0].getsockname()[1]
        with pytest.raises(VedetteError, match=f"port {port} of 127.0.0.1 is taken.*Choose another --port"):
            serve(Settings(lake="no such lake", port=port), ready=lambda _: None)


@pytest.mark.parametrize("host", ["300.1.1.1", "203.0.113.7", "no such name", "a" * 70 + ".example"])
def test_an_address_that_this_machine_does_not_have_is_named(host: str) -> None:
    with pytest.raises(UsageError, match=f"--host {host} is no address of this machine"):
        bound(host, 0)
