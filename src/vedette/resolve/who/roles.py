"""Words for kinds of people and bodies, from `roles.tsv`: "spokesman", "gunmen", "ministry of defence"."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from vedette.errors import KnowledgeError
from vedette.resolve.who.table import SECTORS
from vedette.resolve.who.terms import Term
from vedette.resolve.who.words import keys

FILE = "data/actors/roles.tsv"
STRENGTHS = frozenset(("head", "weak", "part", "mark"))
_COLUMNS = 4


@cache
def terms() -> dict[str, Term]:
    """Role terms by folded words; a word of two rows keeps the first."""
    found: dict[str, Term] = {}
    text = files("vedette.resolve").joinpath(FILE).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if line and not line.startswith(("#", "sector\t")):
            _add(line.split("\t"), f"{FILE}, row {number}", found)
    return found


def _add(cells: list[str], place: str, found: dict[str, Term]) -> None:
    if len(cells) != _COLUMNS or cells[1] not in STRENGTHS or not (cells[0] in SECTORS or cells[0] == "-"):
        raise KnowledgeError(f"{place}: give sector, strength, country, words, with tabs between")
    sector, strength, country, words = cells
    for folded in keys(words).split(";"):
        phrase = " ".join(folded.split())
        term = Term(phrase, None, None if sector == "-" else sector, "role", strength, nowhere=country == "nowhere")
        for form in (phrase, plural(phrase)) if phrase else ():
            found.setdefault(form, term)


def plural(phrase: str) -> str:
    """The plural of a phrase's last word: "gunman" is "gunmen", "embassy" "embassies"."""
    if phrase.endswith("man"):
        return phrase[:-2] + "en"
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return phrase[:-1] + "ies"
    return phrase + ("es" if phrase.endswith(("s", "ch", "sh", "x")) else "s")
