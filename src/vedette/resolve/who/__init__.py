"""Who is meant: words that name an actor to its country and sector, with the rule that decided."""

from vedette.resolve.who.decide import country_of, resolve
from vedette.resolve.who.lexicon import Lexicon

__all__ = ["Lexicon", "country_of", "resolve"]
