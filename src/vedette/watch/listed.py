"""feeds.toml and OPML lists -> a plan. Secrets stand in the environment; the files only name them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from vedette import ontology
from vedette.errors import UsageError
from vedette.sources import limits, markup
from vedette.watch.duration import seconds
from vedette.watch.failure import Failed
from vedette.watch.plan import EVERY, Feed, Plan, Webhook
from vedette.watch.target import target

_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_SEEMLY = re.compile(r"[\x20-\x7e]*")
_COUNTRY = re.compile(r"[A-Z]{3}")

Environment = Mapping[str, str]


def plan(
    feeds: Path | None, lists: Collection[Path] = (), *, every: float | None = None, environment: Environment
) -> Plan:
    """All that the files say; `every` (seconds) goes before what the file says of all feeds."""
    own = _of_toml(feeds, every, environment) if feeds else Plan(())
    listed = [feed for path in lists for feed in opml(path, every or EVERY)]
    known: dict[str, Feed] = {}
    for feed in (*own.feeds, *listed):
        known.setdefault(feed.url, feed)
    if not known:
        raise UsageError(f'{feeds or "The list"} names no feed. Write [[feed]] and url = "https://…", or give --opml')
    return replace(own, feeds=tuple(known.values()))


def opml(path: Path, every: float = EVERY) -> Iterator[Feed]:
    """The feeds of a list, as feed readers export it."""
    try:
        tree = markup.xml(_bytes(path))
    except markup.Refused as error:
        raise UsageError(f"{path}: {error}. Give --opml a list of feeds (OPML)") from None
    for each in tree.root.iter():
        if markup.local(each) != "outline" or not (url := (each.get("xmlUrl") or each.get("xmlurl") or "").strip()):
            continue
        name, language = each.get("title") or each.get("text") or "", each.get("language") or ""
        yield Feed(_url(str(path), url), name=" ".join(name.split()), language=language[:2].lower(), every=every)


def _of_toml(path: Path, every: float | None, environment: Environment) -> Plan:
    try:
        told = tomllib.loads(_bytes(path).decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is no TOML: {error}") from None
    top = Table(str(path), told, environment)
    top.only("feed", "webhook", "every", "user_agent", "contact")
    common = every or top.every("every", EVERY)
    webhooks = tuple(_webhook(table) for table in top.tables("webhook"))
    if len({webhook.url for webhook in webhooks}) < len(webhooks):
        raise UsageError(f"{path}: two webhooks have one url. Put their filters into one")
    return Plan(
        tuple(_feed(table, common) for table in top.tables("feed")),
        webhooks,
        top.plain("user_agent"),
        top.plain("contact"),
    )


def _feed(table: Table, every: float) -> Feed:
    table.only("url", "name", "language", "every", "headers", "allow_private", "full_text", "robots")
    return Feed(
        url=table.url(),
        name=table.text("name"),
        language=table.text("language"),
        every=table.every("every", every),
        headers=table.headers(),
        allow_private=table.flag("allow_private", otherwise=False),
        full_text=table.flag("full_text", otherwise=False),
        robots=table.flag("robots", otherwise=True),
    )


def _webhook(table: Table) -> Webhook:
    table.only("url", "secret", "types", "places", "min_score", "allow_private")
    return Webhook(
        url=table.url(),
        secret=table.secret("secret", table.text("secret")) if table.text("secret") else "",
        types=frozenset(table.types()),
        places=frozenset(map(place, table.texts("places"))),
        min_score=table.score("min_score"),
        allow_private=table.flag("allow_private", otherwise=False),
    )


def place(words: str) -> str:
    """A country's code as it is, a name in small letters."""
    return words if _COUNTRY.fullmatch(words) else " ".join(words.split()).casefold()


