"""The loop: look at what is due, read what is new, tell it, wait. Only the network is asked by other threads.

What must not be lost stands in the state before anything else is done with it; see there.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Protocol

from vedette.export.jsonl import from_json, to_json
from vedette.records import Problem, Reading, Report
from vedette.watch import backoff, fresh, letter
from vedette.watch.failure import Failed
from vedette.watch.fetch import BUSY, GONE, NOT_MODIFIED, Fetcher
from vedette.watch.items import Found, members, packed, unpacked, without_page
from vedette.watch.jobs import AT_ONCE, Job, Outcome, Page, Poll, Polled, Post, Workers
from vedette.watch.plan import Feed, Plan, Webhook
from vedette.watch.state import Draft, FeedState, Item, State, Waiting
from vedette.watch.target import target

FEED_LEAST, FEED_MOST = backoff.MINUTE, 6 * backoff.HOUR
"""Seconds for which a feed that failed is left alone: at first, and at most."""

PAGE_LEAST, PAGE_MOST, PAGE_TRIES = backoff.MINUTE, backoff.HOUR, 5
"""As above for an item's page; after so many tries, about half an hour, the feed's own text is read."""

POST_LEAST, POST_MOST = 5.0, backoff.HOUR
"""As above for a webhook, which is never given up."""

JITTER = 0.1
"""Share of `every` by which looks at feeds are spread."""

PAGES_AT_ONCE = 100
"""Items whose pages are looked through for one whose host is free."""

READ_AT_ONCE = 8
"""Reports that are read before the loop looks up again: under a second of work."""

LONGEST_WAIT = 60.0
"""Seconds of a wait, so that a clock that is set forward is noticed."""

SHORT_WAIT = 0.05
"""Seconds of a wait for a host's pause to end."""

REMEMBERED = 10_000
"""Problems that are told once, before all are forgotten."""

SCREEN = "screen"
"""The target that is standard output: its letters wait in the outbox as those of webhooks do."""

TEMPORARY = frozenset({408, 421, 425, *BUSY})
"""Answers under 500 of a webhook that is busy rather than displeased with one letter."""

PERSISTENT = frozenset({"bad-address", "private-address", "robots-disallow", "too-many-redirects", "too-large"})
"""Failures of a page that another try would not mend."""


class Outlet(Protocol):
    """Where things go."""

    def show(self, reading: Reading) -> None:
        """A reading with its new events, to be printed."""

    def tell(self, problem: Problem) -> None:
        """What went wrong."""

    def keep(self, readings: Sequence[Reading | Problem]) -> None:
        """All that was read, to be stored. The same may come twice, after a kill."""

    def rest(self) -> None:
        """Called when there is nothing to do but wait."""


@dataclass(slots=True)
class Tally:
    """What was done, counted."""

    polled: int = 0
    unchanged: int = 0
    failed: int = 0
    reports: int = 0
    events: int = 0
    posted: int = 0
    untold: int = 0
    """What still waits to be posted."""


Readings = Callable[[Iterable[Report | Problem]], Iterator[Reading | Problem]]
"""The pipeline."""


