"""The gazetteer: what ships, the user's own lists over it, and what the build script makes."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from train import gazetteer as build
from vedette.errors import KnowledgeError
from vedette.records import Mention, Span, Surroundings
from vedette.resolve import where
from vedette.resolve.where import Gazetteer
from vedette.resolve.where.layout import PEOPLE_STEPS, RADIUS_STEPS, pack, unpack

PLACES = files("vedette.resolve").joinpath("data/places")
MOST_BYTES = 15_000_000
HEADING = "name,others,kind,country,admin1,latitude,longitude,radius_km,source\n"


@pytest.fixture(scope="module")
def shipped() -> Gazetteer:
    return Gazetteer.load()


def test_what_ships_stays_small() -> None:
    assert sum(len(file.read_bytes()) for file in PLACES.iterdir()) < MOST_BYTES


@pytest.mark.parametrize("name", ["Ma'rib", "Maʼrib", "MARIB", "marib"])
def test_spellings_of_one_name_find_the_same_places(shipped: Gazetteer, name: str) -> None:
    assert shipped.places(name) == shipped.places("Marib")


def test_arabic_articles_may_be_left_out_or_changed(shipped: Gazetteer) -> None:
    assert {place.geoname for place in shipped.places("el-Hasakah")} >= {
        place.geoname for place in shipped.places("al-Hasaka")
    }


def test_a_town_knows_the_areas_that_hold_it(shipped: Gazetteer) -> None:
    town = next(place for place in shipped.places("Kisangani") if place.kind == "city")
    assert (town.country, town.admin1) == ("COD", "Tshopo")


def test_an_unknown_name_finds_nothing(shipped: Gazetteer) -> None:
    assert shipped.places("Qwyzzx-on-Sea") == ()


@pytest.mark.parametrize("value", [0.0, 1.0, 500.0, 120_000.0, 3e7])
def test_magnitudes_survive_packing(value: float) -> None:
    assert unpack(pack(value, PEOPLE_STEPS), PEOPLE_STEPS) == pytest.approx(value, rel=0.05)
    assert unpack(pack(value / 1e4, RADIUS_STEPS), RADIUS_STEPS) == pytest.approx(value / 1e4, rel=0.1, abs=0.1)


def meaning(text: str, gazetteer: Gazetteer) -> tuple[str | None, str, float | None]:
    span = Span(text, 0, len(text))
    value = where.resolve(span, Surroundings(text, mentions=(Mention("place", span, 1.0),)), gazetteer).value
    assert value is not None
    return value.country, value.kind, value.latitude


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("own.csv", HEADING + "Paris,Lutetia;Panam,site,MLI,,16.3,0.1,2,log\n"),
        ("own.csv", "\ufeff# a remark\n" + HEADING + '"Paris","Lutetia;Panam",site,MLI,"Gao, east",16.3,0.1,2,log\n'),
        ("own.tsv", "name\tothers\tkind\tcountry\tlatitude\tlongitude\nParis\tPanam;Lutetia\tsite\tMLI\t16.3\t0.1\n"),
        (
            "own.toml",
            '[[place]]\nname="Paris"\nothers=["Panam"]\nkind="site"\ncountry="MLI"\nlatitude=16.3\nlongitude=0.1',
        ),
    ],
)
def test_a_name_in_a_users_list_means_what_the_list_says(tmp_path: Path, file: str, content: str) -> None:
    (tmp_path / file).write_text(content, encoding="utf-8")
    gazetteer = Gazetteer.load(extra=[tmp_path / file])
    assert meaning("Paris", gazetteer) == ("MLI", "site", 16.3)
    assert meaning("Panam", gazetteer) == ("MLI", "site", 16.3)
    assert meaning("Lyon, France", gazetteer)[0] == "FRA"


def test_a_user_may_even_move_a_country(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(HEADING + "Mali,,city,CHN,,34.7,104.7,,\n", encoding="utf-8")
    assert meaning("Mali", Gazetteer.load(extra=[tmp_path / "own.csv"]))[:2] == ("CHN", "city")


def test_what_a_users_list_moves_points_to_its_new_country(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(HEADING + "Donbas,,region,USA,,40,-80,,\n", encoding="utf-8")
    assert Gazetteer.load(extra=[tmp_path / "own.csv"]).listed()["donbas"] == "USA"
    assert Gazetteer.load().listed()["donbas"] == "UKR"


def test_of_two_lists_the_later_holds(tmp_path: Path) -> None:
    for file, latitude in (("one.csv", 1), ("two.csv", 2)):
        (tmp_path / file).write_text(HEADING + f"Ridge 9,,region,UKR,,{latitude},30,,\n", encoding="utf-8")
    gazetteer = Gazetteer.load(extra=[tmp_path / "one.csv", tmp_path / "two.csv"])
    assert meaning("Ridge 9", gazetteer)[2] == 2.0


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        (
            "a.csv",
            HEADING + "X,,base,MLI,,1,1,,\n",
            r"a\.csv, line 2, column kind: 'base' is no kind of place; write one",
        ),
        (
            "a.csv",
            HEADING + "X,,site,MALI,,1,1,,\n",
            r"a\.csv, line 2, column country: 'MALI' is no country; write an ISO",
        ),
        (
            "a.csv",
            HEADING + "# remark\nX,,site,MLI,,91,1,,\n",
            r"a\.csv, line 3, column latitude: '91'; write a number",
        ),
        ("a.csv", HEADING + "X,,site,MLI,,1,east,,\n", r"a\.csv, line 2, column longitude: 'east'"),
        (
            "a.csv",
            HEADING + "X,,site,MLI,,1,1,-3e9,\n",
            r"a\.csv, line 2, column radius_km: '-3e9'; write a number between 0",
        ),
        ("a.csv", HEADING + "X,,site,MLI,,,1,,\n", r"a\.csv, line 2, column latitude: ''"),
        ("a.csv", HEADING + ",,site,MLI,,1,1,,\n", r"a\.csv, line 2, column name: no name"),
        ("a.toml", '[[place]]\nname = "X"\nkind = "site"\nlatitude = 1\n', r"a\.toml, line 1, key longitude: missing"),
        (
            "a.toml",
            '# ours\n[[place]]\nname = "X"\nkind = "base"\nlatitude = 1\nlongitude = 1\n',
            r"a\.toml, line 4, key kind: 'base' is no kind",
        ),
    ],
)
def test_an_error_names_file_line_and_column(tmp_path: Path, file: str, content: str, message: str) -> None:
    (tmp_path / file).write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        Gazetteer.load(extra=[tmp_path / file])


def test_a_missing_list_or_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"none\.csv.*give a readable file"):
        Gazetteer.load(extra=[tmp_path / "none.csv"])
    with pytest.raises(KnowledgeError, match=r"build it again with train/gazetteer\.py"):
        Gazetteer.load(folder=tmp_path)


def dump_line(number: int, name: str, others: str, code: str, people: int) -> str:
    cells = [
        str(number),
        name,
        name,
        others,
        "16.3",
        "-0.1",
        code[0],
        code[1:],
        "ML",
        "",
        "09",
        "",
        "",
        "",
        str(people),
    ]
    return "\t".join([*cells, "", "", "", ""])


def test_the_script_builds_a_gazetteer_from_the_dumps_of_geonames(tmp_path: Path) -> None:
    (tmp_path / "admin1.txt").write_text("ML.09\tGao\tGao\t2457161\n", encoding="utf-8")
    lines = [
        dump_line(1, "Ouldemé", "Oulde,Уль", "PPPL", 80),
        dump_line(2, "Tondi Hill", "", "TMT", 0),
        dump_line(3, "A Farm", "", "SFRM", 0),
        dump_line(2457161, "Gao Region", "Region of Gao", "AADM1", 0),
    ]
    (tmp_path / "all.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    areas, places = build.from_geonames(tmp_path / "all.txt", [tmp_path / "admin1.txt"], None)
    build.write(tmp_path / "out", areas, places)
    gazetteer = Gazetteer.load(folder=tmp_path / "out")
    village, hill = gazetteer.places("Oulde")[0], gazetteer.places("Tondi Hill")[0]
    assert (village.name, village.country, village.admin1, village.geoname) == ("Ouldemé", "MLI", "Gao", 1)
    assert (hill.kind, hill.people) == ("region", 0.0)
    assert gazetteer.places("A Farm") == ()
    assert any(place.order == 1 for place in gazetteer.places("Region of Gao"))
    assert Gazetteer.load(extra=[tmp_path / "out"]).places("Oulde") == gazetteer.places("Oulde")
