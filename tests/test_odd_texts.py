"""Whatever is fed to it, the reader neither fails nor hangs, and every span stands where it says."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vedette
from vedette.records import Reading

ATTACK = "Rebels shelled the town of Orvel on Monday, killing three people."

ODD = {
    "nothing but marks": "… — !!! ???",
    "emoji": "🚀🚀 Rebels 💣 shelled 🏘️ the town of Orvel 😢 on Monday 👨‍👩‍👧‍👦.",
    "combining marks": "Re\u0301bels she\u0301lled the to\u0308wn of O\u0302rvel on Mo\u0301nday.",
    "right to left": "قصف المتمردون بلدة أورفيل يوم الاثنين.",
    "right-to-left overrides": f"\u202e{ATTACK}\u202c \u2066{ATTACK}\u2069",
    "another script": "反政府軍が月曜日に町を砲撃し、三人が死亡した。",
    "another language": "Les rebelles ont bombardé la ville d'Orvel lundi, tuant trois personnes.",
    "markup": f"<p>{ATTACK}</p><script>alert('x')</script>&nbsp;&lt;b&gt;",
    "controls": f"\x00\x07{ATTACK}\x1b[31m\x7f",
    "lone surrogates": f"\ud800{ATTACK}\udfff",
    "one word of 100,000 letters": "a" * 100_000,
    "no space at all": ATTACK.replace(" ", "") * 300,
    "10,000 full stops": ". " * 10_000,
    "only digits": "1234567890 " * 2_000,
    "one sentence without end": "Rebels shelled Orvel and " * 800,
    "every line one word": "\n".join(ATTACK.split() * 100),
}

SECONDS = 60
"""Far more than any of these takes on a busy machine; what hangs would take for ever."""


def holds(reading: Reading) -> bool:
    spans = [s for e in reading.events for s in (e.trigger, *(a.span for a in e.arguments))]
    return all(reading.report.text[s.start : s.end] == s.text for s in spans)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_an_odd_text_is_read_or_its_problem_is_named(text: str) -> None:
    began = time.monotonic()
    reading = vedette.read(text, published="2024-03-06")
    assert time.monotonic() - began < SECONDS
    assert holds(reading)
    assert not [problem for problem in reading.problems if problem.kind.endswith("-failed")]


@pytest.mark.parametrize("name", ["emoji", "markup", "controls", "lone surrogates", "right-to-left overrides"])
def test_what_stands_between_oddities_is_still_read(name: str) -> None:
    assert "ASSAULT" in {event.type for event in vedette.read(ODD[name], published="2024-03-06").events}


@settings(max_examples=25)
@given(st.text(max_size=400))
def test_any_text_at_all_is_read(text: str) -> None:
    assert holds(vedette.read(text, published="2024-03-06"))


def test_a_text_four_times_as_long_takes_about_four_times_as_long() -> None:
    def seconds(copies: int) -> float:
        began = time.process_time()
        vedette.read(" ".join(f"{ATTACK} Case {n}." for n in range(copies)), published="2024-03-06")
        return time.process_time() - began

    seconds(10)
    assert seconds(400) < 8 * seconds(100) + 1  # four, with room for a busy machine; a square would be sixteen
