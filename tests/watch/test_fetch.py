"""Asking politely: robots.txt, pauses, redirects, secrets, and what servers say of when to come back."""

from __future__ import annotations

import socket
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.watch.server import Given, Server
from vedette.watch import backoff
from vedette.watch.failure import Failed
from vedette.watch.fetch import Ask, Fetcher
from vedette.watch.manners import Manners
from vedette.watch.robots import Robots, Rules
from vedette.watch.target import target
from vedette.watch.wire import Patience, Wire

PATIENT = Patience(silence=20.0, whole=40.0, size=100_000)


def fetcher(
    *, pause: float = 0.0, rules: Robots | None = None, now: float = 1000.0, wire: Wire | None = None
) -> Fetcher:
    return Fetcher(
        "vedette/0 (+desk)", wire=wire or Wire(PATIENT), manners=Manners(pause), rules=rules, clock=lambda: now
    )


def ask(url: str, *, robots: bool = False, **secret: str) -> Ask:
    return Ask(url, secret=secret, allow_private=True, robots=robots)


def moved(to: str, status: int = 302) -> Given:
    return Given(status=status, headers={"Location": to})


def test_it_says_who_asks(server: Server) -> None:
    server.answers["/feed?a=b%20c"] = Given("here")
    assert fetcher().get(ask(server.url + "/feed?a=b%20c#part")).body == b"here"
    headers = server.seen[0].headers
    assert headers["user-agent"] == "vedette/0 (+desk)"
    assert headers["accept-encoding"] == "gzip, deflate"
    assert headers["host"] == f"127.0.0.1:{server.port}"


def test_a_redirect_is_followed_and_one_for_good_is_told(server: Server) -> None:
    server.answers |= {"/a": moved("/b", 301), "/b": moved("c", 308), "/c": Given("here"), "/d": moved("/a")}
    answer = fetcher().get(ask(server.url + "/a"))
    assert (answer.body, answer.url, answer.moved) == (b"here", server.url + "/c", server.url + "/c")
    assert fetcher().get(ask(server.url + "/d")).moved == ""


def test_five_redirects_are_followed_and_not_six(server: Server) -> None:
    server.answers |= {f"/{n}": moved(f"/{n + 1}") for n in range(6)}
    server.answers["/6"] = Given("here")
    assert fetcher().get(ask(server.url + "/1")).body == b"here"
    with pytest.raises(Failed, match="leads on and on"):
        fetcher().get(ask(server.url + "/0"))


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://a.example/", "http://user:word@a.example/", "http://[::1", "gopher:x"]
)
def test_a_redirect_to_what_is_no_web_address_is_refused(to: str, server: Server) -> None:
    server.answers["/"] = moved(to)
    with pytest.raises(Failed) as told:
        fetcher().get(ask(server.url))
    assert told.value.kind == "bad-address"


def public(server: Server) -> Wire:
    """A wire on which one public name leads to the server, and all others to where they say."""

    def resolve(host: str, _port: int) -> list[str]:
        return {"news.example": ["93.184.216.34"], "inner.example": ["10.0.0.7"]}.get(host, [host])

    def dial(address: tuple[str, int], seconds: float) -> socket.socket:
        assert address[0] == "93.184.216.34"
        return socket.create_connection(("127.0.0.1", server.port), seconds)

    return Wire(PATIENT, resolve=resolve, dial=dial)


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1/",
        "http://inner.example/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:10.0.0.1]/",
        "http://0x7f000001/",
    ],
)
def test_a_redirect_to_a_private_address_is_refused(to: str, server: Server) -> None:
    server.answers["/feed"] = moved(to)
    with pytest.raises(Failed) as told:
        fetcher(wire=public(server)).get(Ask("http://news.example/feed", robots=False))
    assert told.value.kind == "private-address"
    assert len(server.seen) == 1


def test_a_robots_txt_that_leads_to_a_private_address_is_refused(server: Server) -> None:
    server.answers["/robots.txt"] = moved("http://inner.example/robots.txt")
    with pytest.raises(Failed) as told:
        fetcher(wire=public(server)).get(Ask("http://news.example/feed"))
    assert told.value.kind == "private-address"


def test_secrets_are_shown_to_their_own_origin_only(server: Server) -> None:
    with Server().running() as other:
        server.answers |= {"/a": moved("/b"), "/b": moved(other.url + "/c")}
        other.answers["/c"] = Given("here")
        fetcher().get(ask(server.url + "/a", Authorization="Bearer x"))
        assert [each.headers.get("authorization") for each in server.seen] == ["Bearer x", "Bearer x"]
        assert "authorization" not in other.seen[0].headers


ROBOTS = "User-agent: *\nDisallow: /private\nCrawl-delay: 7\n\nUser-agent: vedette\nDisallow: /closed\nCrawl-delay: 3\n"


