"""Series: how much of what, where and between whom, by day, week or month; with what was read at all in that time."""

from vedette.analyse.series.asked import BY, EVERY, OF, Asked
from vedette.analyse.series.made import of_lake, series
from vedette.analyse.series.meant import asked_of
from vedette.analyse.series.spark import sparkline

__all__ = ["BY", "EVERY", "OF", "Asked", "asked_of", "of_lake", "series", "sparkline"]
