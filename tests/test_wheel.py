"""A built wheel, installed alone into an empty environment, reads the examples as the checkout does.

The one test that asks a package registry: the wheel's build tool and its dependencies come from there.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "examples/reports"
QUIETLY = ["--quiet", "--disable-pip-version-check"]


def pip(python: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, "-m", "pip", *map(str, arguments), *QUIETLY],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    if pip(sys.executable, "download", "--no-deps", "--dest", folder / "probe", "hatchling").returncode:
        pytest.skip("needs a package registry to build a wheel, and none answers")
    built = pip(sys.executable, "wheel", "--no-deps", "--wheel-dir", folder, ROOT)
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=True)
    done = pip(str(folder / "bin/python"), "install", wheel)
    assert done.returncode == 0, done.stderr
    return folder / "bin/vedette"


def read(program: Path, folder: Path) -> list[dict[str, object]]:
    """What a program reads in the examples, called where no checkout is near."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [program, "read", REPORTS, "--format", "jsonl", "--quiet"],
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_wheel_alone_reads_the_examples_as_the_checkout_does(installed: Path, tmp_path: Path) -> None:
    alone = read(installed, tmp_path)
    assert alone == read(Path(sys.executable).parent / "vedette", tmp_path)
    assert any(reading["events"] for reading in alone)


def test_a_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:

    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"vedette"}
    assert not [name for name in names if name.endswith((".pyc", ".pt", ".safetensors"))]


def test_a_wheel_names_its_licence_and_where_its_data_come_from(wheel: Path) -> None:

    names = zipfile.ZipFile(wheel).namelist()
    assert [file for file in ("LICENSE", "NOTICE") if not any(name.endswith(f"/{file}") for name in names)] == []
