"""Each format of events holds what its documents say, in columns that others read, and leads back where it can."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import stand_ins
from vedette import ontology
from vedette.export import EVENTS, FORMATS, Page, Writer, cells, flat, gdelt, plover, polecat
from vedette.export.states import state, states
from vedette.records import Argument, Event, Reading, Resolved, Span, Where, Who

ROOT = Path(__file__).resolve().parents[2]
PAGE = Page()


def written(name: str, *readings: Reading, whole: bool = True) -> tuple[str, Writer]:
    writer = Writer(name, PAGE, whole=whole)
    text = writer.head() + "".join(map(writer.reading, readings)) + writer.tail()
    return text, writer


def changed(**fields: Any) -> Reading:
    given = stand_ins.reading()
    return replace(given, events=(replace(given.events[0], **fields),))


def parties(*codes: str, role: str = "actor") -> tuple[Argument, ...]:
    words = Span("words", 0, 5)
    told = (Who(code, code[:3] if code[:3].isalpha() and ":" not in code else None, None, code) for code in codes)
    return tuple(Argument(role, words, 0.5, who=Resolved(who, "r")) for who in told)


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_of_read_writes_whole_lines(name: str) -> None:
    text, _ = written(name, stand_ins.reading(), stand_ins.reading())
    assert text.endswith("\n")


@pytest.mark.parametrize("name", EVENTS)
def test_every_format_takes_no_event_at_all(name: str) -> None:
    text, _ = written(name, whole=False)
    assert text in {"", '{"type": "FeatureCollection", "features": [\n]}\n'} or text.count("\n") == 1


def test_csv_leads_back_to_the_facts() -> None:
    text, _ = written("csv", stand_ins.reading(), stand_ins.reading())
    row, again = table(text)
    assert row == again
    event, report = stand_ins.reading().events[0], stand_ins.reading().report
    assert (row["id"], row["type"], row["mode"], row["status"]) == (event.id, event.type, event.mode, event.status)
    assert (date.fromisoformat(row["since"]), row["actors"], row["country"]) == (date(2024, 3, 4), "ITA", "MLI")
    assert (float(row["latitude"]), float(row["longitude"]), float(row["force_low"])) == (17.0, -4.0, 200.0)
    assert report.text[int(row["start"]) : int(row["end"])] == row["trigger"]


def test_csv_has_the_columns_that_are_documented() -> None:
    page = (ROOT / "docs/reference/exports.md").read_text(encoding="utf-8")
    assert all(f"| `{column.name}` | {column.about} |" in page for column in flat.COLUMNS)


@pytest.mark.parametrize("columns", [polecat.COLUMNS, gdelt.COLUMNS])
def test_columns_of_others_are_documented(columns: dict[str, object]) -> None:
    page = (ROOT / "docs/reference/exports.md").read_text(encoding="utf-8")
    assert [name for name in columns if f"`{name}`" not in page and not _among(name, page)] == []


def _among(name: str, page: str) -> bool:
    """Whether a column is documented for actor and recipient at once."""
    for one, both in (("Actor1", "ActorN"), ("Actor2", "ActorN"), ("Actor", "Actor"), ("Recipient", "Actor")):
        if f"`{name.replace(one, both)}`" in page:
            return True
    return False


FORMULAS = ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''@x", "--- REB", "＝1"]


@pytest.mark.parametrize("words", FORMULAS)
def test_what_a_spreadsheet_would_run_stands_behind_an_apostrophe(words: str) -> None:
    assert cells.guarded(words) == "'" + words
    assert cells.unguarded(cells.guarded(words)) == words


@given(st.text(st.sampled_from("=+-@'\ta 1"), max_size=6) | st.text(max_size=8))
def test_a_guarded_cell_runs_nothing_and_leads_back(words: str) -> None:
    assert not cells.guarded(words).startswith(cells.FORMULA)
    assert cells.unguarded(cells.guarded(words)) == words


def test_no_cell_of_csv_runs_anything_and_numbers_are_left_alone() -> None:
    evil = replace(stand_ins.reading().report, title="=cmd|' /C calc'!A0", source='+"x",\n@y')
    text, _ = written("csv", replace(changed(arguments=parties("--- REB"), intensity=-6.5), report=evil))
    (row,) = table(text)
    assert (row["title"][0], row["source"][0], row["actors"]) == ("'", "'", "'--- REB")
    assert row["intensity"] == "-6.5"
    assert cells.unguarded(row["source"]) == evil.source


@given(st.lists(st.text(max_size=6) | st.integers() | st.none(), min_size=1, max_size=4))
def test_a_row_between_tabs_has_as_many_cells_as_were_given(row: list[str | int | None]) -> None:
    line = cells.tabbed(row)
    assert line.count("\t") == len(row) - 1
    assert line.splitlines() == [line[:-1]]
    assert next(csv.reader(["x\t" + line], delimiter="\t")) == ["x", *line[:-1].split("\t")]


def test_geojson_is_a_collection_with_east_before_north() -> None:
    text, _ = written("geojson", stand_ins.reading(), stand_ins.reading())
    found = json.loads(text)
    assert (found["type"], len(found["features"])) == ("FeatureCollection", 2)
    feature = found["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-4.0, 17.0]}
    assert feature["properties"]["radius_km"] == 800.0
    assert feature["id"] == feature["properties"]["id"] == stand_ins.reading().events[0].id


@pytest.mark.parametrize("where", [None, Where("Sahel", None, None, "region")])
def test_geojson_has_no_geometry_without_degrees(where: Where | None) -> None:
    arguments = (Argument("place", Span("there", 0, 5), 0.5, where=Resolved(where, "r")),)
    text, _ = written("geojson", changed(arguments=arguments))
    assert json.loads(text)["features"][0]["geometry"] is None


PLOVER_KEYS = (
    "id date event_type event_mode contexts event_text story_id headline publisher pub_date attributes "
    "event_geolocation date_resolved date_raw version"
)


def test_plover_has_the_fields_of_its_coder_and_leads_back() -> None:
    text, _ = written("plover", stand_ins.reading())
    row = json.loads(text)
    assert set(PLOVER_KEYS.split()) <= set(row)
    assert (row["event_type"], row["event_mode"], row["contexts"]) == ("MOBILIZE", ["troops"], ["military"])
    (actor,) = row["attributes"]["ACTOR"]
    assert row["event_text"][actor["qa_start_char"] : actor["qa_end_char"]] == actor["text"] == "Italy"
    assert (actor["country"], actor["country_name"], actor["code_1"]) == ("ITA", "Italy", "")
    assert (row["event_geolocation"]["geo"]["lat"], row["date_resolved"]) == (17.0, "2024-03-04")


@pytest.mark.parametrize(
    ("status", "mode"), [("planned", "future"), ("hypothetical", "hypothetical"), ("negated", "negation")]
)
def test_plover_says_what_did_not_happen_by_an_auxiliary_mode(status: str, mode: str) -> None:
    assert plover.modes(changed(status=status).events[0]) == ["troops", mode]


def test_plover_invents_no_day_and_no_place_and_says_why() -> None:
    untold = (Argument("time", Span("then", 0, 4), 0.5, when=Resolved(None, "no-anchor")),)
    row = json.loads(written("plover", changed(arguments=untold))[0])
    assert (row["date_resolved"], row["date_reason"]) == (None, "no-anchor")
    assert row["event_geolocation"] == {"reason": "no place is told", "geo": None}


def test_plover_codes_are_made_on_the_way_out() -> None:
    row = json.loads(written("plover", changed(arguments=parties("XKX COP", "IGO:UN", "---")))[0])
    told = [(each["country"], each["code_1"]) for each in row["attributes"]["ACTOR"]]
    assert told == [("KOS", "COP"), ("UNO", ""), ("", "")]


POLECAT = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
    "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|"
    "Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|"
    "Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|"
    "Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
)


def polecat_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))


def test_polecat_has_the_forty_columns_in_their_order() -> None:
    assert "|".join(polecat.COLUMNS) == POLECAT
    assert written("polecat")[0] == POLECAT.replace("|", "\t") + "\n"


def test_polecat_leads_back_to_the_facts() -> None:
    (row,) = polecat_rows(written("polecat", stand_ins.reading())[0])
    assert (row["Event ID"], row["Event Date"], row["Event Mode"]) == ("00112233aabbccdd", "2024-03-04", "troops")
    assert (row["Actor Country"], row["Actor COW"], row["Recipient Name"]) == ("ITA", "325", "None")
    assert (row["Latitude"], row["Longitude"], row["Country"]) == ("17", "-4", "MLI")
    assert (row["Quad Code"], row["Publication Date"]) == ("MATERIAL CONFLICT", "2024-03-05")


def test_polecat_joins_several_actors() -> None:
    arguments = parties("XKX COP", "SRB MIL", "SRB MIL") + parties("IGO:NATO", role="recipient")
    (row,) = polecat_rows(written("polecat", changed(arguments=arguments))[0])
    assert (row["Actor Country"], row["Actor COW"], row["Actor Sectors"]) == ("KOS; SRB", "347; 345", "COP; MIL")
    assert (row["Recipient Country"], row["Event Date"], row["Placename"]) == ("IGO", "None", "None")


@pytest.mark.parametrize("name", ["polecat", "gdelt"])
@pytest.mark.parametrize("status", ["planned", "hypothetical", "negated"])
def test_tables_of_deeds_leave_out_what_was_not_done_and_count_it(name: str, status: str) -> None:
    text, writer = written(name, changed(status=status), stand_ins.reading())
    assert writer.left_out == {f"status {status}": 1}
    assert len(text.splitlines()) == 1 + (name == "polecat")


def gdelt_rows(text: str) -> list[dict[str, str]]:
    return [dict(zip(gdelt.COLUMNS, line.split("\t"), strict=True)) for line in text.splitlines()]


def test_gdelt_has_61_columns_in_their_order() -> None:
    names = list(gdelt.COLUMNS)
    assert len(names) == 61
    assert (names[0], names[5], names[15], names[25:31], names[34]) == (
        "GLOBALEVENTID",
        "Actor1Code",
        "Actor2Code",
        ["IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"],
        "AvgTone",
    )
    assert (names[35], names[43], names[51], names[56:]) == (
        "Actor1Geo_Type",
        "Actor2Geo_Type",
        "ActionGeo_Type",
        ["ActionGeo_Lat", "ActionGeo_Long", "ActionGeo_FeatureID", "DATEADDED", "SOURCEURL"],
    )


def test_gdelt_leads_back_to_the_facts() -> None:
    (row,) = gdelt_rows(written("gdelt", stand_ins.reading())[0])
    code = ontology.load().from_cameo(row["EventCode"])
    assert code is not None
    assert (code.type, code.mode) == ("MOBILIZE", "troops")
    assert (row["EventRootCode"], row["QuadClass"], float(row["GoldsteinScale"])) == ("15", "4", code.goldstein)
    assert (row["SQLDATE"], row["MonthYear"], row["Year"]) == ("20240304", "202403", "2024")
    assert (row["Actor1Code"], row["ActionGeo_CountryCode"], row["ActionGeo_Type"]) == ("ITA", "ML", "1")
    assert row["IsRootEvent"] == "1"


def test_gdelt_has_a_row_for_each_pair_with_a_number_of_its_own() -> None:
    arguments = parties("XKX COP", "IGO:NATO MIL") + parties("SRB", "--- REB", role="recipient")
    rows = gdelt_rows(written("gdelt", changed(arguments=arguments))[0])
    told = [(row["Actor1Code"], row["Actor2Code"]) for row in rows]
    assert told == [("KSVCOP", "SRB"), ("KSVCOP", "REB"), ("IGOWSTNATMIL", "SRB"), ("IGOWSTNATMIL", "REB")]
    assert len({row["GLOBALEVENTID"] for row in rows}) == 4
    nato = rows[2]
    assert (nato["Actor1CountryCode"], nato["Actor1KnownGroupCode"]) == ("", "NAT")
    assert (nato["Actor1Type1Code"], nato["Actor1Type2Code"]) == ("IGO", "MIL")
    assert (rows[1]["Actor2CountryCode"], rows[1]["Actor2Type1Code"]) == ("", "REB")


def test_gdelt_numbers_fit_a_signed_integer_and_never_change() -> None:
    assert gdelt.global_id("00112233aabbccdd", 0) == 4017776092773993228
    assert all(0 <= gdelt.global_id(str(number), 0) < 2**63 for number in range(200))


def test_gdelts_fraction_of_a_year() -> None:
    assert gdelt.fraction(date(2015, 2, 18)) == 2015.1315


@pytest.mark.parametrize(
    ("root", "quad"), [("03", 1), ("05", 1), ("06", 2), ("08", 2), ("09", 3), ("13", 3), ("14", 4), ("20", 4)]
)
def test_gdelts_quad_is_cameos(root: str, quad: int) -> None:
    assert gdelt.quad(root) == quad


def test_a_type_without_cameo_code_is_left_out_and_counted() -> None:
    text, writer = written("gdelt", changed(type="OWN"))
    assert (text, writer.left_out) == ("", {"type OWN has no CAMEO code": 1})


def test_every_country_has_a_name_and_most_have_both_codes() -> None:
    assert all(each.name for each in states().values())
    assert (state("XKX"), state("DEU").fips, state("ZZZ").fips) == (("Kosovo", "KV", "347"), "GM", "")
    assert sum(bool(each.fips) for each in states().values()) >= 244
    assert sum(bool(each.cow) for each in states().values()) == 195
    for codes in zip(*((each.fips, each.cow) for each in states().values()), strict=True):
        told = list(filter(None, codes))
        assert len(told) == len(set(told))


def test_event_lines_hold_the_event_as_readings_do() -> None:
    row = json.loads(written("jsonl", stand_ins.reading(), whole=False)[0])
    whole = json.loads(written("jsonl", stand_ins.reading())[0])
    assert {key: row[key] for key in whole["events"][0]} == whole["events"][0]
    assert row["report"]["id"] == whole["id"]
    assert list(row)[-4:] == ["report", "engine", "known_from", "superseded_at"]


@pytest.mark.parametrize("width", [80, 120])
def test_the_table_of_events_fits_its_page(width: int) -> None:
    writer = Writer("table", Page(width), whole=False)
    lines = (writer.head() + writer.reading(stand_ins.reading())).splitlines()
    assert max(map(len, lines)) <= width
    assert any("MOBILIZE.troops" in line for line in lines)


arguments = st.lists(
    st.sampled_from(
        [
            *parties("XKX COP", "--- REB", "---", "IGO:UN"),
            *parties("SRB", role="recipient"),
            *stand_ins.reading().events[0].arguments,
        ]
    ),
    max_size=5,
).map(tuple)
contexts = st.lists(st.sampled_from(["military", "election", "terrorism"]), max_size=2).map(tuple)
labels = st.sampled_from(
    [(each.name, mode) for each in ontology.load().events for mode in (None, *(mode.name for mode in each.modes))]
)


@given(labels, st.sampled_from(["actual", "ongoing", "planned", "negated"]), contexts, arguments)
def test_every_event_is_written_or_counted(
    label: tuple[str, str | None], status: str, about: tuple[str, ...], told: tuple[Argument, ...]
) -> None:
    event = Event("00", *label, status, about, 0.5, 1.0, Span("deployed", 16, 24), told)
    reading = replace(stand_ins.reading(), events=(event,))
    for name in EVENTS:
        text, writer = written(name, reading, whole=False)
        lines = len(text.splitlines()) - bool(writer.head()) - bool(writer.tail())
        assert lines >= 1 if writer.left_out.total() == 0 else lines == 0, name
