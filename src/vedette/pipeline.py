"""The order of the stages, written once: sources, text, read, resolve, assemble. `Reading`s come out, one a report."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import IO, Protocol

from vedette import __version__, assemble, ontology, sources
from vedette.config import Settings
from vedette.errors import VedetteError
from vedette.records import Engine, EventMention, Location, Mention, Problem, Reading, Report, Span
from vedette.resolve import count, when, where, who
from vedette.sources import record
from vedette.text import Cleaned, clean, quotations
from vedette.text import sentences as split

RESOLVERS = assemble.Resolvers(who=who.resolve, when=when.resolve, where=where.resolve, count=count.resolve)
"""What tells each kind of value."""

REMEMBERED = 4096
"""Texts whose mentions are kept so that an equal text is read once: some days of one agency's copies, about 20 MB."""

Stretch = tuple[int, int]
"""Start and end, half-open, in code points."""


class Marker(Protocol):
    """What marks the words of texts: `vedette.read.Reader`, or a stand-in of a test."""

    @property
    def name(self) -> str:
        """Which model it is, for `Engine.model`."""

    def read(
        self, texts: Sequence[str], sentences: Sequence[tuple[Stretch, ...]]
    ) -> Sequence[tuple[EventMention, ...]]:
        """The event mentions of each text, whose sentences are given."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What the first stages found in a text, in its own characters (not in those of its cleaned copy)."""

    sentences: tuple[Stretch, ...] = ()
    quotations: tuple[Stretch, ...] = ()
    mentions: tuple[EventMention, ...] = ()
    failure: str | None = None
    """What was said when the text could not be read."""


class Pipeline:
    """All stages with one reader and one choice of settings. Keeps what it found in the texts that it saw last."""

    def __init__(self, reader: Marker, settings: Settings | None = None) -> None:
        self._reader = reader
        self._settings = settings or Settings()
        self._engine = engine(reader)
        self._seen: OrderedDict[str, Marked] = OrderedDict()

    def readings(self, given: Iterable[Report | Problem]) -> Iterator[Reading | Problem]:
        """A reading for each report, in order. Problems of a report stand in its reading, any other on its own."""
        for batch in _batches(_with_own_problems(given, self._engine), self._settings.batch):
            found = self._found([member.report.text for member in batch if isinstance(member, Reading)])
            for member in batch:
                yield self._finished(member, found[member.report.text]) if isinstance(member, Reading) else member

    def _found(self, texts: Iterable[str]) -> Mapping[str, Marked]:
        """Text -> what was found in it; equal texts are read once."""
        wanted = dict.fromkeys(texts)
        fresh = [text for text in wanted if text not in self._seen]
        self._seen.update(zip(fresh, _marked_or_failed(fresh, self._reader), strict=True))
        found = {text: self._seen[text] for text in wanted}
        for _ in range(len(self._seen) - REMEMBERED):
            self._seen.popitem(last=False)
        return found

    def _finished(self, bare: Reading, marked: Marked) -> Reading:
        if marked.failure is not None:
            return _failed(bare, "reader-failed", marked.failure)
        likely = tuple(mention for mention in marked.mentions if mention.score >= self._settings.min_score)
        try:
            return assembled(bare, likely, marked)
        except VedetteError:  # a broken file of the package touches every report
            raise
        except Exception as error:  # noqa: BLE001 - one report's failure must not end a run of many
            return _failed(bare, "assembly-failed", _told(error))


def assembled(bare: Reading, mentions: tuple[EventMention, ...], marked: Marked) -> Reading:
    """The reading with events, statements and postures made of the mentions, every value resolved."""
    words = ontology.load()
    made = assemble.assemble(
        bare.report,
        mentions,
        sentences=marked.sentences,
        quotations=marked.quotations,
        resolvers=RESOLVERS,
        intensity=words.intensity,
        modes=words.modes,
    )
    return replace(
        bare,
        events=made.events,
        statements=made.statements,
        postures=made.postures,
        problems=(*bare.problems, *made.problems),
    )


def weighed(reading: Reading) -> Reading:
    """The reading resolved again on the same words, which brings back what was passed over: exports leave it out."""
    mentions = tuple(
        EventMention(
            type=event.type,
            mode=event.mode,
            status=event.status,
            contexts=event.contexts,
            trigger=event.trigger,
            arguments=tuple(Mention(each.role, each.span, each.score) for each in event.arguments),
            score=event.score,
        )
        for event in reading.events
    )
    return assembled(reading, mentions, outlined(clean(reading.report.text)))


@lru_cache(maxsize=64)
def sentences(text: str) -> tuple[Stretch, ...]:
    """Sentences of a text, in its own characters. Those of the last texts are kept: callers ask by the word."""
    return outlined(clean(text)).sentences


def outlined(cleaned: Cleaned, cut: tuple[Stretch, ...] | None = None) -> Marked:
    """Sentences and quotations of a text, in its own characters; `cut` are its sentences where they are known already."""
    return Marked(
        sentences=tuple(cleaned.original(*stretch) for stretch in (split(cleaned.text) if cut is None else cut)),
        quotations=tuple(cleaned.original(quoted.start, quoted.end) for quoted in quotations(cleaned.text)),
    )


