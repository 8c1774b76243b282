"""Text as given -> a clean copy with the way back, sentences, quotations. Pure functions on strings."""

from vedette.text.clean import Cleaned, clean
from vedette.text.quote import Quotation, quotations
from vedette.text.split import sentences

__all__ = ["Cleaned", "Quotation", "clean", "quotations", "sentences"]
