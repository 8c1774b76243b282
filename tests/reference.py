"""The reference pages, made from the program itself: the command line from its parser, the records from their classes."""

from __future__ import annotations

import argparse
import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from vedette import records
from vedette.cli.arguments import parser
from vedette.cli.exits import EXIT_CODES
from vedette.store import sandbox

ROOT = Path(__file__).resolve().parent.parent
MADE = "A test checks that this page is current; `python -m tests.docs --write` makes it,"

Verbs = Any
"""argparse's action that holds the verbs; its class is private and not generic at run time."""


def command_line() -> str:
    """docs/reference/cli.md, from the parser itself."""
    top = parser()
    verbs = next(action for action in top._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001
    codes = "".join(f"| {code} | {meaning} |\n" for code, meaning in EXIT_CODES)
    parts = [
        f"# The command line\n\n{MADE} from the parser.\n",
        "`vedette --help` and `vedette VERB --help` tell the same; `vedette --version` tells the version.\n",
        *each_verb(verbs, "", 2),
        f"## Exit codes\n\n| code | meaning |\n|---|---|\n{codes}",
    ]
    return "\n".join(parts)


def each_verb(verbs: Verbs, before: str, level: int) -> Iterator[str]:
    """A heading for each verb, what it is, and its arguments; verbs of its own below."""
    helps = {choice.dest: choice.help or "" for choice in verbs._choices_actions}  # noqa: SLF001
    for name, sub in verbs.choices.items():
        yield f"{'#' * level} vedette {before}{name}\n\n{sub.description or helps.get(name, '')}\n{table(sub)}"
        for inner in sub._actions:  # noqa: SLF001
            if isinstance(inner, argparse._SubParsersAction):  # noqa: SLF001
                yield from each_verb(inner, f"{before}{name} ", level + 1)


def table(sub: argparse.ArgumentParser) -> str:
    """The arguments of a verb, a row each."""
    plain = [
        action
        for action in sub._actions  # noqa: SLF001 - argparse has no other way to list them
        if not isinstance(action, argparse._HelpAction | argparse._SubParsersAction)  # noqa: SLF001
    ]
    rows = "".join(f"| `{called(action)}` | {action.help or ''} |\n" for action in plain)
    return f"\n| argument | meaning |\n|---|---|\n{rows}" if rows else ""


def called(action: argparse.Action) -> str:
    """`--format {jsonl,table}`, `FILE`"""
    choices = "{" + ",".join(map(str, action.choices)) + "}" if action.choices else None
    value = "" if action.nargs == 0 else str(action.metavar or choices or action.dest.upper())
    return " ".join(filter(None, [", ".join(action.option_strings), value]))


def shapes() -> str:
    """docs/reference/records.md, from the classes of `vedette.records` and what stands below their fields."""
    source = Path(records.__file__).read_text(encoding="utf-8")
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    parts = (f"## {node.name}\n\n{prose(ast.get_docstring(node))}\n{fields(node)}" for node in classes)
    return "\n".join(
        [f"# Records\n\n{MADE} from `vedette.records`.\n", prose(ast.get_docstring(ast.parse(source))) + "\n", *parts]
    )


def fields(node: ast.ClassDef) -> str:
    """The fields of a record, a row each; a field's description is the string below it."""
    following = dict(zip(node.body, node.body[1:], strict=False))
    rows = ""
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign):
            told = prose(string(following.get(statement)))
            kind = ast.unparse(statement.annotation).replace("|", "\\|")
            rows += f"| `{ast.unparse(statement.target)}` | `{kind}` | {told} |\n"
    return f"\n| field | type | meaning |\n|---|---|---|\n{rows}" if rows else ""


def string(statement: ast.stmt | None) -> str | None:
    """The string that a statement is, if it is one."""
    value = statement.value if isinstance(statement, ast.Expr) else None
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None


def prose(text: str | None) -> str:
    """A docstring as one paragraph."""
    return " ".join((text or "").split())


PAGES: dict[Path, Callable[[], str]] = {
    ROOT / "docs/reference/cli.md": command_line,
    ROOT / "docs/reference/records.md": shapes,
    ROOT / "docs/reference/views.md": sandbox.reference,
}
"""Page -> what makes it."""
