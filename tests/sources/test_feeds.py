from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.sources.made import ATOM, BODY, RSS, kinds, piped, problems, reports
from vedette.records import Location
from vedette.sources import read


def test_items_of_rss_give_full_content_else_title_and_summary() -> None:
    first, second = reports(piped(RSS))
    assert first.text == f"{BODY[0]}\n\n{BODY[1]}\nMore."
    assert (first.id, first.title, first.source) == ("a-1", "Police post attacked", "Orvel Post")
    assert (first.published, first.date_origin) == (date(2024, 3, 6), "feed")
    assert second.text == f"Elders meet\n\n{BODY[2]}"
    assert second.url == "https://www.orvel.example/b"
    assert [first.where, second.where] == [Location("-", record=1), Location("-", record=2)]


def test_entries_of_atom_are_dated_by_their_first_publication() -> None:
    (report,) = reports(piped(ATOM))
    assert report.text == f"{BODY[0]}\n\n{BODY[1]}"
    assert (report.title, report.id, report.url) == ("Police & post", "tag:a", "https://www.orvel.example/a")
    assert report.published == date(2024, 3, 6)


def test_rss_of_the_first_kind_is_read() -> None:
    given = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Post</title></channel><item><title>Raid</title>'
        f"<dc:date>2024-03-06T09:00+01:00</dc:date><description>{BODY[0]}</description></item></rdf:RDF>"
    )
    (report,) = reports(piped(given.encode()))
    assert (report.text, report.source, report.published) == (f"Raid\n\n{BODY[0]}", "Post", date(2024, 3, 6))


def test_a_feed_that_breaks_off_is_named_and_what_came_before_is_read() -> None:
    found = piped(RSS[: RSS.index(b"<item><title>Elders") + 40])
    assert reports(found)[0].id == "a-1"
    assert "damaged" in kinds(found)


def test_a_bad_item_costs_only_itself() -> None:
    given = (
        RSS.replace(b"Wed, 06 Mar 2024 09:00:00 GMT", b"once")
        .replace(BODY[2].encode(), b"")
        .replace(b"Elders meet", b"")
    )
    found = piped(given)
    assert kinds(found) == ["bad-date", "empty-text"]
    assert len(reports(found)) == 1


BOMB = "<!DOCTYPE rss [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9)) + "]>"
LEAK = '<!DOCTYPE rss [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'
FETCH = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/a.dtd" [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>'


@pytest.mark.parametrize("prolog", [BOMB, LEAK, FETCH])
def test_entities_are_never_expanded_and_nothing_is_fetched(prolog: str) -> None:
    found = piped(f"{prolog}<rss><channel><item><title>&a9;</title></item></channel></rss>".encode(), form="feed")
    assert reports(found) == []
    assert kinds(found) == ["damaged"]


def test_a_feed_with_a_plain_doctype_is_read() -> None:
    prolog = b'<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.example/rss-0.91.dtd">'
    assert len(reports(piped(RSS.replace(b"<rss", prolog + b"<rss", 1)))) == 2


def test_other_xml_is_named_and_nothing_else() -> None:
    assert kinds(piped(b"<?xml version='1.0'?><invoice/>")) == ["unknown-format"]
    assert kinds(piped(b"no xml at all", form="feed")) == ["damaged"]
    assert kinds(piped(b"<rss><channel/></rss>")) == ["empty-text"]


def test_a_list_of_feeds_reads_those_beside_it_and_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "lists" / "feeds").mkdir(parents=True)
    (tmp_path / "secret.xml").write_bytes(RSS)
    (tmp_path / "lists" / "feeds" / "post.xml").write_bytes(RSS)
    (tmp_path / "lists" / "out.xml").symlink_to(tmp_path / "secret.xml")
    addresses = (
        "feeds/post.xml",
        "https://www.orvel.example/feed",
        "../secret.xml",
        "out.xml",
        str(tmp_path / "secret.xml"),
        "file:///etc/passwd",
        "none.xml",
    )
    outlines = "".join(f'<outline type="rss" xmlUrl="{address}"/>' for address in addresses)
    path = tmp_path / "lists" / "all.opml"
    path.write_text(f"<opml><body><outline text='news'>{outlines}</outline></body></opml>")
    found = list(read([path]))
    assert len(reports(found)) == 2
    assert [(each.kind, each.where.record) for each in problems(found)] == [
        *(("not-fetched", number) for number in (2, 3, 4, 5, 6)),
        ("missing-file", None),
    ]
