"""The description is true: what it allows is answered as it says, and what it forbids is refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.serve.lakes import Server
from vedette.serve import describe
from vedette.serve.app import bare
from vedette.serve.settings import Settings

DESCRIPTION = describe.openapi(bare(Settings("lake"), None))
SCHEMA = schemathesis.openapi.from_dict(DESCRIPTION)

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "rest.md"

ENDLESS = "/api/v1/stream"

TOGETHER = ("/api/v1/series",)
"""Routes that refuse values which are each well written, but ask for too much together: 4,000 days and more."""
EXAMPLES = 5
"""Calls a route and way of making them: about half a minute on two cores."""


@SCHEMA.exclude(path=ENDLESS).parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
def test_every_route_answers_as_it_is_described(case: Any, server: Server) -> None:
    if isinstance(case.query, dict):
        case.query.pop("after", None)  # a place to go on from is taken from a page, and cannot be made up
    spared = [positive_data_acceptance] if case.path in TOGETHER else []
    case.call_and_validate(base_url=server.url, timeout=60, excluded_checks=spared)


def test_the_reference_is_the_description() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == describe.markdown(DESCRIPTION), "python -m vedette.serve.describe"


def test_every_route_is_described_with_its_shape_and_its_words() -> None:
    for path, verbs in DESCRIPTION["paths"].items():
        for operation in verbs.values():
            assert operation["description"], path
            content = operation["responses"]["200"]["content"]
            assert all(each["schema"] for each in content.values()), path


def test_the_description_names_each_route_of_the_server(server: Server) -> None:
    assert server.ask("/api/v1/openapi.json").json == DESCRIPTION
    page = server.ask("/docs").body.decode()
    for path in DESCRIPTION["paths"]:
        assert re.escape(path) in re.escape(page)