class Table:
    """One table of the file; every fault is told with file and key."""

    def __init__(self, where: str, told: Mapping[str, Any], environment: Environment) -> None:
        self._where, self._told, self._environment = where, told, environment

    def only(self, *keys: str) -> None:
        """Refuse keys that mean nothing: a slip must not pass for a setting."""
        for key in self._told:
            if key not in keys:
                near = get_close_matches(key, keys, 1)
                raise self._wrong(
                    key, f"means nothing; {f'is {near[0]} meant?' if near else 'known are ' + ', '.join(keys)}"
                )

    def tables(self, key: str) -> list[Table]:
        """`[[key]]`, any number of times, or `[key]` once."""
        found = self._told.get(key, [])
        listed = found if isinstance(found, list) else [found]
        if not all(isinstance(each, dict) for each in listed):
            raise self._wrong(key, f"is no table; write [[{key}]]")
        return [Table(f"{self._where}: {key} {n}", each, self._environment) for n, each in enumerate(listed, 1)]

    def text(self, key: str) -> str:
        """A string, empty where there is none."""
        told: str = self._typed(key, str, "")
        return told

    def plain(self, key: str) -> str:
        """A string that can stand in a header."""
        if not _SEEMLY.fullmatch(told := self.text(key)):
            raise self._wrong(key, "holds characters that no header can; use ASCII")
        return told

    def texts(self, key: str) -> list[str]:
        """A list of strings."""
        told: list[str] = self._typed(key, list, [])
        if not all(isinstance(each, str) for each in told):
            raise self._wrong(key, 'is no list of strings; write ["…", "…"]')
        return told

    def flag(self, key: str, *, otherwise: bool) -> bool:
        """True or false."""
        told: bool = self._typed(key, bool, otherwise)
        return told

    def score(self, key: str) -> float:
        """From 0 to 1."""
        told = self._told.get(key, 0.0)
        if isinstance(told, bool) or not isinstance(told, int | float) or not 0 <= told <= 1:
            raise self._wrong(key, "is no score; write a number from 0 to 1")
        return float(told)

    def every(self, key: str, otherwise: float) -> float:
        """A length of time, in seconds."""
        return self._made(key, seconds, self.text(key)) if key in self._told else otherwise

    def url(self) -> str:
        """The address that each feed and webhook has."""
        return _url(self._where, self.text("url"))

    def types(self) -> list[str]:
        """Types of events."""
        known = ontology.load().by_type
        for told in self.texts("types"):
            if told not in known:
                near = get_close_matches(told.upper(), known, 1, 0.0)
                raise self._wrong("types", f"names {told!r}, which is no type of event; is {near[0]} meant?")
        return self.texts("types")

    def headers(self) -> dict[str, str]:
        """Names of headers -> what stands in the environment under the name given."""
        told: dict[str, Any] = self._typed("headers", dict, {})
        for name, variable in told.items():
            if not _HEADER.fullmatch(name) or not isinstance(variable, str):
                raise self._wrong("headers", 'is off; write headers = { Authorization = "NAME_OF_A_VARIABLE" }')
        return {name: self.secret("headers", variable) for name, variable in told.items()}

    def secret(self, key: str, variable: str) -> str:
        """What stands in the environment under this name. The value is never told."""
        if not (found := self._environment.get(variable, "")):
            raise self._wrong(key, f"names the environment variable {variable}, which is not set")
        if not _SEEMLY.fullmatch(found):
            raise self._wrong(key, f"names the environment variable {variable}, whose value no header can hold")
        return found

    def _made(self, key: str, make: Callable[[str], float], words: str) -> float:
        try:
            return make(words)
        except ValueError as error:
            raise self._wrong(key, f"is off: {error}") from None

    def _typed(self, key: str, kind: type[Any], otherwise: Any) -> Any:  # noqa: ANN401 - of the kind
        told = self._told.get(key, otherwise)
        if not isinstance(told, kind):
            raise self._wrong(key, f"is no {_KINDS[kind]}")
        return told

    def _wrong(self, key: str, what: str) -> UsageError:
        return UsageError(f"{self._where}: {key} {what}")


_KINDS: Mapping[type, str] = {str: "string", list: "list", bool: "true or false", dict: "table"}


def _url(where: str, words: str) -> str:
    try:
        return target(words).url
    except Failed as error:
        raise UsageError(f"{where}: url is off: {error} {error.next}") from None


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limits.PAGE)
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}. Name a feeds.toml, or give --opml") from None
