from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ontology.cases import rows
from vedette.ontology import ActorCode, Ontology, load

LABELS = [row["label"] for row in rows("ontology_scores.tsv")]
CONTEXTS = [context.name for context in load().contexts]
CODES = [code for code, cameo in load().cameo.items() if cameo.type]

UNFIT_BACKWARDS = {
    "0872": "RETREAT.withdraw is the leaving of forces, not the easing of a blockade",
    "114": "what accuses in a diplomatic matter accuses, and need not complain officially",
    "1621": "most cuts of economic exchange in the news are sanctions, not ended help",
    "1832": "a bomb is not known to have been in a car",
    "1833": "a bomb is not known to have lain at a roadside",
}
"""Codes whose label, crossed back, gives a code of another label, and why that is wanted."""


@pytest.mark.parametrize("label", LABELS)
def test_each_type_and_mode_has_a_cameo_code_whatever_its_contexts(ontology: Ontology, label: str) -> None:
    type_, _, mode = label.partition(".")
    for contexts in ((), ("military",), tuple(CONTEXTS)):
        crossing = ontology.to_cameo(type_, mode or None, contexts)
        assert crossing is not None
        assert len(crossing.cameo.code) > 2, "a root code is too broad to be written"


@pytest.mark.parametrize("code", CODES)
def test_a_code_crossed_to_plover_and_back_keeps_type_and_mode_or_says_that_it_does_not(
    ontology: Ontology, code: str
) -> None:
    cameo = ontology.cameo[code]
    assert cameo.type is not None
    crossing = ontology.to_cameo(cameo.type, cameo.mode, cameo.contexts)
    assert crossing is not None
    kept = (crossing.cameo.type, crossing.cameo.mode) == (cameo.type, cameo.mode)
    assert crossing.exact == kept


def test_the_way_back_changes_the_label_only_where_that_is_wanted(ontology: Ontology) -> None:
    changed = set()
    for code in CODES:
        cameo = ontology.cameo[code]
        crossing = ontology.to_cameo(cameo.type or "", cameo.mode, cameo.contexts)
        if len(code) > 2 and crossing and not crossing.exact:
            changed.add(code)
    assert changed == set(UNFIT_BACKWARDS)


@given(st.sampled_from(LABELS), st.lists(st.sampled_from(CONTEXTS), unique=True, max_size=4))
def test_the_order_of_contexts_never_matters_and_none_is_invented(label: str, contexts: list[str]) -> None:
    ontology = load()
    type_, _, mode = label.partition(".")
    crossing = ontology.to_cameo(type_, mode or None, tuple(contexts))
    assert crossing == ontology.to_cameo(type_, mode or None, tuple(reversed(contexts)))
    taken = [way for way in ontology.ways_out[type_, mode or None] if crossing and way.code == crossing.cameo.code]
    assert any(set(way.contexts) <= set(contexts) for way in taken)


def test_contexts_choose_the_narrower_code(ontology: Ontology) -> None:
    def code(type_: str, mode: str | None, *contexts: str) -> str:
        crossing = ontology.to_cameo(type_, mode, contexts)
        assert crossing is not None
        return crossing.cameo.code

    assert code("COOPERATE", None) == "060"
    assert code("COOPERATE", None, "economic") == "061"
    assert code("ACCUSE", "allege", "military") == "1123"
    assert code("ACCUSE", "allege", "legal", "military") == "1124"
    assert code("ACCUSE", "allege", "gender") == "112"
    assert code("COERCE", "seize", "territory") == "192"
    assert code("MOBILIZE", "troops", "military") == "154"


def test_what_plover_drops_or_splits_has_no_type_and_an_unknown_code_is_none(ontology: Ontology) -> None:
    without = {code[:2] for code, cameo in ontology.cameo.items() if cameo.type is None}
    assert without == {"01", "02", "08"}
    assert ontology.from_cameo("9999") is None


def test_an_unknown_mode_of_a_type_goes_out_as_the_type_and_says_so(ontology: Ontology) -> None:
    crossing = ontology.to_cameo("ASSAULT", "stare")
    assert crossing is not None
    assert (crossing.cameo.code, crossing.exact) == ("180", False)
    assert ontology.to_cameo("STARE") is None


@pytest.mark.parametrize("row", rows("ontology_actors.tsv"), ids=lambda row: row["code"])
def test_an_actor_goes_out_as_plover_and_cameo_write_it(ontology: Ontology, row: dict[str, str]) -> None:
    assert ontology.plover_actor(row["code"]) == ActorCode(row["plover"] or None, tuple(row["sectors"].split()))
    assert ontology.cameo_actor(row["code"]) == (row["cameo"] or None)


@pytest.mark.parametrize("code", ["", "Serbia", "srb", "SRB XXX", "SRB MIL GOV", "IGO:", "SRB  MIL", "SRB\n"])
def test_what_is_no_actor_code_is_not_guessed_at(ontology: Ontology, code: str) -> None:
    assert ontology.plover_actor(code) is None
    assert ontology.cameo_actor(code) is None
