"""Bytes of a feed or page -> reports, or a failure; never anything else."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.watch.server import item, rss, shelled
from vedette.watch.failure import Failed
from vedette.watch.fetch import Answer
from vedette.watch.items import Found, in_feed, packed, unpacked, with_page
from vedette.watch.plan import Feed

FEED = Feed("https://wire.example/rss")
WHOLE = rss(item("1", shelled("Ada")), item("2", shelled("Bor")))


def answer(body: bytes, kind: str = "application/rss+xml") -> Answer:
    return Answer(FEED.url, 200, {"content-type": kind}, body)


def found(body: bytes, kind: str = "application/rss+xml") -> list[Found]:
    return in_feed(answer(body, kind), FEED)[0]


def test_an_empty_feed_is_nothing_amiss() -> None:
    assert in_feed(answer(rss()), FEED) == ([], [])


def test_the_server_tells_the_encoding_where_the_feed_does_not() -> None:
    text = rss(item("1", "Rebels shelled the village of Črna in northern Kosovo on Monday, they said."))
    plain = text.decode().replace("<?xml version='1.0' encoding='utf-8'?>", "")
    (told,) = found(plain.encode("windows-1250"), "text/xml; charset=windows-1250")
    assert "Črna" in told.report.text


def test_an_item_is_known_by_its_id_else_its_link_else_its_text() -> None:
    bare = "<item><title>T</title>{}<description>Rebels shelled the village of Ada.</description></item>"
    one, two, three = found(
        rss(bare.format("<guid>7</guid>"), bare.format("<link>https://a.example/1</link>"), bare.format(""))
    )
    assert (one.identity, two.identity) == ("7", "https://a.example/1")
    assert three.identity == three.report.id


def test_what_is_kept_for_later_comes_back_as_it_was() -> None:
    for told in found(WHOLE.replace(b"<pubDate>", b"<pubDate>not ")):
        assert told.problems
        assert unpacked(packed(told), FEED.url) == told


@given(st.integers(0, len(WHOLE)), st.binary(max_size=20), st.integers(0, 30))
def test_any_damage_leaves_reports_or_a_failure(place: int, other: bytes, gone: int) -> None:
    body = WHOLE[:place] + other + WHOLE[place + gone :]
    with contextlib.suppress(Failed):
        for told in found(body):
            assert told.report.text
            assert told.report.where.path == FEED.url


@given(st.integers(0, len(WHOLE) - len(b"</channel></rss>") - 1))
def test_a_feed_that_breaks_off_gives_no_report(length: int) -> None:
    with pytest.raises(Failed):
        found(WHOLE[:length])


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda words: f"<html><p>{words}".encode()))
def test_any_page_leaves_the_item_with_a_text(body: bytes) -> None:
    (told, _) = found(WHOLE)
    better = with_page(told, answer(body, "text/html"), FEED)
    assert (better.report.id, better.report.published) == (told.report.id, told.report.published)
    assert len(better.report.text) >= len(told.report.text)
