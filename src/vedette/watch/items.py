"""A feed's or a page's bytes -> reports, by the same readers as files. What cannot be told on is kept as JSON."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from vedette.export.jsonl import from_json, to_json
from vedette.records import Engine, Location, Problem, Reading, Report, digest
from vedette.sources import feed as feeds
from vedette.sources import html
from vedette.sources.language import READABLE
from vedette.sources.options import Options
from vedette.sources.stream import READ_ERRORS, Around, Stream
from vedette.watch.failure import Failed, cut
from vedette.watch.fetch import Answer
from vedette.watch.plan import Feed

_NOT_ENGLISH = "not-english"
_NO_FEED = frozenset({"unknown-format", "too-large", "binary-file"})
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,100}encoding""")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CLOSED = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.{0,500}?-->\s*)*\Z", re.IGNORECASE | re.DOTALL)
_TAIL = 1024
_NO_ENGINE = Engine("", "", "")


@dataclass(frozen=True, slots=True)
class Found:
    """A report, and what is wrong with it."""

    report: Report
    problems: tuple[Problem, ...] = ()

    @property
    def identity(self) -> str:
        """What makes the item itself within its feed: its own id, else its address, else its text."""
        made = digest(self.report.source, self.report.text)
        return self.report.id if self.report.id != made else self.report.url or made

    @property
    def digest(self) -> str:
        """Of what it says."""
        return digest(self.report.title, self.report.text)


def in_feed(answer: Answer, feed: Feed) -> tuple[list[Found], list[Problem]]:
    """The reports of a feed, and what belongs to none of them. `Failed` for what is no feed, or half of one."""
    stream = Stream.of(feed.url, io.BytesIO(_utf8(answer)))
    stream = replace(stream, around=Around(source=feed.name))
    try:
        members = list(feeds.read(stream, Options()))
    except (*READ_ERRORS, ValueError) as error:
        raise cut(feed.url, str(error) or type(error).__name__) from error
    found, others = _paired(each for each in members if not isinstance(each, Stream) and not _says_empty(each))
    if not found:
        _refuse_what_is_none(feed, others)
    if any(each.kind == "damaged" for each in others) and not _CLOSED.search(answer.body[-_TAIL:]):
        raise cut(feed.url, "it breaks off before its end")
    return [_of_feed(each, feed) for each in found], others


def _says_empty(member: Report | Problem) -> bool:
    """A feed without items is nothing amiss."""
    return isinstance(member, Problem) and member.kind == "empty-text" and member.where.record is None


def _refuse_what_is_none(feed: Feed, others: Sequence[Problem]) -> None:
    for problem in others:
        if problem.kind in _NO_FEED or problem.kind == "damaged":
            raise Failed("no-feed", f"{feed.url} gives no feed: {problem.message}", "Open the address in a browser.")


def with_page(found: Found, answer: Answer, feed: Feed) -> Found:
    """The report with its page's text, where that says more than the feed; id, title and date stay the feed's."""
    told = found.report
    around = Around(url=told.url, source=told.source)
    charset = _CHARSET.search(answer.headers.get("content-type", ""))
    page = html.Fetched(answer.body, around, charset[1] if charset else "")
    better, problems = _paired(html.reports(page, told.where, Options()))
    if not better or len(better[0].report.text) <= len(told.text):
        why = problems[0].message if problems else "Its page says no more than the feed."
        return without_page(found, why)
    whole = better[0].report
    report = replace(
        told,
        text=whole.text,
        offset=whole.offset,
        language=whole.language,
        published=told.published or whole.published,
        date_origin=told.date_origin or whole.date_origin,
    )
    kept = tuple(
        each
        for each in found.problems
        if each.kind != _NOT_ENGLISH and not (each.kind == "no-date" and report.published)
    )
    own = tuple(each for each in better[0].problems if each.kind != "no-date")
    return _of_feed(Found(report, (*kept, *own)), feed)


def without_page(found: Found, why: str) -> Found:
    """The report as the feed has it, and why it is no more."""
    problem = Problem(
        "no-full-text",
        found.report.where,
        f"The full text of {found.report.url or 'an item'} was not had, and the feed's own is read: {why}",
        "Open the page in a browser.",
    )
    return replace(found, problems=(*found.problems, problem))


def _paired(members: Iterable[Report | Problem]) -> tuple[list[Found], list[Problem]]:
    """Each report with the problems at its place, which come before it."""
    found: list[Found] = []
    others: list[Problem] = []
    waiting: list[Problem] = []
    for member in members:
        if isinstance(member, Problem):
            waiting.append(member)
            continue
        own = tuple(each for each in waiting if each.where == member.where)
        others += [each for each in waiting if each.where != member.where]
        found.append(Found(member, own))
        waiting = []
    return found, [*others, *waiting]


def _of_feed(found: Found, feed: Feed) -> Found:
    """The report at the feed's address, in the language that the plan says."""
    where = Location(feed.url)
    problems = tuple(replace(each, where=where) for each in found.problems)
    report = replace(found.report, where=where)
    if feed.language:
        report = replace(report, language=feed.language)
        problems = tuple(each for each in problems if each.kind != _NOT_ENGLISH)
        if feed.language not in READABLE:
            problems = (*problems, _as_told(report, feed))
    return Found(report, problems)


def _as_told(report: Report, feed: Feed) -> Problem:
    return Problem(
        _NOT_ENGLISH,
        report.where,
        f"The feed is in another language ({feed.language}): its reports are marked, and nothing is read from them.",
        "Take `language` away if that is not so.",
    )


def _utf8(answer: Answer) -> bytes:
    """The feed in UTF-8 where only the server says what it is written in."""
    body = answer.body
    named = _CHARSET.search(answer.headers.get("content-type", ""))
    if (
        not named
        or body.startswith(_BOMS)
        or _DECLARED.match(body[:200])
        or not Options(encoding=named[1]).is_known_encoding()
    ):
        return body
    return body.decode(named[1], "replace").encode("utf-8", "replace")


def packed(found: Found) -> str:
    """As one line of JSON, for the state."""
    return json.dumps(to_json(Reading(found.report, _NO_ENGINE, problems=found.problems)), ensure_ascii=True)


def unpacked(bare: str, feed: str) -> Found:
    """What `packed` wrote."""
    reading = from_json(json.loads(bare))
    return Found(replace(reading.report, where=Location(feed)), reading.problems)


def members(found: Iterable[Found]) -> Iterator[Report | Problem]:
    """As the pipeline takes them: each report after its problems."""
    for each in found:
        yield from each.problems
        yield each.report
