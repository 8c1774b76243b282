"""Why an alert was raised: rule, parameters, figures, and the rows that it cites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from vedette.analyse.alerts.picture import Picture
from vedette.analyse.alerts.rules import RULES
from vedette.records import Alert


def explained(alert: Alert, picture: Picture) -> Iterator[str]:
    """Lines of plain text."""
    rule = next(rule for rule in RULES if rule.name == alert.rule)
    where = ", ".join(filter(None, (alert.place, alert.admin1, alert.country)))
    yield f"{alert.rule} {alert.id}"
    yield f"  {alert.why}"
    yield f"  where     {where or 'no place'}"
    yield f"  who       {', '.join(alert.actors) or 'nobody named'} -> {', '.join(alert.toward) or 'nobody named'}"
    yield f"  since     {alert.since}, raised {alert.raised} by what had been published to the end of that day"
    if alert.seen is not None and alert.expected is not None:
        chance = f", probability {alert.tail:.2g}" if alert.tail is not None else ""
        yield f"  unusual   {alert.seen:g} seen, {alert.expected:.2g} expected{chance}"
    if alert.note:
        yield f"  note      {alert.note}"
    if alert.muted:
        yield f"  muted     {alert.muted}"
    yield f"  rule      {rule.reason}"
    yield from (f"              {line}" for line in parameters(rule.given))
    yield "  rests on"
    yield from _rows(alert, picture)


def parameters(given: object) -> Iterator[str]:
    """Names and values of a rule's parameters."""
    if not is_dataclass(given):
        return
    for each in fields(given):
        value = getattr(given, each.name)
        if is_dataclass(value):
            yield from parameters(value)
        elif each.name != "name":
            yield f"{each.name} = {value}"


def _rows(alert: Alert, picture: Picture) -> Iterator[str]:
    events = {row.id: row for row in picture.events}
    for name in alert.events:
        row = events.get(name)
        if row:
            label = ".".join(filter(None, (row.type, row.mode)))
            who = f"{', '.join(row.actors) or '---'} -> {', '.join(row.recipients) or '---'}"
            yield f"    event {name}  {row.day}  {label}  {who}  in report {row.report} of {row.published}"
        else:
            yield f"    event {name}"
    for kind, names in (("incident", alert.incidents), ("statement", alert.statements), ("posture", alert.postures)):
        yield from (f"    {kind} {name}" for name in names)
    yield f"    reports {', '.join(alert.reports)}"
    yield "  `vedette explain` with the id of an event or incident shows its words"
