from __future__ import annotations

import bz2
import codecs
import gzip
import io
import json
import lzma
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vedette.errors import UsageError
from vedette.records import Location, Problem, Report, digest
from vedette.sources import FORMS, SUFFIXES, read

DAY = date(2023, 9, 30)
SHARED = Path(os.environ.get("VEDETTE_SHARED", Path(__file__).parents[2] / ".." / "shared"))


def piped(given: bytes, **options: object) -> list[Report | Problem]:
    return list(read(["-"], stdin=io.BytesIO(given), **options))  # type: ignore[arg-type]


def reports(found: list[Report | Problem]) -> list[Report]:
    return [each for each in found if isinstance(each, Report)]


def kinds(found: list[Report | Problem]) -> list[str]:
    return [each.kind for each in found if isinstance(each, Problem)]


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "head",
    [
        " date 2023-09-30 ",
        "date: 2023-09-30\n",
        "Date 2023-09-30\r\n\r\n",
        "DATE:2023-09-30 ",
        "\n date 2023-09-30\n\n",
    ],
)
def test_a_date_header_is_taken_off_and_the_offset_says_where_the_text_starts(head: str) -> None:
    (report,) = reports(piped(f"{head}Talks opened.\r\n\r\nNobody signed.. \n".encode()))
    assert report.published == DAY
    assert report.text == "Talks opened.\r\n\r\nNobody signed.."
    assert report.offset == len(head)


def test_lines_behind_the_date_name_title_source_and_url() -> None:
    head = "date: 2023-09-30\ntitle: Talks open\nsource: The Post\nurl: https://example.org/1\n\n"
    (report,) = reports(piped(f"{head}source: not a header\nTalks opened.".encode()))
    assert (report.title, report.source, report.url) == ("Talks open", "The Post", "https://example.org/1")
    assert report.text == "source: not a header\nTalks opened."
    assert report.offset == len(head)


@pytest.mark.parametrize(
    "text", ["Date palms burned.", "dated 2023-09-30 the letter", "The date: 2023-09-30", "date 12"]
)
def test_words_that_only_look_like_a_header_stay(text: str) -> None:
    (report,) = reports(piped(text.encode(), date=DAY))
    assert (report.text, report.offset) == (text, 0)


@pytest.mark.parametrize("head", ["date: 2023-13-45\n", "date 2023-02-30 ", "date: soon\n"])
def test_a_date_that_is_none_is_a_problem_and_the_report_is_read(head: str) -> None:
    found = piped(f"{head}Talks opened.".encode())
    assert kinds(found) == ["bad-date"]
    assert [(each.text, each.published) for each in reports(found)] == [("Talks opened.", None)]


def test_a_header_goes_before_the_option_and_the_option_before_the_name(tmp_path: Path) -> None:
    named = written(tmp_path, "2021-01-01.txt", "Talks opened.")
    headed = written(tmp_path, "2021-01-02.txt", "date 2023-09-30 Talks opened.")
    other = date(2022, 2, 2)
    assert [each.published for each in reports(list(read([named, headed])))] == [date(2021, 1, 1), DAY]
    assert [each.published for each in reports(list(read([named, headed], date=other)))] == [other, DAY]


def test_a_report_without_a_date_is_a_problem_and_is_read() -> None:
    found = piped(b"Talks opened.")
    assert kinds(found) == ["no-date"]
    assert len(reports(found)) == 1


def test_an_id_is_kept_to_the_letter_and_made_from_source_and_text_where_none_is_given() -> None:
    lines = [
        {"id": " A/7 ", "text": "One.", "date": "2023-09-30"},
        {"id": 7, "text": "Two.", "published": "2023-09-30"},
        {"text": "Three.", "source": "Post", "date": "2023-09-30"},
    ]
    found = piped("\n".join(map(json.dumps, lines)).encode())
    assert [each.id for each in reports(found)] == [" A/7 ", "7", digest("Post", "Three.")]
    assert kinds(found) == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('{"text": "One."', "malformed-line"),
        ("[1, 2]", "malformed-line"),
        ("null", "malformed-line"),
        ("[" * 100_000, "malformed-line"),
        ('{"text": "  ", "date": "2023-09-30"}', "empty-text"),
        ('{"body": "One.", "date": "2023-09-30"}', "empty-text"),
        ('{"text": null, "date": "2023-09-30"}', "empty-text"),
    ],
)
def test_a_line_that_is_none_is_named_and_the_rest_is_read(line: str, kind: str, tmp_path: Path) -> None:
    good = '{"text": "Good.", "date": "2023-09-30"}'
    path = written(tmp_path, "a.jsonl", f"{good}\n\n{line}\n{good}\n")
    found = list(read([path]))
    assert len(reports(found)) == 2
    (problem,) = [each for each in found if isinstance(each, Problem)]
    assert (problem.kind, problem.where) == (kind, Location(str(path), 3))
    assert problem.message
    assert problem.next


