"""What the words of a role are read as."""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, tuple[str, ...]] = {
    "actor": ("who",),
    "recipient": ("who",),
    "source": ("who",),
    "place": ("where",),
    "origin": ("where",),
    "time": ("when",),
    "killed": ("count", "who"),
    "injured": ("count", "who"),
    "force": ("count", "who"),
    "count": ("count",),
    "instrument": ("count",),
}
"""Role -> the kinds of value that its words have. A force is so many of somebody's; so are the dead and the wounded. The first
is meant where none is named.
"""
