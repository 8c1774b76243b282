"""The order of the stages, written once: sources, text, read, resolve, assemble. `Reading`s come out, one a report."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, Protocol, Self, cast

from vedette import __version__, assemble, ontology, sources
from vedette.config import Settings
from vedette.errors import VedetteError
from vedette.records import Engine, EventMention, Location, Mention, Problem, Reading, Report, Span
from vedette.resolve import count, when, where, who
from vedette.sources import record
from vedette.sources.language import READABLE
from vedette.text import Cleaned, clean, quotations
from vedette.text import sentences as split

REMEMBERED = 4096
"""Texts whose mentions are kept so that an equal text is read once: some days of one agency's copies, about 20 MB."""

SHARE = 6000
"""Code points of text that one thread reads at a time: about 1,500 word pieces, which fills the reader's own batches."""

Stretch = tuple[int, int]
"""Start and end, half-open, in code points."""


class Marker(Protocol):
    """What marks the words of texts: `vedette.read.Reader`, or a stand-in of a test."""

    @property
    def name(self) -> str:
        """Which model it is, for `Engine.model`."""

    def at(self, min_score: float | None) -> Self:
        """The same, that marks events from this score on; None is its own choice."""

    def read(
        self, texts: Sequence[str], sentences: Sequence[tuple[Stretch, ...]]
    ) -> Sequence[tuple[EventMention, ...]]:
        """The event mentions of each text, whose sentences are given. Several threads may ask at once."""


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

    def __init__(self, reader: Marker, settings: Settings | None = None, *, threads: int | None = None) -> None:
        """`threads` is how many read at once; None is as many as there are cores."""
        self._settings = settings or Settings()
        self._threads = threads or cores()
        self._reader = reader.at(self._settings.min_score)
        self._resolvers = resolvers(self._settings)
        self.engine = engine(reader)
        self._seen: OrderedDict[str, Marked] = OrderedDict()
        self._workers: ThreadPoolExecutor | None = None

    def readings(self, given: Iterable[Report | Problem]) -> Iterator[Reading | Problem]:
        """A reading for each report, in order. Problems of a report stand in its reading, any other on its own."""
        for batch in _batches(_with_own_problems(given, self.engine), self._settings.batch):
            yield from self._read(batch)

    def _read(self, batch: list[Reading | Problem]) -> list[Reading | Problem]:
        """The batch with what was found; reports are finished while the reader is still busy with others."""
        places: dict[str, list[int]] = {}
        for place, member in enumerate(batch):
            if isinstance(member, Reading) and member.report.language in READABLE:
                places.setdefault(member.report.text, []).append(place)
        for text, marked in self._found(list(places)):
            for place in places[text]:
                batch[place] = self._finished(cast("Reading", batch[place]), marked)
        return batch

    def _found(self, texts: Sequence[str]) -> Iterator[tuple[str, Marked]]:
        """Each text with what was found in it, as it is found; equal texts are read once."""
        fresh = [text for text in texts if text not in self._seen]
        yield from [(text, self._seen[text]) for text in texts if text in self._seen]
        for pairs in self._marked(_shares(fresh)):
            self._seen.update(pairs)
            yield from pairs
        for _ in range(len(self._seen) - REMEMBERED):
            self._seen.popitem(last=False)

    def _marked(self, shares: list[list[str]]) -> Iterator[list[tuple[str, Marked]]]:
        """The shares as they get ready. One alone needs no thread."""

        def mark(share: list[str]) -> list[tuple[str, Marked]]:
            return list(zip(share, _marked_or_failed(share, self._reader), strict=True))

        if len(shares) < 2 or self._threads == 1:  # noqa: PLR2004 - one
            yield from map(mark, shares)
            return
        self._workers = self._workers or ThreadPoolExecutor(self._threads, "reader")
        for ready in as_completed([self._workers.submit(mark, share) for share in shares]):
            yield ready.result()

    def _finished(self, bare: Reading, marked: Marked) -> Reading:
        if marked.failure is not None:
            return _failed(bare, "reader-failed", marked.failure)
        least = self._settings.min_score or 0.0
        likely = tuple(mention for mention in marked.mentions if mention.score >= least)
        try:
            return assembled(bare, likely, marked, self._resolvers)
        except VedetteError:  # a broken file of the package touches every report
            raise
        except Exception as error:  # noqa: BLE001 - one report's failure must not end a run of many
            return _failed(bare, "assembly-failed", _told(error))


def resolvers(settings: Settings) -> assemble.Resolvers:
    """What tells each kind of value: our own names, and the user's before them."""
    return _resolvers(tuple(map(_stamped, settings.lexicons)), tuple(map(_stamped, settings.gazetteers)))


def _stamped(name: Path | str) -> tuple[Path, int]:
    """A user's file and when it was last changed; 0 where it is missing, which the one who reads it will say."""
    path = Path(name)
    return path, path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=4)
def _resolvers(lexicons: tuple[tuple[Path, int], ...], gazetteers: tuple[tuple[Path, int], ...]) -> assemble.Resolvers:
    """Kept, since reading a list anew for each report would take longer than the report. Ours are opened when asked."""
    lexicon = who.Lexicon.load(path for path, _ in lexicons) if lexicons else None
    gazetteer = where.Gazetteer.load(path for path, _ in gazetteers) if gazetteers else None
    return assemble.Resolvers(
        who=partial(who.resolve, lexicon=lexicon),
        when=when.resolve,
        where=partial(where.resolve, gazetteer=gazetteer),
        count=count.resolve,
    )


def assembled(
    bare: Reading, mentions: tuple[EventMention, ...], marked: Marked, told_by: assemble.Resolvers
) -> Reading:
    """The reading with events, statements and postures made of the mentions, every value resolved."""
    words = ontology.load()
    made = assemble.assemble(
        bare.report,
        mentions,
        sentences=marked.sentences,
        quotations=marked.quotations,
        resolvers=told_by,
        intensity=lambda type_, mode: words.intensity(type_, mode) if type_ in words.by_type else 0.0,
        modes=lambda type_: words.modes(type_) if type_ in words.by_type else (),
    )
    return replace(
        bare,
        events=made.events,
        statements=made.statements,
        postures=made.postures,
        problems=(*bare.problems, *made.problems),
    )


def weighed(reading: Reading, settings: Settings | None = None) -> Reading:
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
    return assembled(reading, mentions, outlined(clean(reading.report.text)), resolvers(settings or Settings()))


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


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _shares(texts: Sequence[str]) -> list[list[str]]:
    """The texts by length, cut into shares of about `SHARE` code points, one or more texts each."""
    shares: list[list[str]] = []
    room = 0
    for text in sorted(texts, key=len, reverse=True):
        if room < len(text):
            shares.append([])
            room = SHARE
        shares[-1].append(text)
        room -= len(text)
    return shares


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


@lru_cache(maxsize=2)
def reader_of(model: Path | None = None, *, gpu: bool = False) -> Marker:
    """The reader that comes with the package, or a user's own, loaded once, when the first text is read."""
    from vedette.read import Reader  # noqa: PLC0415 - resolving and explaining need no model

    return Reader.load(model, threads=1, gpu=gpu)  # a pipeline asks it from as many threads as there are cores


def _line(settings: Settings | None) -> Pipeline:
    chosen = settings or Settings()
    return Pipeline(reader_of(chosen.model, gpu=chosen.gpu), chosen)


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
    line = _line(settings)
    found = list(line.readings(given))
    problems = tuple(member for member in found if isinstance(member, Problem))
    empty = Reading(Report(id, "", where=Location("-")), line.engine, problems=problems)
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
    return _line(settings).readings(given)
