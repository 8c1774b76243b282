"""The force-posture ledger: which force stands where at the end of a day, by what was published until then."""

from vedette.analyse.ledger.asked import Answer, Asked, Told, answer
from vedette.analyse.ledger.book import HORIZON_DAYS, Book, Left, book, ledger
from vedette.analyse.ledger.entry import Entry, entries

__all__ = ["HORIZON_DAYS", "Answer", "Asked", "Book", "Entry", "Left", "Told", "answer", "book", "entries", "ledger"]
