from __future__ import annotations

import gzip
import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.train import tiny

pytest.importorskip("torch", reason="train/ needs torch")
pytest.importorskip("safetensors", reason="train/ needs safetensors")
given = importlib.import_module("train.given")
settings = importlib.import_module("train.settings")
errors = importlib.import_module("train.errors")

ALL = {"corpus": 0, "extra": 0, "dev": 0, "held": 0, "unlabelled": 0}
EVENT = {"type": "ASSAULT", "status": "actual", "trigger": {"start": 7, "end": 14}, "arguments": []}


def written(path: Path, *reports: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(report) + "\n" for report in reports))
    return path


def report(**event: Any) -> dict[str, Any]:
    return {"id": "r1", "text": "Rebels shelled Orvel.", "events": [EVENT | event]}


FAULTS = [
    ({"id": "r1", "text": "Rain fell.", "events": []}, "no report with an event"),
    ({"id": "r1", "text": "Rain fell."}, "report r1: no 'events'"),
    ({"id": "r1", "events": []}, "no report with a text"),
    (report(status="sure"), "no status 'sure'; there are actual"),
    (report(arguments=[{"role": "victim", "start": 0, "end": 6}]), "no role 'victim'; there are actor"),
    (report(trigger={"start": 7, "end": 99}), "is no stretch of its text"),
    (report(trigger={"start": 7, "end": 14, "text": "Rebels"}), "is no stretch of its text"),
    (
        {"id": "r1", "text": "Rebels shelled Orvel.", "events": [{"type": "ASSAULT"}]},
        "without arguments, status, trigger",
    ),
]


@pytest.mark.parametrize(("faulty", "said"), FAULTS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_fault_of_the_corpus_is_named(tmp_path: Path, faulty: dict[str, Any], said: str) -> None:
    with pytest.raises(errors.TrainError, match=r"corpus\.jsonl") as caught:
        given.load(given.Files((written(tmp_path / "corpus.jsonl", faulty),)), ALL)
    assert said in str(caught.value)


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text("\n{'text'}\n")
    with pytest.raises(errors.TrainError, match=r"corpus\.jsonl:2: no JSON"):
        given.load(given.Files((tmp_path / "corpus.jsonl",)), ALL)


def test_a_report_without_sentences_is_cut_by_our_own_rules(tmp_path: Path) -> None:
    loaded = given.load(given.Files((written(tmp_path / "c.jsonl", report()),)), ALL)
    assert [tuple(span) for span in loaded.corpus[0]["sentences"]] == [(0, 21)]


def test_what_is_measured_on_is_never_learnt_from(tmp_path: Path) -> None:
    dev = written(tmp_path / "dev.jsonl", {**report(), "text": "Rebels shelled Tamsk."})
    bare = [{"text": text} for text in ("Rebels shelled Tamsk.", "Rebels shelled Orvel.", "Rain fell.")]
    free = tmp_path / "free.jsonl.gz"
    free.write_bytes(gzip.compress("".join(json.dumps(r) + "\n" for r in bare).encode()))
    corpus = written(tmp_path / "corpus.jsonl", report())
    loaded = given.load(given.Files((corpus,), dev, free), ALL)
    assert loaded.texts() == ["Rain fell.", "Rebels shelled Orvel."]
    with pytest.raises(errors.TrainError, match="report r1 is in dev, or held back, too"):
        given.load(given.Files((corpus, dev), dev), ALL)


def test_contexts_and_written_reports_of_the_extra_folder_are_taken(tmp_path: Path) -> None:
    extra = tmp_path / "extra"
    extra.mkdir()
    (extra / "contexts-own.tsv").write_text("report\tstart\tend\tcontexts\nr1\t7\t14\tmilitary,territory\n")
    (extra / "a.txt").write_text("=== a-1 date: 2024-03-06\nS1 Marines left Tamsk.\n")
    (extra / "a.ann").write_text('=== a-1\nS1 RETREAT.withdraw actual "left" actor="Marines"\n')
    loaded = given.load(given.Files((written(tmp_path / "c.jsonl", report()),), extra=extra), ALL)
    assert loaded.corpus[0]["events"][0]["contexts"] == ["military", "territory"]
    assert [r["id"] for r in loaded.corpus] == ["r1", "a-1"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sead = 1", "no setting 'sead'; there are seed"),
        ("[fit]\nepoch = 3", "fit: no setting 'epoch'; there are seed, epochs"),
        ("[fit]\nepochs = 'many'", "fit: epochs is 'many'; write a value like 16"),
        ("[[teachers]]\nfloor = 0.1", "teachers: no setting 'floor'"),
        ("[quick.fit]\nepoch = 1", "fit: no setting 'epoch'"),
        ("seed = ", "the settings cannot be read"),
    ],
)
def test_a_fault_of_the_settings_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "own.toml").write_text(text)
    with pytest.raises(errors.TrainError) as caught:
        settings.load(tmp_path / "own.toml", quick=True)
    assert said in str(caught.value)
    assert "own.toml" in str(caught.value)


def test_teachers_and_pupil_differ_from_the_rest_in_what_they_name() -> None:
    shipped = settings.load()
    assert [t["seed"] for t in shipped.teachers] == [1, 2, 3, 4, 5, 6]
    assert {t["epochs"] for t in shipped.teachers} == {shipped.alone["epochs"]}
    assert (shipped.pupil["rate"], shipped.pupil["arc_width"]) == (3e-4, shipped.alone["arc_width"])


def test_an_encoder_that_cannot_be_taken_up_is_named(tmp_path: Path) -> None:
    base = importlib.import_module("train.base")
    with pytest.raises(errors.TrainError, match=r"config\.json is not there"):
        base.check(tmp_path)
    config = json.loads((tiny.encoder(tmp_path) / "config.json").read_text())
    base.check(tmp_path)
    for change, said in (({"model_type": "roberta"}, "'roberta'"), ({"max_position_embeddings": 128}, "is 128")):
        (tmp_path / "config.json").write_text(json.dumps(config | change))
        with pytest.raises(errors.TrainError, match=said):
            base.check(tmp_path)
