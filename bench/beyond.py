"""Figures beside those of the development reports: peers' sentences and places, noise, what scores are worth."""

from __future__ import annotations

from bench import calibration, cameo, contexts, plv, resolving, robust
from bench.corpus import digest_of, read_gold
from bench.reader import read_reports
from bench.shared import is_there, needed
from vedette.records import digest

DEV, PEERS, CODED = "corpus/dev.jsonl", "data/plv_train.tsv", "data/cameo_sentences.jsonl"

COMMON = 100
"""Scores from which a role's calibration is told; fewer stray too far."""

NAMES = ("plv.", "cameo.", "noise.", "scores.", "places.", "contexts.")
"""What the names of the figures begin with."""


def there() -> bool:
    """Whether the material is; says what is missing, and that its figures are not measured."""
    return is_there(gold, f"other material than {DEV} is not measured")


def gold() -> str:
    """A digest of all that the figures are measured on."""
    return digest(*(digest_of(needed(name)) for name in (DEV, PEERS, CODED, resolving.PLACES)))


def figures() -> dict[str, float]:
    """Each figure by name, 0 to 1, the higher the better."""
    return {
        "plv.roots.macro_f1": plv.macro_f1(plv.by_root(plv.answers(needed(PEERS))).values()),
        "cameo.roots.f1": cameo.measure(needed(CODED))["roots, F1"],
        "contexts.f1": contexts.f1(read_gold(needed(DEV))),
        **resolving.figures(needed(resolving.PLACES)),
        **{f"noise.{name}.least_share": share for name, share in _noise().items()},
        **{f"scores.{name}.one_minus_error": 1 - error for name, error in _errors().items()},
    }


def _noise() -> dict[str, float]:
    """By figure, the smallest share of the plain text's F1 that any noise leaves."""
    shares = robust.shares(robust.measure())
    return {figure: min(by[figure][1] for by in shares.values()) for figure in robust.MEASURED}


def _errors() -> dict[str, float]:
    reports = read_gold(needed(DEV))
    judged = calibration.judge(reports, read_reports(reports))
    return {name: calibration.expected_error(each) for name, each in judged.items() if len(each) >= COMMON}
