"""Which language a text is in, where that is sure. Only this module knows py3langid."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"

READABLE = frozenset({"", ENGLISH})
"""Values of `Report.language` that are read; all others are kept, marked, and not read."""

LOOKED_AT = 1500
"""Code points from the begin of a text that are looked at: 250 words tell as well as 2,500."""

PLAIN_SHARE = 0.15
"""Share of `_ENGLISH` and `_FREQUENT` words from which a text with one of `_ENGLISH` is taken for English as it stands.
Of the 112,157 reports of current_events 95 % are, and none of the sentences of tests/cases/languages.tsv."""

PLAIN_WORDS = 3
"""Least number of such words."""

LEAST_LETTERS = 40
"""Letters below which a text's language is not sure: names and headlines."""

ENGLISH_AT_MOST = 0.001
"""Probability of English, 0 to 1, up to which a text is in another language for sure. Of the 112,157 English reports of
current_events none is lost (0.003: 1, a list of Mexican channels; 0.01: 2), and all of the other languages' sentences in
tests/cases/languages.tsv are known, which the probability of the likeliest language tells worse: at 0.9, two are not."""

_PIDGIN = "pcm"
"""Nigerian Pidgin, which the model takes English for where Nigeria is the subject; it counts as English."""

_ENGLISH_WORDS = """
    the and with that from were their said has have which this after who they would been its against during between
    about into than two three killed people president minister police government north south east west united
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
"""Words of English news that hardly any other language has."""

_FREQUENT_WORDS = """
    of to in for a is was by on at as an over will are be it not his he her up its near least more new says
"""
_FREQUENT = frozenset(_FREQUENT_WORDS.split())
"""Frequent words of English that others have too: Dutch "of" and "is", French "a" and "on", German "in" and "was"."""

_WORD = re.compile(r"[^\W\d_]+")


def told(text: str) -> str:
    """The ISO 639-1 code of the text's language, empty where that is not sure."""
    words = _WORD.findall(text[:LOOKED_AT])
    if _is_plain(words):
        return ENGLISH
    if sum(map(len, words)) < LEAST_LETTERS:
        return ""
    ranked = dict(_identifier().rank(text[:LOOKED_AT]))
    likeliest = next(iter(ranked))
    if likeliest in {ENGLISH, _PIDGIN}:
        return ENGLISH if likeliest == ENGLISH else ""
    return likeliest if ranked[ENGLISH] + ranked[_PIDGIN] <= ENGLISH_AT_MOST else ""


def _is_plain(words: list[str]) -> bool:
    small = [word.lower() for word in words]
    english = sum(word in _ENGLISH for word in small)
    known = english + sum(word in _FREQUENT for word in small)
    return english > 0 and known >= max(PLAIN_WORDS, PLAIN_SHARE * len(small))


@cache
def _identifier() -> LanguageIdentifier:
    """The model, 0.7 s to load, which plainly English texts never ask for."""
    from py3langid import langid  # noqa: PLC0415 - see above

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
