"""A training, step by step: words, teachers, marks, pupil, thresholds, export. Each stands once it is done."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from train import base, calibrate, corpus, export, fit, marks, tune
from train.corpus import Example, Record
from train.given import Given
from train.network import Reader
from train.networks import Networks
from train.settings import Settings
from train.work import Done, Work, digest
from vedette.read import Reader as Shipped
from vedette.read.encode import Window


@dataclass(frozen=True)
class Fitted:
    """A network that was fitted, and how."""

    done: Done
    how: fit.Settings


@dataclass(frozen=True)
class Result:
    """What a training gives: the exported folder, thresholds, what scores are worth, and how good it is on dev."""

    model: Done
    curves: dict[str, tuple[float, float]]
    thresholds: dict[str, float]
    scores: dict[str, dict[str, float] | None]


@dataclass(frozen=True)
class Training:
    """What all steps share; each step is a method that gives its result."""

    given: Given
    settings: Settings
    networks: Networks
    work: Work

    def run(self) -> Result:
        """All steps in order."""
        base.check(self.networks.base)
        words = self.words()
        shards = (
            self.shards([self.teacher(words, how) for how in self.settings.teachers]) if self.given.unlabelled else []
        )
        pupil = self.pupil(words, shards)
        thresholds = self.thresholds(pupil)
        model = self.model(pupil, thresholds)
        told = _read(thresholds.path)
        scores = {"network": told["scores"], "exported": _read(self.scores(model).path)}
        return Result(model, _read(model.path / export.MANIFEST).get("curves", {}), told["thresholds"], scores)

    def words(self) -> Done:
        """The encoder after masked words."""
        parts = [digest(self.networks.base / name) for name in base.PARTS]
        needs = {"base": parts, "texts": digest(self.given.texts()), "how": self.settings.pretrain}
        return self.work.step("words.pt", {**needs, "seed": self.settings.alone["seed"]}, self._words)

    def _words(self, to: Path) -> None:
        texts = self.given.texts()
        windows = [w for cut in self.networks.encoder.batch(texts, [[(0, len(t))] for t in texts]) for w in cut]
        self.networks.pretrained(windows, self.settings.pretrain, self.settings.alone, to)

    def teacher(self, words: Done, how: fit.Settings) -> Fitted:
        """A network that learns from the annotations, to mark what has none."""
        return self._fitted(f"teacher{how['seed']}", words, how, [])

    def pupil(self, words: Done, shards: Sequence[Done]) -> Fitted:
        """The network that is to ship; without marks it learns from the annotations alone."""
        return self._fitted("pupil", words, self.settings.pupil if shards else self.settings.alone, shards)

    def _fitted(self, name: str, words: Done, how: fit.Settings, shards: Sequence[Done]) -> Fitted:
        def make(to: Path) -> None:
            told = [batch for shard in shards for batch in marks.load(shard.path)]
            self.networks.fitted(words.path, how, self._examples, told, to)

        needs = {"words": words.digest, "how": how, "marks": [s.digest for s in shards]}
        return Fitted(self.work.step(f"{name}.pt", {**needs, "learnt": self._learnt}, make), how)

    def shards(self, teachers: Sequence[Fitted]) -> list[Done]:
        """The teachers' marks on the unlabelled reports, a shard a step."""
        how, reports = self.settings.told["mark"], self.given.unlabelled
        needs = {"teachers": [t.done.digest for t in teachers], "how": how}
        loaded: list[Reader] = []
        return [
            self.work.step(
                f"marks{start // how['shard']}.pt",
                {**needs, "texts": digest([r["text"] for r in part])},
                partial(self._marks, teachers, loaded, part),
            )
            for start in range(0, len(reports), how["shard"])
            if (part := reports[start : start + how["shard"]])
        ]

    def _marks(self, teachers: Sequence[Fitted], loaded: list[Reader], part: Sequence[Record], to: Path) -> None:
        """Teachers are loaded by the first shard that does not stand, and kept for the next."""
        loaded += [self._restored(t) for t in teachers[len(loaded) :]]
        windows = marks.windows(self.networks.encoder, part)
        marks.save(list(marks.mark(loaded, windows, self.settings.told["mark"], self.networks.labels)), to)

    def thresholds(self, pupil: Fitted) -> Done:
        """Thresholds, and scores of the network where there is a dev."""
        tried = self.settings.told["thresholds"]

        def make(to: Path) -> None:
            if self.given.dev:
                measure = tune.Measure.of(self.given.dev, self.networks.encoder, self.networks.labels)
                best, score = tune.tune(self._restored(pupil), measure, tried)
                _write({"thresholds": asdict(best), "scores": score.figures()}, to)
            else:
                _write({"thresholds": asdict(tune.first(tried)), "scores": None}, to)

        return self.work.step("thresholds.json", {"pupil": pupil.done.digest, "dev": self._dev, "tried": tried}, make)

    def model(self, pupil: Fitted, thresholds: Done) -> Done:
        """The folder that ships, in eight bits."""
        how = self.settings.told["export"]

        def make(to: Path) -> None:
            shown = self._calibration(how["calibration"])
            export.export(self._restored(pupil).cpu(), to, self.networks.labels, self.networks.tokenizer, shown)
            export.manifest(to, "unnamed", _read(thresholds.path)["thresholds"])
            if self.given.held:
                calibrate.calibrate(to, self.given.held)

        held = digest(self.given.held)
        needs = {"pupil": pupil.done.digest, "thresholds": thresholds.digest, "how": how, "held": held}
        return self.work.step("model", needs, make)

    def scores(self, model: Done) -> Done:
        """Scores of the exported model, which reads dev as a user would."""

        def make(to: Path) -> None:
            score = tune.shipped(Shipped.load(model.path), self.given.dev) if self.given.dev else None
            _write(score and score.figures(), to)

        return self.work.step("scores.json", {"model": model.digest, "dev": self._dev}, make)

    def _restored(self, network: Fitted) -> Reader:
        return self.networks.restored(network.done.path, network.how)

    def _calibration(self, count: int) -> list[Window]:
        """Windows from all over the corpus."""
        return [e.window for e in self._examples[:: max(len(self._examples) // count, 1)]]

    @cached_property
    def _examples(self) -> list[Example]:
        return corpus.examples(self.given.corpus, self.networks.encoder, self.networks.labels)

    @cached_property
    def _learnt(self) -> str:
        return digest(self.given.corpus, asdict(self.networks.labels))

    @cached_property
    def _dev(self) -> str:
        return digest(self.given.dev)


def _read(path: Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads(path.read_text(encoding="utf-8"))


def _write(told: object, path: Path) -> None:
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
