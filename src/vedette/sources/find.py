"""Inputs as given -> files, in the order given; folders and patterns in the order of names."""

from __future__ import annotations

import glob
import os
from collections.abc import Container, Iterator, Sequence
from pathlib import Path, PurePath

from vedette.records import Location, Problem
from vedette.sources.stream import missing, unreadable

COMPRESSED = frozenset({".bz2", ".gz", ".xz"})

LONGEST_NAME = 300
"""Characters of a file's name in a file that are kept; file systems allow 255."""


def suffix(path: str) -> str:
    """The end of a file's name, in small letters, without that of a compression: `.jsonl` of `a.JSONL.gz`.

    Of a file in a file it is the inner one's.
    """
    pure = PurePath(path.rpartition("!")[2])
    return PurePath(pure.stem if pure.suffix.lower() in COMPRESSED else pure.name).suffix.lower()


def shown_name(name: str) -> str:
    """The name of a file in a file, as it may be shown and kept: it may try to steer the terminal."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name)[:LONGEST_NAME]


def files(inputs: Sequence[str | Path], suffixes: Container[str], *, any_suffix: bool) -> Iterator[str | Problem]:
    """Paths of the files to read, and a problem for each that is not there or not understood."""
    for given in map(str, inputs):
        yield from _of_input(given, suffixes, any_suffix=any_suffix)


def _of_input(given: str, suffixes: Container[str], *, any_suffix: bool) -> Iterator[str | Problem]:
    wanted = _Wanted(suffixes, any_suffix=any_suffix)
    if given == "-":
        yield given
    elif _is(os.path.isdir, given):
        yield from wanted.in_folder(given)
    elif _is(os.path.lexists, given):
        yield given
    elif glob.has_magic(given):
        yield from wanted.by_pattern(given)
    else:
        yield missing(given)


class _Wanted:
    """Which files of a folder are wanted, and which folders were walked already (links may lead in a circle)."""

    def __init__(self, suffixes: Container[str], *, any_suffix: bool) -> None:
        self.suffixes = suffixes
        self.any_suffix = any_suffix
        self.walked: set[str] = set()

    def in_folder(self, folder: str) -> Iterator[str | Problem]:
        found = False
        for each in self._below(folder):
            found = True
            yield each
        if not found:
            yield _nothing(folder, "The folder {} holds no file.")

    def by_pattern(self, pattern: str) -> Iterator[str | Problem]:
        matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - the pattern may be absolute
        for match in matches:
            # A pattern such as ** names a folder and all in it; the files come under their own names.
            if not Path(match).is_dir():
                yield match
            elif "**" not in pattern:
                yield from self.in_folder(match)
        if not matches:
            yield _nothing(pattern, "Nothing is called {}.")

    def _below(self, folder: str) -> Iterator[str | Problem]:
        real = os.path.realpath(folder)
        if real in self.walked:
            return
        self.walked.add(real)
        try:
            names = sorted(os.listdir(folder))  # noqa: PTH208 - names, to be sorted
        except OSError as error:
            yield unreadable(folder, error)
            return
        for name in names:
            if not name.startswith("."):
                yield from self._entry(os.path.join(folder, name))  # noqa: PTH118 - keeps "./" as given

    def _entry(self, path: str) -> Iterator[str | Problem]:
        if Path(path).is_dir():
            yield from self._below(path)
        elif self.any_suffix or suffix(path) in self.suffixes or not suffix(path):
            yield path
        else:
            yield unknown(path)


def _is(test: object, path: str) -> bool:
    """The test's answer; no for a name that no file can have, such as one with a null character."""
    try:
        return bool(callable(test) and test(path))
    except ValueError:
        return False


def _nothing(given: str, message: str) -> Problem:
    return Problem("nothing-found", Location(given), message.format(given), "Look at its name, or name the files.")


def unknown(path: str) -> Problem:
    """What is said of a file that nobody named and that nothing reads."""
    return Problem(
        "unknown-format",
        Location(path),
        f"{path} is left out: nothing reads files that are called *{suffix(path)}.",
        "Name the file itself to read it as plain text, or say --input-format.",
    )
