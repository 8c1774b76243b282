"""Members of an incident as the tests write them: `2024-05-06 Post: A mine [x:killed] [k:four porters], said [s:the mayor|FRA GOV].`

`[k:]` and `[i:]` are killed and injured, `[c:]` another count, `[s:]` the source, `[a:]` and `[r:]` actor and recipient, `[t:]` a time,
`[x:]` the trigger; after a stroke stands the code or the day. ` / ` starts another event of the report, `!` one that is negated;
`=a` behind the publisher makes the report a copy of report `a`. Reports are named a, b, c … in order.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from vedette.link.members import Member
from vedette.records import Argument, Event, Resolved, Span, Surroundings, When, Who, digest
from vedette.resolve.count import resolve

HEAD = re.compile(r"(?P<day>\S+) (?P<source>\w+)(?: =(?P<voice>\w))?: (?P<text>.*)", re.DOTALL)
MARK = re.compile(r"\[(?P<role>[kicsartx]):(?P<words>[^\]|]*)(?:\|(?P<value>[^\]]*))?\]")
ROLES = {"k": "killed", "i": "injured", "c": "count", "s": "source", "a": "actor", "r": "recipient", "t": "time"}


def incident(told: str) -> tuple[Member, ...]:
    """The members of reports, which ` || ` parts."""
    return tuple(
        member
        for name, report in zip("abcdefghij", told.split(" || "), strict=False)
        for member in members(name, report)
    )


def members(name: str, told: str) -> tuple[Member, ...]:
    """The events of one report."""
    head = HEAD.fullmatch(told)
    assert head, told
    pieces = head["text"].split(" / ")
    text = " ".join(MARK.sub(lambda mark: mark["words"], piece).removeprefix("!") for piece in pieces)
    found, start = [], 0
    for piece in pieces:
        event = _event(name, piece, text, start)
        start += len(MARK.sub(lambda mark: mark["words"], piece).removeprefix("!")) + 1
        day = None if head["day"] == "-" else date.fromisoformat(head["day"])
        found.append(Member(event, name, day, head["source"], head["voice"] or name, text))
    return tuple(found)


def _event(name: str, piece: str, text: str, start: int) -> Event:
    bare = piece.removeprefix("!")
    arguments, trigger, done, at = [], Span(text[start : start + 1], start, start + 1), 0, start
    for mark in MARK.finditer(bare):
        at += mark.start() - done
        span = Span(mark["words"], at, at + len(mark["words"]))
        at, done = span.end, mark.end()
        if mark["role"] == "x":
            trigger = span
        else:
            arguments.append(_argument(ROLES[mark["role"]], span, mark["value"] or "", text))
    status = "negated" if piece.startswith("!") else "actual"
    identity = digest(name, str(trigger.start), str(start))
    return Event(identity, "ASSAULT", None, status, (), 1.0, 0.0, trigger, tuple(arguments))


def _argument(role: str, span: Span, value: str, text: str) -> Argument:
    if role == "time":
        since = date.fromisoformat(value)
        return Argument(role, span, 1.0, when=Resolved(When(since, since + timedelta(days=1), "day"), "test"))
    if role in ("source", "actor", "recipient"):
        country, _, sector = value.partition(" ")
        who = Who(value, country, sector or None, None) if value else None
        return Argument(role, span, 1.0, who=Resolved(who, "test"))
    return Argument(role, span, 1.0, count=resolve(span, Surroundings(text)))
