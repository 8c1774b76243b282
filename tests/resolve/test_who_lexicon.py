"""The lexicon holds together, is as large as promised, and takes a user's own files."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from vedette.errors import KnowledgeError
from vedette.records import Span, Surroundings
from vedette.resolve import who
from vedette.resolve.who import lexicon, roles, table, words
from vedette.resolve.who.phrase import read

HEADER = "name\taliases\tcode\tsince\tuntil\n"


def code(text: str, known: who.Lexicon, published: date | None = None) -> str:
    found = who.resolve(Span(text, 0, len(text)), Surroundings(text, published), known)
    return found.value.code if found.value else "---"


def write(folder: Path, rows: str) -> Path:
    path = folder / "own.tsv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def test_no_name_means_two_things_at_one_time() -> None:
    lexicon.check(lexicon.shipped())


def test_every_file_says_where_its_rows_come_from() -> None:
    for path in Path(lexicon.__file__).parents[1].joinpath(lexicon.FOLDER).glob("*.tsv"):
        assert "\n# source: " in path.read_text("utf-8").split("\nname\t")[0], path.name


def test_at_least_four_hundred_armed_groups_are_known() -> None:
    groups = {
        row.term.name for row in lexicon.shipped() if row.term.kind == "group" and row.term.sector in {"REB", "CRM"}
    }
    assert len(groups) >= 400


def test_heads_foreign_and_defence_ministers_of_eighty_countries_are_known() -> None:
    text = Path(lexicon.__file__).parents[1].joinpath(lexicon.FOLDER, "holders.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    offices: dict[str, set[str]] = {}
    for row in rows:
        offices.setdefault(row[2][:3], set()).add(row[5])
    foreign = {country for country, held in offices.items() if any("foreign" in office for office in held)}
    defence = {country for country, held in offices.items() if any("defen" in office for office in held)}
    assert len(foreign & defence) >= 80


def test_names_folded_by_the_file_fold_as_names_in_a_report_do() -> None:
    odd = [row.spellings[0] for row in lexicon.shipped() if words.key(row.spellings[0]) != row.keys[0]]
    assert [name for name in odd if not name.startswith("The ") and not any(mark in name for mark in ".&")] == []


def test_plurals_of_roles_are_made() -> None:
    assert {"gunmen", "embassies", "churches", "soldiers"} <= set(roles.terms())


def test_a_user_s_row_replaces_ours_of_the_same_spelling(tmp_path: Path) -> None:
    own = who.Lexicon.load([write(tmp_path, "Boko Haram\t\tNER REB\n")])
    assert code("Boko Haram", own) == "NER REB"
    assert code("Boko Haram", who.Lexicon.load()) == "NGA REB"


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("own.csv", "# ours\nname,code,aliases\nGrey Column,MLI REB,GC; Colonne Grise\n"),
        (
            "own.toml",
            '[[actor]]\nname = "Grey Column"\ncode = "MLI REB"\naliases = ["GC", "Colonne Grise"]\nsince = 2019\n',
        ),
        ("own.tsv", "name\tcode\taliases\nGrey Column\tMLI REB\tGC;Colonne Grise\n"),
    ],
)
def test_a_user_s_file_may_be_csv_tsv_or_toml(tmp_path: Path, file: str, content: str) -> None:
    (tmp_path / file).write_text(content, encoding="utf-8")
    own = who.Lexicon.load([tmp_path / file])
    assert [code(words, own, date(2020, 1, 1)) for words in ("the Grey Column", "GC", "Colonne Grise")] == [
        "MLI REB"
    ] * 3


def test_a_user_s_dated_rows_hold_at_their_dates(tmp_path: Path) -> None:
    rows = "Grey Column\tGC\tMLI REB\t2019\t2021-05\nGrey Column\tGC\tMLI MIL\t2021-06\t\n"
    own = who.Lexicon.load([write(tmp_path, rows)])
    assert code("the Grey Column", own, date(2020, 1, 1)) == "MLI REB"
    assert code("the Grey Column", own, date(2022, 1, 1)) == "MLI MIL"


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("Grey Column\t\tMALI REB\n", "line 2, column code: code 'MALI REB' is not known"),
        ("Grey Column\t\tMLI XYZ\n", "line 2, column code: code 'MLI XYZ' is not known"),
        ("Grey Column\t\tMLI REB\t20x9\n", "line 2, column since: '20x9' is no date"),
        ("Grey Column\t\tMLI REB\t2020\t2019\n", "line 2, column until: an end before the beginning"),
        ("\t\tMLI REB\n", "line 2, column name: no name"),
        ("Grey Column\t\tMLI REB\nGrey Column\t\tNER REB\n", "line 3, column name: 'grey column' stands already in"),
    ],
)
def test_a_row_that_does_not_hold_is_named_with_file_line_and_column(tmp_path: Path, rows: str, complaint: str) -> None:
    with pytest.raises(KnowledgeError) as raised:
        who.Lexicon.load([write(tmp_path, rows)])
    assert complaint in str(raised.value)
    assert str(raised.value).startswith(str(tmp_path / "own.tsv"))


def test_unknown_columns_and_missing_files_are_named(tmp_path: Path) -> None:
    path = tmp_path / "odd.tsv"
    path.write_text("name\tcountry\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line 1, column 2: 'country' is no column of this list"):
        who.Lexicon.load([path])
    with pytest.raises(KnowledgeError, match="cannot be read"):
        who.Lexicon.load([tmp_path / "none.tsv"])


def test_the_last_month_in_office_counts_as_in_office() -> None:
    day = table.end("2011-02", "here")
    assert day == date(2011, 3, 1)
    assert table.end("2011-12", "here") == date(2012, 1, 1)


def test_other_countries_in_the_words_are_passed_over_with_a_reason() -> None:
    phrase = read("Russia's ambassador to NATO", None, who.Lexicon.load())
    assert [(each.value, bool(each.why)) for each in phrase.passed_over] == [("IGO:NATO", True)]


def test_every_rule_is_described() -> None:
    page = (Path(__file__).parents[2] / "docs/how-it-decides/who.md").read_text("utf-8")
    sources = Path(lexicon.__file__).parent.glob("*.py")
    rules = {rule for path in sources for rule in re.findall(r'rule="([a-z-]+)"', path.read_text("utf-8"))}
    rules |= {"state", "adjective", "capital", "people", "person", "person-out-of-office", "person-before-office"}
    rules |= {
        "earlier-same-word",
        "owner-pronoun",
        "surname-of-holder",
        "country-of-report",
        "role",
        "nothing-known",
        "body",
    }
    assert "counted-again" in rules
    assert sorted(rule for rule in rules if f"`{rule}`" not in page) == []
