"""Bytes that a coverage-guided fuzzer makes, through every reader of files: `python -m tests.sources.fuzz FORM [-max_total_time=60]`.

Each comes out as reports and problems, or the fuzzer stops and leaves the bytes in a file `crash-…`. What is found goes to
tests/sources/found/, where `test_found.py` reads it for ever after.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

atheris: Any = import_module("atheris")

with atheris.instrument_imports(include=["vedette"]):
    from vedette import sources
    from vedette.sources.forms import FORMS

    for name in ("docx", "feed", "html", "mail", "mailbox", "parquet", "pdf", "warc", "zip"):
        import_module(f"vedette.sources.{name}")  # else it is imported, and not watched, at the first file of its form

    from tests.sources import made

FEED = (
    b"<?xml version='1.0'?><rss version='2.0'><channel><title>Desk</title><item><title>Post attacked</title>"
    b"<description>Gunmen attacked a post.</description><pubDate>Wed, 06 Mar 2024 23:30:00 GMT</pubDate></item></channel></rss>"
)

SEEDS: Mapping[str, Callable[[], bytes]] = {
    "docx": lambda: made.docx(f"<w:p>{made.run('Gunmen attacked a post.')}</w:p>"),
    "feed": lambda: FEED,
    "html": made.page,
    "mail": lambda: made.mixed(
        ("Content-Type: text/plain", "Gunmen attacked."), ("Content-Type: text/html", "<p>A post.</p>")
    ),
    "mailbox": lambda: b"From a@b Wed Mar  6 23:30:00 2024\n" + made.mail(),
    "parquet": lambda: made.parquet({"id": ["a", "b"], "text": ["Gunmen attacked.", "A post."]}),
    "pdf": lambda: made.pdf([["Gunmen attacked a post."], ["It burnt."]]),
    "warc": lambda: b"".join(made.archive()),
    "zip": lambda: made.zipped({"a.txt": b"Gunmen attacked a post.", "b.jsonl": b'{"text": "It burnt."}'}),
}
"""A sound file to begin with, where a form has a shape that chance does not hit."""


def one(form: str, data: bytes) -> None:
    """Read the bytes as a file of this form; whatever is raised is a fault."""
    for _ in sources.read(["-"], stdin=io.BytesIO(data), form=form):
        pass


def main() -> None:
    """Fuzz one form until the time is over."""
    form = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if form not in FORMS:
        sys.exit(f"{form or 'nothing'!r} is no form; give one of {', '.join(FORMS)}")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "seed").write_bytes(SEEDS[form]() if form in SEEDS else b'{"text": "Gunmen attacked."}')
        atheris.Setup([*sys.argv, folder], lambda data: one(form, data))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
