"""`vedette read`: reports in, readings out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vedette import pipeline
from vedette.cli import exits, output, own
from vedette.cli.problems import Teller
from vedette.cli.progress import Progress
from vedette.export import Writer
from vedette.records import Problem, Reading

FAILED = ("reader-failed", "assembly-failed")
"""Kinds of the problem of a report that a stage broke on."""


def run(arguments: argparse.Namespace) -> int:
    """Read all inputs and write each reading as soon as it is done."""
    tally, teller = Tally(), Teller()
    bar = Progress.over(arguments.files, shown=not arguments.quiet and sys.stderr.isatty())
    writer = Writer(arguments.format, output.page(arguments.output))
    stream = _stream(arguments)  # before the output is opened: a list that does not hold must not empty it
    with output.opened(arguments.output) as write:
        write(output.encoded(writer.head()))
        for member in gathered(stream):
            bar.erase()
            tally.add(member)
            for problem in _untold(member, told_by=arguments.format):
                teller.tell(problem)
            if isinstance(member, Reading):
                write(output.encoded(writer.reading(member)))
                bar.step()
        write(output.encoded(writer.tail()))
    bar.erase()
    output.tell_left_out(writer.left_out, arguments.format)
    teller.close()
    if not arguments.quiet:
        print(tally.summary(), file=sys.stderr)
    return tally.code(strict=arguments.strict)


def _stream(arguments: argparse.Namespace) -> Iterator[Reading | Problem]:
    return pipeline.read_all(
        arguments.files,
        stdin=sys.stdin.buffer,
        date=arguments.date,
        fields=dict(arguments.field),
        form=arguments.input_format,
        encoding=arguments.encoding,
        settings=own.settings(arguments),
    )


def gathered(stream: Iterable[Reading | Problem]) -> Iterator[Reading | Problem]:
    """The readings; a problem that belongs to none of them (a malformed line, a missing file) goes with the next one,
    after the last with the last, so that the output itself accounts for every input. Alone only where nothing was read.
    """
    held: Reading | None = None
    waiting: list[Problem] = []
    for member in stream:
        if isinstance(member, Problem):
            waiting.append(member)
            continue
        if held is not None:
            yield held
        held = replace(member, problems=(*waiting, *member.problems))
        waiting = []
    if held is None:
        yield from waiting
    else:
        yield replace(held, problems=(*held.problems, *waiting))


def _untold(member: Reading | Problem, *, told_by: str) -> tuple[Problem, ...]:
    """The problems to tell on standard error: those that no person will see in a table."""
    if isinstance(member, Problem):
        return (member,)
    return () if told_by == "table" else member.problems


@dataclass(slots=True)
class Tally:
    """What was read, counted."""

    reports: int = 0
    unread: int = 0
    events: int = 0
    statements: int = 0
    postures: int = 0
    problems: int = 0

    def add(self, member: Reading | Problem) -> None:
        """Count one reading, or one problem that stands alone."""
        if isinstance(member, Problem):
            self.problems += 1
            return
        self.reports += 1
        self.unread += any(problem.kind in FAILED for problem in member.problems)
        self.events += len(member.events)
        self.statements += len(member.statements)
        self.postures += len(member.postures)
        self.problems += len(member.problems)

    def summary(self) -> str:
        """`8 reports: 41 events, 12 statements, 19 force entries, 1 problem`"""
        parts = (
            _plural(self.events, "event"),
            _plural(self.statements, "statement"),
            _plural(self.postures, "force entry", "force entries"),
            _plural(self.problems, "problem"),
        )
        return f"{_plural(self.reports, 'report')}: {', '.join(parts)}"

    def code(self, *, strict: bool) -> int:
        """The exit code."""
        nothing = self.reports == self.unread
        return exits.NOTHING_READ if nothing or (strict and self.problems) else exits.DONE


def _plural(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
