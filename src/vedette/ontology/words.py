"""contexts, sectors, roles, statuses and actor codes: TOML tables to records."""

from __future__ import annotations

import re

from vedette.ontology.events import examples
from vedette.ontology.faults import one_of
from vedette.ontology.shapes import ActorCodes, Context, Role, Sector, Status
from vedette.ontology.tables import Table

RESOLVERS = ("who", "when", "where", "count")
CODE = re.compile(r"[A-Z]{3}")


def contexts(file: Table) -> tuple[Context, ...]:
    """contexts.toml."""
    return tuple(_context(name, table) for name, table in file.tables())


def _context(name: str, table: Table) -> Context:
    table.only("definition", "not_for", "see", "aliases")
    return Context(
        name, table.text("definition"), table.text("not_for", ""), table.texts("see"), table.texts("aliases")
    )


def sectors(file: Table) -> tuple[Sector, ...]:
    """sectors.toml."""
    return tuple(_sector(code, table) for code, table in file.tables())


def _sector(code: str, table: Table) -> Sector:
    table.only("definition", "plover", "cameo", "international", "note", "aliases")
    if not CODE.fullmatch(code):
        table.wrong("code", f"{code!r} is no sector code", "write three capitals, such as MIL")
    return Sector(
        code=code,
        definition=table.text("definition"),
        plover=table.maybe("plover"),
        cameo=table.maybe("cameo"),
        international=table.maybe("international"),
        note=table.text("note", ""),
        aliases=table.texts("aliases"),
    )


def roles(file: Table) -> tuple[Role, ...]:
    """roles.toml."""
    return tuple(_role(name, table) for name, table in file.tables())


def _role(name: str, table: Table) -> Role:
    table.only("definition", "resolved_as", "plover")
    resolved_as = table.texts("resolved_as")
    for resolver in resolved_as:
        if resolver not in RESOLVERS:
            table.wrong("resolved_as", f"no resolver {resolver!r}", one_of(resolver, RESOLVERS))
    return Role(name, table.text("definition"), resolved_as, table.maybe("plover"))


def statuses(file: Table, kind: str) -> tuple[Status, ...]:
    """statuses.toml, of events or of postures."""
    file.only("event", "posture")
    if file.values and not file.table(kind).values:
        file.wrong(kind, "missing", f"write [{kind}.NAME] for each status")
    return tuple(_status(name, kind, table) for name, table in file.table(kind).tables())


def _status(name: str, kind: str, table: Table) -> Status:
    table.only("definition", "plover", "aliases", "examples")
    return Status(name, kind, table.text("definition"), table.maybe("plover"), table.texts("aliases"), examples(table))


def actor_codes(file: Table, ontology: str) -> ActorCodes:
    """codes.toml, as one other ontology (plover or cameo) writes them."""
    table = file.table(ontology)
    table.only("countries", "organisations")
    return ActorCodes(table.table("countries").pairs(), table.table("organisations").pairs())
