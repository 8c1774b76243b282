from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vedette.errors import OntologyError
from vedette.ontology import load
from vedette.ontology.loader import PACKAGED, content_hash, files

Spoil = Callable[[Path], object]


def swap(file: str, old: str, new: str) -> Spoil:
    """What replaces the first `old` of a file."""

    def spoil(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}"
        (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def append(file: str, text: str) -> Spoil:
    """What adds a line to a file."""
    return lambda root: (root / file).write_text((root / file).read_text(encoding="utf-8") + text, encoding="utf-8")


def own_type(root: Path) -> None:
    text = (root / "events/AID.toml").read_text(encoding="utf-8")
    (root / "events/RUMOUR.toml").write_text(text.replace('name = "AID"', 'name = "RUMOUR"'), encoding="utf-8")


AID, ASSAULT, TOP = "events/AID.toml", "events/ASSAULT.toml", "ontology.toml"
FAULTS: list[tuple[str, str, str, Spoil]] = [
    ("a type's file is missing", AID, "file", lambda root: (root / AID).unlink()),
    ("a type's file is empty", AID, "file", lambda root: (root / AID).write_text("")),
    ("a file is not UTF-8", "roles.toml", "file", lambda root: (root / "roles.toml").write_bytes(b"\xff\xfe")),
    ("the syntax is off", ASSAULT, "line 3", swap(ASSAULT, "score = -9.0", "score = = -9.0")),
    ("a type has the name of another", AID, "name", swap(AID, 'name = "AID"', 'name = "AGREE"')),
    ("a type is not listed", "events/RUMOUR.toml", "name", own_type),
    ("no type is listed", TOP, "types", swap(TOP, "types = [", "typos = [")),
    ("the name is missing", TOP, "name", swap(TOP, "name = ", "nome = ")),
    ("a retired name lives", TOP, "retired.FIGHT", append(TOP, 'FIGHT = "gone"\n')),
    ("a quad class is unknown", AID, "quad", swap(AID, "quad = 2", "quad = 7")),
    ("a quad class is a text", AID, "quad", swap(AID, "quad = 2", 'quad = "2"')),
    ("a score is missing", AID, "score", swap(AID, "score = 10.0\n", "")),
    ("a score is too high", AID, "score", swap(AID, "score = 10.0", "score = 10.5")),
    ("a score is a flag", AID, "score", swap(AID, "score = 10.0", "score = true")),
    ("a mode's score is a text", ASSAULT, "modes.beat.score", swap(ASSAULT, "score = -7.5", 'score = "bad"')),
    ("a score is no number", AID, "score", swap(AID, "score = 10.0", "score = nan")),
    ("a flag is a number", AID, "recipient_required", swap(AID, "required = true", "required = 1")),
    (
        "a definition is empty",
        "contexts.toml",
        "legislative.definition",
        swap("contexts.toml", '"Parliaments: bills, votes, coalitions, their members."', '" "'),
    ),
    ("a key is misspelt", AID, "definitoin", swap(AID, "definition =", "definitoin =")),
    ("a mode's key is unknown", ASSAULT, "modes.abduct.colour", swap(ASSAULT, "score = -8.5", 'colour = "red"')),
    ("aliases are a text", AID, "aliases", swap(AID, "aliases = []", 'aliases = "HELP"')),
    ("an alias is another type", AID, "aliases", swap(AID, "aliases = []", 'aliases = ["AGREE"]')),
    ("an alias stands for two modes", ASSAULT, "modes.drone.aliases", swap(ASSAULT, '["uav"]', '["air strike"]')),
    ("an example has no trigger", AID, "examples", swap(AID, "[delivered]", "delivered")),
    ("an example has two triggers", AID, "examples", swap(AID, "Canada", "[Canada]")),
    ("a near miss is unknown", AID, "near_misses[1].instead", swap(AID, 'instead = "AGREE"', 'instead = "AGREED"')),
    ("a near miss has no reason", AID, "near_misses[1].why", swap(AID, "why = ", "because = ")),
    ("near misses are texts", AID, "near_misses", lambda root: (root / AID).write_text('near_misses = ["x"]\n')),
    ("modes are a list", "events/AGREE.toml", "modes", append("events/AGREE.toml", 'modes = ["x"]\n')),
    (
        "an added context is unknown",
        "events/COERCE.toml",
        "modes.cyber.adds_contexts",
        swap("events/COERCE.toml", '["cyber"]', '["cybr"]'),
    ),
    ("a context sees none", "contexts.toml", "military.see", swap("contexts.toml", '"terrorism"', '"terror"')),
    ("a sector's code is none", "sectors.toml", "Army.code", append("sectors.toml", '[Army]\ndefinition = "x"\n')),
    ("a resolver is unknown", "roles.toml", "actor.resolved_as", swap("roles.toml", '["who"]', '["whom"]')),
    (
        "no status of a posture",
        "statuses.toml",
        "posture",
        lambda root: (root / "statuses.toml").write_text('[event.actual]\ndefinition = "x"\n'),
    ),
    ("codes for a third ontology", "codes.toml", "icews", append("codes.toml", "[icews]\n")),
    ("a country's code is a number", "codes.toml", "plover.countries.XKX", swap("codes.toml", '"KOS"', "7")),
    ("the header is another", "crosswalk.tsv", "line 4", swap("crosswalk.tsv", "goldstein\ttype", "type\tgoldstein")),
    ("a row is short", "crosswalk.tsv", "line 5", swap("crosswalk.tsv", "01\tMake public statement\t", "01\t")),
    ("a code stands twice", "crosswalk.tsv", "cameo", append("crosswalk.tsv", "190\tx\t\t\t\t\t\t\n")),
    ("a code has letters", "crosswalk.tsv", "cameo", append("crosswalk.tsv", "19x\tx\t\t\t\t\t\t\n")),
    ("a Goldstein value is none", "crosswalk.tsv", "goldstein", append("crosswalk.tsv", "998\tx\tlow\t\t\t\t\t\n")),
    ("a crossed mode is unknown", "crosswalk.tsv", "code 998", append("crosswalk.tsv", "998\tx\t\tAID\tx\t\t\t\n")),
    ("a crossed context is unknown", "crosswalk.tsv", "code 998", append("crosswalk.tsv", "998\tx\t\tAID\t\tx\t\t\n")),
    ("a way out is no code", "cameo_out.tsv", "row AID, code 999", append("cameo_out.tsv", "AID\t\t\t999\n")),
    ("a way out has no mode", "cameo_out.tsv", "row AID.x, code 070", append("cameo_out.tsv", "AID\tx\t\t070\n")),
]


@pytest.mark.parametrize(("file", "key", "spoil"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_a_fault_is_named_by_file_and_key_with_what_would_do(copied: Path, file: str, key: str, spoil: Spoil) -> None:
    spoil(copied)
    with pytest.raises(OntologyError) as caught:
        load(copied)
    named = [line for line in str(caught.value).splitlines() if line.startswith(f"{file}: ") and f"{key}: " in line]
    assert named, str(caught.value)
    assert all("; " in line for line in named), "each says what would do"


def test_all_faults_of_a_run_are_named_at_once(copied: Path) -> None:
    swap(AID, "quad = 2", "quad = 7")(copied)
    swap("roles.toml", '["who"]', '["whom"]')(copied)
    with pytest.raises(OntologyError) as caught:
        load(copied)
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == [AID, "roles.toml"]


def test_a_directory_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"nowhere: directory: missing; give"):
        load(tmp_path / "nowhere")


def test_a_copy_is_the_same_ontology(copied: Path) -> None:
    assert load(copied) == load()


def test_the_packaged_ontology_is_read_once() -> None:
    assert load() is load()


def test_an_own_type_takes_its_place_in_the_order(copied: Path) -> None:
    own_type(copied)
    swap(TOP, '"ASSAULT",', '"ASSAULT", "RUMOUR",')(copied)
    ontology = load(copied)
    assert ontology.types == (*load().types, "RUMOUR")
    assert ontology.to_cameo("RUMOUR") is None
    assert ontology.version != load().version


def test_the_version_is_the_name_and_a_hash_of_the_content(copied: Path) -> None:
    name, _, content = load().version.partition("+")
    assert (name, content) == ("plover-2024", content_hash(PACKAGED))
    for path in files(copied):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert content_hash(copied) == content, "line ends do not count"
    swap(AID, "10.0", "9.0")(copied)
    assert content_hash(copied) != content
