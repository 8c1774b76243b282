"""A user's own lists are read whole, or refused with the words that say where and what next."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.errors import KnowledgeError
from vedette.resolve.lists import Layout, read

LAYOUT = Layout("thing", ("name", "others", "size"), ("name", "size"))
TABLES = {
    "a.csv": '# a remark\n\nname,others,size\n"One, of two",Uno;Un,1\n,,\n# remark\nTwo,,2\n',
    "a.tsv": "name\tothers\tsize\nOne, of two\tUno; Un\t1\nTwo\t\t2\n",
    "semicolons.csv": 'name;others;size\nOne, of two;"Uno;Un";1\nTwo;;2\n',
    "a.toml": '[[thing]]\nname = "One, of two"\nothers = ["Uno", "Un"]\nsize = 1\n\n[[thing]]\nname = "Two"\nsize = 2\n',
    "inline.toml": 'thing = [{name = "One, of two", others = ["Uno", "Un"], size = 1}, {name = "Two", size = 2}]\n',
}


@pytest.mark.parametrize("file", TABLES)
def test_all_forms_give_the_same_rows(file: str, tmp_path: Path) -> None:
    (tmp_path / file).write_text(TABLES[file], "utf-8")
    rows = [(row.text("name"), row.names("others"), row.text("size")) for row in read(tmp_path / file, LAYOUT)]
    assert rows == [("One, of two", ["Uno", "Un"], "1"), ("Two", [], "2")]


def test_a_mark_that_says_utf_8_is_no_part_of_the_list(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("\ufeffname,size\nOne,1\n", "utf-8")
    assert [row.text("name") for row in read(tmp_path / "a.csv", LAYOUT)] == ["One"]


@pytest.mark.parametrize(("file", "line"), [("a.csv", 7), ("a.tsv", 3), ("a.toml", 7)])
def test_a_cell_knows_its_line(file: str, line: int, tmp_path: Path) -> None:
    (tmp_path / file).write_text(TABLES[file], "utf-8")
    last = list(read(tmp_path / file, LAYOUT))[-1]
    word = "key" if file.endswith("toml") else "column"
    assert last.at("name") == f"{tmp_path / file}, line {line}, {word} name"


FAULTS = [
    ("a.csv", "name,size\nOne,1,2\n", "line 2, column 3: 3 cells under 2 headings; quote what holds commas"),
    (
        "a.csv",
        "name,colour\n",
        "line 1, column 2: 'colour' is no column of this list; the columns are name, others, size",
    ),
    ("a.csv", "name,size,name\n", "line 1, column 3: 'name' stands twice"),
    ("a.csv", "# remark\nname\n", "line 2: no column size; head the list name,others,size"),
    ("a.csv", 'name,size\n"One,1\n', "line 2: unexpected end of data; close each quotation mark"),
    ("a.toml", "[[thing]\n", "(at line 1, column 8); write each thing as a table [[thing]]"),
    ("a.toml", '[[things]]\nname = "One"\n', "key things: not known here; write each thing as a table [[thing]]"),
    ("a.toml", 'thing = "One"\n', "key thing: not known here"),
    ("a.toml", '[[thing]]\nname = "One"\n', "line 1, key size: missing; give each [[thing]] name, size"),
    (
        "a.toml",
        '[[thing]]\nname = "One"\nsize = 1\ncolour = 2\n',
        "line 4, key colour: no key of this list; the keys are",
    ),
]


@pytest.mark.parametrize(("file", "content", "message"), FAULTS)
def test_a_list_that_does_not_hold_is_named_with_the_place_and_the_next_step(
    file: str, content: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / file).write_text(content, "utf-8")
    with pytest.raises(KnowledgeError) as raised:
        list(read(tmp_path / file, LAYOUT))
    assert str(raised.value).startswith(str(tmp_path / file))
    assert message in str(raised.value)


def test_what_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"name,size\n\xff\xfe,1\n")
    with pytest.raises(KnowledgeError, match="byte 11 is no UTF-8; save the file as UTF-8"):
        list(read(tmp_path / "a.csv", LAYOUT))
    with pytest.raises(KnowledgeError, match=r"none\.csv: cannot be read \(No such file or directory\)"):
        list(read(tmp_path / "none.csv", LAYOUT))
