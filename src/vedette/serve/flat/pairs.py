"""Who did to whom: each actor of an incident with each of its recipients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from vedette.serve.flat.coded import Several
from vedette.serve.flat.incidents import Incidents
from vedette.serve.flat.kinds import Mask, Real, Whole

Side = Literal["actor", "recipient"]


class Pairs:
    """Of all incidents."""

    def __init__(self, flat: Incidents) -> None:
        self._words = {"actor": flat.actors.coded.words, "recipient": flat.recipients.coded.words}
        self._rows, self._actors, self._recipients = _crossed(flat.actors, flat.recipients)
        self._intensity = flat.intensity

    def within(self, mask: Mask) -> Counted:
        """Those of the rows of a mask."""
        hit = mask[self._rows]
        rows, actors, recipients = self._rows[hit], self._actors[hit], self._recipients[hit]
        return Counted(self._words, actors, recipients, self._intensity[rows])


class Counted:
    """Pairs that are counted."""

    def __init__(self, words: dict[str, list[str]], actors: Whole, recipients: Whole, intensity: Real) -> None:
        self._words = words
        self._codes = {"actor": actors, "recipient": recipients}
        self._intensity = intensity

    def most(self, side: Side, number: int) -> list[str]:
        """Those with the most, in that order, equal ones by their letters."""
        words = self._words[side]
        counts = np.bincount(self._codes[side], minlength=len(words))
        order = np.lexsort([np.arange(len(words)), -counts])[:number]
        return [words[code] for code in order.tolist() if counts[code]]

    def cells(self, actors: Sequence[str], recipients: Sequence[str]) -> list[dict[str, Any]]:
        """Each pair of these: how many, how many of them hostile, the mean intensity; the most first."""
        kept = self._among("actor", actors) & self._among("recipient", recipients)
        width = max(1, len(self._words["recipient"]))
        keys, which = np.unique(
            self._codes["actor"][kept] * width + self._codes["recipient"][kept], return_inverse=True
        )
        cells = self._cells(keys.tolist(), width, which, self._intensity[kept])
        return sorted(cells, key=lambda cell: (-cell["n"], cell["actor"], cell["recipient"]))

    def _cells(self, keys: list[int], width: int, which: Whole, intensity: Real) -> list[dict[str, Any]]:
        known = ~np.isnan(intensity)
        numbers = np.bincount(which, minlength=len(keys)).tolist()
        hostile = np.bincount(which[intensity < 0], minlength=len(keys)).tolist()
        counts = np.bincount(which[known], minlength=len(keys))
        means = (np.bincount(which[known], intensity[known], len(keys)) / np.maximum(counts, 1)).tolist()
        return [
            {
                "actor": self._words["actor"][key // width],
                "recipient": self._words["recipient"][key % width],
                "n": numbers[place],
                "hostile": hostile[place],
                "mean_intensity": round(means[place], 2) if counts[place] else None,
            }
            for place, key in enumerate(keys)
        ]

    def _among(self, side: Side, words: Sequence[str]) -> Mask:
        wanted = set(words)
        shown = np.array([*(word in wanted for word in self._words[side]), False], np.bool_)
        return shown[self._codes[side]]


def _crossed(actors: Several, recipients: Several) -> tuple[Whole, Whole, Whole]:
    """Row, actor and recipient of each pair: each actor is repeated for all recipients of its row."""
    ahead = recipients.begins[actors.rows]
    times = recipients.begins[actors.rows + 1] - ahead
    pairs = np.repeat(np.arange(len(actors.rows)), times)
    begun = np.concatenate([[0], np.cumsum(times)])[:-1]
    second = np.arange(len(pairs)) - begun[pairs] + ahead[pairs] if len(pairs) else pairs
    return actors.rows[pairs], actors.coded.codes[pairs], recipients.coded.codes[second]
