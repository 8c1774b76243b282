"""What the reader marked, made coherent by the guidelines; whatever is put aside is named in a problem."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from vedette.assemble.carriers import told_once
from vedette.assemble.edges import tidied
from vedette.ontology.kinds import KINDS
from vedette.records import EventMention, Mention, Problem, Report, Span

STATUSES = ("actual", "ongoing", "planned", "hypothetical", "negated")
DEFAULT_STATUS = "actual"
"""The guidelines' default."""

Modes = Callable[[str], Collection[str]]
"""The modes of a type."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """Coherent mentions in text order, and what was put aside."""

    mentions: tuple[EventMention, ...]
    problems: tuple[Problem, ...] = ()


def repair(report: Report, mentions: Sequence[EventMention], modes: Modes | None = None) -> Repaired:
    """Mentions that lie in the report, with modes that their types have, and each trigger of a type once."""
    problems: list[Problem] = []
    trimmed = [tidied(report.text, mention) for mention in mentions]
    sound = [checked(report, mention, modes, problems) for mention in trimmed if lies_in(report, mention, problems)]
    merged = [merge(report, alike, problems) for alike in by_trigger(sound).values()]
    told = told_once(report, merged, problems)
    return Repaired(tuple(sorted(told, key=place)), tuple(problems))


def place(mention: EventMention) -> tuple[int, int, str]:
    """Text order."""
    return mention.trigger.start, mention.trigger.end, mention.type


def is_in(report: Report, span: Span) -> bool:
    """Whether a span is a stretch of the report's own characters."""
    return 0 <= span.start < span.end <= len(report.text) and report.text[span.start : span.end] == span.text


def lies_in(report: Report, mention: EventMention, problems: list[Problem]) -> bool:
    """Whether the trigger is in the text; a problem says so when it is not."""
    if is_in(report, mention.trigger):
        return True
    what = f"the {mention.type} event {mention.trigger.text!r} at {mention.trigger.start} is not in the text of {report.id!r}"
    problems.append(problem(report, "event-outside-text", what))
    return False


def problem(report: Report, kind: str, message: str) -> Problem:
    """A problem of the reader's output."""
    return Problem(
        kind, report.where, message, "The rest of the report was read; report this reading to the maintainers."
    )


def checked(report: Report, mention: EventMention, modes: Modes | None, problems: list[Problem]) -> EventMention:
    """The mention with a mode of its type, a known status, and arguments in known roles within the text."""
    arguments = tuple(one for one in mention.arguments if is_sound(report, mention, one, problems))
    status = known_status(report, mention, problems)
    mode = known_mode(report, mention, modes, problems)
    return replace(mention, mode=mode, status=status, arguments=best(arguments))


def is_sound(report: Report, mention: EventMention, argument: Mention, problems: list[Problem]) -> bool:
    """Whether an argument has a known role and lies in the text."""
    if argument.role in KINDS and is_in(report, argument.span):
        return True
    words = f"{argument.role} {argument.span.text!r} of {mention.type} {mention.trigger.text!r}"
    problems.append(
        problem(report, "argument-unusable", f"{words} has no known role or is not in the text of {report.id!r}")
    )
    return False


def known_status(report: Report, mention: EventMention, problems: list[Problem]) -> str:
    """The status, or the default with a problem."""
    if mention.status in STATUSES:
        return mention.status
    words = f"{mention.type} {mention.trigger.text!r} has the unknown status {mention.status!r}; it is read as {DEFAULT_STATUS}"
    problems.append(problem(report, "status-unknown", words))
    return DEFAULT_STATUS


def known_mode(report: Report, mention: EventMention, modes: Modes | None, problems: list[Problem]) -> str | None:
    """The mode if the type has it; otherwise none, with a problem."""
    if modes is None or mention.mode is None or mention.mode in modes(mention.type):
        return mention.mode
    words = (
        f"{mention.type} {mention.trigger.text!r} has the mode {mention.mode!r}, which its type lacks; it is left out"
    )
    problems.append(problem(report, "mode-unknown", words))
    return None


def by_trigger(mentions: Iterable[EventMention]) -> dict[tuple[int, int, str], list[EventMention]]:
    """Mentions of the same words and type, together."""
    alike: dict[tuple[int, int, str], list[EventMention]] = {}
    for mention in mentions:
        alike.setdefault(place(mention), []).append(mention)
    return alike


def merge(report: Report, alike: Sequence[EventMention], problems: list[Problem]) -> EventMention:
    """One mention of all that share trigger and type: mode and status of the likeliest, the arguments of all."""
    first, *others = sorted(alike, key=lambda mention: -mention.score)
    differing = [other for other in others if (other.mode, other.status) != (first.mode, first.status)]
    for other in differing:
        words = (
            f"{first.type} {first.trigger.text!r} was read twice; {other.mode or 'no mode'}, {other.status} gave way"
        )
        problems.append(problem(report, "event-read-twice", words))
    contexts = tuple(dict.fromkeys(context for mention in alike for context in mention.contexts))
    arguments = best(tuple(argument for mention in alike for argument in mention.arguments))
    return replace(first, contexts=contexts, arguments=arguments)


def best(arguments: Sequence[Mention]) -> tuple[Mention, ...]:
    """Arguments in text order; of those with the same role and words, the likeliest."""
    chosen: dict[tuple[int, int, str], Mention] = {}
    for argument in sorted(arguments, key=lambda argument: argument.score):
        chosen[argument.span.start, argument.span.end, argument.role] = argument
    return tuple(chosen[key] for key in sorted(chosen))
