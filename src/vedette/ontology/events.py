"""events/*.toml to event types with their modes."""

from __future__ import annotations

from vedette.ontology.faults import Faults
from vedette.ontology.shapes import NONE, QUADS, EventType, Example, Mode, NearMiss
from vedette.ontology.tables import Table

TYPE_KEYS = (
    "name",
    "quad",
    "quad_note",
    "score",
    "recipient_required",
    "recipient_note",
    "definition",
    "aliases",
    "examples",
    "near_misses",
    "retired_modes",
    "modes",
)
MODE_KEYS = ("score", "definition", "aliases", "adds_contexts", "examples", "near_misses")


def event_type(table: Table, expected: str) -> EventType | None:
    """The event type of a file, which is named after it; None when the file could not be read."""
    if not table.values:
        return None
    table.only(*TYPE_KEYS)
    if (name := table.text("name")) != expected:
        table.wrong("name", f"{name!r} is not the file's", f'write "{expected}", or name the file {name}.toml')
    return EventType(
        name=expected,
        quad=table.choice("quad", QUADS),
        quad_note=table.text("quad_note", ""),
        score=table.score("score"),
        recipient_required=table.flag("recipient_required"),
        recipient_note=table.text("recipient_note", ""),
        definition=table.text("definition"),
        aliases=table.texts("aliases"),
        modes=tuple(mode(each, name, expected) for name, each in table.table("modes").tables()),
        retired_modes=tuple(table.table("retired_modes").pairs().items()),
        examples=examples(table),
        near_misses=near_misses(table),
    )


def mode(table: Table, name: str, of: str) -> Mode:
    """One mode of the type `of`."""
    table.only(*MODE_KEYS)
    return Mode(
        name=name,
        type=of,
        score=table.score("score") if "score" in table.values else None,
        definition=table.text("definition"),
        aliases=table.texts("aliases"),
        adds_contexts=table.texts("adds_contexts"),
        examples=examples(table),
        near_misses=near_misses(table),
    )


def examples(table: Table) -> tuple[Example, ...]:
    """The sentences under `examples`, each with its trigger in square brackets."""
    found = [(text, example(text)) for text in table.texts("examples")]
    for text, read in found:
        if read is None:
            table.wrong("examples", f"{text!r} has not one trigger", "put square brackets round one")
    return tuple(read for _, read in found if read)


def example(text: str) -> Example | None:
    """A sentence with one trigger in square brackets, which are taken off; None when there is not one."""
    head, _, rest = text.partition("[")
    trigger, _, tail = rest.partition("]")
    if not trigger or (text.count("["), text.count("]")) != (1, 1):
        return None
    return Example(head + trigger + tail, len(head), len(head) + len(trigger))


def near_misses(table: Table) -> tuple[NearMiss, ...]:
    """The sentences under `near_misses`, each with what it is instead and why."""
    return tuple(map(near_miss, table.rows("near_misses")))


def near_miss(row: Table) -> NearMiss:
    """One near miss. Only what is no event at all may go without a trigger."""
    row.only("text", "instead", "why")
    text, instead = row.text("text"), row.text("instead")
    read = example(text)
    if read is None and instead != NONE:
        row.wrong("text", f"{text!r} has not one trigger", "put square brackets round one")
    return NearMiss(read, read.text if read else text, instead, row.text("why"))


def ordered(types: dict[str, EventType | None], order: tuple[str, ...], faults: Faults) -> tuple[EventType, ...]:
    """The types in the order that ontology.toml tells; a file that it does not name is a fault."""
    for name in types.keys() - set(order):
        faults.add(f"events/{name}.toml", "name", "not listed", f'add "{name}" to types in ontology.toml')
    return tuple(found for name in order if (found := types.get(name)))
