"""The lake: tables of reports and of what they tell, on disk or in an object store. `open_lake` opens one.

`tables` says what columns there are, `lake` is the one door to the table format, `derive` makes events, statements
and postures of the reports, `known` tells what stood on a day, `retract` takes back, `check` looks whether all holds.
"""

from __future__ import annotations

from vedette.store.opened import Lake, open_lake

__all__ = ["Lake", "open_lake"]
