"""Bytes -> text, with a problem wherever that took a guess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vedette.records import Location, Problem
from vedette.sources import encodings, limits
from vedette.sources.stream import HEAD, Stream, too_large
from vedette.sources.unpack import TooLarge


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of an input, None where it is none, and what was wrong with its bytes."""

    text: str | None
    problems: tuple[Problem, ...] = ()


def decoded(given: bytes, where: Location, encoding: str | None = None) -> Decoded:
    """The text of these bytes: by the encoding that was said, by a byte order mark, as UTF-8, else by a guess."""
    name = encoding or encodings.marked(given)
    if name:
        return _by_name(given, where, name)
    if name := encodings.by_nulls(given[:HEAD]):
        return Decoded(given.decode(name, "replace"), (_guessed(where, name),))
    if encodings.is_binary(given[:HEAD]):
        return Decoded(None, (_binary(where),))
    return _utf8_or_guess(given, where)


def lines(stream: Stream, encoding: str | None = None) -> Iterator[str | Problem]:
    """The lines of a stream, as they come. Only a line feed ends one; problems go before the line they are about."""
    head = stream.head()
    if _is_wide(encoding or encodings.marked(head) or encodings.by_nulls(head) or ""):
        yield from _lines_at_once(stream, encoding)
    elif encoding is None and encodings.is_binary(head):
        yield _binary(Location(stream.path))
    else:
        yield from _lines_one_by_one(stream, encoding)


def _is_wide(name: str) -> bool:
    """Whether a line feed takes more than one byte, so that bytes cannot be cut into lines."""
    return "16" in name or "32" in name


def _lines_at_once(stream: Stream, encoding: str | None) -> Iterator[str | Problem]:
    given = decoded(stream.read(limits.WHOLE), Location(stream.path), encoding)
    yield from given.problems
    yield from (given.text or "").split("\n")


def _lines_one_by_one(stream: Stream, encoding: str | None) -> Iterator[str | Problem]:
    for number, line in enumerate(iter(lambda: stream.handle.readline(limits.LINE + 1), b""), start=1):
        where = Location(stream.path, number)
        if len(line) > limits.LINE and not line.endswith(b"\n"):
            yield too_large(where, f"the line holds more than {limits.LINE / limits.MIB:g} MiB")
            _pass_over(stream)
            yield ""  # keeps the count of lines
            continue
        given = _by_name(line, where, encoding) if encoding else _utf8_or_guess(line, where)
        yield from given.problems
        yield (given.text or "").removeprefix("\ufeff") if number == 1 else given.text or ""


def _pass_over(stream: Stream) -> None:
    """Read on to the end of the line."""
    for _ in range(limits.LINE_SKIPPED // limits.LINE):
        block = stream.handle.readline(limits.LINE)
        if not block or block.endswith(b"\n"):
            return
    raise TooLarge(f"a line of more than {limits.LINE_SKIPPED / limits.MIB:g} MiB has no end")


def _by_name(given: bytes, where: Location, name: str) -> Decoded:
    try:
        return Decoded(given.decode(name))
    except UnicodeError:
        text = given.decode(name, "replace")
        return Decoded(text, (_damaged(where, name, text.count("\ufffd")),))


def _utf8_or_guess(given: bytes, where: Location) -> Decoded:
    try:
        return Decoded(given.decode())
    except UnicodeDecodeError:
        text = given.decode("utf-8", "replace")
    if encodings.is_damaged_utf8(text):
        return Decoded(text, (_damaged(where, "utf-8", text.count("\ufffd")),))
    return _western(given, where)


def _western(given: bytes, where: Location) -> Decoded:
    try:
        return Decoded(given.decode("windows-1252"), (_guessed(where, "windows-1252"),))
    except UnicodeDecodeError:
        return Decoded(given.decode("latin-1"), (_guessed(where, "latin-1"),))


def _guessed(where: Location, name: str) -> Problem:
    return Problem(
        "encoding-guessed",
        where,
        f"The bytes are no UTF-8 and were read as {name}, which is a guess.",
        "Save the input as UTF-8, or say --encoding NAME.",
    )


def _damaged(where: Location, name: str, number: int) -> Problem:
    return Problem(
        "damaged-text",
        where,
        f"{number} characters are no {name} and were read as U+FFFD.",
        "Look at what cut or converted the input, or say --encoding NAME.",
    )


def _binary(where: Location) -> Problem:
    return Problem(
        "binary-file",
        where,
        f"{where.path} is no text.",
        "Give it the name's end of its format, such as .pdf, or convert it to text first.",
    )
