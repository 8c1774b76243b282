"""What the table format and the system say when they refuse -> one sentence that says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from vedette.errors import StoreError

REFUSALS = (
    (r"No space left|os error 28|ENOSPC|Disk quota|os error 122", "the disk is full. Free some space and run it again"),
    (r"File too large|os error 27", "a file grew over the limit of this user. Raise `ulimit -f` and run it again"),
    (r"Read-only file system|os error 30", "the file system is read-only. Name a folder that can be written to"),
    (
        r"Permission denied|os error 13|AccessDenied|Forbidden|status: 403|Access Denied|os error 1\b",
        "you may not write there, or not read it. Ask for the permission, or name another folder",
    ),
    (r"URL scheme is not allowed", "that server speaks no TLS. If that is meant, set AWS_ALLOW_HTTP=true"),
    (
        r"conditional put is disabled",
        "writers are kept apart by an object store that refuses what is there already. Leave AWS_CONDITIONAL_PUT unset",
    ),
    (
        r"NoSuchBucket|dns error|Connection refused|error sending request|InvalidAccessKeyId|MissingRegion|credential",
        "the object store does not answer, or not to you. Look at its address and at the AWS_… settings",
    ),
    (r"Too many open files|os error 24", "too many files are open. Raise `ulimit -n` and run it again"),
    (
        r"Unsupported (reader|writer) (version|feature)|protocol|Unknown.*feature",
        "it is kept in a newer form of the table format. Use the Vedette that wrote it, or a newer one",
    ),
    (
        r"No such file|os error 2\b|[Nn]ot ?[Ff]ound",
        "a file of the lake is gone. `vedette lake check` tells which, `vedette lake repair` goes on without it",
    ),
    (
        r"Not a directory|os error 20|os error 17",
        "a file stands where a folder should be. Name another folder",
    ),
    (
        r"[Pp]arquet|[Cc]orrupt|[Ii]nvalid|[Mm]alformed|EOF|Json|parse",
        "a file of the lake is damaged. `vedette lake check` tells which; repair takes it out",
    ),
)
"""Words of an error -> what it means and what to do; the first that is found."""

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
"""What steers a terminal's colours, which some errors bring along."""

SHOWN = 300
"""Characters of the error itself that are told."""


@contextmanager
def refused(what: str, kinds: tuple[type[Exception], ...]) -> Iterator[None]:
    """Errors of these kinds inside become a StoreError that begins with what could not be done."""
    try:
        yield
    except kinds as error:
        raise explained(what, error) from error


def explained(what: str, error: Exception) -> StoreError:
    """The refusal in words."""
    said = " ".join(COLOURS.sub("", f"{type(error).__name__}: {error}").split())
    why = next((words for pattern, words in REFUSALS if re.search(pattern, said)), None)
    shown = said if len(said) <= SHOWN else said[:SHOWN] + "…"
    return StoreError(f"cannot {what}: {why} ({shown})" if why else f"cannot {what}: {shown}")
