"""Currencies as ISO 4217 codes, from signs, codes and names beside a number."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Final

_TABLE: Final = tomllib.loads(files(__package__ or "").joinpath("money.toml").read_text(encoding="utf-8"))
SIGNS: Final[dict[str, str]] = _TABLE["signs"]
CODES: Final = frozenset(_TABLE["codes"])
NAMES: Final[dict[str, str]] = _TABLE["names"]
_SIGN: Final = re.compile("(?:" + "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True)) + r")\s*$")
_CODE_BEFORE: Final = re.compile(r"(?<![A-Za-z])([A-Z]{3})\s*\$?\s*$")
_LOCAL_POUNDS: Final = re.compile(r"(?<![A-Za-z])LL\s*$")
_CODE_AFTER: Final = re.compile(r"^\s*\$?([A-Z]{3})\b")
_NAMES: Final = re.compile(
    r"[\s-]*(?:of )?(?:" + "|".join(f"(?P<n{n}>{name})" for n, name in enumerate(NAMES)) + r")\b", re.IGNORECASE
)
_CODES_IN_ORDER: Final = tuple(NAMES.values())


def currency(before: str, after: str) -> str | None:
    """The currency of the number that stands between `before` and `after`, or None when it is no money."""
    code = (before and _CODE_BEFORE.search(before)) or _CODE_AFTER.match(after)
    if code and code[1] in CODES:
        return code[1]
    if before and _LOCAL_POUNDS.search(before):
        return "LBP"
    sign = before and _SIGN.search(before)
    if sign:
        return SIGNS[sign[0].strip()]
    name = _NAMES.match(after)
    return _CODES_IN_ORDER[int((name.lastgroup or "n0")[1:])] if name else None
