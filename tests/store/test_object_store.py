"""A lake in an object store keeps what one in a folder keeps, and two writers double nothing there either."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tests.ingest.chaos import DRIVER
from tests.ingest.inputs import MONDAY, NOW, line, reader, took
from tests.stand_ins import WordReader
from tests.store.objects import BUCKET, MISSING, s3
from vedette import pipeline
from vedette.cli import main
from vedette.errors import StoreError
from vedette.ingest import rows
from vedette.ingest.run import stamped
from vedette.ingest.units import Manner
from vedette.records import Reading, Report
from vedette.store import Lake, tables
from vedette.store.check import check
from vedette.store.lake import Keyring

__all__ = ["reader"]

pytestmark = pytest.mark.skipif(bool(MISSING), reason="needs an S3 server: pip install 'moto[s3]' flask flask-cors")

LAKE = f"s3://{BUCKET}/lake"
WRITERS = 4

PATIENCE = 400
"""Seconds after which something hangs."""

OWN = "unit", "known_from", "superseded_at"


@pytest.fixture(scope="module")
def settings() -> Iterator[dict[str, str]]:
    with s3() as made:
        yield made


@pytest.fixture
def store(settings: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The settings, also of this process."""
    for name, value in settings.items():
        if name.startswith("AWS_"):
            monkeypatch.setenv(name, value)
    return settings


def start(settings: dict[str, str], *words: str) -> subprocess.Popen[str]:
    pace = {"UNIT": "16", "SLOW": "0.005"}
    return subprocess.Popen([*DRIVER, *words], env={**settings, **pace}, stderr=subprocess.PIPE, text=True)


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(list(words)) == 0
    return capsys.readouterr().err


def test_two_writers_in_an_object_store_keep_each_input_once(
    store: dict[str, str], tmp_path: Path, reader: WordReader, capsys: pytest.CaptureFixture[str]
) -> None:
    path, folder = tmp_path / "a.jsonl", tmp_path / "lake"
    path.write_text("".join(line(name, source="Paper") for name in range(60)) + "rubbish\n", "utf-8")
    for process in [start(store, "ingest", str(path), "--workers", "1", "--lake", LAKE) for _ in range(2)]:
        _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said
    there, here = Lake.open(LAKE), Lake.open_or_make(folder)
    took(here, path, of=Manner(pipeline.engine(reader)))
    assert list(check(there)) == []
    for name in ("reports", "events", "statements", "postures"):
        rows = [Counter(map(_told, lake.tables[name].rows().to_pylist())) for lake in (there, here)]
        assert rows[0] == rows[1]
    assert there.tables["reports"].rows(["reading"]).num_rows == 61
    assert took(there, path, of=Manner(pipeline.engine(reader))).skipped == 61
    assert "1 report" in ran(capsys, "retract", "--lake", LAKE, "--report", "7", "--reason", "A test.")
    ran(capsys, "lake", "compact", LAKE)
    there.refresh()
    assert there.reports().num_rows == 59
    assert there.events().arrow().num_rows == here.events().arrow().num_rows - 1
    assert list(check(there)) == []


def test_of_many_that_commit_at_once_each_row_is_kept_once(store: dict[str, str], reader: WordReader) -> None:
    del store
    lakes = [Lake.open_or_make(f"s3://{BUCKET}/many") for _ in range(WRITERS)]
    engine, together = pipeline.engine(reader), Barrier(WRITERS)

    def write(writer: int) -> int:
        """Rows that came of the writer's own unit; half of each is what the next one writes, too."""
        rings, table = Keyring(), lakes[writer].tables["reports"]
        together.wait()
        names = range(4 * writer, 4 * writer + 8)
        unit = tables.table([rows.bare(Reading(Report(f"{name}", MONDAY), engine)) for name in names])
        return len(table.append(stamped(unit, NOW), rings))

    with ThreadPoolExecutor(WRITERS) as threads:
        written = list(threads.map(write, range(WRITERS)))
    lakes[0].refresh()
    found = lakes[0].tables["reports"].rows(["id"]).column("id").to_pylist()
    assert sorted(found, key=int) == [f"{name}" for name in range(4 * WRITERS + 4)]
    assert sum(written) == len(found)


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:9", "does not answer"),
        ("AWS_ALLOW_HTTP", "false", "AWS_ALLOW_HTTP=true"),
        ("AWS_CONDITIONAL_PUT", "disabled", "AWS_CONDITIONAL_PUT unset"),
    ],
)
def test_a_setting_that_is_off_is_named(
    store: dict[str, str], setting: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    del store
    monkeypatch.setenv(setting, value)
    with pytest.raises(StoreError) as refused:
        Lake.open_or_make(f"s3://{BUCKET}/none")
    assert told in str(refused.value)
    assert "\x1b" not in str(refused.value)


def _told(row: dict[str, object]) -> str:
    return repr(sorted((name, value) for name, value in row.items() if name not in OWN))
