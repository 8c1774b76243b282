"""Annotated batches become records whose spans say what stands there; what does not hold is named with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from train.annotations import AnnotationError, Record, records

REPORTS = """\
=== made-1 date: 2021-03-04
title: never marked
S1 Oslo sent two “Orkla” frigates on Monday..
S2 Two days later, two tugs followed two of them.

=== made-2 date:
S1 It rained.
"""
EVENTS = """\
% a remark
=== made-1
S1 MOBILIZE.weapons actual "sent" actor="Oslo" force="two “Orkla” frigates" time="Monday"
S2 MOBILIZE actual "followed" force="two tugs" force="two"#2 origin="Oslo"@S1 recipient="o"@S1#2
A "Oslo" = NOR
N "two tugs" = 2
=== made-2
NONE
"""


def _folder(path: Path, reports: str = REPORTS, events: str | None = EVENTS) -> Path:
    (path / "made-001.txt").write_text(reports, encoding="utf-8")
    if events is not None:
        (path / "made-001.ann").write_text(events, encoding="utf-8")
    return path


def _spans(record: Record) -> list[Record]:
    return [span for event in record["events"] for span in (event["trigger"], *event["arguments"])]


def test_a_record_has_the_shape_of_the_corpus(tmp_path: Path) -> None:
    first, second = records(_folder(tmp_path))
    assert list(first)[:-1] == list(second)
    assert (first["id"], first["published"], second["published"]) == ("made-1", "2021-03-04", None)
    given = {"title": "", "source": "written for Vedette", "url": "", "licence": "Apache-2.0", "kind": "invented"}
    assert given.items() <= first.items()
    assert second["events"] == []


def test_sentences_are_joined_by_a_space_and_their_spans_are_half_open(tmp_path: Path) -> None:
    first, _ = records(_folder(tmp_path))
    cut = [first["text"][start:end] for start, end in first["sentences"]]
    assert cut == ["Oslo sent two “Orkla” frigates on Monday..", "Two days later, two tugs followed two of them."]
    assert " ".join(cut) == first["text"]


def test_every_span_says_what_stands_there(tmp_path: Path) -> None:
    first, _ = records(_folder(tmp_path))
    assert len(_spans(first)) == 9
    assert all(first["text"][span["start"] : span["end"]] == span["text"] for span in _spans(first))


def test_an_occurrence_and_another_sentence_can_be_asked_for(tmp_path: Path) -> None:
    event = records(_folder(tmp_path))[0]["events"][1]
    starts = {f"{a['role']} {a['text']}": a["start"] for a in event["arguments"]}
    text = "Oslo sent two “Orkla” frigates on Monday.. Two days later, two tugs followed two of them."
    assert starts["force two"] == text.rindex("two")
    assert starts["origin Oslo"] == 0
    assert starts["recipient o"] == text.index("o", 4)


def test_labels_and_resolved_values_are_kept(tmp_path: Path) -> None:
    first, _ = records(_folder(tmp_path))
    assert [(e["type"], e["mode"], e["status"]) for e in first["events"]] == [
        ("MOBILIZE", "weapons", "actual"),
        ("MOBILIZE", None, "actual"),
    ]
    assert first["resolved"] == [
        {"kind": "who", "text": "Oslo", "value": "NOR"},
        {"kind": "count", "text": "two tugs", "value": "2"},
    ]


def test_batches_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(f"=== {name} date: 2020-01-01\nS1 It rained.\n", encoding="utf-8")
        (tmp_path / f"{name}.ann").write_text(f"=== {name}\nNONE\n", encoding="utf-8")
    assert [record["id"] for record in records(tmp_path)] == ["a", "b"]


WRONG = {
    'S1 MOBILISE actual "sent"': "no type 'MOBILISE'",
    'S1 MOBILIZE.visit actual "sent"': "no mode 'MOBILIZE.visit'",
    'S1 MOBILIZE certain "sent"': "no status 'certain'",
    'S3 MOBILIZE actual "sent"': "no sentence 'S3'",
    'S1 MOBILIZE actual "send"': "'send' does not stand in S1",
    'S1 MOBILIZE actual "sent"#2': "'sent' does not stand in S1 2 times",
    'S1 MOBILIZE actual "sent" who="Oslo"': "no role 'who'",
    'S1 MOBILIZE actual "sent" actor="Bergen"': "'Bergen' does not stand in S1",
    'S1 MOBILIZE actual "sent" actor="Oslo"@S2': "'Oslo' does not stand in S2",
    'S1 MOBILIZE actual "sent" actor=Oslo': "no argument",
    "S1 sent": "no event",
    'A "Bergen" = NOR': "'Bergen' does not stand in report made-1",
    'A "Oslo" = NOR XYZ': "no sector 'XYZ'",
    'T "Monday" = last week': "no when value: 'last week'",
    "=== made-9": "no report 'made-9'",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_line_that_does_not_hold_is_named(line: str, tmp_path: Path) -> None:
    with pytest.raises(AnnotationError) as raised:
        records(_folder(tmp_path, events=f"=== made-1\n\n{line}\n=== made-2\nNONE\n"))
    assert str(raised.value).startswith(f"{tmp_path / 'made-001.ann'}:3: {WRONG[line]}")


def test_a_line_before_the_first_report_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"made-001\.ann:1: stands before the first report"):
        records(_folder(tmp_path, events="NONE\n"))


BROKEN = {
    "S1 It rained.": ":1: stands before the first report",
    "=== a date: 2020-01-01\nIt rained.": ":2: no sentence",
    "=== a date: 2020-01-01\nS1 It rained.\nS1 It snowed.": ":3: sentence S1 stands twice in report a",
    "=== a date: 2020-01-01\nS1 It rained.\n=== a date: 2020-01-02": ":3: report a stands twice in this batch",
}


@pytest.mark.parametrize("reports", BROKEN)
def test_a_report_that_cannot_be_read_is_named(reports: str, tmp_path: Path) -> None:
    with pytest.raises(AnnotationError) as raised:
        records(_folder(tmp_path, reports=reports))
    assert str(raised.value).startswith(f"{tmp_path / 'made-001.txt'}{BROKEN[reports]}")


def test_a_report_that_the_annotation_leaves_out_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"made-001\.txt:6: report made-2 has no line in made-001\.ann"):
        records(_folder(tmp_path, events="=== made-1\nNONE\n"))


def test_a_batch_without_its_annotation_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"made-001\.txt:1: no made-001\.ann beside it"):
        records(_folder(tmp_path, events=None))


def test_an_id_used_by_two_batches_is_named(tmp_path: Path) -> None:
    _folder(tmp_path)
    (tmp_path / "made-002.txt").write_text("\n=== made-2 date: 2020-01-01\nS1 It rained.\n", encoding="utf-8")
    (tmp_path / "made-002.ann").write_text("=== made-2\nNONE\n", encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"made-002\.txt:2: report made-2 stands in an earlier batch too"):
        records(tmp_path)
