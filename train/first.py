"""`python -m train.first`: learns the cheap first pass from annotated reports and from what the reader finds.

Three parts of the unlabelled reports are kept apart: the first is never looked at before the end and gives the figures,
the second gives the threshold, the rest is learnt from.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from train import given, settings
from train.corpus import Record
from train.errors import TrainError
from train.heard import ROOT, SEED, WEIGHTS, Heard, heard
from vedette.errors import VedetteError
from vedette.read import first
from vedette.read.first import EDGE, SPECIAL, UNKNOWN, FirstPass
from vedette.read.model import Manifest
from vedette.text import clean

Arrays = dict[str, npt.NDArray[np.generic]]

PLACES = 3
"""Words in a window."""
WIDTH = 32
"""Numbers in a word's vector."""
DETECTORS = 64
LEAST_OFTEN = 8
"""Texts that a word must stand in to be known."""
EPOCHS = 5
BATCH = 128
RATE = 0.004
HIDDEN_WORDS = 0.08
"""Share of words that are made unknown in each batch, so that a misspelt or new word for an act does less harm."""
DROPOUT = 0.2
BASE = 128
"""Numbers of a base encoder's vector that are looked at, those along which words differ most."""
OWN_DECAY = 0.1
SENTENCES = 3
"""A longer annotated report is learnt from as stretches of one to so many sentences."""
BYTE = 127
EVERYTHING: defaultdict[str, int] = defaultdict(int)
"""Takes all reports of each kind."""
LOST = 0.003
"""Share of the reports with an event, among those that the threshold is chosen on, that may be passed over."""


@dataclass(frozen=True)
class Sample:
    """A text and the probability, 0 to 1, that it tells of an event."""

    text: str
    event: float


class Net(nn.Module):
    """What `FirstPass` computes, in a form that learns: a word's vector is made of a base encoder's, plus its own."""

    def __init__(self, base: Tensor) -> None:
        super().__init__()
        self.base = base
        self.project = nn.Parameter(torch.randn(base.shape[1], WIDTH) * base.shape[1] ** -0.5)
        self.own = nn.Parameter(torch.zeros(len(base), WIDTH))
        self.mix = nn.Parameter(torch.randn(PLACES, WIDTH, DETECTORS) * (PLACES * WIDTH) ** -0.5)
        self.bias = nn.Parameter(torch.zeros(DETECTORS))
        self.weights = nn.Parameter(torch.randn(DETECTORS) * 0.1)
        self.level = nn.Parameter(torch.zeros(()))

    def vectors(self) -> Tensor:
        """A row's vector, for all rows (rows, WIDTH)."""
        return self.base @ self.project + self.own

    def forward(self, rows: Tensor, lengths: Tensor) -> Tensor:
        """Rows (B, L) with `PLACES // 2` edges on either side, and how many words each has, to log-odds (B,)."""
        vectors = nn.functional.dropout(self.vectors()[rows], DROPOUT, self.training)
        count = rows.shape[1] - PLACES + 1
        seen = torch.stack([vectors[:, k : k + count] @ self.mix[k] for k in range(PLACES)]).sum(0)
        beyond = torch.arange(count)[None] >= lengths[:, None]
        strongest = seen.masked_fill(beyond[:, :, None], -1e9).amax(1)
        return torch.relu(strongest + self.bias) @ self.weights + self.level


def annotated(reports: Sequence[Record]) -> Iterator[Sample]:
    """Annotated reports as samples, long ones in stretches of sentences."""
    rng = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    for report in reports:
        spans = [(a, b) for a, b in report["sentences"]] or [(0, len(report["text"]))]
        places = [event["trigger"]["start"] for event in report["events"]]
        size = len(spans) if len(spans) <= SENTENCES else 0
        at = 0
        while at < len(spans):
            last = min(at + (size or rng.randint(1, SENTENCES)), len(spans))
            start, end = spans[at][0], spans[last - 1][1]
            yield Sample(clean(report["text"][start:end]).text, float(any(start <= p < end for p in places)))
            at = last


def vocabulary(texts: Iterable[str]) -> list[str]:
    """The words that stand in enough texts, by key; of two with one key, one."""
    often = Counter(word for text in texts for word in set(first.words(text)))
    known = {first.key(word): word for word, count in sorted(often.items()) if count >= LEAST_OFTEN}
    return [known[key] for key in sorted(known)]