class Watcher:
    """Watches a plan's feeds. `stop` may be called by any thread, and by a signal's handler."""

    def __init__(  # noqa: PLR0913 - what it works with, each of them replaced in tests
        self,
        plan: Plan,
        state: State,
        fetcher: Fetcher,
        readings: Readings,
        outlet: Outlet,
        *,
        clock: Callable[[], float] = time.time,
        random: Random | None = None,
    ) -> None:
        self._plan, self._state, self._readings, self._outlet = plan, state, readings, outlet
        self._fetcher, self._clock = fetcher, clock
        self._random = random or Random()  # noqa: S311 - spreads requests
        self._feeds = {feed.url: feed for feed in plan.feeds}
        self._hooks = {webhook.url: webhook for webhook in plan.webhooks}
        self._workers = Workers(fetcher, clock)
        self._known = {feed.url: state.feed(feed.url) for feed in plan.feeds}
        self._looked: set[str] = set()
        self._once = self._stopped = False
        self._told: set[tuple[str, str, str]] = set()
        self.tally = Tally()

    def stop(self) -> None:
        """End after what is being done."""
        self._stopped = True
        self._workers.wake()

    def run(self, *, once: bool = False) -> Tally:
        """Watch until stopped; or look at each feed once, unless it is to be left alone, and tell what waits, once."""
        self._once = once
        while not self._stopped:
            self._start()
            if self._show() or self._read():
                self._take(0.0)
            elif self._once and not self._workers.running and not any(self._wanted()):
                break
            else:
                self._outlet.rest()
                self._take(self._wait())
        self.tally.untold = sum(self._state.untold(name) for name in self._hooks)
        return self.tally

    def _start(self) -> None:
        """Start what is due and whose host is free."""
        for job in self._wanted():
            if len(self._workers.running) >= AT_ONCE:
                return
            hosts = {running.host for running in self._workers.running.values()}
            if not job.host or (job.host not in hosts and not self._fetcher.manners.wait(job.host)):
                self._workers.start(job)

    def _wanted(self) -> Iterator[Job]:
        """Jobs that are due, whether or not their host is free now."""
        now = self._clock()
        found: tuple[Job, ...] = (*self._posts(now), *self._pages(now), *self._polls(now))
        yield from (job for job in found if job.name not in self._workers.running)

    def _posts(self, now: float) -> Iterator[Post]:
        for name, webhook in self._hooks.items():
            waiting = self._state.letter(name, now)
            if waiting and not (self._once and f"post {waiting.number}" in self._looked):
                yield Post(webhook, waiting)

    def _pages(self, now: float) -> Iterator[Page]:
        for item in self._state.to_fetch(now, PAGES_AT_ONCE):
            job = Page(self._feeds.get(item.feed) or Feed(item.feed), item)
            if self._fetcher.manners.held(job.host) <= now:
                yield job

    def _polls(self, now: float) -> Iterator[Poll]:
        for feed in self._plan.feeds:
            state = self._known[feed.url]
            if self._due(feed, state, now) and self._fetcher.manners.held(_host(feed)) <= now:
                yield Poll(feed, state)

    def _due(self, feed: Feed, state: FeedState, now: float) -> bool:
        if state.held_until > now:
            return state.held_until > now + max(FEED_MOST, backoff.LONGEST_ASKED)  # a clock was set back
        if self._once:
            return feed.url not in self._looked
        return state.due_at <= now or state.due_at > now + feed.every * (1 + JITTER)

    def _wait(self) -> float:
        """Seconds until something may be due."""
        if any(self._wanted()):
            return SHORT_WAIT
        now = self._clock()
        feeds = (max(state.due_at, state.held_until) for state in self._known.values())
        dues = [self._state.next_due([*self._hooks]), *feeds]
        return max(SHORT_WAIT, min([LONGEST_WAIT, *(due - now for due in dues if due is not None and due > now)]))

    def _take(self, seconds: float) -> None:
        """Take up what a job brought, if one ends in that time."""
        ended = self._workers.next(seconds)
        if ended is None:
            return
        job, outcome = ended
        for origin, rules in self._fetcher.robots.learnt().items():
            self._state.put_rules(origin, rules)
        if isinstance(job, Poll):
            self._polled(job, outcome)
        elif isinstance(job, Page):
            self._paged(job, outcome)
        else:
            self._posted(job, outcome)

    # feeds

    def _polled(self, job: Poll, outcome: Outcome) -> None:
        self._looked.add(job.feed.url)
        self.tally.polled += 1
        if isinstance(outcome, Polled):
            self._came(job, outcome)
        elif isinstance(outcome, Failed):
            self._feed_failed(job, outcome)

    def _came(self, job: Poll, polled: Polled) -> None:
        now, feed, headers = self._clock(), job.feed, polled.answer.headers
        self.tally.unchanged += polled.answer.status == NOT_MODIFIED
        due = now + feed.every * self._random.uniform(1 - JITTER, 1 + JITTER)
        if polled.answer.moved:
            self._tell(_moved(feed, polled.answer.moved))
        if polled.answer.status == NOT_MODIFIED:
            self._looked_at(feed, replace(job.state, due_at=due, held_until=0.0, failures=0))
            return
        state = FeedState(headers.get("etag", ""), headers.get("last-modified", ""), due)
        found = {
            each.identity: each for each in reversed(polled.found)
        }  # of two of one name, the one that stands first
        fresh_ids = self._state.unseen(feed.url, [(name, each.digest) for name, each in found.items()])
        items = [_item(name, each, feed) for name, each in found.items() if name in fresh_ids]
        self._state.seen(feed.url, state, items, found, now)  # `found` is the feed from its end: the oldest comes first
        self._known[feed.url] = state
        dead = [problem for problem in polled.problems if self._tell(problem)]
        if dead:
            self._outlet.keep(dead)

    def _feed_failed(self, job: Poll, failed: Failed) -> None:
        now, failures = self._clock(), job.state.failures + 1
        wait = backoff.delay(failures, FEED_LEAST, FEED_MOST, self._random)
        if failed.status == GONE:
            wait = backoff.DAY
        if failed.wait is not None:
            wait = max(wait, failed.wait)
            self._fetcher.manners.hold(_host(job.feed), now + failed.wait)
        self.tally.failed += 1
        self._looked_at(job.feed, replace(job.state, held_until=now + wait, due_at=now + wait, failures=failures))
        self._outlet.tell(failed.problem(job.feed.url))

    def _looked_at(self, feed: Feed, state: FeedState) -> None:
        self._state.looked(feed.url, state)
        self._known[feed.url] = state

    # pages

    def _paged(self, job: Page, outcome: Outcome) -> None:
        if isinstance(outcome, Found):
            self._state.page_came(job.item, packed(outcome))
        elif isinstance(outcome, Failed):
            self._page_failed(job, outcome)

    def _page_failed(self, job: Page, failed: Failed) -> None:
        item = job.item
        final = failed.kind in PERSISTENT or (failed.status or 0) in _REFUSALS
        if final or item.failures + 1 >= PAGE_TRIES:
            self._state.page_came(item, packed(without_page(unpacked(item.bare, item.feed), str(failed))))
            return
        wait = max(backoff.delay(item.failures + 1, PAGE_LEAST, PAGE_MOST, self._random), failed.wait or 0.0)
        if failed.status is None or failed.status in BUSY:  # it is the host, and not this page
            self._fetcher.manners.hold(job.host, self._clock() + wait)
        self._state.page_failed(item, self._clock() + wait)

    # reading

    def _read(self) -> bool:
        """Read some of what waits; whether there was any."""
        items = self._state.to_read(READ_AT_ONCE)
        found = [unpacked(item.bare, item.feed) for item in items]
        readings = [each for each in self._readings(members(found)) if isinstance(each, Reading)] if items else []
        if readings:
            self._outlet.keep(readings)
        for item, reading in zip(items, readings, strict=True):
            self._was_read(item, reading)
        return bool(items)

    def _was_read(self, item: Waiting, reading: Reading) -> None:
        new = fresh.untold(reading, item.told)
        self.tally.reports += 1
        self.tally.events += len(new.events)
        told = item.told.union(map(fresh.signature, reading.events))
        self._state.was_read(item, told, self._drafts(item, new) if new.events else ())
        for problem in reading.problems:
            self._tell(problem)

    def _drafts(self, item: Waiting, new: Reading) -> Iterator[Draft]:
        """What is to be told of a reading, and to whom."""
        key = letter.key(item.id, new)
        yield Draft(SCREEN, key, json.dumps(to_json(new)))
        for name, webhook in self._hooks.items():
            chosen = fresh.wanted(new, webhook)
            if chosen.events:
                yield Draft(name, key, letter.body(chosen, item.feed, key))

    # telling

    def _show(self) -> bool:
        """Print one reading that waits; whether there was one."""
        now = self._clock()
        waiting = self._state.letter(SCREEN, now)
        if waiting is None:
            return False
        self._outlet.show(from_json(json.loads(waiting.body)))
        self._state.delivered(waiting, now)
        return True

    def _posted(self, job: Post, outcome: Outcome) -> None:
        now, waiting = self._clock(), job.letter
        self._looked.add(f"post {waiting.number}")
        if not isinstance(outcome, Failed):
            self.tally.posted += 1
            self._state.delivered(waiting, now)
            return
        if outcome.status is not None and outcome.status in _REFUSALS:
            self._state.refused(waiting, now + backoff.delay(waiting.failures + 1, POST_LEAST, POST_MOST, self._random))
        else:
            failures = self._state.failures(waiting.target) + 1
            wait = max(backoff.delay(failures, POST_LEAST, POST_MOST, self._random), outcome.wait or 0.0)
            self._state.silent(waiting.target, now + wait)
        self._outlet.tell(_not_posted(outcome, job.webhook, self._state.untold(waiting.target)))

    def _tell(self, problem: Problem) -> bool:
        """Tell a problem, once: feeds show the same items for days. Whether it was new."""
        name = (problem.where.path, problem.kind, problem.message)
        if name in self._told:
            return False
        if len(self._told) >= REMEMBERED:
            self._told.clear()
        self._told.add(name)
        self._outlet.tell(problem)
        return True


_REFUSALS = frozenset(range(400, 500)) - TEMPORARY


def _host(feed: Feed) -> str:
    return target(feed.url).host


def _item(name: str, found: Found, feed: Feed) -> Item:
    page = found.report.url if feed.full_text and found.report.url.startswith(("http://", "https://")) else None
    return Item(name, found.digest, packed(found), page)


def _moved(feed: Feed, url: str) -> Problem:
    return Failed(
        "feed-moved", f"{feed.url} has moved to {url} for good.", "Write the new address in the list of feeds."
    ).problem(feed.url)


def _not_posted(failed: Failed, webhook: Webhook, waiting: int) -> Problem:
    return Failed(
        "not-posted",
        f"{failed} {waiting} {'letter waits' if waiting == 1 else 'letters wait'} for it.",
        failed.next,
    ).problem(target(webhook.url).origin)
