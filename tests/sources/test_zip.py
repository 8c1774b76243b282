from __future__ import annotations

import gzip
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.sources.made import BODY, EXAMPLES, docx, kinds, mail, mixed, piped, problems, reports, run, zipped
from vedette.sources import limits, read

DAY = date(2024, 3, 6)


def test_each_member_is_read_by_its_own_form_in_the_order_of_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "week.zip"
    members = {
        "2024-03-06.txt": BODY[0].encode(),
        "b/wire.jsonl.gz": gzip.compress(b'{"text": "Two hurt.", "date": "2024-03-06"}\n'),
        "b/": b"",
        "b/.hidden.txt": b"x",
        "__MACOSX/b.txt": b"x",
        "b/raid.docx": docx(f"<w:p>{run(BODY[1])}</w:p>"),
        "b/map.png": b"\x89PNG",
    }
    path.write_bytes(zipped(members))
    found = list(read([path], date=DAY))
    assert [(each.where.path, each.text) for each in reports(found)] == [
        (f"{path}!2024-03-06.txt", BODY[0]),
        (f"{path}!b/wire.jsonl.gz", "Two hurt."),
        (f"{path}!b/raid.docx", BODY[1]),
    ]
    assert [(each.kind, each.where.path) for each in problems(found)] == [("unknown-format", f"{path}!b/map.png")]


@pytest.mark.parametrize("name", ["../../out.txt", "/etc/out.txt", "C:\\out.txt", "a\x1b[31m.txt"])
def test_a_members_name_is_a_name_only(name: str, tmp_path: Path) -> None:
    path = tmp_path / "in" / "a.zip"
    path.parent.mkdir()
    path.write_bytes(zipped({name: BODY[0].encode()}))
    (report,) = reports(list(read([path], date=DAY)))
    assert report.text == BODY[0]
    assert report.where.path.isprintable()
    assert [each.name for each in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_a_damaged_member_costs_only_itself() -> None:
    given = zipped({"a.txt": BODY[0].encode(), "b.txt": (BODY[1] * 9).encode(), "c.txt": BODY[2].encode()})
    at = given.index(b"b.txt") + 12
    found = piped(given[:at] + b"\xff" * 20 + given[at + 20 :], date=DAY)
    assert [each.text for each in reports(found)] == [BODY[0], BODY[2]]
    assert [(each.kind, each.where.record) for each in problems(found)] == [("damaged", 2)]


def test_a_locked_member_is_named() -> None:
    given = bytearray(zipped({"a.txt": BODY[0].encode()}))
    given[given.index(b"PK\x01\x02") + 8] |= 1
    assert kinds(piped(bytes(given))) == ["damaged"]


def test_archives_in_archives_in_archives_are_left_alone() -> None:
    inner = zipped({"a.txt": BODY[0].encode()})
    twice = zipped({"b.zip": inner})
    assert len(reports(piped(twice, date=DAY))) == 1
    assert kinds(piped(zipped({"c.zip": twice}), date=DAY)) == ["too-large"]


def test_a_bomb_ends_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RATIO_FROM", limits.MIB)
    zeros = b"0" * (4 * limits.MIB)
    found = piped(zipped({"a.txt": BODY[0].encode(), "b.txt": zeros, "c.txt": zeros}), date=DAY)
    assert [each.text for each in reports(found)] == [BODY[0]]
    assert kinds(found) == ["too-large"]
    nested = piped(zipped({"a.zip": zipped({"b.txt": zeros}), "c.jsonl": b"{}"}), date=DAY)
    assert kinds(nested) == ["too-large"]


def test_a_form_that_is_said_holds_for_the_members() -> None:
    given = zipped({"a.dat": b'{"text": "Two hurt.", "date": "2024-03-06"}'})
    out = io.BytesIO(given)
    assert zipfile.is_zipfile(out)
    assert kinds(piped(given, form="zip")) == ["unknown-format"]


def test_a_form_that_is_said_holds_for_the_members_of_a_named_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.dat": b'{"text": "Two hurt.", "date": "2024-03-06"}'}))
    assert [each.text for each in reports(list(read([path], form="jsonl")))] == ["Two hurt."]


def test_mails_with_attachments_lie_in_archives() -> None:
    attached = ("Content-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt", BODY[1])
    found = piped(zipped({"a.eml": mixed(("Content-Type: text/plain", BODY[0]), attached), "b.eml": mail()}))
    assert [each.text for each in reports(found)] == [BODY[0], BODY[1], BODY[0]]


@pytest.mark.parametrize("form", sorted(EXAMPLES))
def test_every_format_is_read_inside_an_archive_and_known_by_its_first_bytes(form: str) -> None:
    suffix = {"mail": "eml", "mailbox": "mbox", "feed": "rss", "warc": "warc.gz"}.get(form, form)
    inside = reports(piped(zipped({f"a.{suffix}": EXAMPLES[form]}), date=DAY))
    alone = reports(piped(EXAMPLES[form], date=DAY, form="mail" if form == "mail" else None))
    assert [each.text for each in inside] == [each.text for each in alone]
    assert inside
