"""Each route against the lake that it is of."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import date
from typing import Any

import pytest

from tests.serve.lakes import HOSTILE, REPORTS, Server
from vedette.store import open_lake

PAGES = {
    "/events": ("id", ("published", "-published", "since", "-score", "intensity", "type", "-known")),
    "/incidents": (
        "id",
        (
            "published",
            "-published",
            "since",
            "-killed",
            "injured",
            "-voices",
            "reports",
            "type",
            "-state",
            "place",
            "intensity",
        ),
    ),
    "/reports": ("key", ("published", "-published")),
    "/statements": ("id", ("",)),
}

COLUMN_NAMES = [
    "id",
    "type",
    "mode",
    "since",
    "until",
    "lat",
    "lon",
    "radius",
    "kind",
    "place",
    "country",
    "killed_low",
    "killed_high",
    "injured_low",
    "injured_high",
    "voices",
    "reports",
    "state",
    "actors",
    "recipients",
]


def test_the_lake_is_counted(server: Server) -> None:
    told = server.get("/lake")
    assert (told["reports"], told["path_name"]) == (len(REPORTS), "lake")
    assert (told["since"], told["until"]) == ("2024-03-05", "2024-03-11")
    assert told["events"] == len(open_lake(server.lake).events())
    assert told["linked_at"]
    assert told["behind"] is None


@pytest.mark.parametrize(
    ("path", "key", "sort"), [(path, key, sort) for path, (key, sorts) in PAGES.items() for sort in sorts]
)
def test_pages_put_together_are_all_rows_once_in_order(server: Server, path: str, key: str, sort: str) -> None:
    order = f"&sort={sort}" if sort else ""
    whole = server.get(f"{path}?limit=1000{order}")
    assert whole["next"] is None
    assert whole["total"] == len(whole["items"]) > 3
    found: list[str] = []
    after = ""
    while True:
        page = server.get(f"{path}?limit=3{order}{after}")
        assert page["total"] == whole["total"]
        found += [each[key] for each in page["items"]]
        if page["next"] is None or not page["items"]:
            break
        after = f"&after={page['next']}"
    assert found == [each[key] for each in whole["items"]]
    assert len(set(found)) == len(found)


def worst(server: Server) -> Any:
    return server.get("/incidents?sort=-killed&limit=1")["items"][0]


def test_an_incident_is_the_same_alone_as_in_the_list_and_as_the_command_line_prints_it(server: Server) -> None:
    one = worst(server)
    assert server.get(f"/incidents/{one['id']}") == one
    assert one["killed"]["claims"]
    assert one["where"]["latitude"]


def test_evidence_put_together_is_the_text_and_marks_stand_on_the_words(server: Server) -> None:
    for one in server.get("/incidents")["items"]:
        proof = server.get(f"/incidents/{one['id']}/evidence")
        assert proof["incident"] == one
        assert {each["id"] for each in proof["reports"]} == set(one["reports"])
        for report in proof["reports"]:
            text = server.get(f"/reports/{report['key']}")["text"]
            assert "".join(piece["text"] for piece in report["segments"]) == text
            for event in report["events"]:
                assert marked(report["segments"], event["id"], "trigger") == event["trigger"]["text"]
            for claim in report["claims"]:
                assert text[claim["start"] : claim["end"]] == claim["words"]
        assert {event["id"] for report in proof["reports"] for event in report["events"]} == set(one["events"])


def marked(segments: list[Any], event: str, role: str) -> str:
    return "".join(
        piece["text"] for piece in segments if any((m["event"], m["role"]) == (event, role) for m in piece["marks"])
    )


def test_copies_are_folded_under_the_first_of_their_text(server: Server) -> None:
    (one,) = (each for each in server.get("/incidents?type=ASSAULT")["items"] if "three" in each["reports"])
    told = {each["id"]: each for each in server.get(f"/incidents/{one['id']}/evidence")["reports"]}
    first, copy = (told[name] for name in next(group for group in one["copies"] if "three" in group))
    assert copy["copy_of"] == first["key"]
    assert [each["id"] for each in first["copies"]] == [copy["id"]]


def test_a_report_has_all_that_was_taken_from_it(server: Server) -> None:
    (listed,) = server.get("/reports?source=South%20Wire")["items"]
    report = server.get(f"/reports/{listed['key']}")
    assert report["text"] == listed["text"] == REPORTS[1]["text"]
    assert report["events"]
    (proof,) = server.get(f"/reports/{listed['key']}/evidence")["reports"]
    assert proof["events"] == report["events"]


def test_columns_are_the_incidents(server: Server) -> None:
    told = server.get("/incidents/columns")
    rows = {each["id"]: each for each in server.get("/incidents?limit=1000")["items"]}
    columns = told["columns"]
    assert set(COLUMN_NAMES) <= set(columns)
    assert {len(column) for column in columns.values()} == {told["n"]} == {len(rows)}
    for number, name in enumerate(columns["id"]):
        row = rows[name]
        assert told["types"][columns["type"][number]] == row["type"]
        assert (row["mode"] is None) == (columns["mode"][number] == -1)
        assert told["states"][columns["state"][number]] == row["state"]
        assert columns["lat"][number] == (row["where"] or {}).get("latitude")
        assert columns["actors"][number] == [who["code"] for who in row["actors"]]
        assert columns["killed_low"][number] == (row["killed"] or {}).get("low")
        assert columns["reports"][number] == len(row["reports"])


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        ("type=ASSAULT", lambda row: row["type"] == "ASSAULT"),
        ("type=ASSAULT&type=MOBILIZE", lambda row: row["type"] in ("ASSAULT", "MOBILIZE")),
        ("country=SDN", lambda row: row["where"] and row["where"]["country"] == "SDN"),
        ("place=goma", lambda row: row["where"] and "goma" in row["where"]["name"].lower()),
        ("actor=SDN", lambda row: any(who["code"].split()[0] == "SDN" for who in row["actors"])),
        ("min_sources=2", lambda row: row["voices"] >= 2),
        ("source=Copy%20Desk", lambda row: "Copy Desk" in row["sources"]),
        ("contains=market", lambda row: "five" in row["reports"]),
        ("bbox=20,10,30,20", lambda row: row["where"] and 20 <= (row["where"]["longitude"] or 0) <= 30 and row["where"]["latitude"] > 10),
        ("since=2024-03-10&until=2024-03-11", lambda row: row["since"] and row["since"] < "2024-03-11" and row["until"] > "2024-03-10"),
        ("known_at=2020-01-01", lambda _: False),
    ],
)  # fmt: skip
def test_a_filter_leaves_what_fits_and_columns_and_files_agree(server: Server, filters: str, fits: Any) -> None:
    wanted = [row["id"] for row in server.get("/incidents?limit=1000")["items"] if fits(row)]
    assert wanted or "known_at" in filters
    assert [row["id"] for row in server.get(f"/incidents?limit=1000&{filters}")["items"]] == wanted
    assert server.get(f"/incidents/columns?{filters}")["columns"]["id"] == wanted
    features = server.ask(f"/api/v1/incidents.geojson?{filters}").json["features"]
    assert [feature["id"] for feature in features] == wanted
    rows = list(csv.DictReader(io.StringIO(server.ask(f"/api/v1/incidents.csv?{filters}").body.decode())))
    assert [row["id"] for row in rows] == wanted


def test_events_are_filtered_as_the_lake_filters_them(server: Server) -> None:
    lake = open_lake(server.lake)
    for filters in ({"type": "ASSAULT"}, {"country": "COD"}, {"contains": "market"}, {"bbox": "20,10,30,20"}):
        ((name, value),) = filters.items()
        found = [each["id"] for each in server.get(f"/events?{name}={value}")["items"]]
        assert found == [row["id"] for row in lake.events(**filters).rows()]
        assert len(server.ask(f"/api/v1/events.geojson?{name}={value}").json["features"]) == len(found)
    one = server.get("/events?limit=1")["items"][0]
    assert server.get(f"/events/{one['id']}") == one


def test_events_are_filtered_by_the_state_of_their_incident(server: Server) -> None:
    whole = server.get("/events?limit=1000")["items"]
    for state in ("contradicted", "single source", "agreed"):
        held = {
            name
            for row in server.get("/incidents?limit=1000")["items"]
            if row["state"] == state
            for name in row["events"]
        }
        wanted = [each["id"] for each in whole if each["id"] in held]
        asked = f"state={state.replace(' ', '%20')}"
        assert [each["id"] for each in server.get(f"/events?limit=1000&{asked}")["items"]] == wanted
        rows = list(csv.DictReader(io.StringIO(server.ask(f"/api/v1/events.csv?{asked}").body.decode())))
        assert [row["id"] for row in rows] == wanted
    assert server.get("/events?state=agreed&known_at=2020-01-01")["total"] == 0


def test_a_report_is_named_by_its_id_wherever_it_is_a_word(server: Server) -> None:
    ids = {each["id"] for each in REPORTS}
    one = server.get("/events?limit=1")["items"][0]["report"]
    assert server.get(f"/reports/{one['key']}")["id"] == one["id"]
    incident = worst(server)
    assert {claim["report"] for claim in incident["killed"]["claims"]} <= ids
    assert {each["report"] for each in server.get("/statements")["items"]} <= ids


def test_posture_is_that_of_the_lake(server: Server) -> None:
    told = server.get("/posture?as_of=2024-03-06")
    rows = open_lake(server.lake).posture(as_of="2024-03-06").to_pylist()
    assert [line["postures"] for line in told["items"]] == [row["postures"] for row in rows]
    assert told["items"]
    assert server.get("/posture?as_of=2024-03-06&status=denied")["items"] == []
    assert server.get("/posture")["as_of"] == "2024-03-11"
    for stretch in server.get("/posture/timeline")["items"]:
        assert stretch["until"] is None or stretch["since"] <= stretch["until"]


def test_statements_are_those_of_the_lake(server: Server) -> None:
    lake = open_lake(server.lake)
    assert server.get("/statements")["total"] == lake.statements().num_rows
    said = server.get("/statements?stance=demands")["items"]
    assert {each["stance"] for each in said} == {"demands"}
    assert server.get("/statements?open=true")["total"] == lake.statements(state="open").num_rows


@pytest.mark.parametrize(
    ("asked", "filters"),
    [
        ("speaker=RWA", {"speaker": "RWA"}),
        ("speaker=COD", {"speaker": "COD"}),
        ("speaker=doctor&speaker=Medics", {"speaker": ["doctor", "Medics"]}),
        ("speaker=the%20ARMY", {"speaker": "the ARMY"}),
        ("about=ASSAULT", {"about": "ASSAULT"}),
        ("about=RETREAT.withdraw", {"about": "RETREAT.withdraw"}),
        ("about=Border%20troops", {"about": "Border troops"}),
        ("since=2024-03-06", {"since": date(2024, 3, 6)}),
        ("until=2024-03-06", {"until": date(2024, 3, 6)}),
    ],
)
def test_statements_are_filtered_as_the_lake_filters_them(server: Server, asked: str, filters: Any) -> None:
    found = server.get(f"/statements?{asked}")
    wanted = [row["id"] for row in open_lake(server.lake).statements(**filters).column("statement").to_pylist()]
    assert [each["id"] for each in found["items"]] == wanted
    assert wanted


def test_dyads_count_incidents(server: Server) -> None:
    told = server.get("/dyads")
    rows = server.get("/incidents?limit=1000")["items"]
    for cell in told["cells"]:
        pairs = [(a["code"], r["code"]) for row in rows for a in row["actors"] for r in row["recipients"]]
        assert cell["n"] == pairs.count((cell["actor"], cell["recipient"]))
        assert cell["actor"] in told["actors"]
        assert cell["recipient"] in told["targets"]


def test_a_series_tells_nothing_read_from_nothing_happened(server: Server) -> None:
    told = server.get("/series?since=2024-03-01&until=2024-03-12&by=day")
    (run,) = told["series"]
    by_day = dict(zip(told["days"], zip(run["values"], run["read"], strict=True), strict=True))
    assert by_day["2024-03-01"] == (None, 0)
    assert by_day["2024-03-05"][1] == 2
    rows = server.get("/incidents?since=2024-03-01&until=2024-03-12")["items"]
    assert sum(value or 0 for value in run["values"]) == sum(row["since"] >= "2024-03-01" for row in rows)
    for by in ("week", "month"):
        assert server.get(f"/series?by={by}&split=type&measure=killed")["series"]


def test_search_shows_the_words(server: Server) -> None:
    told = server.get("/search?q=army+MARKET")
    (hit,) = told["items"]
    assert hit["id"] == "five"
    assert [piece["text"] for piece in hit["segments"] if piece["hit"]][:2] == ["army", "market"]
    assert server.get("/search?q=nowheretobefound")["items"] == []


def test_a_text_is_read_and_kept_nowhere(server: Server) -> None:
    before = server.get("/lake")["version"]
    got = server.read(
        {"text": "😀 Rebels shelled the town of Goma on Monday.", "published": "2024-03-06", "title": "x"}
    )
    assert got.status == 200
    told = got.json
    assert [event["type"] for event in told["events"]] == ["ASSAULT"]
    assert "".join(piece["text"] for piece in told["segments"]) == told["text"]
    assert marked(told["segments"], told["events"][0]["id"], "trigger") == "shelled"
    assert server.get("/lake")["version"] == before


def test_an_answer_that_is_known_is_not_sent_again(server: Server) -> None:
    for path in (
        "/lake",
        "/incidents",
        "/incidents/columns",
        f"/incidents/{worst(server)['id']}/evidence",
        "/events.csv",
    ):
        first = server.ask(f"/api/v1{path}")
        again = server.ask(f"/api/v1{path}", If_None_Match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        assert server.ask(f"/api/v1{path}", If_None_Match='W/"other"').body == first.body


def test_answers_are_packed_where_that_is_understood(server: Server) -> None:
    plain = server.ask("/api/v1/incidents")
    packed = server.ask("/api/v1/incidents", Accept_Encoding="br, gzip;q=0.8")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) * 3 < len(plain.body)
    assert "content-encoding" not in server.ask("/api/v1/incidents", Accept_Encoding="gzip;q=0").headers


def test_a_hostile_report_is_only_text(server: Server) -> None:
    (report,) = server.get("/reports?contains=%3Cscript%3E")["items"]
    assert report["text"] == HOSTILE
    for path in (f"/reports/{report['key']}", f"/reports/{report['key']}/evidence", "/search?q=%3Cscript%3E"):
        got = server.ask(f"/api/v1{path}")
        assert got.headers["content-type"] == "application/json"
        assert got.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in got.headers["content-security-policy"]
    (proof,) = server.get(f"/reports/{report['key']}/evidence")["reports"]
    assert "".join(piece["text"] for piece in proof["segments"]) == HOSTILE
