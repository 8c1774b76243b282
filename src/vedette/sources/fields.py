"""Which field of a record is what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from vedette.errors import UsageError

_ALSO_CALLED = {"date": "published"}


@dataclass(frozen=True, slots=True)
class Fields:
    """The names under which records may carry each field; the first one that a record has is taken."""

    id: tuple[str, ...] = ("id",)
    published: tuple[str, ...] = ("published", "date")
    text: tuple[str, ...] = ("text",)
    title: tuple[str, ...] = ("title",)
    source: tuple[str, ...] = ("source",)
    url: tuple[str, ...] = ("url",)

    @staticmethod
    def renamed(names: Mapping[str, str]) -> Fields:
        """The usual names, with those in `names` instead: {"text": "body"} reads the text from `body`.

        A name with full stops leads into objects: "article.body".
        """
        known = {field.name for field in fields(Fields)}
        for name in names:
            if _ALSO_CALLED.get(name, name) not in known:
                raise UsageError(f"No field of a report is called {name!r}; say one of {', '.join(sorted(known))}.")
        return replace(Fields(), **{_ALSO_CALLED.get(name, name): (theirs,) for name, theirs in names.items()})


def value(record: Mapping[str, object], names: tuple[str, ...]) -> object:
    """The first of the named fields that the record has and that is not empty; None without one."""
    found = (_at(record, name) for name in names)
    return next((each for each in found if each not in (None, "")), None)


def _at(record: Mapping[str, object], name: str) -> object:
    if name in record:
        return record[name]
    first, _, rest = name.partition(".")
    inner = record.get(first)
    return _at(inner, rest) if rest and isinstance(inner, Mapping) else None