def test_robots_txt_is_asked_once_a_day_and_followed(server: Server) -> None:
    server.answers |= {"/robots.txt": Given(ROBOTS), "/open": Given("here"), "/private": Given("here")}
    asker = fetcher(pause=0.0)
    assert asker.get(ask(server.url + "/open", robots=True)).body == b"here"
    with pytest.raises(Failed) as told:
        asker.get(ask(server.url + "/closed", robots=True))
    assert told.value.kind == "robots-disallow"
    assert len(server.asked("/robots.txt")) == 1
    assert not server.asked("/closed")
    assert asker.manners.pause("127.0.0.1") == 3
    known = Robots(asker.robots.learnt())
    assert known.known(server.url, 1000.0 + backoff.DAY - 1)
    assert not known.known(server.url, 1000.0 + backoff.DAY)


def test_robots_txt_holds_for_what_a_redirect_leads_to(server: Server) -> None:
    server.answers |= {"/robots.txt": Given(ROBOTS), "/open": moved("/closed")}
    with pytest.raises(Failed) as told:
        fetcher().get(ask(server.url + "/open", robots=True))
    assert told.value.kind == "robots-disallow"


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [(Given(status=404), True), (Given(status=403), True), (Given(status=503), False), (Given(raw=b"x"), False)],
)
def test_a_host_without_rules_may_be_asked_and_one_whose_rules_cannot_be_had_may_not(
    answer: Given, server: Server, *, allowed: bool
) -> None:
    server.answers |= {"/robots.txt": answer, "/feed": Given("here")}
    if allowed:
        assert fetcher().get(ask(server.url + "/feed", robots=True)).body == b"here"
    else:
        with pytest.raises(Failed):
            fetcher().get(ask(server.url + "/feed", robots=True))
        assert not server.asked("/feed")


def test_older_rules_hold_on_while_newer_ones_cannot_be_had(server: Server) -> None:
    server.answers |= {"/robots.txt": Given(status=500), "/open": Given("here")}
    asker = fetcher(rules=Robots({server.url: Rules("", 0.0)}), now=200_000.0)
    assert asker.get(ask(server.url + "/open", robots=True)).body == b"here"
    asker.get(ask(server.url + "/open", robots=True))
    assert len(server.asked("/robots.txt")) == 1


def test_there_is_a_pause_between_two_requests_to_a_host(server: Server) -> None:
    server.answers |= {"/a": moved("/b"), "/b": Given("here")}
    asker = fetcher(pause=0.15)
    asker.get(ask(server.url + "/a"))
    asker.get(ask(server.url + "/b"))
    moments = [each.at for each in server.seen]
    assert all(later - earlier >= 0.14 for earlier, later in pairwise(moments))


def test_a_clock_that_is_set_back_makes_no_pause_longer() -> None:
    now = [1000.0]
    manners = Manners(1.0, clock=lambda: now[0], sleep=lambda _: None)
    with manners.turn("a"):
        pass
    now[0] = 0.0
    assert manners.wait("a") == 1.0


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("120", 120),
        ("99999999999999999999", backoff.LONGEST_ASKED),
        ("Thu, 01 Jan 1970 00:17:40 GMT", 60),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_a_number_or_a_moment(words: str | None, seconds: float | None) -> None:
    assert backoff.asked(words, 1000.0) == seconds


@pytest.mark.parametrize(("status", "wait"), [(429, 30), (503, 30), (500, None), (404, None)])
def test_a_refusal_tells_status_and_how_long_to_wait(status: int, wait: float | None, server: Server) -> None:
    server.answers["/"] = Given(status=status, headers={"Retry-After": "30"})
    with pytest.raises(Failed, match=str(status)) as told:
        fetcher().get(ask(server.url))
    assert (told.value.status, told.value.wait) == (status, wait)


def test_a_post_is_sent_once_and_follows_no_redirect(server: Server) -> None:
    server.answers |= {"/hook": moved("/elsewhere", 307), "/good": Given(status=204)}
    with pytest.raises(Failed, match="307") as told:
        fetcher().post(server.url + "/hook", {}, b"{}", allow_private=True)
    assert "/hook" not in str(told.value)  # the path of a webhook is often its secret
    assert not server.asked("/elsewhere")
    assert fetcher().post(server.url + "/good", {"A": "b"}, b"{}", allow_private=True) == 204
    assert (server.seen[-1].body, server.seen[-1].headers["a"]) == (b"{}", "b")


@given(st.integers(1, 2000), st.integers(0, 1000))
def test_back_off_grows_to_its_cap_and_half_of_it_is_chance(failures: int, seed: int) -> None:
    whole = min(3600.0, 10.0 * 2.0 ** min(failures - 1, 30))
    assert whole / 2 <= backoff.delay(failures, 10.0, 3600.0, Random(seed)) <= whole  # noqa: S311 - a test


@given(st.text(max_size=60) | st.from_regex(r"https?://[^\s]{0,30}", fullmatch=True))
def test_any_words_are_an_address_or_a_failure(words: str) -> None:
    try:
        found = target(words)
    except Failed:
        return
    assert found.url.isascii()
    assert target(found.url) == found
