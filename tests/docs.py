"""Run the examples of README and docs. `python -m tests.docs --write` writes what they print now into the pages.

A ```console block holds lines `$ command`, each followed by what it prints; a ```python block with `>>>` is a session.
Any other block is only shown. Each page runs in an empty folder of its own beside the repository's examples.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from doctest import DocTestParser
from doctest import Example as Session
from pathlib import Path

from tests import reference
from tests.reference import ROOT

BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SCORE = re.compile(r'(score"?:? )(\d\.\d+)')
SCORE_TOLERANCE = 0.05
"""Scores may differ so much: the int8 reader rounds differently on processors of another make."""


def pages() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "examples/README.md"]


def rerun(page: Path) -> str:
    """The page with what its examples print now."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        names: dict[str, object] = {}
        run: dict[str, Callable[[str], str]] = {
            "console": lambda body: console(body, Path(folder)),
            "python": lambda body: session(body, names),
        }
        with contextlib.chdir(folder):
            return BLOCK.sub(
                lambda block: f"```{block[1]}\n{run[block[1]](block[2])}```", page.read_text(encoding="utf-8")
            )


def console(body: str, folder: Path) -> str:
    """The block's commands, each with what it prints to standard output and error."""
    shown = ""
    for line in body.splitlines():
        if line.startswith("$ "):
            shown += f"{line}\n{printed(line[2:], folder)}"
    return shown


def printed(command: str, folder: Path) -> str:
    """What a shell prints, on a page of 100 columns without colour."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    text = done.stdout.decode("utf-8").rstrip("\n")
    return text + "\n" if text else ""


def session(body: str, names: dict[str, object]) -> str:
    """The block's session, each statement with what it prints; a block without `>>>` is run as it stands."""
    parts = DocTestParser().parse(body)
    if not any(isinstance(part, Session) for part in parts):
        evaluated(body, names)
        return body
    return "".join(part if isinstance(part, str) else said(part, names) for part in parts)


def said(statement: Session, names: dict[str, object]) -> str:
    lines = statement.source.splitlines()
    typed = "\n".join([f">>> {lines[0]}", *(f"... {line}" for line in lines[1:])])
    return f"{typed}\n{evaluated(statement.source, names, mode='single')}"


def evaluated(source: str, names: dict[str, object], mode: str = "exec") -> str:
    screen = io.StringIO()
    with contextlib.redirect_stdout(screen):
        exec(compile(source, "<docs>", mode), names)  # noqa: S102 - the documentation is our own
    return screen.getvalue()


def same(shown: str, now: str) -> bool:
    """Whether two pages say the same, scores within their tolerance."""
    if SCORE.sub(r"\1", shown) != SCORE.sub(r"\1", now):
        return False
    pairs = zip(SCORE.finditer(shown), SCORE.finditer(now), strict=True)
    return all(abs(float(one[2]) - float(other[2])) <= SCORE_TOLERANCE for one, other in pairs)


def write() -> Iterator[Path]:
    """Bring each page up to date; the pages that changed."""
    for page in dict.fromkeys([*pages(), *reference.PAGES]):
        now = reference.PAGES[page]() if page in reference.PAGES else rerun(page)
        if not page.exists() or page.read_text(encoding="utf-8") != now:
            page.write_text(now, encoding="utf-8")
            yield page


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python -m tests.docs --write")
    for changed in write():
        sys.stdout.write(f"{changed.relative_to(ROOT)}\n")
