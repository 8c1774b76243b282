"""What an event is about: the network's opinion and that of words, weighed together.

The words are those of lists, one sure and one of hints for each context; how much a list is worth in the event's sentence and
around it, and what the event's type and mode add, stands in `contexts.tsv` beside the model, row by row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vedette.errors import ModelError
from vedette.read.wordlists import Numbers, Story, WordLists
from vedette.records import EventMention

Floats = npt.NDArray[np.float32]

FILE = "contexts.tsv"
"""The file of a model folder that holds the words and their weights; a folder without it keeps the network's contexts."""

LISTS = ("sure", "hint")
SCOPES = ("sentence", "around")
COLUMNS = ("kind", "name", "context", "value")

LEAST = 1e-4
"""Probabilities of the network are kept this far from 0 and 1."""

Row = tuple[str, str, str, str]


def listed(rows: Iterable[Row], names: Sequence[str]) -> WordLists:
    """The word lists among the rows; those of context `i` have the numbers 2i (sure) and 2i + 1 (hint)."""
    entries = ((name, 2 * names.index(context) + LISTS.index(kind)) for kind, name, context, _ in rows if kind in LISTS)
    return WordLists(entries, 2 * len(names))


@dataclass(frozen=True, slots=True)
class Contexts:
    """Tells contexts. Arrays go by context, in the order of `names`."""

    names: tuple[str, ...]
    lists: WordLists
    net: float
    """Share of the network in the log-odds, 0 to 1; the words have the rest."""
    limit: float
    """Log-odds from which a context is told."""
    bias: Floats
    weights: tuple[Floats, Floats]
    """What each list is worth in the sentence and around it: (2 contexts,) each."""
    acts: Mapping[str, Floats]
    """Bias with what a type ("ASSAULT"), and its mode besides ("ASSAULT.aerial"), adds."""
    always: Mapping[str, tuple[int, ...]]
    """Contexts that a mode always has, by the ontology."""
    instead: tuple[tuple[int, int], ...]
    """Pairs of contexts: where the first is told the second is not."""

    @classmethod
    def beside(cls, folder: Path, reader: str, names: Sequence[str]) -> Contexts | None:
        """Those of a model folder; None when there are none, or when they were weighed for another reader."""
        path = folder / FILE
        if not path.is_file():
            return None
        rows = read_rows(path)
        return cls._checked(path, rows, names) if ("reader", reader, "", "") in rows else None

    @classmethod
    def _checked(cls, path: Path, rows: Sequence[Row], names: Sequence[str]) -> Contexts:
        try:
            return cls.of(rows, names)
        except (ValueError, KeyError, IndexError) as error:
            raise ModelError(
                f"{path}: the contexts' words cannot be read ({error}); reinstall, or make it anew with train.contexts"
            ) from error

    @classmethod
    def of(cls, rows: Sequence[Row], names: Sequence[str]) -> Contexts:
        """From the rows of such a file and the model's contexts; raises ValueError or KeyError when one does not hold."""
        numbers = {(kind, name, context): float(value) for kind, name, context, value in rows if value}
        pairs = [(kind, name, names.index(context)) for kind, name, context, value in rows if not value and context]
        bias = _array([numbers["bias", "", context] for context in names])
        return cls(
            names=tuple(names),
            lists=listed(rows, names),
            net=numbers["mix", "net", ""],
            limit=numbers["mix", "limit", ""],
            bias=bias,
            weights=(_worth(numbers, SCOPES[0], names), _worth(numbers, SCOPES[1], names)),
            acts=_acts(numbers, names, bias),
            always=_always(pairs),
            instead=tuple((names.index(name), i) for kind, name, i in pairs if kind == "instead"),
        )

    def story(self, text: str, sentences: Sequence[tuple[int, int]]) -> Story:
        """A report under the lists, for all its events."""
        return Story(self.lists, self._worth, text, sentences)

    def told(self, story: Story, event: EventMention, heard: Floats) -> EventMention:
        """The event with its contexts; `heard` are the network's probabilities by context."""
        odds = self.net * _log_odds(heard) + (1 - self.net) * self.by_words(story, event)
        told = {*np.flatnonzero(odds >= self.limit).tolist(), *self.always.get(f"{event.type}.{event.mode}", ())}
        told -= {other for one, other in self.instead if one in told}
        return replace(event, contexts=tuple(self.names[i] for i in sorted(told)))

    def by_words(self, story: Story, event: EventMention) -> Floats:
        """Log-odds of each context by words, type and mode alone."""
        odds: Floats = self._act(event) + story.weigh(event.trigger.start)
        return odds

    def _act(self, event: EventMention) -> Floats:
        of_type = self.acts.get(event.type, self.bias)
        return self.acts.get(f"{event.type}.{event.mode}", of_type)

    def _worth(self, sentence: Numbers, around: Numbers) -> Floats:
        by_list = self.lists.weigh(sentence) * self.weights[0] + self.lists.weigh(around) * self.weights[1]
        worth: Floats = by_list[::2] + by_list[1::2]
        return worth


def read_rows(path: Path) -> list[Row]:
    """The rows of a file of words and weights, with kind, name, context and value; raises `ModelError`."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    except (OSError, ValueError, csv.Error) as error:
        raise ModelError(f"{path}: the contexts' words cannot be read ({error}); reinstall vedette") from error
    return [(row["kind"], row["name"] or "", row["context"] or "", row["value"] or "") for row in rows]


def _array(numbers: Sequence[float]) -> Floats:
    return np.array(numbers, dtype=np.float32)


def _worth(numbers: Mapping[tuple[str, str, str], float], scope: str, names: Sequence[str]) -> Floats:
    return _array([numbers[scope, kind, context] for context in names for kind in LISTS])


def _acts(numbers: Mapping[tuple[str, str, str], float], names: Sequence[str], bias: Floats) -> dict[str, Floats]:
    told: dict[str, Floats] = {}
    for (kind, name, context), weight in sorted(numbers.items()):
        if kind == "act":
            told.setdefault(name, np.zeros(len(names), dtype=np.float32))[names.index(context)] = weight
    none = np.zeros(len(names), dtype=np.float32)
    return {
        act: bias + (told.get(act.partition(".")[0], none) if "." in act else none) + worth
        for act, worth in told.items()
    }


def _always(pairs: Iterable[tuple[str, str, int]]) -> dict[str, tuple[int, ...]]:
    told: dict[str, tuple[int, ...]] = {}
    for kind, name, context in pairs:
        if kind == "always":
            told[name] = (*told.get(name, ()), context)
    return told


def _log_odds(probabilities: Floats) -> Floats:
    kept = np.clip(probabilities, LEAST, 1 - LEAST)
    odds: Floats = np.log(kept / (1 - kept))
    return odds
