"""`python -m train.contexts`: weighs the word lists by which contexts are told, and writes `contexts.tsv`.

One logistic regression a context, on the annotated events: the words of the lists in the sentence and around it, the type and
the mode. What a list is worth is drawn towards what lists are worth over all contexts, so that a rare context leans on the
common weights. Cross-validated by report; numpy alone, some seconds.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from train import corpus
from train.corpus import Record
from train.errors import TrainError
from vedette import ontology
from vedette.read.contexts import COLUMNS, FILE, LISTS, SCOPES, Row, listed
from vedette.read.labels import Labels
from vedette.read.model import Manifest
from vedette.read.reader import SHIPPED
from vedette.read.wordlists import Numbers, Story

ROOT = Path(__file__).resolve().parent.parent
LISTED = ROOT / "train" / "contexts.toml"
MARKED = ROOT / "train" / "corpus" / "contexts-train.tsv"

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NET = 0.4
"""Share of the network in the log-odds; 0 to 0.7 swept on dev in steps of 0.1, and 0.2 to 0.5 are alike within 0.015."""

LIMIT = -1.4
"""Log-odds from which a context is told: best for the words alone by cross-validation in train, and for the mixture on dev."""

OWN, ACT, BIAS, RARE = 8.0, 3.0, 0.05, -3.5
"""Pull of a list's weight to the common one (3 to 20 tried by cross-validation in train), of types and modes to 0 (3 to 10
tried), of a bias to where the common regression left it, and of that to the log-odds of a context nothing speaks for."""

COMMON_PULL = 1.0
FOLDS = 5
SEED = 5
LIMITS = np.arange(-2.5, 0.01, 0.1)
LEAST = 0.1
"""Weights of types and modes nearer to 0 are left out of the file."""

STEPS = 40
SETTLED = 1e-3
LONGEST = 0.5
"""Newton steps, and how far one may go: they settle in some twenty."""

INSTEAD = tuple((one, "crime") for one in ("corruption", "illegal_drugs", "trafficking"))
"""Contexts that exclude a wider one, by the conventions of train/corpus/README.md."""


@dataclass(frozen=True)
class Samples:
    """Annotated events: lists (n, contexts, 4) by scope and list, acts (n, acts), gold (n, contexts), reports."""

    lists: Floats
    acts: Floats
    gold: Flags
    reports: tuple[str, ...]

    def take(self, at: npt.NDArray[np.intp]) -> Samples:
        """Those at these places."""
        return Samples(self.lists[at], self.acts[at], self.gold[at], tuple(self.reports[i] for i in at))


@dataclass(frozen=True)
class Weights:
    """Bias (contexts,), lists (contexts, 4), acts (contexts, acts)."""

    bias: Floats
    lists: Floats
    acts: Floats

    def odds(self, samples: Samples) -> Floats:
        """Log-odds (n, contexts)."""
        odds: Floats = self.bias + np.einsum("nck,ck->nc", samples.lists, self.lists) + samples.acts @ self.acts.T
        return odds


def word_rows(path: Path, names: Sequence[str]) -> list[Row]:
    """The reviewed lists as rows; raises TrainError unless each context, and no other, has its two lists."""
    told: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    for context in {*told, *names}:
        if context not in names or set(told.get(context, ())) != set(LISTS):
            raise TrainError(f"{path}: [{context}] is no context of the model, or has not just the lists sure and hint")
    return [(kind, word, context, "") for context in names for kind in LISTS for word in told[context][kind]]


def acts_of(event: Record) -> tuple[str, ...]:
    """The names under which an event's type, and its mode if it has one, are weighed."""
    return (event["type"], f"{event['type']}.{event['mode']}") if event["mode"] else (event["type"],)


def samples_of(reports: Sequence[Record], rows: Sequence[Row], names: Sequence[str], acts: Sequence[str]) -> Samples:
    """The events that have contexts annotated."""
    lists = listed(rows, names)

    def weighed(*scopes: Numbers) -> npt.NDArray[np.float32]:
        return np.concatenate([lists.weigh(found).reshape(len(names), len(LISTS)) for found in scopes], axis=1)

    counted, done, gold, ids = [], [], [], []
    for report in reports:
        story = Story(lists, weighed, report["text"], [(a, b) for a, b in report["sentences"]])
        for event in (e for e in report["events"] if "contexts" in e):
            counted.append(story.weigh(event["trigger"]["start"]))
            done.append([name in acts_of(event) for name in acts])
            gold.append([name in event["contexts"] for name in names])
            ids.append(report["id"])
    return Samples(np.array(counted, float), np.array(done, float), np.array(gold, bool), tuple(ids))


def share(odds: Floats) -> Floats:
    """Log-odds as probabilities."""
    told: Floats = np.reciprocal(1 + np.exp(-np.clip(odds, -30, 30)))
    return told


def common(samples: Samples) -> tuple[Floats, Floats]:
    """What lists are worth over all contexts (4,), and each context's bias beside them; by Newton's method."""
    worth, bias = np.zeros(samples.lists.shape[2]), np.full(samples.gold.shape[1], RARE)
    for _ in range(STEPS):
        told = share(samples.lists @ worth + bias)
        wrong, sharp = told - samples.gold, told * (1 - told) + 1e-4
        of_bias, bend = wrong.sum(0) + 0.1 * (bias - RARE), sharp.sum(0) + 0.1
        of_worth = np.einsum("nc,nck->k", wrong, samples.lists) + COMMON_PULL * worth
        crossed = np.einsum("nc,nck->kc", sharp, samples.lists)
        square = np.einsum("nck,ncl->kl", sharp[:, :, None] * samples.lists, samples.lists)
        pull = COMMON_PULL * np.eye(len(worth))
        step = np.linalg.solve(square + pull - (crossed / bend) @ crossed.T, of_worth - (crossed / bend) @ of_bias)
        size = min(1.0, LONGEST / max(np.abs(step).max(), 1e-9))
        bias -= size * np.clip((of_bias - crossed.T @ step) / bend, -1, 1)
        worth -= size * step
    return worth, bias


