"""A quick score to train by; `bench/` holds the scorers that count."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from vedette.records import EventMention, Span

Record = dict[str, Any]


@dataclass
class Tally:
    """Marks found, marks there, and those that agree."""

    found: int = 0
    there: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        return 2 * self.right / max(self.found + self.there, 1)


@dataclass
class Score:
    """Typed triggers, arguments of matched events by overlap and exact, attributes of matched events."""

    triggers: Tally = field(default_factory=Tally)
    overlap: Tally = field(default_factory=Tally)
    exact: Tally = field(default_factory=Tally)
    types: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    roles: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    attributes: Counter[str] = field(default_factory=Counter)
    contexts: Tally = field(default_factory=Tally)
    """Of matched events whose contexts were annotated."""

    def figures(self) -> dict[str, float]:
        """The figures by name, each 0 to 1: F1, and the share of matched events whose status or mode agrees."""
        n = max(self.triggers.right, 1)
        tallies = {"triggers": self.triggers, "arguments": self.overlap, "arguments-exact": self.exact}
        shares = {name: self.attributes[name] / n for name in ("status", "mode")}
        f1 = {name: tally.f1 for name, tally in tallies.items()}
        return {k: round(v, 4) for k, v in (f1 | shares | {"contexts": self.contexts.f1}).items()}

    def line(self) -> str:
        """One line for the log."""
        n = max(self.triggers.right, 1)
        return (
            f"typed {self.triggers.f1:.4f} overlap {self.overlap.f1:.4f} exact {self.exact.f1:.4f} "
            f"status {self.attributes['status'] / n:.4f} mode {self.attributes['mode'] / n:.4f} "
            f"source {self.roles['source'].f1:.4f} contexts {self.contexts.f1:.4f}"
        )


def score(reports: Sequence[Record], found: Sequence[Sequence[EventMention]]) -> Score:
    """Typed triggers match when they overlap; an argument counts under its event, role and span."""
    s = Score()
    for report, events in zip(reports, found, strict=True):
        _report(s, report, events)
    return s


def _report(s: Score, report: Record, events: Sequence[EventMention]) -> None:
    left = list(events)
    for gold in report["events"]:
        match = next((e for e in left if e.type == gold["type"] and _meet(e.trigger, gold["trigger"])), None)
        s.types[gold["type"]].there += 1
        if match:
            left.remove(match)
            s.types[gold["type"]].right += 1
            s.attributes["status"] += match.status == gold["status"]
            s.attributes["mode"] += match.mode == gold["mode"]
            _contexts(s.contexts, gold.get("contexts"), match)
        _arguments(s, gold["arguments"], match)
    for e in events:
        s.types[e.type].found += 1
    for e in left:
        _arguments(s, [], e)
    s.triggers = Tally(*(sum(getattr(t, k) for t in s.types.values()) for k in ("found", "there", "right")))


def _contexts(tally: Tally, gold: Sequence[str] | None, match: EventMention) -> None:
    if gold is not None:
        tally.found += len(match.contexts)
        tally.there += len(gold)
        tally.right += len(set(gold) & set(match.contexts))


def _arguments(s: Score, gold: Sequence[Record], match: EventMention | None) -> None:
    left = list(match.arguments) if match else []
    for tally in (s.overlap, s.exact):
        tally.found += len(left)
        tally.there += len(gold)
    for a in left:
        s.roles[a.role].found += 1
    for g in gold:
        s.roles[g["role"]].there += 1
        near = [a for a in left if a.role == g["role"] and _meet(a.span, g)]
        if near:
            best = max(near, key=lambda a: (a.span.start == g["start"]) + (a.span.end == g["end"]))
            left.remove(best)
            s.overlap.right += 1
            s.roles[g["role"]].right += 1
            s.exact.right += (best.span.start, best.span.end) == (g["start"], g["end"])


def _meet(span: Span, gold: Record) -> bool:
    return bool(span.start < gold["end"] and gold["start"] < span.end)
