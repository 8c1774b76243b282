from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.analyse.forecast import baselines
from vedette.analyse.forecast.asked import MODELS, distribution
from vedette.analyse.forecast.coded import Assault, assault, summed
from vedette.analyse.forecast.features import features
from vedette.analyse.forecast.panel import Panel, later, made, of_ucdp
from vedette.analyse.forecast.predictive import SAMPLES
from vedette.analyse.forecast.retold import retold
from vedette.analyse.forecast.totals import background, total
from vedette.cli import forecasting
from vedette.errors import SourceError, UsageError

HISTORY = np.array([[0.0] * 12 + [0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 12, 24]])


def test_zero_is_zero_and_last_is_the_last_month() -> None:
    assert set(baselines.zero(HISTORY)[0]) == {0.0}
    assert set(baselines.last(HISTORY)[0]) == {24.0}


def test_of_twelve_months_each_is_as_likely() -> None:
    found = baselines.year(HISTORY)[0]
    assert [int((found == count).sum()) for count in (0, 6, 12, 24)] == [75, 8, 9, 8]


def test_smoothing_gives_each_month_its_weight() -> None:
    found = baselines.smoothed(np.array([[1.0, 2.0, 3.0]]), weight=0.5)[0]
    assert [int((found == count).sum()) for count in (1, 2, 3)] == [14, 29, 57]  # 1/7, 2/7, 4/7


def panel_of(seed: int, months: int = 60) -> Panel:
    draw = np.random.default_rng(seed)
    names = ("AFG", "MLI", "NOR", "PAK", "SYR")
    level = np.array([[200.0], [20.0], [0.0], [40.0], [500.0]])
    deaths = draw.poisson(level * draw.gamma(2, 0.5, (5, months))).astype(float)
    span = tuple(later("2010-01", at) for at in range(months))
    return Panel(names, span, deaths, (draw.poisson(3, (5, months)).astype(float),))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 100), st.integers(0, 58))
def test_no_feature_sees_what_comes_later(seed: int, origin: int) -> None:
    panel = panel_of(seed)
    other = panel.deaths.copy()
    other[:, origin + 1 :] += 1000
    told = panel.lake[0].copy()
    told[:, origin + 1 :] += 1000
    changed = Panel(panel.countries, panel.months, other, (told,))
    before, after = (features(each.until(origin), lake=True) for each in (panel, changed))
    assert np.array_equal(before, after)


def test_no_forecast_sees_what_comes_later() -> None:
    pytest.importorskip("sklearn")
    panel = panel_of(1)
    changed = Panel(panel.countries, panel.months, panel.deaths.copy(), panel.lake)
    changed.deaths[:, 50:] = 0
    for model in MODELS:
        assert np.array_equal(distribution(panel.until(49), model), distribution(changed.until(49), model))


def test_every_model_gives_ordered_counts_for_every_horizon() -> None:
    pytest.importorskip("sklearn")
    for model in MODELS:
        found = distribution(panel_of(2), model)
        assert found.shape == (5, 12, SAMPLES)
        assert (np.diff(found, axis=-1) >= 0).all()
        assert (found >= 0).all()


def test_a_forest_knows_a_war_from_peace() -> None:
    pytest.importorskip("sklearn")
    found = np.median(distribution(panel_of(3), "forest")[:, 0], axis=1)
    assert found[2] == 0 < found[1] < found[4]


def test_the_fan_widens_where_far_months_differ_more() -> None:
    pytest.importorskip("sklearn")
    draw = np.random.default_rng(7)
    walk = np.exp(np.cumsum(draw.normal(0, 0.25, (12, 120)), axis=1)) * 100
    months = tuple(later("2010-01", at) for at in range(120))
    names = ("AFG", "MLI", "NOR", "PAK", "SYR", "IRQ", "NGA", "YEM", "SOM", "ETH", "SDN", "TCD")
    low, high = (
        np.log1p(distribution(Panel(names, months, walk.round()), "forest")[:, :, at]).mean(0) for at in (4, 94)
    )
    assert high[11] - low[11] > 1.2 * (high[0] - low[0])


def test_a_history_of_three_years_is_forecast_to_the_twelfth_month() -> None:
    pytest.importorskip("sklearn")
    found = distribution(panel_of(5).until(35), "forest")
    assert (np.median(found, axis=2)[4] > 0).all()


def test_too_short_a_history_says_what_to_do() -> None:
    with pytest.raises(UsageError, match="smoothed"):
        distribution(panel_of(4).until(20), "forest")


def test_a_panel_has_no_gaps_and_what_is_not_there_is_zero() -> None:
    panel = made({("MLI", "2019-11"): 3.0, ("TCD", "2020-02"): 5.0}, None)
    assert panel.months == ("2019-11", "2019-12", "2020-01", "2020-02")
    assert panel.deaths.tolist() == [[3, 0, 0, 0], [0, 0, 0, 5]]


def test_a_file_without_its_columns_is_refused_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "some.csv").write_text("land,month\nMLI,2020-01\n")
    for name in ("some.csv", "none.csv"):
        with pytest.raises(SourceError, match="country, month, deaths"):
            of_ucdp(tmp_path / name)


