"""What can go wrong while measuring.

BenchError
├── AbsentError  the material to measure on is not there
└── ReaderError  `vedette read` did not do its work
"""

from __future__ import annotations


class BenchError(Exception):
    """A file to measure on, or a result to measure, is not as it must be; the message names it."""


class AbsentError(BenchError):
    """What is needed for this measurement is not on this machine: nothing was measured, nothing failed."""


class ReaderError(BenchError):
    """`vedette read` ended with an error; the message carries its last words."""
