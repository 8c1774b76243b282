"""Which addresses are never connected to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.watch.address import checked, kinds
from vedette.watch.failure import Failed

PUBLIC = ("93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "2a00:1450:4001:800::200e")
NOT_PUBLIC = {
    "127.0.0.1": "loopback",
    "127.8.9.10": "loopback",
    "10.1.2.3": "private",
    "172.16.0.1": "private",
    "192.168.1.1": "private",
    "100.64.0.1": "private",
    "169.254.169.254": "link-local",
    "0.0.0.0": "unspecified",  # noqa: S104 - an address that is refused
    "224.0.0.1": "multicast",
    "240.0.0.1": "reserved",
    "255.255.255.255": "reserved",
    "::": "unspecified",
    "::1": "loopback",
    "fe80::1%eth0": "link-local",
    "fc00::1": "private",
    "ff02::1": "multicast",
    "::ffff:127.0.0.1": "loopback",
    "::ffff:169.254.169.254": "link-local",
    "::ffff:10.0.0.1": "private",
    "::10.0.0.1": "private",
    "64:ff9b::10.0.0.1": "private",
    "2002:a00:1::": "private",
    "not an address": "unknown",
}


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_asked(address: str) -> None:
    assert kinds(address) == ()


@pytest.mark.parametrize(("address", "kind"), NOT_PUBLIC.items())
def test_no_other_may(address: str, kind: str) -> None:
    assert kind in kinds(address)
    with pytest.raises(Failed, match=kind) as told:
        checked("news.example", 80, lambda *_: [PUBLIC[0], address], allow_private=False)
    assert told.value.kind == "private-address"


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("127.0.0.1", True),
        ("10.0.0.1", True),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("::ffff:10.0.0.1", True),
    ],
)
def test_a_setting_allows_an_intranet_and_no_more(address: str, *, allowed: bool) -> None:
    if allowed:
        assert checked("desk", 80, lambda *_: [address], allow_private=True) == [address]
    else:
        with pytest.raises(Failed):
            checked("desk", 80, lambda *_: [address], allow_private=True)


@given(st.ip_addresses(v=4))
def test_an_address_within_another_is_as_what_it_holds(address: object) -> None:
    assert kinds(f"::ffff:{address}") == kinds(str(address))


def test_a_name_without_an_address_is_told() -> None:
    def unknown(*_: object) -> list[str]:
        raise OSError(-2, "Name or service not known")

    with pytest.raises(Failed, match="Name or service not known"):
        checked("nowhere.example", 80, unknown, allow_private=False)
    with pytest.raises(Failed, match="no address"):
        checked("nowhere.example", 80, lambda *_: [], allow_private=False)
