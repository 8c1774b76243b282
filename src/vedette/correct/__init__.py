"""Corrections by hand: what they do to a reading, and to what is linked. Nothing is ever altered in silence: a value that
was set names who, when and why, and keeps the value before.
"""

from __future__ import annotations

from vedette.correct.apply import RULE, Applied, applied, corrected
from vedette.correct.find import Anchor, report_key
from vedette.correct.orders import Orders, orders
from vedette.correct.standing import overruled, settled, standing

__all__ = [
    "RULE",
    "Anchor",
    "Applied",
    "Orders",
    "applied",
    "corrected",
    "orders",
    "overruled",
    "report_key",
    "settled",
    "standing",
]
