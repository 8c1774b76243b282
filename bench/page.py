"""`bench page`: how soon the page of a lake of 50,000 incidents is there, how smoothly its map moves, and how soon a filter shows.

In a real browser without a GPU, against a real server. Wall clock, so it is worth what the machine is at rest; beside it stands
the time for which the page's own thread worked, which tells more on a busy one.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from bench import many, show
from bench.errors import AbsentError
from bench.serving import INCIDENTS, percentile, served
from bench.speed import machine

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

FIRST_MS = 2000.0
"""Until all of the first view stands: map, timeline, table."""
FILTER_MS = 100.0
"""From a tick to the redrawn page, the median."""
FRAMES = 30.0
"""A second, at the least, while the map is dragged."""

SIZE = {"width": 1440, "height": 900}
FLAGS = ["--no-sandbox", "--disable-gpu"]
LOADS = 3
FILTERS = 12
DRAGS = 240
"""Moves of the pointer, each waited for: some four seconds."""

PATIENCE_MS = 60_000

SHOWN = "() => performance.getEntriesByName('first-view')[0]?.startTime ?? null"

FILTERED = """async () => {
  const box = document.querySelector("#rail input[type=checkbox]");
  const begin = performance.now();
  box.click();
  for (let turn = 0; turn < 8; turn++) await null;
  await new Promise((after) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = after;
    port2.postMessage(0);
  }));
  return performance.now() - begin;
}"""
"""Ticks the first type on or off; milliseconds until the frame is done in which all views are redrawn."""

SHOWING = """() => ({
  map: document.querySelector("canvas[role=application]").toDataURL(),
  timeline: document.querySelector(".timeline canvas").toDataURL(),
  table: [...document.querySelectorAll(".body .row")].map((row) => row.dataset.id + row.textContent).join(),
  counts: document.querySelector("[data-count]").textContent + document.querySelector("#rail").textContent,
})"""
"""What each view shows at this moment."""

REDRAWN = f"""async () => {{
  const showing = {SHOWING};
  const before = showing();
  await ({FILTERED})();
  const after = showing();
  return Object.keys(after).filter((view) => after[view] === before[view]);
}}"""
"""Ticks as `FILTERED` does; the views that are not redrawn in the frame whose time is taken."""

COUNTED = """() => {
  const at = [];
  window.frames_at = at;
  const note = (now) => { at.push(now); if (window.frames_at === at) requestAnimationFrame(note); };
  requestAnimationFrame(note);
}"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured, in milliseconds."""

    first: Sequence[float]
    filters: Sequence[float]
    frames: Sequence[float]
    """From each frame to the next while the map was dragged."""
    filter_work: float
    """For which the page's thread worked at a filter, the mean."""
    frame_work: float
    """The same in a frame."""
    incidents: int
    behind: Sequence[str]
    """Views that were not redrawn in the frame that counts as the redrawn page."""

    @property
    def a_second(self) -> float:
        """Frames a second."""
        return 1000 / statistics.mean(self.frames)

    @property
    def missed(self) -> list[str]:
        """Which limits were."""
        held = {
            "first view": statistics.median(self.first) <= FIRST_MS,
            "filter": statistics.median(self.filters) <= FILTER_MS,
            "frames": self.a_second >= FRAMES,
        }
        behind = [f"{view} redrawn at once" for view in self.behind]
        return [name for name, kept in held.items() if not kept] + behind


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Chromium as it is installed here."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a page is measured
    except ImportError as missing:
        raise AbsentError("playwright is not here: pip install playwright") from missing
    if found is None:
        raise AbsentError("chromium is not here: apt-get install chromium")
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=found, args=FLAGS)
        yield running
        running.close()


def measured(running: Browser, url: str) -> Figures:
    """The page at an address, looked at anew a few times; on the last it is filtered and dragged."""
    first = []
    for left in reversed(range(LOADS)):
        page = running.new_page(viewport=SIZE)  # type: ignore[arg-type]
        first.append(opened(page, url))
        if left:
            page.close()
    incidents = int(page.locator("[data-count]").get_attribute("data-count") or 0)
    counter = page.context.new_cdp_session(page)
    counter.send("Performance.enable", {"timeDomain": "threadTicks"})
    filters, filter_work = ticked(page, counter)
    frames, frame_work = dragged(page, counter)
    page.wait_for_timeout(500)
    behind = sorted({view for _ in range(2) for view in page.evaluate(REDRAWN)})
    return Figures(first, filters, frames, filter_work, frame_work, incidents, behind)