def based(known: Sequence[str], folder: Path) -> Tensor:
    """Vectors (rows, BASE) of the words by the base encoder's table of pieces, the special rows zero."""
    table = load_file(folder / "model.safetensors")
    pieces = next(v.float() for name, v in table.items() if name.endswith("embeddings.word_embeddings.weight"))
    cut = Tokenizer.from_file(str(folder / "tokenizer.json"))
    cut.no_padding()
    ids = [e.ids for e in cut.encode_batch(list(known), add_special_tokens=False)]
    means = torch.stack([pieces[i].mean(0) for i in ids])
    means -= means.mean(0)
    _, _, axes = torch.linalg.svd(means.T @ means)
    best = means @ axes[:BASE].T
    return torch.cat([torch.zeros(SPECIAL, best.shape[1]), best / best.std()])


def padded(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Rows of texts as one array with edges around, and their lengths."""
    width = max(map(len, rows))
    side = PLACES // 2
    out = np.full((len(rows), width + 2 * side), EDGE, dtype=np.int64)
    for to, row in zip(out, rows, strict=True):
        to[side : side + len(row)] = row
    return torch.from_numpy(out), torch.tensor([len(row) for row in rows])


def fit(samples: Sequence[Sample], known: Sequence[str], base: Tensor) -> Net:
    """The network that fits the samples best, in `EPOCHS` rounds over them."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    rng = np.random.default_rng(SEED)
    places = {first.key(word): row for row, word in enumerate(known, SPECIAL)}
    rows = [[places.get(first.key(w), UNKNOWN) for w in first.words(s.text)] for s in samples]
    targets = torch.tensor([s.event for s in samples])
    net = Net(base)
    batches = _batches(rows)
    groups = [
        {"params": [net.own], "weight_decay": OWN_DECAY},
        {"params": [p for n, p in net.named_parameters() if n != "own"]},
    ]
    optimiser = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=EPOCHS * len(batches))
    for epoch in range(EPOCHS):
        total = 0.0
        for i in rng.permutation(len(batches)):
            total += _step(net, optimiser, _hidden([rows[k] for k in batches[i]], rng), targets[batches[i]])
            schedule.step()
        print(f"epoch {epoch + 1}: loss {total / len(rows):.4f}", flush=True)
    return net.eval()


