"""The bundle that is committed: small, alone, and what the sources make."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.page.built import ROOT, STATIC, packed

PAGE_MOST = 300_000
BASE_MOST = 750_000
"""Bytes as they travel, packed."""

FRONTEND = ROOT / "frontend"
OWN = ("http://www.w3.org/", "https://svelte.dev/e/")
"""Names of XML, and addresses in messages of mistakes; nothing is asked of them."""


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_page_and_the_base_map_are_small() -> None:
    base = sorted((STATIC / "base").iterdir())
    rest = [path for path in STATIC.rglob("*") if path.is_file() and path not in base]
    assert packed(*rest) < PAGE_MOST
    assert packed(*base) < BASE_MOST


def test_the_page_names_no_other_host() -> None:
    for name, content in files(STATIC).items():
        if name.endswith((".js", ".css", ".html")):
            told = re.findall(r"https?://[^\s\"'`)]+", content.decode("utf-8"))
            assert not [each for each in told if not each.startswith(OWN)], name


def test_no_source_writes_markup_of_its_own() -> None:
    for path in (FRONTEND / "src").rglob("*"):
        if path.suffix in (".svelte", ".ts"):
            assert not re.search(
                r"\{@html|innerHTML|outerHTML|insertAdjacentHTML|document\.write", path.read_text(encoding="utf-8")
            ), path


def test_the_bundle_is_what_the_sources_make(tmp_path: Path) -> None:
    vite = FRONTEND / "node_modules" / ".bin" / "vite"
    if not vite.exists() or shutil.which("node") is None:
        pytest.skip("the page's tools are not here: npm ci in frontend/, with the Node of .nvmrc")
    call = [str(vite), "build", "--outDir", str(tmp_path / "static"), "--logLevel", "error"]
    subprocess.run(call, cwd=FRONTEND, check=True, capture_output=True, timeout=300)
    assert files(tmp_path / "static") == files(STATIC), "run `npm run build` in frontend/ and commit what it writes"
