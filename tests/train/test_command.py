from __future__ import annotations

import hashlib
import importlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.train import tiny
from tests.train.conftest import Trained
from vedette import ontology
from vedette.pipeline import Pipeline
from vedette.read import Reader
from vedette.records import Report

pytest.importorskip("torch", reason="train/ needs torch")
pytest.importorskip("onnx", reason="train/ needs onnx")
pytest.importorskip("safetensors", reason="train/ needs safetensors")

ROOT = Path(__file__).parents[2]
TEXT = "Gunmen shelled Belmar on Friday. Rain fell on Quiro."
SENTENCES = ((0, 32), (33, 52))
PATIENCE = 120
"""Seconds that a step may take on the slowest machine."""


def main(arguments: list[str]) -> int:
    done: int = importlib.import_module("train.__main__").main(arguments)
    return done


def model_digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def test_one_command_trains_a_model_that_reads(trained: Trained) -> None:
    (event,) = Reader.load(trained.model).read([TEXT], [SENTENCES])[0]
    assert (event.type, event.mode, event.status, event.contexts) == (
        "ASSAULT",
        "heavy-weapons",
        "actual",
        ("military",),
    )
    assert event.trigger.text == "shelled"
    assert {(a.role, a.span.text) for a in event.arguments} >= {("actor", "Gunmen"), ("place", "Belmar")}


def test_the_pipeline_takes_the_model(trained: Trained) -> None:
    (reading,) = Pipeline(Reader.load(trained.model)).readings([Report("r1", TEXT)])
    assert reading.engine.model.startswith("vedette-reader-")  # type: ignore[union-attr]
    assert [event.type for event in reading.events] == ["ASSAULT"]  # type: ignore[union-attr]


def test_labels_are_those_of_the_ontology_and_the_users_own(trained: Trained) -> None:
    book = ontology.load()
    told = json.loads((trained.model / "labels.json").read_text())
    assert told["types"] == sorted({*book.types, "REPAIR"})
    assert told["modes"] == sorted({*book.types, *book.mode_labels, "REPAIR"})
    assert "REPAIR: not in the ontology" in trained.said


def test_the_manifest_says_how_the_model_came_to_be(trained: Trained) -> None:
    told = json.loads((trained.model / "manifest.json").read_text())
    corpus = hashlib.sha256((trained.folder / "corpus.jsonl").read_bytes()).hexdigest()
    assert told["files"]["corpus.jsonl"] == corpus
    assert told["reports"] == {"corpus": 80, "dev": 15, "unlabelled": 59, "held": 0}
    assert told["settings"]["pupil"]["seed"] == 3
    assert set(told["thresholds"]) == {"trigger", "argument", "context"}
    assert told["scores"]["exported"]["triggers"] > 0.9
    assert {"torch", "onnxruntime", "vedette"} <= told["versions"].keys()
    assert not any(str(trained.folder) in str(told[key]) for key in ("files", "reports", "scores"))


def test_a_second_run_repeats_nothing(trained: Trained, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(tiny.command(trained.folder, out="again")) == 0
    assert "begins" not in capsys.readouterr().out
    assert model_digests(trained.folder / "again") == model_digests(trained.model)


def test_a_changed_setting_repeats_what_depends_on_it_and_no_more(
    trained: Trained, capsys: pytest.CaptureFixture[str]
) -> None:
    other = trained.folder / "other.toml"
    other.write_text(tiny.SETTINGS.replace("calibration = 40", "calibration = 30"))
    assert main([*tiny.command(trained.folder, out="other"), "--settings", str(other)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line for line in said if line.endswith("begins")] == ["model: begins", "scores: begins"]


def test_a_killed_training_goes_on_and_ends_with_the_same_model(
    trained: Trained, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = tiny.command(trained.folder, out="resumed", work="killed")
    work = trained.folder / "killed"
    running = subprocess.Popen(
        [sys.executable, "-m", "train", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}", "OMP_NUM_THREADS": "1"},
        stdout=subprocess.DEVNULL,
    )
    until = time.monotonic() + PATIENCE
    while not list(work.glob("teacher1-*.pt")) and running.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.wait()
    (stood,) = work.glob("teacher1-*.pt")
    written = stood.stat().st_mtime_ns
    assert not (trained.folder / "resumed").exists()
    assert main(arguments) == 0
    assert stood.stat().st_mtime_ns == written
    assert {"words: stands", "teacher1: stands", "pupil: begins"} <= set(capsys.readouterr().out.splitlines())
    assert model_digests(trained.folder / "resumed") == model_digests(trained.model)


def test_without_unlabelled_reports_and_dev_it_learns_from_the_corpus_alone(trained: Trained) -> None:
    folder = trained.folder
    alone = ["--corpus", str(folder / "corpus.jsonl"), "--base", str(folder / "base"), "--no-extra", "--device", "cpu"]
    places = [
        "--settings",
        str(folder / "settings.toml"),
        "--work",
        str(folder / "alone"),
        "--out",
        str(folder / "bare"),
    ]
    assert main([*alone, *places, "--name", "mine", "--date", "2024-03-06"]) == 0
    told = json.loads((folder / "bare/manifest.json").read_text())
    assert (told["name"], told["date"], told["scores"]["exported"]) == ("mine", "2024-03-06", None)
    assert [e.type for e in Reader.load(folder / "bare").read([TEXT], [SENTENCES])[0]] == ["ASSAULT"]


def test_a_network_that_has_learnt_nothing_is_exported_too(trained: Trained) -> None:
    folder = trained.folder
    (folder / "lazy.toml").write_text(
        tiny.SETTINGS.replace("rate = 3e-3\nrate_heads = 6e-3", "rate = 0\nrate_heads = 0")
    )
    alone = ["--corpus", str(folder / "corpus.jsonl"), "--base", str(folder / "base"), "--no-extra", "--device", "cpu"]
    places = ["--settings", str(folder / "lazy.toml"), "--work", str(folder / "lazy"), "--out", str(folder / "idle")]
    assert main([*alone, *places]) == 0
    assert Reader.load(folder / "idle").read([TEXT], [SENTENCES]) is not None


def test_what_cannot_be_trained_is_said_and_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--corpus", str(tmp_path / "absent.jsonl"), "--out", str(tmp_path)]) == 1
    assert "absent.jsonl: it cannot be read" in capsys.readouterr().err
