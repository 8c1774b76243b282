from __future__ import annotations

import gzip
import io
from datetime import date
from pathlib import Path

import pytest

from tests.sources.made import BODY, answer, archive, gzipped, kinds, page, pdf, piped, problems, record, reports
from vedette.records import Location
from vedette.sources import limits, read

BOTH = [(date(2024, 3, 6), "markup"), (date(2024, 3, 7), "crawl")]


@pytest.mark.parametrize(
    "given",
    [b"".join(archive()), gzipped(archive()), gzip.compress(b"".join(archive())), gzipped(archive()) + b"\0" * 9],
)
def test_each_response_is_a_report_and_all_else_is_passed_over(given: bytes) -> None:
    found = piped(given)
    assert [(each.published, each.date_origin) for each in reports(found)] == BOTH
    assert [each.url for each in reports(found)] == ["https://www.orvel.example/a", "https://www.orvel.example/b"]
    assert [each.where.record for each in reports(found)] == [3, 5]
    assert kinds(found) == []


def test_a_record_is_named_by_where_its_compressed_member_begins() -> None:
    packed = gzipped(archive())
    first, second = (each.where.byte for each in reports(piped(packed)))
    assert first is not None
    assert second is not None
    assert gzip.GzipFile(fileobj=io.BytesIO(packed[first:])).read(5) == b"WARC/"
    assert first < second


def test_an_option_goes_before_the_crawl_and_the_page_before_both() -> None:
    day = date(2024, 3, 1)
    found = reports(piped(gzipped(archive()), date=day))
    assert [(each.published, each.date_origin) for each in found] == [BOTH[0], (day, "option")]


def test_no_page_is_dated_after_it_was_fetched() -> None:
    late = page('<meta name="date" content="2031-01-01">')
    assert [each.date_origin for each in reports(piped(record(answer(late))))] == ["crawl"]


@pytest.mark.parametrize("cut", [1, 9, 200, 700])
def test_a_truncated_archive_names_the_record_that_is_cut_and_never_stores_it(cut: int) -> None:
    packed = gzipped(archive())
    found = piped(packed[:-cut])
    assert [each.date_origin for each in reports(found)][:1] == ["markup"]
    assert kinds(found) == ["damaged"]
    plain = b"".join(archive())
    assert kinds(piped(plain[: -cut - 4])) == ["damaged"]


def test_a_damaged_record_costs_only_itself() -> None:
    packed = [gzip.compress(each) for each in archive()]
    packed[2] = packed[2][:40] + bytes(byte ^ 0x5A for byte in packed[2][40:80]) + packed[2][80:]
    found = piped(b"".join(packed))
    assert [each.title for each in reports(found)] == ["Elders meet"]
    assert [(each.kind, each.where) for each in problems(found)] == [
        ("damaged", Location("-", record=3, byte=len(packed[0]) + len(packed[1])))
    ]


def test_rubbish_between_records_costs_only_itself() -> None:
    records = archive()
    found = piped(b"".join([*records[:3], b"rubbish\r\nmore\r\n\r\n", *records[3:]]))
    assert len(reports(found)) == 2
    assert kinds(found) == ["damaged"]
    packed = piped(gzipped(records[:3]) + b"rubbish \x1f\x8b\x08 more" + gzipped(records[3:]))
    assert [len(reports(packed)), kinds(packed)] == [2, ["damaged"]]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (answer(b"gone", status="404 Not Found"), "no-page"),
        (answer(b"\x89PNG", "Content-Type: image/png"), "no-page"),
        (answer(b"<p>x</p>", ""), "no-page"),
        (answer(b"\0\1", "Content-Type: text/html\r\nContent-Encoding: br"), "damaged"),
        (b"no http at all", "no-page"),
        (answer(b""), "empty-text"),
    ],
)
def test_what_is_no_page_is_named_and_the_next_is_read(content: bytes, kind: str) -> None:
    found = piped(gzipped([record(content), record(answer(page()))]))
    assert len(reports(found)) == 1
    assert kind in kinds(found)


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (gzip.compress(page()), "Content-Encoding: gzip"),
        (page(), "Content-Encoding: gzip"),
        (page(), "Transfer-Encoding: chunked"),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(page()), page()), "Transfer-Encoding: chunked"),
    ],
)
def test_a_body_is_read_whether_or_not_its_coding_was_taken_off(body: bytes, head: str) -> None:
    (report,) = reports(piped(record(answer(body, f"Content-Type: text/html\r\n{head}"))))
    assert report.text == "\n\n".join(BODY)


def test_pdfs_in_an_archive_are_read_and_keep_their_address() -> None:
    (report,) = reports(piped(record(answer(pdf([[BODY[0]]]), "Content-Type: application/pdf"))))
    assert (report.text, report.url, report.date_origin) == (BODY[0], "https://www.orvel.example/a", "crawl")


def test_a_page_that_the_crawler_cut_is_read_and_named() -> None:
    found = piped(record(answer(page()), more="WARC-Truncated: length\r\n"))
    assert len(reports(found)) == 1
    assert kinds(found) == ["cut-page"]


def test_a_bomb_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RATIO_FROM", limits.MIB)
    monkeypatch.setattr(limits, "RECORD", 64 * limits.MIB)
    zeros = b"0" * (16 * limits.MIB)
    inside = answer(gzip.compress(zeros), "Content-Type: text/html\r\nContent-Encoding: gzip")
    found = piped(gzipped([record(answer(zeros)), record(inside), record(answer(page()))]))
    assert kinds(found) == ["too-large", "too-large"]
    assert len(reports(found)) == 1


def test_a_record_over_the_limit_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RECORD", 5000)
    found = piped(b"".join([record(answer(page() + b"x" * 5000)), record(answer(page()))]))
    assert kinds(found) == ["too-large"]
    assert len(reports(found)) == 1


def test_an_archive_is_known_by_its_name_and_by_its_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "CC-NEWS-1.warc.gz").write_bytes(gzipped(archive()))
    assert len(reports(list(read([tmp_path])))) == 2
    assert len(reports(piped(gzipped(archive())))) == 2


@pytest.mark.parametrize("given", [b"", b"\0" * 40, gzip.compress(b"", mtime=0)])
def test_an_archive_without_records_is_named(given: bytes) -> None:
    assert kinds(piped(given, form="warc")) == ["damaged"]