def regressed(given: Floats, gold: Flags, pull: Floats, start: Floats) -> Floats:
    """Weights of one logistic regression, drawn to `start` as strongly as `pull` says; by Newton's method."""
    weights = start.copy()
    for _ in range(STEPS):
        told = share(given @ weights)
        sharp = told * (1 - told) + 1e-4
        step = np.linalg.solve(
            (given * sharp[:, None]).T @ given + np.diag(pull), given.T @ (told - gold) + pull * (weights - start)
        )
        weights -= step * min(1.0, 2.0 / max(np.abs(step).max(), 1e-9))
        if np.abs(step).max() < SETTLED:
            break
    return weights


def fit(samples: Samples) -> Weights:
    """All contexts' weights."""
    worth, bias = common(samples)
    count, acts = len(worth), samples.acts.shape[1]
    pull = np.concatenate([[BIAS], np.full(count, OWN), np.full(acts, ACT)])
    ones = np.ones((len(samples.gold), 1))
    learnt = [
        regressed(
            np.concatenate([ones, samples.lists[:, c], samples.acts], axis=1),
            samples.gold[:, c],
            pull,
            np.concatenate([[bias[c]], worth, np.zeros(acts)]),
        )
        for c in range(samples.gold.shape[1])
    ]
    told = np.stack(learnt)
    return Weights(told[:, 0], told[:, 1 : count + 1], told[:, count + 1 :])


def validated(samples: Samples) -> Floats:
    """Log-odds of each event from weights that were learnt without its report's fold."""
    names = sorted(set(samples.reports))
    random.Random(SEED).shuffle(names)  # noqa: S311 - repeatable, not secret
    fold_of = {name: i % FOLDS for i, name in enumerate(names)}
    fold = np.array([fold_of[name] for name in samples.reports])
    odds = np.zeros(samples.gold.shape)
    for each in range(FOLDS):
        out = np.flatnonzero(fold == each)
        odds[out] = fit(samples.take(np.flatnonzero(fold != each))).odds(samples.take(out))
    return odds


def scored(told: Flags, gold: Flags) -> tuple[float, float, float]:
    """Precision, recall and F1 over all marks."""
    right = int((told & gold).sum())
    return right / max(told.sum(), 1), right / max(gold.sum(), 1), 2 * right / max(told.sum() + gold.sum(), 1)


def weight_rows(weights: Weights, names: Sequence[str], acts: Sequence[str]) -> Iterator[Row]:
    """Weights as rows, to two decimals."""
    for c, context in enumerate(names):
        yield "bias", "", context, f"{weights.bias[c]:.2f}"
        for (scope, kind), worth in zip(product(SCOPES, LISTS), weights.lists[c], strict=True):
            yield scope, kind, context, f"{worth:.2f}"
        for act, worth in zip(acts, weights.acts[c], strict=True):
            if abs(worth) >= LEAST:
                yield "act", act, context, f"{worth:.2f}"


def settled_rows(reader: str) -> Iterator[Row]:
    """What is not learnt: the reader it goes with, the mixture, what the ontology and the conventions settle."""
    yield "reader", reader, "", ""
    yield "mix", "net", "", str(NET)
    yield "mix", "limit", "", str(LIMIT)
    told = ontology.load()
    for act in told.mode_labels:
        type_, _, mode = act.partition(".")
        yield from (("always", act, context, "") for context in told.added_contexts(type_, mode))
    yield from (("instead", one, other, "") for one, other in INSTEAD)


def write(path: Path, rows: Iterable[Row]) -> None:
    """A file of rows with its head."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        table.writerows([COLUMNS, *rows])


def main(arguments: list[str] | None = None) -> int:
    """Weighs, validates, and writes into a model folder."""
    parser = argparse.ArgumentParser(prog="python -m train.contexts", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared/corpus/train.jsonl", metavar="FILE")
    parser.add_argument("--model", type=Path, default=SHIPPED, metavar="DIR", help="a model folder")
    options = parser.parse_args(arguments)
    try:
        learn(options.corpus, options.model)
    except (TrainError, OSError) as error:
        print(f"train.contexts: {error}", file=sys.stderr)
        return 1
    return 0


def learn(path: Path, model: Path) -> None:
    """From an annotated corpus into a model folder; prints how well the words tell contexts by themselves."""
    names = Labels.load(model / "labels.json").contexts
    reports = [
        r for r in corpus.with_contexts(corpus.records(path), MARKED) if any("contexts" in e for e in r["events"])
    ]
    acts = sorted({act for r in reports for e in r["events"] for act in acts_of(e)})
    rows = word_rows(LISTED, names)
    samples = samples_of(reports, rows, names, acts)
    odds = validated(samples)
    f1, limit = max((scored(odds >= limit, samples.gold)[2], limit) for limit in LIMITS)
    print(
        f"{len(samples.gold)} events, {len(rows)} words; by words alone, cross-validated: F1 {f1:.3f} from {limit:.1f}"
    )
    write(
        model / FILE,
        [*settled_rows(Manifest.load(model / "manifest.json").name), *rows, *weight_rows(fit(samples), names, acts)],
    )


if __name__ == "__main__":
    sys.exit(main())