def opened(page: Page, url: str) -> float:
    """Milliseconds until the first view stands."""
    page.goto(url)
    handle = page.wait_for_function(SHOWN, timeout=PATIENCE_MS)
    return float(handle.json_value())


def ticked(page: Page, counter: CDPSession) -> tuple[list[float], float]:
    """Times from a tick to the redrawn page, and for how long the page worked at each."""
    before = _worked(counter)
    filters = [float(page.evaluate(FILTERED)) for _ in range(FILTERS)]
    work = _worked(counter) - before
    page.wait_for_timeout(500)
    return filters, work / FILTERS


def dragged(page: Page, counter: CDPSession) -> tuple[list[float], float]:
    """Times between frames while the map is dragged to and fro, and for how long the page worked in each."""
    page.keyboard.press("Escape")
    box = page.locator("canvas[role=application]").bounding_box()
    if box is None:
        raise AbsentError("this page has no map")
    left, top = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(left, top)
    page.mouse.down()
    before = _worked(counter)
    page.evaluate(COUNTED)
    for step in range(DRAGS):
        page.mouse.move(left + _swing(step, box["width"] / 3), top + _swing(step, box["height"] / 4))
    at = page.evaluate("() => { const at = window.frames_at; window.frames_at = null; return at; }")
    work = _worked(counter) - before
    page.mouse.up()
    frames = [later - sooner for sooner, later in pairwise(at)]
    return frames, work / max(1, len(frames))


def _swing(step: int, reach: float) -> float:
    """To one side, back, and to the other."""
    turn = DRAGS / 4
    along = step % (4 * turn)
    return reach * (along / turn if along < turn else 2 - along / turn if along < 3 * turn else along / turn - 4)


def _worked(counter: CDPSession) -> float:
    """Milliseconds for which the page's thread has worked."""
    told = counter.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(each["value"] for each in told if each["name"] == "TaskDuration"))


def told(figures: Figures) -> str:
    """The table."""
    frames = figures.frames
    rows = [
        ["first view, ms", *_spread(figures.first), f"{FIRST_MS:.0f}"],
        ["filter to redraw, ms", *_spread(figures.filters), f"{FILTER_MS:.0f}"],
        ["between frames, map dragged, ms", *_spread(frames), f"{1000 / FRAMES:.0f}"],
        ["work of the page at a filter, ms", f"{figures.filter_work:.0f}", "", "", ""],
        ["work of the page in a frame, ms", f"{figures.frame_work:.1f}", "", "", ""],
        ["frames a second", f"{figures.a_second:.0f}", "", "", f"{FRAMES:.0f} at least"],
    ]
    return f"{figures.incidents:,} incidents\n" + show.table(["", "median", "p95", "most", "limit"], rows)


def _spread(values: Sequence[float]) -> tuple[str, str, str]:
    most = max(values)
    return f"{statistics.median(values):.0f}", f"{min(most, percentile(values, 95)):.0f}", f"{most:.0f}"


def add(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("--incidents", type=int, default=INCIDENTS)
    parser.add_argument("--lake", type=Path, help="where the lake is made, or lies already (default: a folder for now)")


def run(options: argparse.Namespace) -> int:
    """Make the lake, serve it, look at it, and tell; 1 where a limit was missed."""
    with tempfile.TemporaryDirectory(prefix="vedette-page-") as folder, browser() as running:
        path = options.lake or Path(folder) / "lake"
        if not (path / "reports").exists():
            many.make(path, options.incidents)
        with served(path) as (port, _):
            figures = measured(running, f"http://127.0.0.1:{port}/")
    print(f"{machine()}\n{told(figures)}")
    if figures.missed:
        print(f"missed: {', '.join(figures.missed)}")
    return int(bool(figures.missed))
