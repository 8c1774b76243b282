"""Incidents on a map: a mark for each place, as large as there are incidents and as dark as people were killed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from vedette.chart import caption, land
from vedette.chart.land import Window
from vedette.chart.library import Chart, Rows, altair, values
from vedette.chart.theme import GREY, INK, PALE, WIDTH, finished, short
from vedette.errors import VedetteError
from vedette.store.opened import Lake

COLUMNS = ("id", "type", "mode", "since", "until", "where", "findings", "published", "last_published")

HEIGHTS = (340, 560)
"""Pixels, least and most."""

NARROWEST = 3.0
"""Degrees of longitude that a map shows at least, so that one town is seen where it lies."""

KILLED = ("none told", "1 to 9", "10 to 99", "100 to 999", "1,000 and more")
"""Classes of how many were killed at a place, at most."""
INKS = ("#FFFFFF", "#F7D060", "#ED8B2D", "#B63A4B", "#3B0F50")
"""Their colours: from light to dark, so that they are told apart without hue too."""

EXACT, REGION, COUNTRY = "a place", "a region only", "a country only"
PRECISION = {"city": EXACT, "site": EXACT, "country": COUNTRY}
"""Kind of a place -> how closely it is told; all others are regions."""
SHAPES = {EXACT: "circle", REGION: "square", COUNTRY: "diamond"}

LABELLED = 9
"""Places that are named on the map, those with most incidents."""

APART = 16
"""Pixels between two names, one under the other."""

LETTER, LONGEST = 6.2, 26
"""Pixels of a letter, about, and letters of a name."""

SMALLEST, LARGEST = 40.0, 1000.0
"""Square pixels of the mark of one incident where there is room, and of the largest mark."""

COUNTRIES = 14
"""Countries that are named."""

SCALE_BARS = (1000, 500, 200, 100, 50, 20, 10)
"""Kilometres of a bar; the first that takes less than a fifth of the width is drawn."""


def draw(lake: Lake, *, as_of: date | str | None = None, **wanted: Any) -> Chart:  # noqa: ANN401 - see `Lake.incidents`
    """Options are those of `Lake.incidents`."""
    found = lake.incidents(as_of=as_of, columns=COLUMNS, **wanted).to_pylist()
    spots = places(found)
    if not spots:
        raise VedetteError(f"there is nothing to draw: {_missing(len(found))}. Ask for other places, types or days")
    seen = land.window([(spot["longitude"], spot["latitude"]) for spot in spots], WIDTH, HEIGHTS, NARROWEST)
    for spot in spots:
        spot["x"], spot["y"] = seen.at(spot["longitude"], spot["latitude"])
    drawn = [*_base(seen, spots), *_marks(spots, seen), *_bar(seen)]
    title = f"{caption.places(_many(wanted.get('place'))) or 'All places'}: {_what(wanted)} on the map"
    chart = altair().layer(*drawn).properties(width=WIDTH, height=seen.height)
    return finished([chart], title, _subtitle(lake, found, wanted), _footer(lake, found, spots, wanted, as_of))


def places(incidents: Iterable[Mapping[str, Any]]) -> Rows:
    """A row a place, the one with most incidents first: how many, killed at least and at most, of which types."""
    groups: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for incident in incidents:
        where = incident["where"] or {}
        if where.get("latitude") is not None and where.get("longitude") is not None:
            precision = PRECISION.get(where["kind"], REGION)
            groups.setdefault((where["longitude"], where["latitude"], precision), []).append(incident)
    spots = [_place(spot, group) for spot, group in groups.items()]
    return sorted(spots, key=lambda spot: (-spot["incidents"], spot["place"]))


def _place(spot: tuple[Any, ...], group: list[Mapping[str, Any]]) -> dict[str, Any]:
    longitude, latitude, precision = spot
    tolls = [toll(incident) for incident in group]
    low, high = sum(low for low, _ in tolls), sum(high for _, high in tolls)
    types = Counter(incident["type"] for incident in group)
    return {
        "place": Counter(incident["where"]["name"] for incident in group).most_common(1)[0][0],
        "longitude": longitude,
        "latitude": latitude,
        "told": precision,
        "incidents": len(group),
        "killed_low": low,
        "killed_high": high,
        "killed": KILLED[min(len(str(int(high))) if high else 0, len(KILLED) - 1)],
        "types": ", ".join(f"{name} {number}" for name, number in types.most_common()),
    }


def toll(incident: Mapping[str, Any]) -> tuple[float, float]:
    """Killed at least and at most, as the lake holds it; an open bound is as the other."""
    found = next((finding["count"] for finding in incident["findings"] or () if finding["about"] == "killed"), None)
    low, high = (found["low"], found["high"]) if found else (None, None)
    return (low or 0, high if high is not None else low or 0)


def _base(seen: Window, spots: Rows) -> list[Chart]:
    alt = altair()
    sea = alt.Chart(values([{}])).mark_rect(fill="#E8EEF2").encode(
        x=alt.value(0), x2=alt.value(WIDTH), y=alt.value(0), y2=alt.value(seen.height)
    )  # fmt: skip
    rings = [{"type": "Polygon", "coordinates": [[*ring, ring[0]]]} for ring in land.land(seen)]
    ground = _shapes(rings).mark_geoshape(fill="#FAFAF7", stroke="#C9CFD3", strokeWidth=0.5, clip=True)
    borders = [{"type": "LineString", "coordinates": line} for line in land.lines("border", seen)]
    disputed = [{"type": "LineString", "coordinates": line} for line in land.lines("disputed", seen)]
    firm = _shapes(borders).mark_geoshape(filled=False, stroke=PALE, strokeWidth=1, clip=True)
    dashed = _shapes(disputed).mark_geoshape(filled=False, stroke=PALE, strokeWidth=1, strokeDash=[3, 2], clip=True)
    flat = {"type": "identity", "scale": 1, "translate": [0, 0]}
    drawn = [(shape, layer.project(**flat)) for shape, layer in ((rings, ground), (borders, firm), (disputed, dashed))]
    return [sea, *(layer for shape, layer in drawn if shape), _countries(seen, spots)]


def _covers(spot: dict[str, Any], name: dict[str, Any]) -> bool:
    wide = LETTER * len(name["words"]) / 2
    return bool(abs(spot["y"] - name["y"]) < APART / 2 and abs(spot["x"] - name["x"]) < wide)


def _shapes(shapes: Rows) -> Any:  # noqa: ANN401 - altair's
    return altair().Chart(values([{"type": "Feature", "geometry": shape, "properties": {}} for shape in shapes]))


def _countries(seen: Window, spots: Rows) -> Chart:
    shown = Rows()
    for name in land.names(seen):
        wide = LETTER * len(name["words"]) / 2
        within = wide < name["x"] < seen.width - wide and len(shown) < COUNTRIES
        if within and not any(_covers(spot, name) for spot in spots) and all(_apart(name, each) for each in shown):
            shown.append(name)
    names = altair().Chart(values(shown))
    return names.mark_text(fontSize=11, color="#8A8F94", clip=True).encode(**_at(seen), text="words:N")


def _at(seen: Window) -> dict[str, Any]:
    """Pixels of the window as they are."""
    alt = altair()
    across, down = (alt.Scale(domain=[0, seen.width], nice=False), alt.Scale(domain=[seen.height, 0], nice=False))
    return {"x": alt.X("x:Q", scale=across, axis=None), "y": alt.Y("y:Q", scale=down, axis=None)}


def _marks(spots: Rows, seen: Window) -> list[Chart]:
    alt = altair()
    most = spots[0]["incidents"]
    there = {spot["told"] for spot in spots}
    shapes = [name for name in SHAPES if name in there]
    tooltip = ["place:N", "told:N", "incidents:Q", "killed_low:Q", "killed_high:Q", "types:N"]
    area = alt.Scale(domain=[0, most], range=[0, _area(most, most)])
    marks = alt.Chart(values(spots)).mark_point(filled=True, stroke=INK, strokeWidth=0.8, opacity=0.8, clip=True)
    return [
        marks.encode(
            **_at(seen),
            size=alt.Size("incidents:Q", scale=area, legend=_legend("incidents", values=_sizes(most), format="d")),
            fill=alt.Fill(
                "killed:O", scale=alt.Scale(domain=KILLED, range=INKS), legend=_legend("killed there, at most")
            ),
            shape=alt.Shape(
                "told:N",
                scale=alt.Scale(domain=shapes, range=[SHAPES[name] for name in shapes]),
                legend=_legend("how closely it is told"),
            ),
            tooltip=tooltip,
        ),
        *_names(spots, seen),
    ]


def _legend(title: str, **given: Any) -> Any:  # noqa: ANN401 - altair's
    return altair().Legend(title=title, orient="bottom", direction="horizontal", symbolStrokeColor=INK, **given)


def _area(incidents: int, most: int) -> float:
    """Square pixels of a mark: in proportion, and such that one is seen and most hide little."""
    return max(SMALLEST * incidents, LARGEST * incidents / most if most * SMALLEST > LARGEST else 0)


def _sizes(most: int) -> list[int]:
    return sorted({1, max(1, most // 2), most})


def _names(spots: Rows, seen: Window) -> list[Chart]:
    """Names of the places with most incidents, as far as they do not lie over one another."""
    most, named = spots[0]["incidents"], Rows()
    for spot in spots:
        words, beside = short(spot["place"], LONGEST), math.sqrt(_area(spot["incidents"], most) / math.pi) + 5
        left = spot["x"] + beside + LETTER * len(words) > seen.width
        row = {"words": words, "x": spot["x"] + (-beside if left else beside), "y": spot["y"], "left": left}
        if spot["told"] != COUNTRY and len(named) < LABELLED and all(_apart(row, each) for each in named):
            named.append(row)
    return [
        _words([row for row in named if row["left"] is left], seen, "right" if left else "left")
        for left in (True, False)
    ]


def _apart(one: dict[str, Any], other: dict[str, Any]) -> bool:
    wide = LETTER * max(len(one["words"]), len(other["words"]))
    return bool(abs(one["y"] - other["y"]) > APART or abs(one["x"] - other["x"]) > wide)


def _words(rows: Rows, seen: Window, align: str) -> Chart:
    """Words with a rim, so that they are read over land and lines."""
    alt = altair()
    base = alt.Chart(values(rows)).encode(**_at(seen), text="words:N")
    rim = base.mark_text(align=align, fontSize=10.5, stroke="white", strokeWidth=3, strokeOpacity=0.85, clip=True)
    return alt.layer(rim, base.mark_text(align=align, fontSize=10.5, color=INK, clip=True))


def _bar(seen: Window) -> list[Chart]:
    """How long a distance is."""
    alt = altair()
    km = next((km for km in SCALE_BARS if km / seen.km_a_pixel < WIDTH / 5), SCALE_BARS[-1])
    foot = seen.height - 12
    bar = [{"x": 12, "y": foot, "end": 12 + km / seen.km_a_pixel, "words": f"{km:,} km"}]
    base = alt.Chart(values(bar))
    rule = base.mark_rule(stroke=GREY, strokeWidth=2).encode(**_at(seen), x2="end:Q")
    return [rule, base.mark_text(align="left", dy=-8, fontSize=10, color=GREY).encode(**_at(seen), text="words:N")]


def _many(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())  # type: ignore[arg-type]


def _what(wanted: Mapping[str, Any]) -> str:
    kinds = _many(wanted.get("type"))
    return f"{' and '.join(kinds)} incidents" if kinds else "incidents"


def _missing(found: int) -> str:
    if not found:
        return "the lake has no such incidents (they are there once `vedette link` ran)"
    return f"of {found:,} incidents none tells of a place that has a spot on the map"


def _subtitle(lake: Lake, found: Rows, wanted: Mapping[str, Any]) -> str:
    names = ("actor", "state", "min_sources", "known_at")
    told = caption.said({name: value for name, value in wanted.items() if value != 1}, names)
    days = [day for incident in found for day in (incident["since"], incident["published"]) if day]
    period = f"{wanted.get('since') or min(days)} to {wanted.get('until') or max(days)}" if days else ""
    return ". ".join(filter(None, (period, caption.sources(lake), told[:1].upper() + told[1:])))


def _footer(lake: Lake, found: Rows, spots: Rows, wanted: Mapping[str, Any], as_of: object) -> str:
    del wanted, as_of
    shown = sum(spot["incidents"] for spot in spots)
    left = len(found) - shown
    return " ".join(
        [
            f"{shown:,} incidents at {len(spots):,} places, from {caption.reports(lake, None, None):,} reports read.",
            *([f"{left:,} more have no place, or one without a spot, and are not shown."] if left else []),
            "A square or diamond stands in the middle of a region or country of which no more is told.",
        ]
    )
