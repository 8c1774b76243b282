"""The page: files beside this one, and nothing outside their folder, whatever a path says."""

from __future__ import annotations

import mimetypes
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from fastapi import Request, Response

from vedette.records import digest
from vedette.serve import problem
from vedette.serve.answer import PACKED_FROM, is_known, packed, takes_packed

STATIC = Path(__file__).parent / "static"

INDEX = "index.html"

HASHED = "assets/"
"""Files below have a hash of their content in their name, so a browser need not ask for them again."""

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
"""Not as this machine's own table has it, which may lack some."""

PACKABLE = (".css", ".html", ".js", ".json", ".map", ".svg", ".webmanifest")

ABSENT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Vedette</title>
<h1>Vedette serves a lake here</h1>
<p>The page itself is not built into this installation. The API is there:
<a href="/api/v1/lake">what is in the lake</a>, <a href="/docs">all that may be asked</a>.</p></html>
"""


def page(request: Request, folder: Path = STATIC) -> Response:
    """The file that a path names."""
    if request.method not in ("GET", "HEAD"):
        told = f"{request.method} is not for {request.url.path[:200]}: this server only shows what a lake holds"
        return problem.response(405, told, {"Allow": "GET, HEAD"})
    name = request.url.path.lstrip("/") or INDEX
    found = _file(folder, name)
    if found is None:
        if name == INDEX:
            return Response(ABSENT, media_type="text/html")
        return problem.response(404, f"nothing is at {request.url.path[:200]}. /docs lists what there is")
    return _answer(request, name, found)


def _file(folder: Path, name: str) -> Path | None:
    """The file of that name within the folder; no name leads out of it."""
    parts = unquote(name).split("/")
    if any(part in ("", ".", "..") or "\\" in part or "\0" in part or part.startswith(".") for part in parts):
        return None
    try:
        found = folder.joinpath(*parts).resolve()
        return found if found.is_relative_to(folder.resolve()) and found.is_file() else None
    except OSError:
        return None


def _answer(request: Request, name: str, found: Path) -> Response:
    body, small, mark = _read(found, found.stat().st_mtime_ns)
    keep = "public, max-age=31536000, immutable" if name.startswith(HASHED) else "no-cache"
    headers = {"ETag": mark, "Cache-Control": keep, "Vary": "Accept-Encoding"}
    if is_known(request, mark):
        return Response(status_code=304, headers=headers)
    if small is not None and takes_packed(request):
        body, headers["Content-Encoding"] = small, "gzip"
    kind = KINDS.get(found.suffix) or mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    return Response(body, headers=headers, media_type=kind)


@lru_cache(maxsize=256)
def _read(found: Path, changed: int) -> tuple[bytes, bytes | None, str]:
    """A file's bytes, the same packed where that is worth it, and its tag."""
    del changed  # so that a file that was built anew is read anew
    body = found.read_bytes()
    small = packed(body) if found.suffix in PACKABLE and len(body) >= PACKED_FROM else None
    return body, small, f'W/"{digest(body.hex())}"'
