"""The words of the verbs that change something by hand: `correct`, `corrections`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from vedette.cli import stores

OF_EVENTS = ("reject", "keep", "set")
OF_INCIDENTS = ("merge", "split")
OF_SOURCES = ("mistrust", "exclude", "keep")

CHANGES = tuple(dict.fromkeys((*OF_EVENTS, *OF_INCIDENTS, *OF_SOURCES)))

USAGE = """
  vedette correct EVENT reject|keep           --lake DIR --reason WORDS --by NAME
  vedette correct EVENT set FIELD VALUE       --lake DIR --reason WORDS --by NAME
  vedette correct INCIDENT merge INCIDENT     --lake DIR --reason WORDS --by NAME
  vedette correct INCIDENT split EVENT …      --lake DIR --reason WORDS --by NAME
  vedette correct --source NAME mistrust|exclude|keep --lake DIR --reason WORDS --by NAME"""

EPILOG = """what can be done:
  reject     the event did not happen so, or is none: it no longer counts
  keep       an event that was rejected, or a source that was mistrusted or excluded, counts after all
  set        a value of the event is another
  merge      two incidents are one
  split      these events are an incident of their own
  mistrust   the source is kept, marked as unreliable, and adds no independent voice
  exclude    nothing that the source tells counts, in reports to come neither

fields, and values as they are written:
  killed, injured, force, count, instrument   4, 3..5, ">=4", "<=10", "~200", "dozens"
  actor, recipient, source                    "XKX COP", SRB, IGO:NATO, or a name: "Kosovo police"
  place, origin                               "Zvecan" or "Zvecan, Kosovo"
  time                                        2023-09-24, 2023-09-24..2023-09-26, 2023-09
  type                                        ASSAULT or ASSAULT.firearms
  mode, status                                firearms; actual, ongoing, planned, hypothetical or negated
  ? in the place of a value says that it cannot be told

example:
  vedette correct 4f1a9c02 set killed 4 --lake lake --reason "The hospital's list has four." --by "A. Berg"

The value is shown before it is kept. Nothing is overwritten: what was read stays beside what was set, with the name and
the reason, and `vedette corrections --withdraw` takes a correction back."""


def correct(verb: argparse.ArgumentParser, names: Callable[[argparse.ArgumentParser], None]) -> None:
    """Options of `vedette correct`; `names` adds the user's own actors and places."""
    verb.usage = USAGE.lstrip()
    verb.epilog = EPILOG
    verb.formatter_class = argparse.RawDescriptionHelpFormatter
    verb.add_argument("words", nargs="+", metavar="WORD", help="an id, or its first letters, and what to do; see below")
    verb.add_argument("--lake", required=True, metavar="DIR", help=stores.LAKE)
    verb.add_argument("--source", metavar="NAME", help="a source of reports, to the letter, instead of an id")
    verb.add_argument("--reason", required=True, metavar="WORDS", help="why; it is kept and shown")
    verb.add_argument("--by", required=True, metavar="NAME", help="who says so; it is kept and shown")
    verb.add_argument(
        "--words",
        dest="words_of",
        metavar="WORDS",
        help="words of the report, to the letter, which tell the value: which of two actors is meant, or where one "
        "stands that was not marked",
    )
    verb.add_argument("--dry-run", action="store_true", help="show what would be kept, and keep nothing")
    names(verb)


def corrections(verb: argparse.ArgumentParser) -> None:
    """Options of `vedette corrections`."""
    verb.add_argument("--lake", required=True, metavar="DIR", help=stores.LAKE)
    verb.add_argument("--withdraw", metavar="ID", help="take one back, by its id or the first letters of it")
    verb.add_argument("--reason", metavar="WORDS", help="with --withdraw: why")
    verb.add_argument("--by", metavar="NAME", help="with --withdraw: who says so")
    verb.add_argument("--format", choices=("jsonl", "text"), default="text", help="how they are shown (default: text)")
    stores.known_at(verb)
