"""Everything that can go wrong, drawn once.

VedetteError
├── UsageError        the call's words are off (exit code 2)
├── OntologyError     a file of the ontology does not hold (names file and key)
├── KnowledgeError    a gazetteer or lexicon file does not hold (names file and row)
├── ModelError        the reader's files are missing, of another make, or damaged
├── SourceError       an input as a whole cannot be read (exit code 1 when nothing else could)
└── StoreError        the store refused (exit code 3)

What is wrong with *one* report or line is no exception: it is a `Problem` record, and the rest is read.
Each message names the offending thing and the next step.
"""


class VedetteError(Exception):
    """The root of the tree; catch it to catch all that Vedette raises on purpose."""


class UsageError(VedetteError):
    """An option or argument that cannot be meant; the message says which, and what would do."""


class OntologyError(VedetteError):
    """A file of the ontology does not hold; the message begins with file and key."""


class KnowledgeError(VedetteError):
    """A row of a gazetteer or lexicon does not hold; the message begins with file and row."""


class ModelError(VedetteError):
    """The reader's files are missing, damaged, or made for another version."""


class SourceError(VedetteError):
    """A file or stream cannot be read at all; the message names it."""


class StoreError(VedetteError):
    """The store refused: a full disk, a newer schema, a missing permission."""
