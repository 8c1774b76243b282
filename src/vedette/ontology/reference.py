"""The ontology as a page of Markdown: docs/reference/ontology.md is what this writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vedette.ontology.book import Ontology
from vedette.ontology.describe import marked, missed, signed
from vedette.ontology.shapes import QUADS, Cameo, EventType, Example, Label, Mode, NearMiss

HEAD = """\
# The ontology

Generated from the files of `src/vedette/ontology` by `python -m vedette.ontology`; edit those, not this page.
The types, modes, contexts, scores and CAMEO crosswalk are PLOVER's of 2024; definitions and sentences are our own.
In an example, square brackets stand round the words that tell the event."""


def reference(ontology: Ontology) -> str:
    """The whole page."""
    parts = [
        [HEAD],
        ["## Types", *_summary(ontology)],
        *(list(_event_type(ontology, event)) for event in ontology.events),
        ["## Contexts", *_contexts(ontology)],
        ["## Statuses of an event", *_statuses(ontology, "event")],
        ["## Statuses of a posture", *_statuses(ontology, "posture")],
        ["## Roles", *_roles(ontology)],
        ["## Sectors", *_sectors(ontology)],
        ["## Actor codes of PLOVER and CAMEO", *_actor_codes(ontology)],
        ["## CAMEO", *_cameo(ontology)],
        ["## Older names", *_older(ontology)],
    ]
    return "\n\n".join(part for each in parts for part in each) + "\n"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join("| " + " | ".join(cell or "-" for cell in line) + " |" for line in lines)


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _summary(ontology: Ontology) -> Iterator[str]:
    yield _table(
        ("type", "score", "quad class", "recipient", "modes"),
        (
            (
                f"[{event.name}](#{event.name.lower()})",
                signed(event.score),
                f"{event.quad} {QUADS[event.quad]}",
                "required" if event.recipient_required else "",
                _code(mode.name for mode in event.modes),
            )
            for event in ontology.events
        ),
    )
    yield "The score runs from -10 (conflict) to +10 (cooperation); a mode without one takes its type's."


def _event_type(ontology: Ontology, event: EventType) -> Iterator[str]:
    yield f"## {event.name}"
    yield " ".join(filter(None, (event.definition, event.recipient_note, event.quad_note)))
    if event.aliases:
        yield f"Older names: {_code(event.aliases)}."
    yield from _sentences(event.examples, event.near_misses)
    for mode in event.modes:
        yield from _mode(ontology, mode)
    yield from (f"Older mode `{name}`: {what}" for name, what in event.retired_modes)


def _mode(ontology: Ontology, mode: Mode) -> Iterator[str]:
    own = "" if mode.score is not None else ", its type's"
    yield f"### {mode.label}"
    yield f"{mode.definition} Score {signed(ontology.intensity(mode.type, mode.name))}{own}."
    if mode.aliases:
        yield f"Also: {_code(mode.aliases)}."
    if mode.adds_contexts:
        yield f"Always has context {_code(mode.adds_contexts)}."
    yield from _sentences(mode.examples, mode.near_misses)


def _sentences(examples: Iterable[Example], near_misses: Iterable[NearMiss]) -> Iterator[str]:
    lines = [f"- {marked(example)}" for example in examples]
    lines += [f"- not: {missed(miss)} `{miss.instead}`: {miss.why}" for miss in near_misses]
    if lines:
        yield "\n".join(lines)


def _contexts(ontology: Ontology) -> Iterator[str]:
    rows = ((f"`{c.name}`", c.definition, c.not_for, _code(c.see), _code(c.aliases)) for c in ontology.contexts)
    yield _table(("context", "it is about", "not for", "see", "older names"), rows)


def _statuses(ontology: Ontology, kind: str) -> Iterator[str]:
    statuses = ontology.statuses if kind == "event" else ontology.posture_statuses
    rows = ((f"`{s.name}`", s.definition, " ".join(map(marked, s.examples)), s.plover or "") for s in statuses)
    yield _table(("status", "it is", "example", "PLOVER"), rows)


def _roles(ontology: Ontology) -> Iterator[str]:
    rows = ((f"`{r.name}`", r.definition, _code(r.resolved_as), r.plover or "") for r in ontology.roles)
    yield _table(("role", "it is", "resolved as", "PLOVER"), rows)


def _sectors(ontology: Ontology) -> Iterator[str]:
    rows = (
        (f"`{s.code}`", f"{s.definition} {s.note}".strip(), s.plover or "", s.cameo or "") for s in ontology.sectors
    )
    yield _table(("sector", "it is", "PLOVER", "CAMEO"), rows)


def _actor_codes(ontology: Ontology) -> Iterator[str]:
    plover, cameo = ontology.plover_codes, ontology.cameo_codes
    yield "Made on export only. A country that is not listed keeps its code; an organisation goes out as IGO or NGO."
    for what, first, second in (
        ("country", plover.countries, cameo.countries),
        ("organisation", plover.organisations, cameo.organisations),
    ):
        rows = ((f"`{code}`", first.get(code, ""), second.get(code, "")) for code in sorted({*first, *second}))
        yield _table((what, "PLOVER", "CAMEO"), rows)


def _cameo(ontology: Ontology) -> Iterator[str]:
    yield "From CAMEO. PLOVER drops or splits a code that has none of its labels here."
    yield _table(("CAMEO", "it is", "Goldstein", "PLOVER", "contexts"), map(_cameo_row, ontology.cameo.values()))
    yield "To CAMEO, for an event without contexts; contexts may choose a narrower code."
    labels = [Label(event.name, mode) for event in ontology.events for mode in (None, *ontology.modes(event.name))]
    yield _table(("PLOVER", "CAMEO", "leads back"), (row for label in labels for row in _way_out(ontology, label)))


def _cameo_row(code: Cameo) -> tuple[str, ...]:
    value = "" if code.goldstein is None else signed(code.goldstein)
    label = f"`{Label(code.type, code.mode)}`" if code.type else ""
    return (f"`{code.code}`", code.label, value, label, _code(code.contexts))


def _way_out(ontology: Ontology, label: Label) -> Iterator[tuple[str, ...]]:
    if crossing := ontology.to_cameo(label.type, label.mode):
        back = "yes" if crossing.exact else "no, the nearest"
        yield (f"`{label}`", f"`{crossing.cameo.code}` {crossing.cameo.label}", back)


def _older(ontology: Ontology) -> Iterator[str]:
    yield "\n".join(f"- `{name}`: {what}" for name, what in ontology.retired.items())
