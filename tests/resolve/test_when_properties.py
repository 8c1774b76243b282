"""What holds of every time, whatever the words."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.records import Resolved, Span, Surroundings, When
from vedette.resolve import when
from vedette.resolve.when import spans

STATUSES = st.sampled_from(["actual", "ongoing", "planned", "hypothetical", "negated", None])
DATES = st.dates(date(1950, 1, 1), date(2090, 12, 31))
WORDS = st.sampled_from(
    [
        "the",
        "last",
        "next",
        "this",
        "two",
        "three",
        "5",
        "31",
        "2021",
        "May",
        "June",
        "friday",
        "monday",
        "night",
        "dawn",
        "at",
        "on",
        "since",
        "until",
        "between",
        "and",
        "to",
        "from",
        "of",
        "first",
        "week",
        "month",
        "year",
        "days",
        "hours",
        "ago",
        "later",
        "early",
        "mid-",
        "end",
        "quarter",
        "10:30",
        "a.m.",
        ",",
        "-",
        "(",
        ")",
        "'",
        "past",
        "Easter",
        "Ramadan",
    ]
)
PHRASES = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)
DAY_BY_DAY = [
    "yesterday",
    "today",
    "tomorrow",
    "two days ago",
    "ten days ago",
    "the past 24 hours",
    "last night",
    "overnight",
]
WEEK_BY_WEEK = [
    *DAY_BY_DAY,
    "Friday",
    "last Monday",
    "next Sunday",
    "last week",
    "this week",
    "the weekend",
    "a week ago",
]
SAID = {
    "day": ["Friday", "3 May", "yesterday", "the 12th", "4 July 2011"],
    "week": ["last week", "this week", "two weeks ago"],
    "month": ["March", "last month", "May 2014", "mid-June", "early April", "six months ago"],
    "season": ["the spring", "last summer", "the third quarter of 2015"],
    "year": ["2011", "last year", "late 2014", "three years ago"],
    "decade": ["the 1990s", "the early 1980s"],
}


def resolved(
    words: str, published: date | None, status: str | None = "actual", text: str | None = None
) -> Resolved[When]:
    whole = words if text is None else text
    start = whole.index(words)
    return when.resolve(Span(words, start, start + len(words)), Surroundings(whole, published, (), status))


@given(st.text(), st.one_of(st.none(), st.dates()), STATUSES)
@settings(deadline=None)
def test_no_text_is_an_error(text: str, published: date | None, status: str | None) -> None:
    found = resolved(text, published, status)
    assert found.rule
    assert found.value is None or found.value.since < found.value.until


@given(PHRASES, st.one_of(st.none(), st.dates()), STATUSES)
@settings(max_examples=400, deadline=None)
def test_no_heap_of_time_words_is_an_error(text: str, published: date | None, status: str | None) -> None:
    found = resolved(text, published, status, f"It happened on 3 May 2014 and {text} after that.")
    assert found.rule
    assert found.value is None or found.value.since < found.value.until


@given(st.sampled_from(DAY_BY_DAY), DATES, st.integers(-4000, 4000))
@settings(deadline=None)
def test_a_later_publication_moves_relative_days_as_far(words: str, published: date, days: int) -> None:
    first, second = resolved(words, published).value, resolved(words, published + timedelta(days=days)).value
    assert first is not None
    assert second is not None
    assert (second.since - first.since).days == days
    assert (second.until - first.until).days == days


@given(st.sampled_from(WEEK_BY_WEEK), DATES, st.integers(-500, 500), STATUSES)
@settings(deadline=None)
def test_a_publication_whole_weeks_later_moves_weekdays_as_far(
    words: str, published: date, weeks: int, status: str | None
) -> None:
    first = resolved(words, published, status).value
    second = resolved(words, published + timedelta(weeks=weeks), status).value
    assert first is not None
    assert second is not None
    assert (second.since - first.since).days == (second.until - first.until).days == 7 * weeks


@given(st.sampled_from([(unit, words) for unit, all_words in SAID.items() for words in all_words]), DATES, STATUSES)
@settings(deadline=None)
def test_a_value_is_never_more_precise_than_the_words(
    said: tuple[str, str], published: date, status: str | None
) -> None:
    unit, words = said
    value = resolved(words, published, status).value
    assert value is not None
    assert spans.rank(spans.Stretch(value.since, value.until, value.precision)) >= spans.RANK[unit] - (
        1 if unit == "week" and words == "this week" else 0
    )


@given(st.permutations(["Friday", "May", "the next day", "in 2011", "overnight", "two days ago", "noon"]), DATES)
@settings(deadline=None)
def test_the_order_of_questions_changes_no_answer(order: list[str], published: date) -> None:
    text = "On Friday of last May, in 2011, overnight; the next day, two days ago, noon."
    asked = {words: resolved(words, published, "actual", text) for words in order}
    again = {words: resolved(words, published, "actual", text) for words in reversed(order)}
    assert asked == again


@given(DATES, st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]))
@settings(deadline=None)
def test_a_past_weekday_lies_within_the_week_up_to_the_publication(published: date, weekday: str) -> None:
    value = resolved(weekday, published, "actual").value
    assert value is not None
    assert 0 <= (published - value.since).days <= 6
    assert value.since.strftime("%A") == weekday


@given(DATES, st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]))
@settings(deadline=None)
def test_a_planned_weekday_lies_within_the_week_from_the_publication(published: date, weekday: str) -> None:
    value = resolved(weekday, published, "planned").value
    assert value is not None
    assert 0 <= (value.since - published).days <= 6


@given(DATES)
@settings(deadline=None)
def test_a_date_with_its_year_needs_no_publication(day: date) -> None:
    for words in (f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}", day.isoformat()):
        assert resolved(words, None).value == When(day, day + timedelta(days=1), "day")


@given(
    st.integers(1905, 2095),
    st.sampled_from(
        ["{}", "May {}", "3 June {}", "early {}", "the summer of {}", "mid-April {}", "the second quarter of {}"]
    ),
    st.one_of(st.none(), DATES),
    STATUSES,
)
@settings(deadline=None)
def test_a_time_that_names_its_year_lies_in_it(
    year: int, words: str, published: date | None, status: str | None
) -> None:
    value = resolved(words.format(year), published, status).value
    assert value is not None
    assert value.since >= date(year, 1, 1)
    assert value.until <= date(year + 1, 1, 1)


@given(
    st.sampled_from(["yesterday", "Friday", "last week", "the 12th", "recently", "overnight", "two days ago"]), STATUSES
)
@settings(deadline=None)
def test_without_a_publication_nothing_relative_is_told(words: str, status: str | None) -> None:
    assert resolved(words, None, status).value is None


@given(st.sampled_from(["the ", "from ", "3 May ", "last next ", "10:30 ", "- "]), st.integers(1, 3000))
@settings(max_examples=30, deadline=None)
def test_a_long_text_is_neither_slow_nor_an_error(piece: str, times: int) -> None:
    assert resolved(piece * times, date(2021, 3, 17)).rule
