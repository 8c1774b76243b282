"""What goes wrong with one address at one time: it is told, and tried again later."""

from __future__ import annotations

from vedette.records import Location, Problem


class Failed(Exception):  # noqa: N818 - it says what became of the request
    """One request that brought nothing; the message is one sentence, `next` what to do about it."""

    def __init__(
        self,
        kind: str,
        message: str,
        next: str,  # noqa: A002 - as in Problem
        *,
        status: int | None = None,
        wait: float | None = None,
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.next = next
        self.status = status
        """What the server answered, if it did."""
        self.wait = wait
        """Seconds for which the server asked to be left alone."""

    def problem(self, where: str) -> Problem:
        """The same as a record."""
        return Problem(self.kind, Location(where), str(self), self.next)


def unreachable(host: str, error: BaseException) -> Failed:
    """A name that is not known, a host that does not answer, a certificate that does not hold."""
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return Failed(
        "unreachable",
        f"{host} cannot be reached: {' '.join(str(reason).split())}.",
        "It is tried again later; look at the address if it stays so.",
    )


def too_slow(host: str, seconds: float) -> Failed:
    """An answer that takes for ever."""
    return Failed(
        "too-slow",
        f"{host} did not answer in full within {seconds:g} seconds.",
        "It is tried again later, ever more seldom.",
    )


def too_large(host: str, reason: str) -> Failed:
    """An answer that no feed or page gives."""
    return Failed("too-large", f"The answer of {host} is left out: {reason}.", "Look at what the address gives out.")


def cut(host: str, reason: str) -> Failed:
    """Half an answer: its last report may be half a report, so that none of it is read."""
    return Failed(
        "damaged", f"The answer of {host} is not whole: {reason}.", "It is fetched again later; nothing of it was read."
    )
