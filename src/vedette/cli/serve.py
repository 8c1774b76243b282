"""`vedette serve`: the REST API of a lake and the page, until it is interrupted."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import threading
import webbrowser

from vedette.cli import exits
from vedette.errors import UsageError

HIGHEST = 65535
"""Greatest number of a port."""

TOKEN = "VEDETTE_TOKEN"  # noqa: S105 - the name of a variable


def run(arguments: argparse.Namespace) -> int:
    """Serve; it ends at an interrupt."""
    from vedette.serve.run import serve, with_token  # noqa: PLC0415 - help and wrong calls need no server
    from vedette.serve.settings import Settings  # noqa: PLC0415 - as above

    if arguments.port > HIGHEST:
        raise UsageError(f"--port {arguments.port} is no port; give a number from 0 to {HIGHEST}")
    settings, made_up = with_token(
        Settings(
            lake=arguments.lake,
            host=arguments.host,
            port=arguments.port,
            token=_token(arguments),
            names=tuple(name.lower() for name in arguments.name),
            mutes=arguments.mutes,
        )
    )

    def ready(now: Settings) -> None:
        _tell(now, made_up=made_up)
        if arguments.open:
            webbrowser.open(_address(now))

    with contextlib.suppress(KeyboardInterrupt):
        serve(settings, ready)
    _leave()
    return exits.DONE


def _leave() -> None:
    """End at once, also while a thread still makes an answer that nobody waits for any more: it would take a minute, and nothing
    is lost with it, since a server only reads.
    """
    others = (thread for thread in threading.enumerate() if thread is not threading.main_thread())
    if any(not thread.daemon for thread in others):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(exits.DONE)


def _token(arguments: argparse.Namespace) -> str | None:
    from vedette.serve.run import checked, read_token  # noqa: PLC0415 - as above

    if arguments.token_file:
        return read_token(arguments.token_file)
    told = os.environ.get(TOKEN)
    return checked(told, TOKEN) if told else None


def _address(settings: object) -> str:
    from vedette.serve.run import address  # noqa: PLC0415 - as above

    return address(settings)  # type: ignore[arg-type]


def _tell(settings: object, *, made_up: bool) -> None:
    """Where it is. A token that was given is not printed, one that was made up is, this once."""
    whole = _address(settings)
    shown = whole if made_up else whole.partition("#")[0]
    print(
        f"{shown}\nDescription of the API: {whole.partition('#')[0]}docs. Stop with Ctrl-C.",
        file=sys.stderr,
        flush=True,
    )