TOTALS = [
    ("Shells hit the town of Orvel, killing 12 people.", "12 people", False),
    ("Fighting since March has killed 3,000 people.", "3,000 people", True),
    ("The war has cost 900 lives since the start of the revolt.", "900 lives", True),
    ("Police say 40 people were shot this year.", "40 people", True),
    ("A bomb kills nine. The conflict began in 2012.", "nine", False),
    ("He was tried for 700 murders in the genocide.", "700 murders", True),
    ("At least 30 died over the past two years.", "30", True),
    ("Nine people were shot in the deadliest raid in a decade.", "Nine people", False),
    ("The raid, the first since March, killed six guards.", "six guards", False),
    ("A bomb kills four people, a 12-year-old girl among them.", "four people", False),
    ("The 12-year-old insurgency killed 800 people.", "800 people", True),
    ("The sect killed 70 people in its long history.", "70 people", True),
    ("A gang leader is blamed for the deaths of 90 people.", "90 people", True),
    ("The death toll in the Lissa conflict passes 600.", "600", True),
]

RETOLD = [
    ("A court in Orvel finds two men guilty of the bombing that killed 40.", "bombing", {}, "told before a court"),
    ("A court in Orvel finds two men guilty of the bombing that killed 40.", "bombing", {"dated": True}, None),
    ("Gunmen attack the High Court, killing 11 people.", "attack", {"acted": True}, None),
    ("A bomb kills nine. A colonel is sentenced for theft.", "bomb", {}, None),
    ("Karst marks the anniversary of the massacre of 90 miners.", "massacre", {}, "told in memory"),
    ("Two bombs explode at a memorial for a poet, killing six.", "explode", {}, None),
    ("The ministry apologised for the raid in which 12 herders died.", "raid", {}, "told in memory"),
    ("An explosion in a fireworks factory kills 30 workers.", "explosion", {}, "an accident, a disease or nature"),
    ("An explosion in a fireworks factory kills 30 workers.", "explosion", {"acted": True}, None),
    ("A suicide bomber kills 30 workers at a factory gate.", "kills", {}, None),
]


@pytest.mark.parametrize(("text", "words", "expected"), TOTALS)
def test_a_total_is_known_by_the_words_of_its_own_sentence(text: str, words: str, expected: bool) -> None:  # noqa: FBT001
    start = text.index(words)
    assert total(text, start, start + len(words)) is expected


@pytest.mark.parametrize(("text", "trigger", "more", "expected"), RETOLD)
def test_what_a_court_or_a_memory_tells_is_of_no_month(
    text: str, trigger: str, more: dict[str, bool], expected: str | None
) -> None:
    assert retold(text, text.index(trigger), **({"dated": False, "acted": False} | more)) == expected


def test_background_is_what_is_long_or_long_ago() -> None:
    told = date(2024, 3, 6)
    assert background(told, date(2024, 3, 4), date(2024, 3, 5)) is None
    assert background(told, None, None) is None
    assert background(told, date(2024, 1, 1), date(2024, 3, 1)) == "over more than a month"
    assert background(told, date(2023, 12, 1), date(2023, 12, 2)) == "long before the report"


def told(event: str, day: int, killed: float | None, incident: str, published: int = 9) -> Assault:
    month = date(2024, 3, published)
    return Assault(event, f"r-{event}", "MLI", date(2024, 2, day), month, killed, None, (incident,))


def test_a_happening_counts_once_with_its_greatest_number() -> None:
    found = summed([told("a", 1, 4, "x"), told("b", 2, 7, "x"), told("c", 2, 2, "y"), told("d", 3, None, "z")])
    assert found.killed == {("MLI", "2024-02"): 9}
    assert found.assaults == {("MLI", "2024-02"): 3}


def test_reconciled_is_no_more_than_the_range_of_the_incident() -> None:
    found = summed([replace(told("a", 1, 9, "x"), most=6), told("b", 2, 5, "x"), told("c", 2, 2, "y")])
    assert (found.killed, found.reconciled) == ({("MLI", "2024-02"): 11}, {("MLI", "2024-02"): 8})


def test_what_a_court_tells_is_no_assault_of_the_month() -> None:
    found = summed([replace(told("a", 1, 9, "x"), left="told before a court"), told("b", 2, 5, "y")])
    assert found.assaults == {("MLI", "2024-02"): 1}
    assert found.left == {"told before a court": 1}


def test_what_is_told_counts_in_the_month_of_publication() -> None:
    assert summed([told("a", 1, 4, "x")], told=True).killed == {("MLI", "2024-03"): 4}


def row(*numbers: tuple[float, int, int]) -> dict[str, object]:
    day = date(2024, 2, 1)
    killed = [{"low": low, "start": start, "end": end} for low, start, end in numbers]
    about = {
        "id": "e",
        "trigger": 0,
        "acted": True,
        "report": "r",
        "country": "MLI",
        "day": day,
        "published": day,
        "since": day,
        "until": date(2024, 2, 2),
    }
    return about | {"admin1": None, "place": "Orvel", "killed": killed}


def test_of_parts_and_whole_the_whole_counts() -> None:
    text = "Twelve people, three of them children, are shot."
    assert assault(row((12, 0, 13), (3, 15, 37)), text, None).killed == 12


def test_a_number_that_no_one_happening_has_does_not_count() -> None:
    found = assault(row((60_000, 0, 6)), "60,000 are dead.", None)
    assert (found.killed, found.left) == (None, "number over 1,000")


def test_help_names_the_models_that_there_are() -> None:
    assert forecasting.MODELS == MODELS
