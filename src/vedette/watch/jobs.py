"""What is asked of the network, each job by a thread of its own: one host that lags holds up no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

from vedette.records import Problem
from vedette.watch import letter
from vedette.watch.failure import Failed
from vedette.watch.fetch import NOT_MODIFIED, PAGES, Answer, Ask, Fetcher
from vedette.watch.items import Found, in_feed, unpacked, with_page
from vedette.watch.plan import Feed, Webhook
from vedette.watch.state import FeedState, Letter, Waiting
from vedette.watch.target import target

AT_ONCE = 8
"""Jobs that run at a time: most of it is waiting."""


@dataclass(frozen=True, slots=True)
class Poll:
    """Look at a feed."""

    feed: Feed
    state: FeedState

    @property
    def name(self) -> str:
        """What no second job may be on at the same time."""
        return f"poll {self.feed.url}"

    @property
    def host(self) -> str:
        """Whom it asks."""
        return target(self.feed.url).host


@dataclass(frozen=True, slots=True)
class Page:
    """Fetch the page of an item."""

    feed: Feed
    item: Waiting

    @property
    def name(self) -> str:
        """As of a poll."""
        return f"page {self.item.feed} {self.item.id}"

    @property
    def host(self) -> str:
        """As of a poll; empty where the address is none."""
        try:
            return target(self.item.page or "").host
        except Failed:
            return ""


@dataclass(frozen=True, slots=True)
class Post:
    """Tell a webhook."""

    webhook: Webhook
    letter: Letter

    @property
    def name(self) -> str:
        """One letter at a time to each webhook, in order."""
        return f"post {self.webhook.url}"

    @property
    def host(self) -> str:
        """None to be spared: it is the user's own."""
        return ""


@dataclass(frozen=True, slots=True)
class Polled:
    """What a look at a feed brought; `answer` alone where nothing is new."""

    answer: Answer
    found: tuple[Found, ...] = ()
    problems: tuple[Problem, ...] = ()


Job = Poll | Page | Post
Outcome = Polled | Found | int | Failed
"""What a poll, a page and a post bring, or why they brought nothing."""


def poll(job: Poll, fetcher: Fetcher) -> Polled:
    """Look at a feed, if it has changed."""
    known = {"If-None-Match": job.state.etag, "If-Modified-Since": job.state.modified}
    feed = job.feed
    answer = fetcher.get(
        Ask(
            feed.url,
            secret=feed.headers,
            known={name: value for name, value in known.items() if value},
            allow_private=feed.allow_private,
            robots=feed.robots,
        )
    )
    if answer.status == NOT_MODIFIED:
        return Polled(answer)
    found, problems = in_feed(answer, feed)
    return Polled(answer, tuple(found), tuple(problems))


def page(job: Page, fetcher: Fetcher) -> Found:
    """The item with its full text."""
    feed, item = job.feed, job.item
    ask = Ask(item.page or "", PAGES, feed.headers_for(item.page or ""), {}, feed.allow_private, feed.robots)
    return with_page(unpacked(item.bare, item.feed), fetcher.get(ask), feed)


def post(job: Post, fetcher: Fetcher, clock: Callable[[], float]) -> int:
    """Tell a webhook; what it answered."""
    body = job.letter.body.encode()
    headers = letter.headers(job.letter.key, body, job.webhook.secret, clock())
    return fetcher.post(job.webhook.url, headers, body, allow_private=job.webhook.allow_private)


class Workers:
    """Runs jobs; what each brought comes back in the order in which they end.

    Their threads are left behind when the program ends: what they did not bring is asked for again.
    """

    def __init__(self, fetcher: Fetcher, clock: Callable[[], float]) -> None:
        self._fetcher, self._clock = fetcher, clock
        self._done: SimpleQueue[tuple[Job, Outcome] | None] = SimpleQueue()
        self.running: dict[str, Job] = {}

    def start(self, job: Job) -> None:
        """Run it."""
        self.running[job.name] = job
        Thread(target=self._run, args=(job,), daemon=True).start()

    def wake(self) -> None:
        """End a wait at once. May be called by a signal's handler."""
        self._done.put(None)

    def next(self, seconds: float) -> tuple[Job, Outcome] | None:
        """What ended next; None when nothing did for so long."""
        try:
            ended = self._done.get(timeout=max(seconds, 0.0))
        except Empty:
            return None
        if ended is None:
            return None
        del self.running[ended[0].name]
        return ended

    def _run(self, job: Job) -> None:
        outcome: Outcome
        try:
            outcome = self._outcome(job)
        except Failed as error:
            outcome = error
        except Exception as error:  # noqa: BLE001 - what a stranger's bytes break is that address's failure
            outcome = Failed(
                "unreadable",
                f"What came could not be read: {type(error).__name__}: {' '.join(str(error).split())[:160]}.",
                "It is tried again later; please report it if it stays so.",
            )
        self._done.put((job, outcome))

    def _outcome(self, job: Job) -> Outcome:
        if isinstance(job, Poll):
            return poll(job, self._fetcher)
        return page(job, self._fetcher) if isinstance(job, Page) else post(job, self._fetcher, self._clock)
