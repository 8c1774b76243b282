"""Where: the words for a place, and what they mean on the map.

>>> resolve(Span("northern Kosovo", 0, 15), Surroundings("northern Kosovo")).value.country
'XKX'
"""

from vedette.resolve.where.decide import resolve
from vedette.resolve.where.gazetteer import Gazetteer

__all__ = ["Gazetteer", "resolve"]
