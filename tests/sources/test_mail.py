from __future__ import annotations

from base64 import b64encode
from datetime import date
from pathlib import Path

import pytest

from tests.sources.made import BODY, kinds, mail, mixed, pdf, piped, problems, reports
from vedette.records import Location
from vedette.sources import read

SENT = date(2024, 3, 6)


def test_a_message_is_a_report_of_its_sender_and_day() -> None:
    (report,) = reports(piped(mail(), form="mail"))
    assert (report.text, report.title, report.source) == (BODY[0], "Police post attacked", "Orvel Desk")
    assert (report.published, report.date_origin, report.id) == (SENT, "header", "7@orvel.example")


@pytest.mark.parametrize(
    ("given", "source"),
    [
        (mail().replace(b'"Orvel Desk" <desk@orvel.example>', b"desk@orvel.example"), "orvel.example"),
        (mail().replace(b'"Orvel Desk"', b"=?utf-8?b?xIZ1?="), "Ću"),
        (mail().replace(b'"Orvel Desk"', b"=?no-such?q?abc?="), "=?no-such?q?abc?="),
    ],
)
def test_the_publisher_is_the_senders_name_else_the_domain(given: bytes, source: str) -> None:
    assert [each.source for each in reports(piped(given, form="mail"))] == [source]


def test_plain_text_goes_before_html_and_html_is_read_where_there_is_no_other() -> None:
    html = ("Content-Type: text/html", f"<p>{BODY[1]}</p><style>p {{}}</style><p>Two &amp; three.</p>")
    both = mixed(("Content-Type: text/plain", BODY[0]), html)
    assert [each.text for each in reports(piped(both, form="mail"))] == [BODY[0]]
    assert [each.text for each in reports(piped(mixed(html), form="mail"))] == [f"{BODY[1]}\n\nTwo & three."]


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-16", "no-such-charset"])
def test_no_charset_breaks_a_message(charset: str) -> None:
    words = b64encode("Война".encode(charset if charset != "no-such-charset" else "utf-8")).decode()
    head = f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: base64"
    assert [each.text for each in reports(piped(mixed((head, words)), form="mail"))] == ["Война"]


def test_attachments_are_read_by_their_own_form_and_dated_by_the_message(tmp_path: Path) -> None:
    attached = "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="
    path = tmp_path / "a.eml"
    path.write_bytes(
        mixed(
            ("Content-Type: text/plain", BODY[0]),
            (f"Content-Type: application/pdf\r\n{attached}report.pdf", b64encode(pdf([[BODY[1]]])).decode()),
            (f"Content-Type: image/png\r\n{attached}../../map.png", b64encode(b"\x89PNG").decode()),
            (f"Content-Type: text/plain\r\n{attached}note.txt", b64encode(BODY[2].encode()).decode()),
        )
    )
    found = list(read([path]))
    assert [(each.text, each.published, each.date_origin) for each in reports(found)] == [
        (text, SENT, "header") for text in BODY
    ]
    assert [each.where.path for each in reports(found)[1:]] == [f"{path}!report.pdf", f"{path}!note.txt"]
    assert [(each.kind, each.where.path) for each in problems(found)] == [("unknown-format", f"{path}!../../map.png")]


def test_a_message_without_a_date_or_with_none_that_is_one_is_named() -> None:
    assert kinds(piped(mail(date="soon"), form="mail")) == ["bad-date"]
    assert kinds(piped(mail().replace(b"Date:", b"X-Date:"), form="mail")) == ["no-date"]


def test_parts_in_parts_without_end_cost_only_the_message() -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level) for level in range(3000)
    )
    assert kinds(piped(deep, form="mail")) == ["damaged"]


LINE = b"From desk@orvel.example Wed Mar  6 09:00:00 2024\n"


def test_a_mailbox_is_cut_into_its_messages() -> None:
    quoted = mail(body="Two hurt.\n\n>From here on the road is closed.\n\nFrom here it is open.").replace(
        b"\r\n", b"\n"
    )
    found = piped(LINE + mail() + b"\n" + LINE + quoted)
    assert [each.where for each in reports(found)] == [
        Location("-", record=1, byte=0),
        Location("-", record=2, byte=len(LINE + mail()) + 1),
    ]
    assert reports(found)[1].text.endswith("\n\nFrom here on the road is closed.\n\nFrom here it is open.")


def test_a_bad_message_costs_only_itself() -> None:
    found = piped(LINE + b"\n\n" + LINE + mail() + b"\n" + LINE + mail(body="") + b"\n" + LINE + mail(), form="mailbox")
    assert len(reports(found)) == 2
    assert kinds(found) == ["empty-text", "empty-text"]
