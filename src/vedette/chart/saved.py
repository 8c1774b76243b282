"""Charts as files: a page that fetches nothing, SVG, PNG."""

from __future__ import annotations

import html as markup
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from vedette.chart.library import Chart, vl_convert
from vedette.errors import StoreError, UsageError

SCALE = 2.0
"""Pixels of a PNG for one of the chart: sharp on paper and on fine screens."""

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body {{ margin: 1rem; background: white; }}</style>
<script>{library}</script>
</head>
<body>
<div id="chart"></div>
<script>vegaEmbed("#chart", {spec}, {{"renderer": "svg", "actions": {{"export": true, "source": false, "compiled": false, "editor": false}}}});</script>
</body>
</html>
"""
"""All is in the page, and the browser is told to fetch nothing. Vega compiles its expressions, which is what eval is for."""


def save(chart: Chart, path: str | Path) -> None:
    """Write a chart; the ending of the name says as what."""
    file = Path(path)
    written = form(file)(chart)
    try:
        file.write_bytes(written)
    except OSError as error:
        following = "Name a file in a folder that you may write to"
        raise StoreError(f"cannot write {file}: {error.strerror}. {following}") from None


def form(path: Path) -> Callable[[Chart], bytes]:
    """What writes a file of this name."""
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in FORMS:
        raise UsageError(f"{path} says no form; end its name with .{', .'.join(FORMS)}")
    return FORMS[suffix]


def html(chart: Chart) -> str:
    """A page of its own, with all that it needs."""
    spec = chart.to_dict()
    library = vl_convert().javascript_bundle().replace("</script", "<\\/script")
    return PAGE.format(title=markup.escape(_title(spec)), library=library, spec=_script(spec))


def svg(chart: Chart) -> str:
    """An `<svg>` element, to be put into a page or kept as a file."""
    drawn: str = vl_convert().vegalite_to_svg(chart.to_dict(), allowed_base_urls=[])
    return drawn


def png(chart: Chart, scale: float = SCALE) -> bytes:
    """A picture of pixels."""
    drawn: bytes = vl_convert().vegalite_to_png(chart.to_dict(), scale=scale, allowed_base_urls=[])
    return drawn


FORMS: Mapping[str, Callable[[Chart], bytes]] = {
    "html": lambda chart: html(chart).encode(),
    "png": png,
    "svg": lambda chart: svg(chart).encode(),
}
"""Ending of a file's name -> its bytes."""


def title(chart: Chart) -> str:
    """What a picture shows, in words."""
    return _title(chart.to_dict())


def _title(spec: Mapping[str, Any]) -> str:
    told = spec.get("title", "")
    return str(told.get("text", "")) if isinstance(told, dict) else str(told)


def _script(spec: object) -> str:
    """As JSON that stands in a script: what reports say can end no element."""
    told = json.dumps(spec, ensure_ascii=False)
    return told.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
