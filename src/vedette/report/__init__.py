"""A situation report of a place and week, from the rows of a lake alone: each sentence with a note to its evidence."""

from vedette.report.asked import FORMATS, report, situation
from vedette.report.written import Item, Note, Quote, Section, Sentence, Situation

__all__ = ["FORMATS", "Item", "Note", "Quote", "Section", "Sentence", "Situation", "report", "situation"]
