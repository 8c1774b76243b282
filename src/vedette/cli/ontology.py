"""`vedette ontology list|show|check`: what the words are that events are told in."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from vedette.cli.exits import DONE, NOTHING_READ
from vedette.errors import OntologyError, UsageError

if TYPE_CHECKING:
    from vedette.ontology import Ontology
    from vedette.ontology.find import Entry

EPILOG = """\
examples:
  vedette ontology list
  vedette ontology show ASSAULT.firearms
  vedette ontology show military        a context
  vedette ontology show 0871            a CAMEO code
  vedette ontology show DEMAND          an older name
  vedette ontology check my-ontology/
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the verb; `args.run(args)` then returns the exit code."""
    parser = subparsers.add_parser(
        "ontology",
        help="show event types, modes, contexts, sectors and CAMEO codes; check an own ontology",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="what", required=True, metavar="{list,show,check}")
    _add_list(verbs)
    _add_show(verbs)
    _add_check(verbs)


def _add_list(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("list", help="types with their modes and scores")
    _add_format(parser)
    parser.set_defaults(run=run_list)


def _add_show(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("show", help="one entry: a type, mode, context, sector, role, status or CAMEO code")
    parser.add_argument("name", metavar="NAME", help="any name of it, older ones too: ASSAULT.firearms, 0871, DEMAND")
    _add_format(parser)
    parser.set_defaults(run=run_show)


def _add_check(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("check", help="whether the files hold: the packaged ones, or those of a directory")
    parser.add_argument("directory", metavar="DIR", nargs="?", help="an own ontology; without it the packaged one")
    _add_format(parser)
    parser.set_defaults(run=run_check)


def _add_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text (default) or json")


def run_list(args: argparse.Namespace) -> int:
    """Print the types with modes and scores."""
    from vedette.ontology import load  # noqa: PLC0415  # read only when asked: help must be instant

    ontology = load()
    print(_json(_listed(ontology)) if args.format == "json" else "\n".join(_lines(ontology)))
    return DONE


def run_show(args: argparse.Namespace) -> int:
    """Print every entry that the name stands for; an unknown name is wrong usage."""
    from vedette.ontology import load  # noqa: PLC0415  # as above
    from vedette.ontology.describe import describe  # noqa: PLC0415
    from vedette.ontology.find import find  # noqa: PLC0415

    ontology = load()
    if not (entries := find(ontology, args.name)):
        raise UsageError(_not_found(ontology, args.name))
    if args.format == "json":
        print(_json([_as_json(ontology, entry) for entry in entries]))
    else:
        print("\n\n".join((*_older_name(ontology, args.name), *("\n".join(describe(ontology, e)) for e in entries))))
    return DONE


def run_check(args: argparse.Namespace) -> int:
    """Say whether an ontology holds, and what was checked; each fault is told by file and key."""
    from vedette.ontology import load  # noqa: PLC0415  # as above

    try:
        ontology = load(args.directory)
    except OntologyError as error:
        _tell_faults(str(error).splitlines(), args.format)
        return NOTHING_READ
    counts = _counts(ontology)
    if args.format == "json":
        print(_json({"version": ontology.version, "checked": counts, "faults": []}))
    else:
        print(f"{ontology.version} holds: " + ", ".join(f"{number} {what}" for what, number in counts.items()))
    return DONE


def _tell_faults(faults: list[str], form: str) -> None:
    if form == "json":
        print(_json({"version": None, "checked": {}, "faults": faults}))
    else:
        print("\n".join((*faults, f"{len(faults)} to mend")), file=sys.stderr)


def _lines(ontology: Ontology) -> list[str]:
    from vedette.ontology.describe import signed  # noqa: PLC0415  # as above

    lines = [ontology.version]
    for event in ontology.events:
        lines.append(f"{event.name:<10} {signed(event.score):>5}  {event.definition}")
        lines += [
            f"  {mode.name:<14}{signed(ontology.intensity(event.name, mode.name)):>6}  {mode.definition}"
            for mode in event.modes
        ]
    return lines


def _listed(ontology: Ontology) -> object:
    return {
        "version": ontology.version,
        "types": [
            {
                "name": event.name,
                "quad": event.quad,
                "score": event.score,
                "recipient_required": event.recipient_required,
                "definition": event.definition,
                "modes": [
                    {"name": m.name, "score": ontology.intensity(event.name, m.name), "definition": m.definition}
                    for m in event.modes
                ],
            }
            for event in ontology.events
        ],
    }


def _as_json(ontology: Ontology, entry: Entry) -> object:
    from dataclasses import asdict  # noqa: PLC0415  # as above

    from vedette.ontology import Mode  # noqa: PLC0415

    told = {"entry": type(entry).__name__, **asdict(entry)}
    if isinstance(entry, Mode):
        told["intensity"] = ontology.intensity(entry.type, entry.name)
    return told


def _older_name(ontology: Ontology, name: str) -> list[str]:
    """What became of an older name, or which label a name other than its own stands for."""
    from vedette.ontology.book import fold  # noqa: PLC0415  # as above

    if what := ontology.retired.get(name.upper()):
        return [f"{name} as a type: {what}"]
    label = ontology.resolve(name)
    return [f"{name} is another name of {label}"] if label and fold(name) != fold(str(label)) else []


def _not_found(ontology: Ontology, name: str) -> str:
    from vedette.ontology.find import similar  # noqa: PLC0415  # as above

    if what := ontology.retired.get(name.upper()):
        return f"{name}: {what}"
    near = similar(ontology, name)
    hint = "did you mean " + " or ".join(near) + "?" if near else "`vedette ontology list` shows the types"
    return f"{name}: no type, mode, context, sector, role, status or CAMEO code has this name; {hint}"


def _counts(ontology: Ontology) -> dict[str, int]:
    near_misses = [
        *(miss for event in ontology.events for miss in event.near_misses),
        *(miss for mode in ontology.by_label.values() for miss in mode.near_misses),
    ]
    return {
        "types": len(ontology.types),
        "modes": len(ontology.mode_labels),
        "contexts": len(ontology.contexts),
        "sectors": len(ontology.sectors),
        "roles": len(ontology.roles),
        "event statuses": len(ontology.statuses),
        "posture statuses": len(ontology.posture_statuses),
        "CAMEO codes": len(ontology.cameo),
        "near misses": len(near_misses),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
