from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from vedette.ontology import Ontology
from vedette.ontology.reference import reference

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "ontology.md"


def test_the_committed_page_is_what_the_files_say(ontology: Ontology) -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(ontology), "run python -m vedette.ontology > " + str(PAGE)


def test_the_module_prints_the_page() -> None:
    printed = subprocess.run([sys.executable, "-m", "vedette.ontology"], capture_output=True, check=True)
    assert printed.stdout == PAGE.read_bytes()


def test_the_page_names_every_entry(ontology: Ontology) -> None:
    page = reference(ontology)
    for event in ontology.events:
        assert f"\n## {event.name}\n" in page
    for label in ontology.mode_labels:
        assert f"\n### {label}\n" in page
    names = [*(c.name for c in ontology.contexts), *(s.code for s in ontology.sectors), *ontology.cameo]
    names += [*(r.name for r in ontology.roles), *(s.name for s in (*ontology.statuses, *ontology.posture_statuses))]
    assert not [name for name in names if f"| `{name}` |" not in page]
