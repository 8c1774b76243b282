"""Small files of every format, made by hand, with words of our own."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Mapping
from xml.sax.saxutils import escape

from vedette.records import Problem, Report
from vedette.sources import read

BODY = (
    "Gunmen attacked a police post near the village of Orvel on Monday and wounded two officers, the government said.",
    "The army has sent two hundred soldiers to the border since the raid of 5 May 2012, a spokesman told reporters.",
    "Elders of the valley met the governor and asked for more patrols before the market opens again next week.",
)
FRENCH = "Des rebelles ont bombardé le village d'Orvel lundi matin, tuant trois habitants, selon la préfecture."


def piped(given: bytes, **options: object) -> list[Report | Problem]:
    return list(read(["-"], stdin=io.BytesIO(given), **options))  # type: ignore[arg-type]


def reports(found: list[Report | Problem]) -> list[Report]:
    return [each for each in found if isinstance(each, Report)]


def problems(found: list[Report | Problem]) -> list[Problem]:
    return [each for each in found if isinstance(each, Problem)]


def kinds(found: list[Report | Problem]) -> list[str]:
    return [each.kind for each in problems(found)]


DATED = '<meta property="article:published_time" content="2024-03-06T09:00:00Z">'


def page(head: str = DATED, body: tuple[str, ...] = BODY, title: str = "Police post attacked") -> bytes:
    paragraphs = "".join(f"<p>{words}</p>" for words in body)
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title} | Orvel Post</title>"
        f'<meta property="og:site_name" content="Orvel Post">{head}</head><body>'
        '<nav><ul><li><a href="/">Home</a><li><a href="/world">World</a></ul></nav>'
        f"<article><h1>{title}</h1>{paragraphs}</article><footer>All rights reserved</footer></body></html>"
    ).encode()


def answer(body: bytes, head: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\n{head}\r\n\r\n".encode() + body


def record(
    content: bytes, kind: str = "response", *, url: str = "https://www.orvel.example/a", more: str = ""
) -> bytes:
    media = "application/http" if kind in {"request", "response"} else "application/warc-fields"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-03-07T10:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: {media}\r\n{more}Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def archive() -> list[bytes]:
    """An archive as crawlers write it: what it is, then request, response and metadata of each page."""
    return [
        record(b"software: none\r\n", "warcinfo"),
        record(b"GET /a HTTP/1.1\r\n\r\n", "request"),
        record(answer(page())),
        record(b"fetchTimeMs: 7", "metadata"),
        record(answer(page(head="", title="Elders meet")), url="https://www.orvel.example/b"),
    ]


def gzipped(records: list[bytes]) -> bytes:
    return b"".join(map(gzip.compress, records))


def pdf(pages: list[list[str]], info: str = "") -> bytes:
    """A PDF whose pages hold these lines."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        content = zlib.compress(f"BT /F1 11 Tf 50 750 Td {shown}ET".encode("latin-1"))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects.append(f"<< {info} >>".encode())
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, size - 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def docx(paragraphs: str, properties: str = "", prolog: str = "") -> bytes:
    """A Word file whose body is this XML (`w:p`, `w:r`, `w:t`)."""
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"{properties}</cp:coreProperties>"
    )
    body = f'{prolog}<w:document xmlns:w="{words}"><w:body>{paragraphs}</w:body></w:document>'
    return zipped({"word/document.xml": body.encode(), "docProps/core.xml": core.encode()})


def run(words: str) -> str:
    return f"<w:r><w:t>{escape(words)}</w:t></w:r>"


def mail(*, body: str = BODY[0], head: str = "", date: str = "Wed, 06 Mar 2024 23:30:00 -0500") -> bytes:
    return (
        f'From: "Orvel Desk" <desk@orvel.example>\r\nTo: all@orvel.example\r\nSubject: Police post attacked\r\n'
        f"Date: {date}\r\nMessage-ID: <7@orvel.example>\r\n{head}\r\n{body}\r\n"
    ).encode()


def mixed(*parts: tuple[str, str]) -> bytes:
    """A mail of several parts, each with its headers and its content."""
    body = "".join(f"--cut\r\n{head}\r\n\r\n{content}\r\n" for head, content in parts) + "--cut--\r\n"
    return mail(body=body, head="MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=cut\r\n")


RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Orvel Post</title><link>https://www.orvel.example/</link>
<item><title>Police post attacked</title><link>https://www.orvel.example/a</link><guid>a-1</guid>
<pubDate>Wed, 06 Mar 2024 09:00:00 GMT</pubDate><description>Two hurt&nbsp;&amp; more.</description>
<content:encoded><![CDATA[<p>{BODY[0]}</p><script>spy()</script><p>{BODY[1]}<br>More.</p>]]></content:encoded></item>
<item><title>Elders meet</title><link>https://www.orvel.example/b</link>
<pubDate>2024-03-07</pubDate><description>&lt;p&gt;{BODY[2]}&lt;/p&gt;</description></item>
</channel></rss>""".encode()

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Orvel Post</title>
<link rel="self" href="https://www.orvel.example/feed"/><link href="https://www.orvel.example/"/>
<entry><title type="html">Police &amp;amp; post</title><id>tag:a</id><updated>2024-03-08T01:00:00Z</updated>
<published>2024-03-06T01:00:00Z</published><link href="https://www.orvel.example/a"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY[0]}</p><p>{BODY[1]}</p></div></content></entry>
</feed>""".encode()


def parquet(columns: Mapping[str, list[object]], *, rows: int = 2) -> bytes:
    """A Parquet file in parts of so many rows."""
    import pyarrow as pa  # noqa: PLC0415 - only these tests need it
    from pyarrow import parquet as tables  # noqa: PLC0415 - as above

    out = io.BytesIO()
    tables.write_table(pa.table(dict(columns)), out, row_group_size=rows)
    return out.getvalue()


EXAMPLES: dict[str, bytes] = {
    "docx": docx(f"<w:p>{run(BODY[0])}</w:p>"),
    "feed": RSS,
    "html": page(),
    "mail": mixed(("Content-Type: text/plain", BODY[0]), ("Content-Type: text/html", f"<p>{BODY[1]}</p>")),
    "mailbox": b"From a@b Wed Mar  6 09:00:00 2024\n" + mail() + b"\nFrom a@b Wed Mar  6 09:00:00 2024\n" + mail(),
    "parquet": parquet({"id": ["1", "2", "3"], "text": list(BODY), "date": ["2024-03-06"] * 3}),
    "pdf": pdf([[BODY[0]], [BODY[1]]]),
    "warc": gzipped(archive()),
    "zip": zipped({"a.txt": BODY[0].encode(), "b.jsonl": b'{"text": "Two hurt.", "date": "2024-03-06"}\n'}),
}
"""A whole file of each format that is not plain text."""
