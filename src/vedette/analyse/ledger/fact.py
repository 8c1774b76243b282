"""An entry as the ledger compares it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from vedette.analyse.ledger import words
from vedette.analyse.ledger.entry import Entry
from vedette.records import Count, Resolved, Where, Who

GUESSED = frozenset({"owner-is-country-of-report", "only-owner-in-sentence"})
"""Rules that name an owner by what stands around; the same force under a surer owner outweighs them."""

NOBODY = "---"

THINGS = frozenset({"air-defence", "aircraft", "armour", "artillery", "drone", "missile", "naval"})
"""Kinds of weapons; the others are people."""

FORMS = frozenset({"named-one", "singular"})
"""Rules of counts that only read a word's form."""


Bounds = tuple[float | None, float | None]
"""Least and greatest number."""

ARMED = frozenset({"REB", "UAF", "CRM"})
"""Sectors that are on no state's side."""


@dataclass(frozen=True)
class Fact:
    """What an entry says, digested. Facts of one entry are always the same; what follows from them is worked out once."""

    entry: Entry
    owner: Who | None
    key: str | None
    """The state or organisation that owns the force."""
    guessed: bool
    sector: str | None
    command: str | None
    kind: str
    status: str
    where: Where | None
    count: Count | None
    """How many, where the words say a number of what the force is."""
    body: str | None
    names: frozenset[str]
    special: frozenset[str]
    part: bool
    on_top: bool
    at: int | None = field(default=None, compare=False)
    """Number of its place on the `Ground` that it is compared on."""

    @cached_property
    def order(self) -> tuple[object, ...]:
        """By day, report and place in the report."""
        posture = self.entry.posture
        day = self.entry.published
        return (day is None, day, self.entry.key, posture.force.start, posture.status, posture.id)

    @cached_property
    def sure(self) -> tuple[object, ...]:
        """How well it tells the owner: the least does best."""
        return (self.owner is None, self.guessed, not self.party, self.order)

    @cached_property
    def party(self) -> bool:
        """Whether the owner is told by a name of its own in the words of the force: "Jubaland fighters"."""
        name = self.owner.name if self.owner else None
        return name is not None and name.lower() in self.names

    @cached_property
    def marked(self) -> bool:
        """Whether it is told apart from other forces of its owner by number, name or body."""
        return bool(self.count or (self.names and not self.party) or self.body or self.special or self.kind in THINGS)

    @cached_property
    def side(self) -> str | None:
        """rebels, police or army; None where nothing tells."""
        if self.key is None:
            return None
        if self.sector in ARMED or (self.kind == "militia" and self.sector != "COP"):
            return "rebels"
        if self.sector == "COP" or (self.kind == "police" and self.sector is None):
            return "police"
        return "army" if self.sector == "MIL" else None

    @cached_property
    def bare(self) -> str:
        """The words of the force without what only points: "the men"."""
        return words.POINTING.sub("", self.entry.posture.force.text.casefold())

    @cached_property
    def bounds(self) -> Bounds | None:
        """Those of the number, which is all that is compared of it."""
        return (self.count.low, self.count.high) if self.count else None

    @cached_property
    def marks(self) -> tuple[tuple[str, object], ...]:
        """What it says that another may say again."""
        return (
            ("report", self.entry.key),
            *(("name", name) for name in self.names),
            *(("special", name) for name in self.special),
            *((("body", self.body),) if self.body else ()),
            *((("command", self.command),) if self.command else ()),
        )


def fact(entry: Entry) -> Fact:
    """The digest of an entry."""
    posture = entry.posture
    owner = _known(posture.owner)
    command = _known(posture.command)
    phrase = posture.force.text
    union = owner is not None and owner.country is None
    return Fact(
        entry=entry,
        owner=owner,
        key=owner.code.split()[0] if owner else None,
        guessed=posture.owner is not None and posture.owner.rule in GUESSED,
        sector=owner.sector if owner else None,
        command=command.code.split()[0] if command else None,
        kind="force" if words.is_carriage(phrase) else posture.kind,
        status=posture.status,
        where=posture.where.value if posture.where else None,
        count=None if words.is_carriage(phrase) or _lone(entry, owner) else usable(posture.count, posture.kind),
        body=words.body(phrase),
        names=frozenset() if union else words.names(phrase),
        special=words.special(phrase),
        part=bool(words.PARTIES.search(phrase)),
        on_top=bool(words.ON_TOP.search(phrase)),
    )


def _lone(entry: Entry, owner: Who | None) -> bool:
    """Whether it is "a helicopter" of nobody knows whom: no force that a ledger could follow."""
    return owner is None and entry.posture.count.rule in FORMS


def usable(count: Resolved[Count], kind: str) -> Count | None:
    """The number, unless none was said, it only follows from a noun's form, or it counts bodies and not what is in them."""
    value = count.value
    if value is None or (value.low is None and value.high is None):
        return None
    noun = words.stem(value.unit or "")
    if (count.rule in FORMS or noun in words.WEAPONS) and kind not in THINGS:
        return None
    one_body = value.low == 1 and noun in words.BODIES
    return None if one_body else value


def _known(who: Resolved[Who] | None) -> Who | None:
    return who.value if who and who.value and not who.value.code.startswith(NOBODY) else None
