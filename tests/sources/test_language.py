from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources.made import BODY, FRENCH, kinds, piped, reports
from vedette.sources import language

CASES = Path(__file__).parents[1] / "cases" / "languages.tsv"
ROWS = list(csv.reader(CASES.read_text(encoding="utf-8").splitlines()[2:], delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(("code", "text"), ROWS)
def test_only_what_is_surely_another_language_is_called_so(code: str, text: str) -> None:
    assert language.told(text) == code


def test_another_language_is_kept_marked_and_named() -> None:
    found = piped(f"date 2024-03-06 {FRENCH}".encode())
    assert [(each.text, each.language) for each in reports(found)] == [(FRENCH, "fr")]
    assert kinds(found) == ["not-english"]


def test_plain_english_never_loads_the_model_nor_any_library_of_another_format() -> None:
    code = (
        "import io, sys; from vedette import sources;"
        f"list(sources.read(['-'], stdin=io.BytesIO({BODY[0].encode()!r})));"
        "heavy = {'py3langid', 'lxml', 'trafilatura', 'htmldate', 'pyarrow', 'pypdf', 'fastwarc', 'numpy'};"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
