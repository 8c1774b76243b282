"""What the reader hears in a text, as a number: its highest probability of a trigger. The first pass learns from it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from vedette.read.encode import Encoder, Window
from vedette.read.model import Model
from vedette.text import sentences

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src/vedette/read/weights"
SEED = 7


@dataclass(frozen=True)
class Heard:
    """What the reader made of a text: its highest probability of a trigger, and the word pieces it cost."""

    text: str
    peak: float
    pieces: int


class Ear:
    """The reader's trigger head alone, without what comes after it."""

    def __init__(self, model: Path) -> None:
        self._encoder = Encoder.load(model / "tokenizer.json")
        self._model = Model(model, threads=1)

    def hear(self, text: str) -> Heard:
        """What the reader makes of a text."""
        windows = self._encoder.windows(text, sentences(text))
        owned = sum(w.owned[1] - w.owned[0] for w in windows)
        return Heard(text, max((self._peak(w) for w in windows), default=0.0), owned)

    def _peak(self, window: Window) -> float:
        given_ = {"ids": window.ids, "shapes": window.shapes, "mask": np.ones_like(window.ids)}
        _, tags = self._model.read({name: row[None] for name, row in given_.items()})
        place = np.arange(len(window.ids))
        own = window.heads & (place >= window.owned[0]) & (place < window.owned[1])
        return round(float((1 - tags[0, own, 0]).max(initial=0.0)), 5)


def heard(texts: Sequence[str], model: Path, work: Path) -> list[Heard]:
    """What the reader makes of the texts; kept in a file as it goes, so that a killed run goes on."""
    work.mkdir(parents=True, exist_ok=True)
    kept = work / "heard.jsonl"
    kept.touch()
    known = {told["text"]: Heard(**told) for told in map(json.loads, kept.read_text(encoding="utf-8").splitlines())}
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    ear = Ear(model) if missing else None
    with kept.open("a", encoding="utf-8") as file:
        for text in missing if ear else ():
            known[text] = ear.hear(text)
            file.write(json.dumps(vars(known[text])) + "\n")
    return [known[text] for text in texts]