def test_a_field_that_is_no_string_is_named() -> None:
    found = piped(b'{"text": ["One."], "date": "2023-09-30"}\n{"text": "Two.", "title": 3, "date": 20230930}')
    assert kinds(found) == ["bad-field", "empty-text", "bad-field"]
    assert [(each.text, each.title, each.published) for each in reports(found)] == [("Two.", "", DAY)]


def test_fields_may_have_other_names_also_inside_objects() -> None:
    line = json.dumps({"article": {"body": "One."}, "when": "2023-09-30", "text": "no"}).encode()
    (report,) = reports(piped(line, fields={"text": "article.body", "date": "when"}))
    assert (report.text, report.published) == ("One.", DAY)


def test_a_lone_surrogate_is_named_and_every_report_can_be_written() -> None:
    found = piped(b'{"id": "a\\udc00", "text": "One \\ud83d two \\ud83d\\ude00.", "date": "2023-09-30"}')
    (report,) = reports(found)
    assert kinds(found) == ["lone-surrogate", "lone-surrogate"]
    assert report.text == "One \ufffd two \U0001f600."
    assert (report.text + report.id).encode()


def test_a_json_line_keeps_its_text_and_says_where_it_starts() -> None:
    (report,) = reports(piped(json.dumps({"text": " \n One\u2028two.\r\n ", "date": "2023-09-30"}).encode()))
    assert (report.text, report.offset) == ("One\u2028two.", 3)


@pytest.mark.parametrize(
    "content",
    [
        '[\n{"text": "One."},\n{"text": "Two."}\n]',
        '{"text": "One."}\n{"text": "Two."}',
        ' [{"text":"One."},{"text":"Two."}] ',
    ],
)
def test_a_json_file_may_hold_an_array_or_lines(content: str, tmp_path: Path) -> None:
    found = list(read([written(tmp_path, "a.json", content)], date=DAY))
    assert [each.text for each in reports(found)] == ["One.", "Two."]
    assert kinds(found) == []


def test_a_json_array_that_breaks_off_is_named_with_its_line(tmp_path: Path) -> None:
    found = list(read([written(tmp_path, "a.json", '[{"text": "One."},\n3,\n{"text": ')], date=DAY))
    assert [each.where.line for each in found] == [1, 2, 3]
    assert kinds(found) == ["malformed-line", "malformed-line"]


def test_an_object_over_several_lines_is_one_report() -> None:
    assert [each.text for each in reports(piped(b'{\n "text": "One."\n}', date=DAY))] == ["One."]


@pytest.mark.parametrize("separator", [",", ";", "|"])
def test_a_table_is_read_with_its_own_separator(separator: str, tmp_path: Path) -> None:
    row = [["ID", "Date", "text"], ["7", "2023-09-30", '"One, two; |\nthree ""x""."']]
    path = written(tmp_path, "a.csv", "\ufeff" + "\r\n".join(separator.join(cells) for cells in row))
    (report,) = list(read([path]))
    assert isinstance(report, Report)
    assert (report.id, report.published, report.text) == ("7", DAY, 'One, two; |\nthree "x".')
    assert report.where == Location(str(path), 2)


def test_a_row_with_a_cell_too_many_or_an_open_mark_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", 'text,date\nOne,2023-09-30\nTwo, three,2023-09-30\n"Four,2023-09-30\n')
    found = list(read([path]))
    assert [each.text for each in reports(found)] == ["One"]
    assert kinds(found) == ["malformed-line", "malformed-line"]
    assert [each.where.line for each in found] == [2, 3, 4]


def test_a_table_without_a_column_of_text_is_named(tmp_path: Path) -> None:
    found = list(read([written(tmp_path, "a.csv", "body,date\nOne,2023-09-30\n")]))
    assert kinds(found) == ["malformed-line"]


@pytest.mark.parametrize(
    ("cell", "text"), [('"We hold," he said.', '"We hold," he said.'), ('"He said ""no""."', 'He said "no".')]
)
def test_tabs_keep_quotation_marks_unless_they_quote_the_cell(cell: str, text: str, tmp_path: Path) -> None:
    path = written(tmp_path, "a.tsv", f"date\ttext\n2023-09-30\t{cell}\n")
    assert [each.text for each in reports(list(read([path])))] == [text]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_marked_encodings_and_utf8_are_read_without_a_guess(mark: bytes, encoding: str, form: str) -> None:
    line = "date 2023-09-30 Žižek – Sana’a." if form == "text" else '{"text": "Žižek – Sana’a.", "date": "2023-09-30"}'
    found = piped(mark + line.encode(encoding), form=form)
    assert [(each.text, each.published) for each in reports(found)] == [("Žižek – Sana’a.", DAY)]
    assert kinds(found) == []


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "windows-1252", "latin-1"])
def test_other_encodings_are_read_and_called_a_guess(encoding: str) -> None:
    found = piped("date 2023-09-30 José said it was over.".encode(encoding))
    assert [(each.text, each.published) for each in reports(found)] == [("José said it was over.", DAY)]
    assert kinds(found) == ["encoding-guessed"]


def test_an_encoding_that_is_said_goes_before_a_guess() -> None:
    found = piped("date 2023-09-30 Война".encode("windows-1251"), encoding="windows-1251")
    assert [each.text for each in reports(found)] == ["Война"]
    assert kinds(found) == []


