"""One incident out of many reports: copies counted once, events of one happening joined, with the reasons."""

from vedette.link.linked import Left, Linked, link
from vedette.link.same import copies, fingerprint

__all__ = ["Left", "Linked", "copies", "fingerprint", "link"]
