"""What is new is told once: over feeds that change, lag, break and recover, and over restarts."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from pathlib import Path

import pytest

from tests.watch.desk import desk
from tests.watch.server import Given, Seen, Server, item, rss, shelled
from vedette.errors import StoreError
from vedette.watch.backoff import DAY, HOUR
from vedette.watch.plan import Feed, Plan, Webhook
from vedette.watch.state import State


def test_what_is_new_is_told_once_the_oldest_first(server: Server, tmp_path: Path) -> None:
    first = rss(item("2", shelled("Bor")), item("1", shelled("Ada")))
    server.answers["/rss"] = [
        Given(first),
        Given(first),
        Given(rss(item("3", shelled("Cer")), item("2", shelled("Bor")))),
    ]
    watching = desk(tmp_path, server.url + "/rss")
    tally = watching.look()
    assert watching.places == ["Ada", "Bor"]
    assert (tally.polled, tally.reports, tally.events) == (1, 2, 2)
    watching.look(900)
    assert watching.places == []
    watching.look(900)
    assert watching.places == ["Cer"]


def test_a_report_leads_back_to_its_feed_and_page(server: Server, tmp_path: Path) -> None:
    server.answers["/rss"] = Given(rss(item("1", shelled("Ada"))))
    watching = desk(tmp_path, server.url + "/rss")
    watching.look()
    report = watching.shown[0].report
    assert (report.id, report.source, report.url) == ("1", "The Wire", "https://wire.example/1")
    assert (str(report.published), report.date_origin) == ("2024-03-06", "feed")
    (kept,) = watching.kept
    assert kept.report.where.path == server.url + "/rss"  # type: ignore[union-attr]
    (event,) = watching.shown[0].events
    assert report.text[event.trigger.start : event.trigger.end] == event.trigger.text


def test_a_feed_is_asked_whether_it_has_changed(server: Server, tmp_path: Path) -> None:
    def answer(seen: Seen) -> Given:
        if seen.headers.get("if-none-match") == '"7"' and seen.headers["if-modified-since"] == "yesterday":
            return Given(status=304)
        return Given(rss(item("1", shelled("Ada"))), headers={"ETag": '"7"', "Last-Modified": "yesterday"})

    server.answers["/rss"] = answer
    watching = desk(tmp_path, server.url + "/rss")
    assert watching.look().unchanged == 0
    assert watching.look(900).unchanged == 1
    assert watching.look(900).unchanged == 1


def test_an_item_that_was_mended_tells_only_what_is_new_in_it(server: Server, tmp_path: Path) -> None:
    server.answers["/rss"] = [
        Given(rss(item("1", shelled("Ada")))),
        Given(rss(item("1", "Mended. " + shelled("Ada")))),
        Given(rss(item("1", "Mended. " + shelled("Ada") + " " + shelled("Bor")))),
    ]
    watching = desk(tmp_path, server.url + "/rss")
    told = []
    for _ in range(3):
        watching.look(900)
        told.append(watching.places)
    assert told == [["Ada"], [], ["Bor"]]


def test_a_page_in_two_feeds_is_told_once_and_kept_for_each(server: Server, tmp_path: Path) -> None:
    server.answers["/a"] = Given(rss(item("1", shelled("Ada"), link="https://wire.example/x"), title="World"))
    server.answers["/b"] = Given(
        rss(item("9", shelled("Ada"), link="https://wire.example/x").replace("Report 9", "Report 1"), title="All")
    )
    watching = desk(tmp_path, server.url + "/a", server.url + "/b")
    watching.look()
    assert watching.places == ["Ada"]
    assert len(watching.kept) == 2


def test_name_and_language_of_the_list_go_before(server: Server, tmp_path: Path) -> None:
    server.answers["/rss"] = Given(rss(item("1", shelled("Ada"))))
    watching = desk(tmp_path, server.url + "/rss", name="My wire", language="en")
    watching.look()
    assert (watching.shown[0].report.source, watching.shown[0].report.language) == ("My wire", "en")
    other = desk(tmp_path / "..", server.url + "/rss", language="xx")
    other.path = tmp_path / "other"
    other.look()
    assert other.places == []
    assert other.kinds == ["not-english"]


# what fails


def test_a_feed_that_fails_is_left_alone_longer_each_time_and_nothing_is_missed(server: Server, tmp_path: Path) -> None:
    good = Given(rss(item("1", shelled("Ada"))))
    server.answers["/rss"] = [Given(status=500), Given(status=502), Given(status=500), good]
    watching = desk(tmp_path, server.url + "/rss")
    assert watching.look().failed == 1
    assert "500" in watching.problems[0].message
    assert watching.look(20).polled == 0  # half a minute at least
    assert watching.look(41).failed == 1
    assert watching.look(59).polled == 0  # a minute at least
    assert watching.look(62).failed == 1
    assert watching.look(241).failed == 0
    assert watching.places == ["Ada"]


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_kept_over_a_restart(status: int, server: Server, tmp_path: Path) -> None:
    busy = Given(status=status, headers={"Retry-After": "7200"})
    server.answers["/rss"] = [busy, Given(rss(item("1", shelled("Ada"))))]
    watching = desk(tmp_path, server.url + "/rss")
    watching.look()
    assert watching.look(7199).polled == 0
    assert watching.look(2).polled == 1
    assert watching.places == ["Ada"]


def test_other_feeds_of_a_host_that_asks_for_quiet_wait_too(server: Server, tmp_path: Path) -> None:
    server.answers["/a"] = Given(status=429, headers={"Retry-After": "7200"})
    server.answers["/b"] = Given(rss(item("1", shelled("Ada"))))
    watching = desk(tmp_path, server.url + "/a", server.url + "/b")
    watching.look()
    assert [seen.path for seen in server.seen] == ["/a"]


def test_a_feed_that_is_gone_is_asked_once_a_day(server: Server, tmp_path: Path) -> None:
    server.answers["/rss"] = Given(status=410)
    watching = desk(tmp_path, server.url + "/rss")
    watching.look()
    assert watching.look(DAY - 10).polled == 0
    assert watching.look(20).polled == 1


WHOLE = rss(item("1", shelled("Ada")), item("2", shelled("Bor")))
HALVES = {
    "half a feed": Given(WHOLE[:-60]),
    "a page": Given("<html><body>Log in</body></html>"),
    "rubbish": Given(bytes(range(256)) * 10),
    "nothing": Given(b""),
    "JSON": Given('{"items": []}'),
    "entities": Given('<!DOCTYPE a [<!ENTITY b "c">]><rss><channel><item><title>&b;</title></item></channel></rss>'),
    "no address": Given(status=302, headers={"Location": "file:///etc/passwd"}),
}


@pytest.mark.parametrize("answer", HALVES.values(), ids=HALVES)
def test_what_is_no_whole_feed_is_a_failure_after_which_all_is_read(
    answer: Given, server: Server, tmp_path: Path
) -> None:
    answer.headers["ETag"] = '"half"'
    server.answers["/rss"] = [answer, Given(WHOLE)]
    watching = desk(tmp_path, server.url + "/rss")
    assert watching.look().failed == 1
    assert watching.places == []
    watching.look(61)
    assert "if-none-match" not in server.seen[-1].headers
    assert sorted(watching.places) == ["Ada", "Bor"]


def test_a_feed_with_a_blemish_is_read(server: Server, tmp_path: Path) -> None:
    server.answers["/rss"] = Given(WHOLE.replace(b"Report 1", b"Salt & pepper &bogus;"))
    watching = desk(tmp_path, server.url + "/rss")
    assert watching.look().failed == 0
    assert sorted(watching.places) == ["Ada", "Bor"]
    assert watching.kinds == ["damaged"]


def test_a_host_that_lags_holds_up_no_other(server: Server, tmp_path: Path) -> None:
    with Server().running() as other:
        server.answers["/rss"] = Given(WHOLE, lag=0.8)
        other.answers["/rss"] = Given(rss(item("1", shelled("Cer"))))
        url = f"http://localhost:{other.port}/rss"
        watching = desk(tmp_path, server.url + "/rss", url)
        watching.look()
        assert watching.places[0] == "Cer"
        assert sorted(watching.places) == ["Ada", "Bor", "Cer"]


def test_robots_txt_is_remembered_over_a_restart(server: Server, tmp_path: Path) -> None:
    server.answers |= {"/robots.txt": Given("User-agent: *\nDisallow: /no"), "/rss": Given(WHOLE), "/no": Given(WHOLE)}
    watching = desk(tmp_path, server.url + "/rss", server.url + "/no", robots=True)
    watching.look()
    assert watching.kinds == ["robots-disallow"]
    watching.look(HOUR)
    assert len(server.asked("/robots.txt")) == 1
    assert not server.asked("/no")


def test_a_report_that_breaks_the_reader_costs_only_itself(server: Server, tmp_path: Path) -> None:
    server.answers["/rss"] = Given(rss(item("1", "An unreadable text."), item("2", shelled("Bor"))))
    watching = desk(tmp_path, server.url + "/rss")
    watching.look()
    assert watching.places == ["Bor"]
    assert "reader-failed" in watching.kinds


# full text

PAGE = "<html><head><title>x</title></head><body><article><h1>x</h1>{}</article></body></html>"
LONG = "".join(
    f"<p>{shelled(place)} Nobody was hurt, as far as anybody knows, and the road is open again.</p>"
    for place in ("Ada", "Bor", "Cer")
)


def test_the_page_of_an_item_is_read_where_it_says_more(server: Server, tmp_path: Path) -> None:
    server.answers |= {
        "/rss": Given(rss(item("1", "Shelling in the north.", link=server.url + "/page"))),
        "/page": Given(PAGE.format(LONG), headers={"Content-Type": "text/html; charset=utf-8"}),
    }
    watching = desk(tmp_path, server.url + "/rss", full_text=True)
    watching.look()
    assert watching.places == ["Ada", "Bor", "Cer"]
    report = watching.shown[0].report
    assert (report.id, report.title, str(report.published)) == ("1", "Report 1", "2024-03-06")


def test_a_page_that_fails_is_tried_again_and_the_feed_s_own_text_is_read_in_the_end(
    server: Server, tmp_path: Path
) -> None:
    server.answers |= {
        "/rss": Given(rss(item("1", shelled("Ada"), link=server.url + "/page"))),
        "/page": Given(status=500),
    }
    watching = desk(tmp_path, server.url + "/rss", full_text=True)
    tries = 0
    while not watching.shown and tries < 10:
        watching.look(HOUR)
        tries += 1
    assert tries == 5
    assert watching.places == ["Ada"]
    assert watching.kinds == ["no-full-text"]


def test_the_other_pages_of_a_host_that_is_busy_wait_too(server: Server, tmp_path: Path) -> None:
    items = [item(name, shelled(name), link=f"{server.url}/{name}") for name in ("Ada", "Bor", "Cer")]
    server.answers |= {"/rss": Given(rss(*items)), "/Cer": Given(status=429, headers={"Retry-After": "600"})}
    watching = desk(tmp_path, server.url + "/rss", full_text=True)
    watching.look()
    assert [seen.path for seen in server.seen] == ["/rss", "/Cer"]
    watching.look(601)
    assert {seen.path for seen in server.seen} == {"/rss", "/Ada", "/Bor", "/Cer"}


@pytest.mark.parametrize("link", ["http://169.254.169.254/latest/", "/nothing", "ftp://a.example/x", "not a link"])
def test_a_page_that_may_not_be_had_leaves_the_feed_s_own_text(link: str, server: Server, tmp_path: Path) -> None:
    link = server.url + link if link.startswith("/") else link
    server.answers["/rss"] = Given(rss(item("1", shelled("Ada"), link=link)))
    watching = desk(tmp_path, server.url + "/rss", full_text=True)
    watching.look()
    assert watching.places == ["Ada"]


# telling others


def hook(server: Server, **settings: object) -> Webhook:
    return Webhook(server.url + "/hook", allow_private=True, **settings)  # type: ignore[arg-type]


def bodies(server: Server) -> list[dict[str, object]]:
    return [json.loads(seen.body) for seen in server.asked("/hook")]


def test_a_webhook_gets_each_reading_signed_under_a_key_of_its_own(server: Server, tmp_path: Path) -> None:
    server.answers |= {"/rss": Given(WHOLE), "/hook": Given(status=200)}
    watching = desk(tmp_path, server.url + "/rss", webhooks=[hook(server, secret="s3cret")])  # noqa: S106 - a test
    assert watching.look().posted == 2
    for seen in server.asked("/hook"):
        moment = seen.headers["x-vedette-timestamp"]
        signed = hmac.new(b"s3cret", f"{moment}.".encode() + seen.body, hashlib.sha256).hexdigest()
        assert seen.headers["x-vedette-signature"] == f"sha256={signed}"
        told = json.loads(seen.body)
        assert told["key"] == seen.headers["idempotency-key"]
        assert told["feed"] == server.url + "/rss"
        trigger = told["events"][0]["trigger"]
        assert told["text"][trigger["start"] : trigger["end"]] == trigger["text"]
    assert len({seen.headers["idempotency-key"] for seen in server.asked("/hook")}) == 2
    watching.look(900)
    assert len(server.asked("/hook")) == 2


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"types": frozenset({"MOBILIZE"})}, ["MOBILIZE"]),
        ({"types": frozenset({"CONSULT"})}, []),
        ({"places": frozenset({"MLI"})}, ["MOBILIZE"]),
        ({"places": frozenset({"mali"})}, ["MOBILIZE"]),
        ({"places": frozenset({"UKR"})}, []),
        ({"min_score": 0.8}, ["MOBILIZE", "ASSAULT"]),
        ({"min_score": 0.9}, []),
    ],
)
def test_a_webhook_gets_what_it_asked_for(
    settings: dict[str, object], told: list[str], server: Server, tmp_path: Path
) -> None:
    text = f"Italy deployed 200 soldiers to Mali on Monday. {shelled('Ada')}"
    server.answers |= {"/rss": Given(rss(item("1", text))), "/hook": Given(status=200)}
    watching = desk(tmp_path, server.url + "/rss", webhooks=[hook(server, **settings)])
    watching.look()
    assert [event["type"] for body in bodies(server) for event in body["events"]] == told  # type: ignore[attr-defined]


def test_a_webhook_that_is_away_gets_all_when_it_is_back(server: Server, tmp_path: Path) -> None:
    away = Given(status=503, headers={"Retry-After": "30"})
    server.answers |= {
        "/rss": [Given(WHOLE), Given(rss(item("3", shelled("Cer"))))],
        "/hook": [away, Given(raw=b""), Given(status=200)],
    }
    watching = desk(tmp_path, server.url + "/rss", webhooks=[hook(server)])
    assert (watching.look().posted, watching.kinds) == (0, ["not-posted"])
    assert "2 letters wait" in watching.problems[0].message
    assert watching.look(29).untold == 3
    assert len(server.asked("/hook")) == 1  # all wait for as long as it asked for
    assert watching.look(2).posted == 0
    assert watching.look(60).posted == 3
    keys = [seen.headers["idempotency-key"] for seen in server.asked("/hook")]
    assert keys[0] == keys[1] == keys[2]
    assert len(set(keys)) == 3


def test_a_letter_that_is_not_wanted_holds_up_no_other(server: Server, tmp_path: Path) -> None:
    server.answers |= {"/rss": Given(WHOLE), "/hook": [Given(status=422), Given(status=200)]}
    watching = desk(tmp_path, server.url + "/rss", webhooks=[hook(server)])
    assert (watching.look().posted, watching.kinds) == (1, ["not-posted"])
    assert watching.look(60).posted == 1


def test_a_webhook_at_a_private_address_needs_leave(server: Server, tmp_path: Path) -> None:
    server.answers |= {"/rss": Given(WHOLE), "/hook": Given(status=200)}
    watching = desk(tmp_path, server.url + "/rss", webhooks=[Webhook(server.url + "/hook")])
    assert watching.look().posted == 0
    assert "loopback" in watching.problems[0].message
    assert not server.asked("/hook")


# the loop


def test_it_looks_again_when_it_is_time_and_ends_when_it_is_told(server: Server, tmp_path: Path) -> None:
    server.answers["/rss"] = Given(WHOLE)
    watching = desk(tmp_path, server.url + "/rss", every=0.1)

    def hand(until: float) -> None:
        begun, then = time.monotonic(), watching.now
        while len(server.seen) < 3 and time.monotonic() < until:
            time.sleep(0.01)
            watching.now = then + time.monotonic() - begun
        watcher.stop()

    with watching.watcher() as watcher:
        clock = threading.Thread(target=hand, args=(time.monotonic() + 5,))
        clock.start()
        tally = watcher.run()
        clock.join()
    assert tally.polled >= 2
    assert sorted(watching.places) == ["Ada", "Bor"]


def test_two_programs_do_not_share_a_state(server: Server, tmp_path: Path) -> None:
    watching = desk(tmp_path, server.url + "/rss")
    with watching.watcher(), pytest.raises(StoreError, match="another `vedette watch`"):
        watching.look()


def test_a_state_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database, " * 100, "utf-8")
    with pytest.raises(StoreError, match="no state of"), State.open(tmp_path / "text"):
        pass
    with pytest.raises(StoreError, match="cannot be opened"), State.open(tmp_path / "none" / "state"):
        pass


def test_an_item_of_a_feed_that_is_no_longer_watched_is_read_all_the_same(server: Server, tmp_path: Path) -> None:
    server.answers |= {
        "/rss": Given(rss(item("1", shelled("Ada"), link=server.url + "/page"))),
        "/page": Given(status=500),
    }
    watching = desk(tmp_path, server.url + "/rss", full_text=True)
    watching.look()
    watching.plan = Plan((Feed(server.url + "/other", allow_private=True, robots=False),))
    watching.look(DAY)
    assert watching.places == ["Ada"]