def test_utf8_with_a_damaged_byte_stays_utf8() -> None:
    found = piped("date 2023-09-30 Žižek – Sana’a".encode()[:-1] + b"\xe2\x80")
    assert kinds(found) == ["damaged-text"]
    assert reports(found)[0].text.startswith("Žižek – Sana’")


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.json"])
@pytest.mark.parametrize("content", [b"%PDF-1.7\n\xe2\xe3", b"PK\x03\x04\x14", bytes(range(256)) * 4])
def test_a_file_that_is_no_text_is_named(name: str, content: bytes, tmp_path: Path) -> None:
    assert kinds(list(read([written(tmp_path, name, content)]))) == ["binary-file"]


@pytest.mark.parametrize(
    ("end", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress), ("", gzip.compress)]
)
def test_compressed_files_are_read_whatever_they_are_called(
    end: str, pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = written(tmp_path, f"a.jsonl{end}", pack(b'{"text": "One.", "date": "2023-09-30"}\n'))
    assert [each.text for each in reports(list(read([path])))] == ["One."]


def test_a_compressed_file_that_was_cut_is_named_and_what_came_before_is_read(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": digest(str(number)), "date": "2023-09-30"}) + "\n" for number in range(9000))
    found = list(read([written(tmp_path, "a.jsonl.gz", gzip.compress(lines.encode())[:-2000])]))
    assert kinds(found)[-1] == "unreadable"
    assert len(reports(found)) > 100


def test_folders_are_walked_in_the_order_of_names_and_what_is_left_out_is_named(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", "c.odt", ".hidden.txt", "a/README"):
        written(tmp_path, name, f"date 2023-09-30 {name}")
    found = list(read([tmp_path]))
    assert [each.text for each in reports(found)] == ["a/1.txt", "a/2.txt", "a/README", "b.txt"]
    assert kinds(found) == ["unknown-format"]


def test_a_link_in_a_circle_is_walked_once(tmp_path: Path) -> None:
    written(tmp_path, "a/1.txt", "date 2023-09-30 One.")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert len(reports(list(read([tmp_path])))) == 1


def test_patterns_are_expanded_and_inputs_keep_their_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "z/c.txt"):
        written(tmp_path, name, f"date 2023-09-30 {name}")
    found = list(read([str(tmp_path / "z"), str(tmp_path / "?.txt"), str(tmp_path / "**" / "c.txt")]))
    assert [each.text for each in reports(found)] == ["z/c.txt", "a.txt", "b.txt", "z/c.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_read(tmp_path: Path) -> None:
    assert len(reports(list(read([written(tmp_path, "a[1].txt", "date 2023-09-30 One.")])))) == 1


def test_what_is_not_there_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    path = written(tmp_path, "a.txt", "date 2023-09-30 One.")
    found = list(read([tmp_path / "none.txt", "a\0b", tmp_path / "empty", str(tmp_path / "*.csv"), path]))
    assert kinds(found) == ["missing-file", "missing-file", "nothing-found", "nothing-found"]
    assert len(reports(found)) == 1
    assert kinds(list(read(["-"]))) == ["missing-file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "One.")
    path.chmod(0)
    assert kinds(list(read([path]))) == ["unreadable"]


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.json", "a.tsv", "a"])
def test_an_empty_file_is_named(name: str, tmp_path: Path) -> None:
    assert kinds(list(read([written(tmp_path, name, "")]))) == ["empty-text"]


def test_reports_come_one_at_a_time(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", '{"text": "One."}\n' * 3)
    assert isinstance(next(read([path, tmp_path / "none"], date=DAY)), Report)


def test_options_that_cannot_be_meant_are_refused_at_once() -> None:
    with pytest.raises(UsageError, match="body"):
        read([], fields={"body": "text"})
    with pytest.raises(UsageError, match="odt"):
        read([], form="odt")
    with pytest.raises(UsageError, match="rot13"):
        read([], encoding="rot13")


def test_every_suffix_has_a_reader() -> None:
    assert set(SUFFIXES.values()) == set(FORMS)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.sampled_from(sorted(FORMS)))
def test_no_bytes_break_a_reader_and_none_pass_in_silence(content: bytes, form: str) -> None:
    assert piped(content, form=form)


@given(st.text(min_size=1).filter(str.strip))
def test_a_json_text_is_never_altered_but_for_white_space_around_it(text: str) -> None:
    kept = text.encode("utf-8", "replace").decode()
    (report,) = reports(piped(json.dumps({"text": f"x{kept}"}).encode(), date=DAY))
    assert report.text == f"x{kept}".strip()


def test_the_first_report_of_all_reads_as_its_readers_expect() -> None:
    path = SHARED / "seed" / "report.txt"
    if not path.exists():
        pytest.skip("The seed report needs ../shared/seed/report.txt")
    (report,) = list(read([path]))
    assert isinstance(report, Report)
    assert (report.published, report.offset) == (DAY, 17)
    assert path.read_text(encoding="utf-8")[17:].strip() == report.text
