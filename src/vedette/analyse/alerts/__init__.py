"""Alerts: what an analyst should look at now, by a table of rules over events, forces and series."""

from vedette.analyse.alerts.asked import Asked, answer, one
from vedette.analyse.alerts.explained import explained
from vedette.analyse.alerts.muted import Mute, muted, mutes
from vedette.analyse.alerts.of_lake import picture_of_lake
from vedette.analyse.alerts.of_readings import picture_of
from vedette.analyse.alerts.picture import Picture
from vedette.analyse.alerts.rules import RULES, Rule, found
from vedette.analyse.alerts.standing import asked_of_lake, cited

__all__ = [
    "RULES",
    "Asked",
    "Mute",
    "Picture",
    "Rule",
    "answer",
    "asked_of_lake",
    "cited",
    "explained",
    "found",
    "muted",
    "mutes",
    "one",
    "picture_of",
    "picture_of_lake",
]