def marked(texts: Sequence[str], reader: Marker) -> list[Marked]:
    """What the reader and the stages before it find in each text."""
    copies = [clean(text) for text in texts]
    cuts = [split(copy.text) for copy in copies]
    mentions = reader.read([copy.text for copy in copies], cuts)
    return [
        replace(outlined(copy, cut), mentions=tuple(_mapped(mention, text, copy.original) for mention in found))
        for text, copy, cut, found in zip(texts, copies, cuts, mentions, strict=True)
    ]


def _marked_or_failed(texts: Sequence[str], reader: Marker) -> list[Marked]:
    """As `marked`; when it fails on several texts, each is tried alone, so that only the culprit is lost."""
    try:
        return marked(texts, reader) if texts else []
    except VedetteError:
        raise
    except Exception as error:  # noqa: BLE001 - it becomes a problem of the report
        if len(texts) == 1:
            return [Marked(failure=_told(error))]
    return [one for text in texts for one in _marked_or_failed([text], reader)]


def _mapped(mention: EventMention, text: str, original: Callable[[int, int], Stretch]) -> EventMention:
    """The mention in the characters of the text itself."""

    def back(span: Span) -> Span:
        start, end = original(span.start, span.end)
        return Span(text[start:end], start, end)

    arguments = tuple(replace(argument, span=back(argument.span)) for argument in mention.arguments)
    return replace(mention, trigger=back(mention.trigger), arguments=arguments)


def _with_own_problems(given: Iterable[Report | Problem], engine: Engine) -> Iterator[Reading | Problem]:
    """Each report as a bare reading that holds the problems just before it that stand at its own place."""
    waiting: list[Problem] = []
    for member in given:
        if isinstance(member, Problem):
            waiting.append(member)
            continue
        yield from (problem for problem in waiting if problem.where != member.where)
        own = tuple(problem for problem in waiting if problem.where == member.where)
        yield Reading(member, engine, problems=own)
        waiting = []
    yield from waiting


def _batches(members: Iterable[Reading | Problem], size: int) -> Iterator[list[Reading | Problem]]:
    """The members in order, `size` readings at a time."""
    batch: list[Reading | Problem] = []
    readings = 0
    for member in members:
        batch.append(member)
        readings += isinstance(member, Reading)
        if readings == size:
            yield batch
            batch, readings = [], 0
    yield batch


def _failed(bare: Reading, kind: str, message: str) -> Reading:
    where = bare.report.where
    problem = Problem(
        kind,
        where,
        f"Report {bare.report.id} could not be read: {message}.",
        "Please report it, with the text if you may; the other reports are not touched by it.",
    )
    return replace(bare, problems=(*bare.problems, problem))


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def engine(reader: Marker) -> Engine:
    """What reads: the versions of the package, of the model and of the ontology."""
    return Engine(__version__, reader.name, ontology.load().version)


@cache
def shipped_reader() -> Marker:
    """The reader that comes with the package, loaded once, when the first text is read."""
    from vedette.read import Reader  # noqa: PLC0415 - resolving and explaining need no model

    return Reader.load()


def read(  # noqa: PLR0913 - each is a field of a report
    text: str,
    *,
    published: date | str | None = None,
    id: str = "",  # noqa: A002 - the field's public name
    title: str = "",
    source: str = "",
    url: str = "",
    settings: Settings | None = None,
) -> Reading:
    """What one report tells. Without `published` (a date, or YYYY-MM-DD) words such as "Thursday" stay unresolved.

    >>> reading = vedette.read("Rebels shelled the town of Orvel on Monday.", published="2024-03-06")
    >>> [(event.type, event.status) for event in reading.events]
    [('ASSAULT', 'actual')]
    """
    fields = {"id": id, "published": published and str(published), "title": title, "source": source, "url": url}
    given = record.reports({"text": text, **fields}, Location("-"), sources.Options())
    found = list(Pipeline(shipped_reader(), settings).readings(given))
    problems = tuple(member for member in found if isinstance(member, Problem))
    empty = Reading(Report(id, "", where=Location("-")), engine(shipped_reader()), problems=problems)
    return next((member for member in found if isinstance(member, Reading)), empty)


def read_all(  # noqa: PLR0913 - each is an option of the command line
    inputs: Sequence[str | Path],
    *,
    stdin: IO[bytes] | None = None,
    date: date | None = None,
    fields: Mapping[str, str] | None = None,
    form: str | None = None,
    encoding: str | None = None,
    settings: Settings | None = None,
) -> Iterator[Reading | Problem]:
    """Readings of files, folders and globs, in order, and the problems that belong to none of them."""
    given = sources.read(inputs, stdin=stdin, date=date, fields=fields, form=form, encoding=encoding)
    return Pipeline(shipped_reader(), settings).readings(given)
