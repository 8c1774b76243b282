"""Feeds that are watched: looked at politely, read through the pipeline, told once.

`listed` reads what to watch into a `plan`; `wire`, `fetch`, `manners` and `robots` ask for it; `state` keeps what was seen
and what waits; `watcher` is the loop. `docs/decisions/0009-watching.md` says why it is so.
"""

from __future__ import annotations
