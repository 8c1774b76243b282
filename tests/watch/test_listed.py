"""feeds.toml and OPML: every slip is told with file and key, and no secret is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.errors import UsageError
from vedette.watch.duration import seconds
from vedette.watch.listed import plan
from vedette.watch.plan import Feed, Plan

WHOLE = """
every = "30m"
user_agent = "Desk/1"
contact = "mailto:desk@example.org"

[[feed]]
url = "https://wire.example/rss"

[[feed]]
url = "https://blog.example/atom"
name = "The Blog"
language = "en"
every = "2h"
headers = { Authorization = "BLOG_TOKEN" }
allow_private = true
full_text = true
robots = false

[[webhook]]
url = "https://desk.example/hook"
secret = "HOOK_SECRET"
types = ["ASSAULT"]
places = ["MLI", "Mopti"]
min_score = 0.5
"""
SECRETS = {"BLOG_TOKEN": "Bearer 1234", "HOOK_SECRET": "5678"}

OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="News">
<outline text="The Wire" type="rss" xmlUrl="https://wire.example/rss" language="en-US"/>
<outline text="Another" xmlUrl="https://another.example/feed"/></outline><outline text="none"/></body></opml>"""


def planned(tmp_path: Path, text: str, *, every: float | None = None, secrets: dict[str, str] | None = None) -> Plan:
    path = tmp_path / "feeds.toml"
    path.write_text(text, "utf-8")
    return plan(path, every=every, environment=secrets or SECRETS)


def test_all_that_a_list_says_is_taken_up(tmp_path: Path) -> None:
    told = planned(tmp_path, WHOLE)
    wire, blog = told.feeds
    assert wire == Feed("https://wire.example/rss", every=1800.0)
    assert (blog.name, blog.language, blog.every, blog.headers) == (
        "The Blog",
        "en",
        7200.0,
        {"Authorization": "Bearer 1234"},
    )
    assert (blog.allow_private, blog.full_text, blog.robots) == (True, True, False)
    (hook,) = told.webhooks
    assert (hook.secret, hook.min_score) == ("5678", 0.5)
    assert (hook.types, hook.places) == (frozenset({"ASSAULT"}), frozenset({"MLI", "mopti"}))
    assert told.agent == "Desk/1 (+mailto:desk@example.org)"


def test_the_call_goes_before_what_the_list_says_of_all_feeds(tmp_path: Path) -> None:
    assert [feed.every for feed in planned(tmp_path, WHOLE, every=60.0).feeds] == [60.0, 7200.0]


def test_a_list_of_a_feed_reader_is_taken_up(tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    path.write_text(OPML, "utf-8")
    told = plan(None, [path], environment={})
    assert [(feed.url, feed.name, feed.language) for feed in told.feeds] == [
        ("https://wire.example/rss", "The Wire", "en"),
        ("https://another.example/feed", "Another", ""),
    ]
    (tmp_path / "feeds.toml").write_text(WHOLE, "utf-8")
    both = plan(tmp_path / "feeds.toml", [path], environment=SECRETS)
    assert [feed.url for feed in both.feeds] == [
        "https://wire.example/rss",
        "https://blog.example/atom",
        "https://another.example/feed",
    ]
    assert both.feeds[0].name == ""  # what feeds.toml says of a feed goes before


SLIPS = [
    ("", "names no feed"),
    ("[[feed]]\nurl = 7", "feed 1: url is no string"),
    ("[[feed]]\nurl = 'https://a.example/'\nadress = 1", "adress means nothing"),
    ("[[feeds]]\nurl = 'https://a.example/'", "is feed meant"),
    ("[[feed]]\nname = 'a'", "url is off"),
    ("[[feed]]\nurl = 'ftp://a.example/'", "only http and https"),
    ("[[feed]]\nurl = 'https://me:word@a.example/'", "give a header instead"),
    ("[[feed]]\nurl = 'https://a.example/'\nevery = '5s'", "too often"),
    ("[[feed]]\nurl = 'https://a.example/'\nevery = 'often'", "no length of time"),
    ("[[feed]]\nurl = 'https://a.example/'\nfull_text = 'yes'", "no true or false"),
    ("[[feed]]\nurl = 'https://a.example/'\nheaders = { A = 'UNSET' }", "UNSET, which is not set"),
    ("[[feed]]\nurl = 'https://a.example/'\nheaders = { 'A:b' = 'BLOG_TOKEN' }", "headers is off"),
    ("feed = 'https://a.example/'", r"write \[\[feed\]\]"),
    ("[[webhook]]\nurl = 'https://a.example/'\ntypes = ['ASSALT']", "is ASSAULT meant"),
    ("[[webhook]]\nurl = 'https://a.example/'\nmin_score = 7", "no score"),
    ("[[webhook]]\nurl = 'https://a.example/'\n[[webhook]]\nurl = 'https://a.example/'", "two webhooks"),
    ("contact = 'é'", "use ASCII"),
    ("[[feed]", "is no TOML"),
]


@pytest.mark.parametrize(("text", "told"), SLIPS)
def test_a_slip_is_told_with_file_and_key(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=told) as error:
        planned(tmp_path, text)
    assert "feeds.toml" in str(error.value)


def test_a_secret_that_no_header_can_hold_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="BLOG_TOKEN") as error:
        planned(tmp_path, WHOLE, secrets=SECRETS | {"BLOG_TOKEN": "a\r\nb: c"})
    assert "b: c" not in str(error.value)


def test_a_list_that_is_missing_or_no_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        plan(tmp_path / "none.toml", environment={})
    (tmp_path / "list.opml").write_text("no XML", "utf-8")
    with pytest.raises(UsageError, match="OPML"):
        plan(None, [tmp_path / "list.opml"], environment={})


@pytest.mark.parametrize(("words", "told"), [("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86400), (" 3 h ", 10800)])
def test_lengths_of_time_are_read(words: str, told: float) -> None:
    assert seconds(words) == told


@pytest.mark.parametrize("words", ["", "15", "m", "1.5h", "-5m", "15 minutes", "59s", "0h", "9999999h"])
def test_and_no_others(words: str) -> None:
    with pytest.raises(ValueError, match=r"a minute|length of time"):
        seconds(words)
