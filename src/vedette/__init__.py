"""Vedette reads dated news reports and keeps an auditable picture of a crisis.

    import vedette
    reading = vedette.read("Rebels shelled the town of Orvel on Monday.", published="2024-03-06")
    reading.events[0].type  # "ASSAULT"

Public names are imported when they are first asked for, so that `import vedette` takes no time.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vedette.analyse.ledger.asked import ledger
    from vedette.errors import VedetteError
    from vedette.export.jsonl import from_json, to_json
    from vedette.pipeline import read, read_all
    from vedette.records import Count, Event, Posture, Problem, Reading, Report, Resolved, Statement, When, Where, Who
    from vedette.store.opened import Lake, open_lake

__all__ = [
    "Count",
    "Event",
    "Lake",
    "Posture",
    "Problem",
    "Reading",
    "Report",
    "Resolved",
    "Statement",
    "VedetteError",
    "When",
    "Where",
    "Who",
    "__version__",
    "from_json",
    "ledger",
    "open_lake",
    "read",
    "read_all",
    "to_json",
]

__version__ = "0.1.0"

_HOMES = {
    "Lake": "vedette.store.opened",
    "VedetteError": "vedette.errors",
    "from_json": "vedette.export.jsonl",
    "ledger": "vedette.analyse.ledger.asked",
    "open_lake": "vedette.store.opened",
    "read": "vedette.pipeline",
    "read_all": "vedette.pipeline",
    "to_json": "vedette.export.jsonl",
}
"""Public name -> the module that defines it; the names left out are records."""


class _Package(ModuleType):
    """`vedette.read` is the function, also once the stage of that name, a submodule, has been imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if name != "read" or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'vedette' has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES.get(name, "vedette.records")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__


sys.modules[__name__].__class__ = _Package
