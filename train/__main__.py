"""`python -m train --corpus FILE`: from annotated reports to a model that Vedette reads with."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import torch

from train import export, given, labels, settings
from train.errors import TrainError
from train.given import Files, Given
from train.networks import Networks
from train.settings import Settings
from train.training import Result, Training
from train.work import Work
from vedette import ontology
from vedette.errors import VedetteError

ROOT = Path(__file__).resolve().parent.parent
COUNTED = ("vedette", "torch", "onnx", "onnxruntime", "tokenizers", "numpy")
"""Packages whose versions the manifest tells."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, or go on with a training that was killed. 0 when the model stands, 1 when it cannot, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        _train(options)
    except (TrainError, VedetteError) as error:
        print(f"train: {error}", file=sys.stderr)
        return 1
    return 0


def _train(options: argparse.Namespace) -> None:
    how = settings.load(options.settings, quick=options.quick, base=options.base)
    files = Files(tuple(options.corpus), options.dev, options.unlabelled, None if options.no_extra else options.extra)
    found = given.load(files, how.told["take"])
    result = _training(found, how, options).run()
    name = options.name or f"vedette-reader-{result.model.digest}"
    _publish(result, options.out, name, _provenance(files, found, how, options.date))
    print(f"{name}: scores on dev {result.scores['exported']}; written to {options.out}")


def _training(found: Given, how: Settings, options: argparse.Namespace) -> Training:
    book = ontology.load()
    for name, count in labels.own(book, found.corpus).items():
        print(f"{name}: not in the ontology, learnt as your own from {count} events")
    device = torch.device(options.device or ("cuda" if torch.cuda.is_available() else "cpu"))
    networks = Networks(how.base(), labels.labels(book, found.corpus), device)
    told = {name: len(reports) for name, reports in vars(found).items()}
    print(f"reports: {told}; base {networks.base}; on {device}", flush=True)
    return Training(found, how, networks, Work(options.work))


def _provenance(files: Files, found: Given, how: Settings, date: str | None) -> dict[str, object]:
    """How the model came to be."""
    return {
        "date": date,
        "reports": {name: len(reports) for name, reports in vars(found).items()},
        "files": files.digests(),
        "settings": how.told,
        "versions": {"python": platform.python_version()} | {name: version(name) for name in COUNTED},
    }


def _publish(result: Result, out: Path, name: str, told: dict[str, object]) -> None:
    """Put the model where it is to be, each file whole or not at all, the manifest last."""
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(result.model.path.iterdir()):
        beside = out / f"{path.name}.part"
        if path.name != export.MANIFEST:
            beside.write_bytes(path.read_bytes())
            beside.replace(out / path.name)
    export.manifest(out, name, result.thresholds, curves=result.curves, scores=result.scores, **told)


def _parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    p.add_argument("--corpus", type=Path, nargs="+", required=True, metavar="FILE", help="annotated reports, JSONL")
    p.add_argument(
        "--dev", type=Path, metavar="FILE", help="annotated reports to choose thresholds on; never learnt from"
    )
    p.add_argument(
        "--unlabelled", type=Path, metavar="FILE", help="reports that teachers mark for the pupil, JSONL or .gz"
    )
    p.add_argument("--settings", type=Path, metavar="FILE", help="what differs from train/settings.toml")
    p.add_argument("--base", type=Path, metavar="DIR", help="the encoder to begin with, instead of the settings'")
    p.add_argument(
        "--extra", type=Path, default=ROOT / "train/corpus", metavar="DIR", help="written reports and contexts"
    )
    p.add_argument("--no-extra", action="store_true", help="nothing but the corpus")
    p.add_argument("--work", type=Path, default=ROOT / "out/train", metavar="DIR", help="where steps are kept")
    p.add_argument(
        "--out", type=Path, default=ROOT / "src/vedette/read/weights", metavar="DIR", help="the model's folder"
    )
    p.add_argument("--name", help="the model's name in what it reads; default: one with a digest of the training")
    p.add_argument("--date", metavar="DAY", help="for the manifest")
    p.add_argument("--device", choices=("cpu", "cuda"), help="default: cuda where there is one")
    p.add_argument("--quick", action="store_true", help="a trial of some minutes on two cores; the model is no good")
    return p


if __name__ == "__main__":
    sys.exit(main())
