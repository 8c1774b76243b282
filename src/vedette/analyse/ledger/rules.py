"""The rules that a ledger line can name, and what each says: docs/how-it-decides/ledger.md has them all."""

from __future__ import annotations

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    "as-reported": "one report tells it, or several at once",
    "confirmed": "a later report says the same",
    "granted": "what was asked for or threatened is decided or held ready",
    "made-ready": "what was authorised is held ready",
    "set-out": "what was ahead is on its way",
    "arrived": "what was ahead or on its way is there",
    "moved-on": "what was there is on its way to another place",
    "stood-down": "what was held ready or lay ahead is called off",
    "withdrawn": "it left",
    "replaced": "another force took its place",
    "came-back": "it ended, and a report of a later day tells that it is there",
    "took-over": "it took the place of a force that ends in the same report",
    "reinforced": "what came on top is added to what was there",
    "part-of": "it is a part, and says nothing of the whole",
    "ready-and-there": "it is held ready, and the same report tells that it is there",
    "denied-by-another": "somebody denies what another line claims",
    "past-the-horizon": "it was last confirmed longer ago than the horizon, and is no longer assumed",
    "ahead-changes-nothing": "what lies ahead takes nothing back; never stands on a line",
    "ended-stays-ended": "what ended is not undone by what is on its way out or ahead; never stands on a line",
}
