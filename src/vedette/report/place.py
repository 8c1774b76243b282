"""Which place a report is of: a country by its name or code, or a province or place by part of its name."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.errors import UsageError
from vedette.report.names import country
from vedette.resolve.countries import by_name, countries, fold
from vedette.store.known import Query, quoted

AT = "contains(lower(concat_ws(chr(10), {columns})), lower({name}))"

KNOWN = f"""
SELECT (SELECT count(*) FROM incidents WHERE {AT.format(columns='"where".name, "where".admin1', name="{name}")})
    + (SELECT count(*) FROM events WHERE {AT.format(columns="place, admin1", name="{name}")}) AS number
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A country, or where `code` is None whatever has these words in its name or in that of its province."""

    code: str | None
    name: str
    within: tuple[str, ...] = ()
    """Of a part of a country: the countries in which places of this name are."""

    @property
    def events(self) -> str:
        """The condition that an event is of it: it happened there, or a side of that country had a part."""
        if self.code is None:
            return AT.format(columns="place, admin1", name=quoted(self.name))
        sides = f"lambda code: code = {quoted(self.code)} OR starts_with(code, {quoted(self.code + ' ')})"
        return f"(country = {quoted(self.code)} OR len(list_filter(list_concat(actors, recipients), {sides})) > 0)"

    @property
    def there(self) -> str:
        """The condition that an event happened there; where no place is told, that it befell only that country, or that
        only that country did it.
        """
        if self.code is None:
            return self.events
        return f"coalesce(country, {ONLY.format(of='recipients')}, {ONLY.format(of='actors')}) = {quoted(self.code)}"

    def around(self, id_: str) -> str:
        """The condition that an event may tell of what is unusual here: that it, or its incident, is of the country, or of
        that in which the place lies. `id_` is the column of its id.
        """
        codes = (self.code,) if self.code else self.within
        told = "SELECT unnest(events) FROM incidents WHERE superseded_at IS NULL AND"
        linked = f'{id_} IN ({told} "where".country IN ({", ".join(map(quoted, codes))}))' if codes else "false"
        return " OR ".join([f"({self.events})", *(f"({Place(code, code).events})" for code in self.within), linked])

    @property
    def party(self) -> str:
        """The condition that the country is a side of an incident."""
        sides = "lambda who: who.country ="
        return (
            f"len(list_filter(list_concat(actors, recipients), {sides} {quoted(self.code)})) > 0"
            if self.code
            else "false"
        )

    @property
    def incidents(self) -> str:
        """The same of an incident."""
        if self.code is None:
            return AT.format(columns='"where".name, "where".admin1', name=quoted(self.name))
        told = ", ".join(f"{ONLY.format(of=f'[w.code FOR w IN {each}]')}" for each in ("recipients", "actors"))
        return f'coalesce("where".country, {told}) = {quoted(self.code)}'


ONLY = (
    "CASE WHEN len(list_distinct(list_transform({of}, lambda code: split_part(code, ' ', 1)))) = 1 "
    "THEN split_part(({of})[1], ' ', 1) END"
)
"""The country that all of some codes share."""


def of_name(name: str, query: Query) -> Place:
    """The place that is meant; one of which no row of the lake tells must be a country."""
    words = name.strip()
    code = words.upper() if words.upper() in countries() else by_name().get(fold(words))
    if code is not None:
        return Place(code, country(code))
    if not words or not next(query.tuples(KNOWN.format(name=quoted(words))))[0]:
        raise UsageError(
            f"--place: no country is called {name!r}, and no row of the lake names such a place. Give a country's name "
            "or code (ISO 3166), or part of the name of a province or place, as `vedette incidents` shows it"
        )
    told = "SELECT DISTINCT country FROM events WHERE country IS NOT NULL AND"
    within = sorted(country for (country,) in query.tuples(f"{told} {Place(None, words).events}"))
    return Place(None, words, tuple(within[:MOST_COUNTRIES]))


MOST_COUNTRIES = 5
"""Countries that are looked into for a name; one that more of them have is none of a place."""
