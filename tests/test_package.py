"""What `import vedette` offers, and that it costs nothing until it is used."""

from __future__ import annotations

import importlib
import inspect
import os
import subprocess
import sys

import pytest

import vedette

NAMES = [
    "Count",
    "Event",
    "Lake",
    "Posture",
    "Problem",
    "Reading",
    "Report",
    "Resolved",
    "Statement",
    "VedetteError",
    "When",
    "Where",
    "Who",
    "__version__",
    "from_json",
    "ledger",
    "open_lake",
    "read",
    "read_all",
    "to_json",
]

HEAVY = {"numpy", "onnxruntime", "tokenizers", "nupunkt", "rich", "pyarrow", "deltalake", "duckdb"}

QUICK = 0.3
"""Seconds of work within which help is there; waiting for other programs on the machine is not our doing."""


def test_public_names_are_exact_and_alphabetical() -> None:
    assert vedette.__all__ == NAMES == sorted(NAMES)
    assert dir(vedette) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_public_name_is_there(name: str) -> None:
    assert getattr(vedette, name) is not None


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = vedette.nonsense


def test_read_stays_the_function_when_the_stage_of_that_name_is_imported() -> None:
    stage = importlib.import_module("vedette.read")
    assert inspect.isfunction(vedette.read)
    assert stage.Reader


@pytest.mark.parametrize("code", ["import vedette", "import vedette.cli.arguments as a; a.parser()"])
def test_importing_loads_nothing_heavy(code: str) -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not HEAVY & set(loaded)


def test_help_answers_at_once() -> None:
    begun = os.times()
    subprocess.run([sys.executable, "-m", "vedette", "--help"], capture_output=True, check=True)
    ended = os.times()
    worked = ended.children_user + ended.children_system - begun.children_user - begun.children_system
    assert worked < QUICK
