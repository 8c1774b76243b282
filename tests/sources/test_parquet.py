from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.sources.made import BODY, kinds, parquet, piped, problems, reports
from vedette.records import Location
from vedette.sources import read

DAY = date(2024, 3, 6)


@pytest.mark.parametrize("written", ["2024-03-06", DAY, datetime(2024, 3, 6, 9, 30)])  # noqa: DTZ001 - as tables hold them
def test_each_row_is_a_report(written: object, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(parquet({"id": [7, 8, 9], "text": list(BODY), "date": [written] * 3, "other": [1.5] * 3}))
    found = list(read([path]))
    assert [(each.id, each.text, each.published, each.date_origin) for each in reports(found)] == [
        (str(number), text, DAY, "field") for number, text in zip((7, 8, 9), BODY, strict=True)
    ]
    assert [each.where for each in reports(found)] == [Location(str(path), record=number) for number in (1, 2, 3)]


def test_fields_may_have_other_names_lie_inside_and_be_bytes() -> None:
    given = parquet({"article": [{"body": BODY[0].encode(), "x": 1}], "when": ["2024-03-06"]})
    assert [each.text for each in reports(piped(given, fields={"text": "article.body", "date": "when"}))] == []
    plain = parquet({"body": [BODY[0].encode()], "when": ["2024-03-06"]})
    assert [each.text for each in reports(piped(plain, fields={"text": "body", "date": "when"}))] == [BODY[0]]


def test_a_bad_row_costs_only_itself() -> None:
    found = piped(parquet({"text": [BODY[0], None, BODY[1]], "date": ["2024-03-06", "2024-03-06", "soon"]}))
    assert [each.text for each in reports(found)] == [BODY[0], BODY[1]]
    assert [(each.kind, each.where.record) for each in problems(found)] == [("empty-text", 2), ("bad-date", 3)]


def test_a_damaged_part_costs_only_itself() -> None:
    given = parquet({"text": [f"{number} {BODY[number % 3]}" for number in range(6)]})
    at = given.index(b"3 Gunmen")
    found = piped(given[: at - 8] + b"\xff" * 30 + given[at + 22 :], date=DAY)
    assert [each.text[0] for each in reports(found)] == ["0", "1", "4", "5"]
    assert kinds(found) == ["damaged"]


def test_a_table_without_text_without_rows_or_without_its_end_is_named() -> None:
    assert kinds(piped(parquet({"body": [BODY[0]]}))) == ["malformed-line"]
    assert kinds(piped(parquet({"text": []}))) == ["empty-text"]
    assert kinds(piped(parquet({"text": list(BODY)})[:-20])) == ["damaged"]
