"""The description of the API (OpenAPI 3.1), and the same for people: a page without scripts, and the reference."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from vedette import __version__
from vedette.serve.problem import MEDIA, TITLES, Problem

Json = dict[str, Any]

ABOUT = """\
Reads a lake and changes nothing. Lists are paged: `next` is given as `after`, with the same filters and order. Each answer has
an `ETag`; sent back as `If-None-Match`, an answer that is known already is not sent again. Days are `YYYY-MM-DD`, stretches of
days half-open, offsets count code points. `report` is a report's id wherever it is a word; a report's `key` is what its
address takes, since two sources may give one id. An unknown parameter is refused. What goes wrong is `application/problem+json`."""

ANY = (400, 401, 403, 413, 421, 429, 503, 504)
"""Statuses that every route may answer with."""

TABLE_HEAD = "| parameter | what | values |\n|---|---|---|"


def openapi(app: FastAPI) -> Json:
    """The description, made once."""
    if app.openapi_schema:
        return app.openapi_schema
    told = get_openapi(title="Vedette", version=__version__, description=ABOUT, routes=app.routes)
    told["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    for name in ("HTTPValidationError", "ValidationError"):
        told["components"]["schemas"].pop(name, None)
    told["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    told["security"] = [{}, {"token": []}]
    for path, verbs in told["paths"].items():
        for operation in verbs.values():
            _complete(path, operation)
    app.openapi_schema = told
    return told


def _complete(path: str, operation: Json) -> None:
    """The problems that it may answer with, and that it may have nothing new to say."""
    answers = operation["responses"]
    for code in (*ANY, 422, *((404,) if "{" in path else ()), *((415,) if "requestBody" in operation else ())):
        schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
        answers[str(code)] = {"description": TITLES[code], "content": {MEDIA: schema}}
    if "requestBody" not in operation and not path.endswith(("/stream", "/docs")):
        answers["304"] = {"description": "Known already"}
        answers["200"].setdefault("headers", {})["ETag"] = {"schema": {"type": "string"}}


def markdown(told: Json) -> str:
    """docs/reference/rest.md."""
    parts = ["# The REST API", ABOUT, HEAD]
    for path, verb, operation in _operations(told):
        parts += [f"## {verb.upper()} {path}", operation.get("description", "")]
        rows = [_row(each, told) for each in operation.get("parameters", ())]
        parts += ["\n".join((TABLE_HEAD, *rows))] if rows else []
        parts += [_body(operation, told)] if "requestBody" in operation else []
        parts += [f"Answers {_answer(operation)}."]
    parts += ["# Shapes"]
    for name, schema in sorted(told["components"]["schemas"].items()):
        parts += [f"## {name}", schema.get("description", ""), _fields(schema)]
    return "\n\n".join(part for part in parts if part) + "\n"


HEAD = """\
`vedette serve --lake DIR` serves it below `/api/v1`; [how to](../how-to/serve-a-lake.md). This page follows from the description at
`/api/v1/openapi.json`; `/docs` shows it without a connection to anywhere."""


def page(told: Json) -> str:
    """The same as one page of HTML without scripts."""
    parts = [f"<h1>Vedette {html.escape(told['info']['version'])}</h1>", f"<p>{html.escape(ABOUT)}</p>"]
    parts.append('<p><a href="/api/v1/openapi.json">openapi.json</a></p>')
    for path, verb, operation in _operations(told):
        parts.append(f"<h2><code>{verb.upper()} {html.escape(path)}</code></h2>")
        parts.append(f"<p>{html.escape(operation.get('description', ''))}</p>")
        rows = (_row(each, told).strip("| ").split(" | ") for each in operation.get("parameters", ()))
        cells = "".join(f"<tr>{''.join(f'<td>{_coded(cell)}</td>' for cell in row)}</tr>" for row in rows)
        parts += [f"<table><tr><th>parameter<th>what<th>values</tr>{cells}</table>"] if cells else []
        parts.append(f"<p>Answers {_coded(_answer(operation))}.</p>")
    body = "\n".join(parts)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Vedette: the API</title>'
        f'<link rel="stylesheet" href="/api/v1/docs.css"></head><body>\n{body}\n</body></html>\n'
    )


STYLE = """\
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark; }
table { border-collapse: collapse; width: 100%; }
td, th { border-top: 1px solid #8884; padding: .25rem .5rem; text-align: left; vertical-align: top; }
h2 { margin-top: 2.5rem; font-size: 1.1rem; }
"""


def _coded(words: str) -> str:
    """Words between backticks as code."""
    parts = html.escape(words.replace("\\|", "|")).split("`")
    return "".join(f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts))


def _operations(told: Json) -> Iterator[tuple[str, str, Json]]:
    for path, verbs in told["paths"].items():
        for verb, operation in verbs.items():
            yield path, verb, operation


def _row(parameter: Json, told: Json) -> str:
    schema = parameter["schema"]
    about = parameter.get("description") or schema.get("description") or ""
    needed = " (needed)" if parameter.get("required") else ""
    return f"| `{parameter['name']}`{needed} | {about} | {_kind(schema, told)} |"


def _body(operation: Json, told: Json) -> str:
    ((_, content),) = operation["requestBody"]["content"].items()
    return "The body is JSON:\n\n" + _fields(_meant(content["schema"], told))


def _fields(schema: Mapping[str, Any]) -> str:
    needed = schema.get("required", ())
    rows = [
        f"| `{name}`{'' if name in needed else ' (may lack)'} | {each.get('description', '')} | {_kind(each, schema)} |"
        for name, each in schema.get("properties", {}).items()
    ]
    return "\n".join(("| key | what | values |\n|---|---|---|", *rows)) if rows else ""


def _answer(operation: Json) -> str:
    told = operation["responses"]["200"].get("content", {})
    return ", ".join(f"{_named(each)}as `{media}`" for media, each in told.items()) or "nothing"


def _named(content: Json) -> str:
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    return f"`{name}` " if name else ""


def _meant(schema: Json, told: Json) -> Json:
    name = schema.get("$ref", "").rpartition("/")[2]
    return dict(told["components"]["schemas"][name]) if name else schema


def _kind(schema: Mapping[str, Any], told: Mapping[str, Any]) -> str:
    """What a value may be, in a few words."""
    if "$ref" in schema:
        return f"`{schema['$ref'].rpartition('/')[2]}`"
    if "anyOf" in schema:
        return " or ".join(_kind(each, told) for each in schema["anyOf"])
    if "enum" in schema:
        return _words(schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}), told)}"
    bounds = [f"{name} {schema[key]}" for name, key in (("from", "minimum"), ("to", "maximum")) if key in schema]
    return " ".join([str(schema.get("format") or schema.get("const") or schema.get("type", "anything")), *bounds])


def _words(values: Iterable[Any]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def main() -> None:
    """Write the reference."""
    import sys  # noqa: PLC0415 - only here

    from vedette.serve.app import bare  # noqa: PLC0415 - it imports this
    from vedette.serve.settings import Settings  # noqa: PLC0415 - as above

    sys.stdout.write(markdown(openapi(bare(Settings("lake"), None))))


if __name__ == "__main__":
    main()
