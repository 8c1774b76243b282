"""What the reader marked, with what its words mean, as events, statements and postures."""

from vedette.assemble.assembly import Assembled, assemble
from vedette.assemble.resolvers import Resolvers

__all__ = ["Assembled", "Resolvers", "assemble"]
