"""Speed and nearness of the resolvers are measured on what stands in the files, and on nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import resolving
from bench.corpus import Report
from bench.given import resolvers

PLACES = """<?xml version="1.0" encoding="utf-8"?>
<articles><article><text><![CDATA[A barge left Bergen for Lagos.]]></text><toponyms>
<toponym><start>13</start><phrase>Bergen</phrase><gaztag><lat>60.39</lat><lon>5.32</lon><country>Norway</country></gaztag></toponym>
<toponym><start>24</start><phrase>Lagos</phrase><gaztag><lat>37.1</lat><lon>-8.67</lon><country>Portugal</country></gaztag></toponym>
<toponym><start>2</start><phrase>barge</phrase></toponym>
</toponyms></article></articles>
"""


def test_places_are_near_or_far_and_those_without_a_point_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "places.xml"
    path.write_text(PLACES, "utf-8")
    found = resolving.nearness(path)
    assert (found.toponyms, found.near, found.country) == (2, 0.5, 0.5)
    assert found.median_km > resolving.NEAR_KM


def test_every_annotated_value_is_asked_for_once(reports: list[Report]) -> None:
    asked = resolving.jobs(reports)
    rows = resolving.speeds(asked, resolvers())
    assert {row.kind: row.resolutions for row in rows if row.kind != "all four"} == {
        kind: len(words) for kind, words in asked.items() if words
    }
    assert rows[-1].resolutions == sum(map(len, asked.values()))
    assert all(row.warm > 0 < row.cold for row in rows)


def test_words_of_a_report_share_its_mentions(reports: list[Report]) -> None:
    asked = resolving.jobs(reports[:1])
    around = [around for words in asked.values() for _, around in words]
    assert all(each.mentions is around[0].mentions for each in around)


@pytest.mark.parametrize("kind", ["who", "when", "where", "count"])
def test_the_table_tells_each_kind(kind: str) -> None:
    rows = [resolving.Speed(kind, 3, 1000.0, 2000.0)]
    shown = resolving.as_text(rows, 99.6, resolving.Nearness(7, 0.5, 12.34, 0.25))
    assert f"| {kind} " in shown
    assert "100 MiB of at most 250" in shown
    assert "12.3" in shown
