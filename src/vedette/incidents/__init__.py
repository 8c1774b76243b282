"""The incidents of a lake: linked stretch by stretch, by several processes, and only where something changed.

`change` says where, `task` links the reports of some days, `pool` gives tasks to processes, `write` gives names and commits.
Who only asks for incidents (`asked`) does not wait until all of that is imported.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vedette.incidents.run import Summary, link_lake

__all__ = ["Summary", "link_lake"]


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(import_module("vedette.incidents.run"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
