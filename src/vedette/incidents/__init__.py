"""The incidents of a lake: linked stretch by stretch, by several processes, and only where something changed.

`change` says where, `task` links the reports of some days, `pool` gives tasks to processes, `write` gives names and commits.
"""

from __future__ import annotations

from vedette.incidents.run import Summary, link_lake

__all__ = ["Summary", "link_lake"]