def _batches(rows: Sequence[Sequence[int]]) -> list[npt.NDArray[np.int64]]:
    """Texts of about equal length together."""
    order = np.array(sorted((i for i, row in enumerate(rows) if row), key=lambda i: (len(rows[i]), i)))
    return np.array_split(order, len(order) // BATCH + 1)


def _hidden(rows: Sequence[Sequence[int]], rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """The rows with some words made unknown."""
    ids, lengths = padded(rows)
    hide = torch.from_numpy(rng.random(ids.shape) < HIDDEN_WORDS) & (ids >= SPECIAL)
    return ids.masked_fill(hide, UNKNOWN), lengths


def _step(net: Net, optimiser: torch.optim.Optimizer, given_: tuple[Tensor, Tensor], target: Tensor) -> float:
    loss = nn.functional.binary_cross_entropy_with_logits(net(*given_), target.float(), reduction="sum")
    optimiser.zero_grad()
    (loss / len(target)).backward()
    optimiser.step()
    return float(loss.detach())


def arrays(net: Net, known: Sequence[str]) -> Arrays:
    """The network as `FirstPass` loads it: vectors in bytes, the rest in half floats."""
    vectors = net.vectors().detach().numpy()
    scale = np.abs(vectors).max(0) / BYTE
    return {
        "words": np.array([first.key(word) for word in known], dtype=np.uint32),
        "vectors": np.round(vectors / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        **{name: getattr(net, name).detach().numpy().astype(np.float16) for name in ("mix", "bias", "weights")},
    }


def with_threshold(told: Arrays, held: Sequence[Heard], limit: float, reader: str) -> Arrays:
    """The first pass with the highest threshold that passes over no more than `LOST` of the reports with an event."""
    bare = FirstPass.of({**told, "reader": np.array(reader), "threshold": np.array(0.0)})
    odds = sorted(bare.odds(h.text) for h in held if h.peak >= limit)
    return {**told, "reader": np.array(reader), "threshold": np.array(odds[int(LOST * len(odds))])}


def figures(passes: FirstPass, held: Sequence[Heard], limit: float) -> str:
    """What a first pass saves and what it costs, on reports that it was not learnt from."""
    over = [h for h in held if passes.skips(h.text)]
    events, lost = (sum(h.peak >= limit for h in some) for some in (held, over))
    pieces = sum(h.pieces for h in over) / sum(h.pieces for h in held)
    return (
        f"{len(over) / len(held):.3f} of {len(held)} reports passed over, {pieces:.3f} of their word pieces; "
        f"of {events} with an event for the reader {lost} lost: {[h.peak for h in over if h.peak >= limit]}"
    )


def learnt(options: argparse.Namespace, learn: Sequence[Heard], apart: set[str], texts: Iterable[str]) -> Arrays:
    """A first pass from the annotated reports and from what the reader finds; it knows the words of all texts."""
    gold = given.load(given.Files(tuple(options.corpus), extra=options.extra), EVERYTHING).corpus
    samples = [Sample(h.text, h.peak) for h in learn]
    samples += annotated([r for r in gold if clean(r["text"]).text not in apart])
    known = vocabulary([*(s.text for s in samples), *texts])
    print(f"{len(samples)} samples, {len(known)} words", flush=True)
    return arrays(fit(samples, known, based(known, settings.load(base=options.base).base())), known)


def reports_of(path: Path) -> list[Record]:
    """Reports of a JSONL file, gzipped or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    except (OSError, ValueError) as error:
        raise TrainError(f"{path}: it cannot be read ({error}); give a JSONL file, gzipped or not") from error


def parts(unlabelled: Path, apart: Sequence[Path], sizes: Sequence[int]) -> list[list[str]]:
    """Parts of so many texts each, and one of all others; each is spread evenly over the file."""
    reports = reports_of(unlabelled)
    random.Random(SEED).shuffle(reports)  # noqa: S311 - repeatable, not secret
    taken = {report[name].strip() for path in apart for report in reports_of(path) for name in ("id", "text")}
    free = (clean(r["text"]).text for r in reports if not {r["id"], r["text"].strip()} & taken)
    return [*(list(islice(free, size)) for size in sizes), list(free)]


def run(options: argparse.Namespace) -> None:
    """Learn, choose the threshold, measure, write."""
    told = Manifest.load(options.model / "manifest.json")
    texts = parts(options.unlabelled, options.apart, (options.held, options.choice, options.count))
    figure, choice, learn = (heard(part, options.model, options.work / told.name) for part in texts[:3])
    apart = {h.text for h in (*figure, *choice)}
    out = options.model / first.FILE
    if options.keep:
        with np.load(out) as kept:
            weights = {name: kept[name] for name in kept.files}
    else:
        weights = learnt(options, [h for h in learn if h.text not in apart], apart, chain.from_iterable(texts))
    np.savez(out, **with_threshold(weights, choice, told.trigger, told.name))
    print(f"{out}: {figures(FirstPass.load(out), figure, told.trigger)}")


def _parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="python -m train.first", description=__doc__)
    p.add_argument("--corpus", type=Path, nargs="+", required=True, metavar="FILE", help="annotated reports, JSONL")
    p.add_argument("--unlabelled", type=Path, required=True, metavar="FILE", help="reports, JSONL or .gz")
    p.add_argument("--apart", type=Path, nargs="*", default=(), metavar="FILE", help="reports never to learn from")
    p.add_argument("--extra", type=Path, default=ROOT / "train/corpus", metavar="DIR", help="written reports")
    p.add_argument("--base", type=Path, metavar="DIR", help="the encoder whose words to begin with")
    p.add_argument("--model", type=Path, default=WEIGHTS, metavar="DIR", help="the reader; first.npz goes beside it")
    p.add_argument("--work", type=Path, default=ROOT / "out/first", metavar="DIR", help="where marks are kept")
    p.add_argument("--count", type=int, default=40_000, metavar="N", help="unlabelled reports to learn from")
    p.add_argument("--held", type=int, default=5_000, metavar="N", help="unlabelled reports for the figures")
    p.add_argument("--choice", type=int, default=3_000, metavar="N", help="unlabelled reports for the threshold")
    p.add_argument("--keep", action="store_true", help="keep the weights; only choose the threshold, for a new reader")
    return p


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when the first pass stands, 1 when it cannot, 2 for wrong usage."""
    try:
        run(_parser().parse_args(arguments))
    except (TrainError, VedetteError) as error:
        print(f"train.first: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
