"""Prints docs/reference/ontology.md: `python -m vedette.ontology > docs/reference/ontology.md`."""

import sys

from vedette.ontology import load
from vedette.ontology.reference import reference

if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # the same page on every system
    sys.stdout.write(reference(load()))
