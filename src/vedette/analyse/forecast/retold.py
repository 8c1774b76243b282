"""Assaults that are told of again long after, or that are none, by the words of their own sentence.

Each reason holds whatever the country: a court tries old deeds, an anniversary remembers them, and who dies by a storm or in an
accident was not assaulted. Written from general knowledge of English and looked at on a lake's reports of 2010 to 2018.
"""

from __future__ import annotations

import re

COURT = "told before a court"
MEMORY = "told in memory"
MISHAP = "an accident, a disease or nature"

REASONS = (COURT, MEMORY, MISHAP)
"""Why an assault is of no month that news are about, or is none."""

TRIED = re.compile(
    r"""
    \b sentenced\b | \b sentences\ (?!of\b) | \b convict(s|ed|ing|ions?)\b | \b found\ guilty\b | \b plead(s|ed|ing)?\ | \b indict\w*
    | \b (on|stands?|standing|stood|face[sd]?|facing|goes\ on|the|a|of|for)\ (re)?trials?\b
    | \b tribunal\b | \b verdict | \b acquit\w* | \b extradit\w* | \b inquest\b | \b life\ (sentence|imprisonment|in\ prison)
    | \b charged\ (with|over|in|for)\b | \b facing\ charges\b | \b charges?\ (against|of|over)\b
    | \b (court|judges?|jury)\ (\w+\ ){0,4}?(rul|f[io]und|find|upheld|uphold|reject|order|overturn|begin|hear|clear|refus|den[iy]|open)\w*
    | \b genocide\b | \b war\ crimes\b | \b crimes\ against\ humanity\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Words of a court at its work: what it tries was done before, and where no day is told it is not of this month."""

REMEMBERED = re.compile(
    r"""
    \b anniversary\b | \b commemorat\w+ | \b memorial\ (service|day|to|for)\b | \b in\ memory\ of\b | \b remembers?\b
    | \b apolog(y|i[sz]\w*)\b | \b compensat\w+ | \b reparations\b | \b truth\ (and\ reconciliation\ )?commission\b
    | \b declassif\w+ | \b wikileaks\b | \b leaked\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Words before a deed by which it is looked back at. Behind it they tell where it was done: an attack on a memorial service."""

HAZARD = re.compile(
    r"""
    \b (earthquake|aftershock|tsunami|typhoon|cyclone|hurricane|tornado\w*|storms?|flood(s|ing)?|landslides?|mudslides?|avalanche
    |lightning|heat\s?wave|wild\s?fires?|volcan\w+|lava|monsoon|drought|famine|cholera|ebola|measles|virus|outbreak|epidemic
    |influenza|flu|covid\S*|pandemic|disease|collapse[sd]?|stampede|derail\w*|capsiz\w+|ferry|shipwreck|fire(works|crackers?)
    |gas\ (leak|explosion)|gas-leak|coal\ mine|mine\ explosion|refinery|pipeline|factory|plant|warehouse|(oil|fuel)\ tanker
    |(munitions?|arms|ammunition)\ (dump|depot|store)|crash(es|ed)?|collision|collid\w+|accident\w*)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What kills without anybody's will."""

FORCE = re.compile(
    r"""
    \b (attack\w*|bomb\w*|militants?|gunm[ae]n|gunfire|insurgen\w+|rebels?|terror\w*|clash\w*|shell(s|ed|ing)|air\s?(strike|raid)\w*
    |suicide|fighting|fighters?|grenades?|rockets?|missiles?|drones?|siege|truce|ceasefire|protest\w*|riot\w*|shoot\w*|shot|stabb\w*
    |hostage\w*|massacre\w*|murder\w*|hijack\w*|ambush\w*|assassin\w*|troops)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Words of violence: beside one of them a factory or a crash is where it was done."""

END = re.compile(r"[.!?][”\"]?\s+(?=[A-Z“\"])|\n")
"""Where a sentence ends, but for the text's own end."""


def retold(text: str, trigger: int, *, dated: bool, acted: bool) -> str | None:
    """Why the assault whose trigger begins at this place of the text is of no month, or is none: one of REASONS. `dated`: a time
    is told of it; `acted`: somebody who did it.
    """
    begin = max((found.end() for found in END.finditer(text, 0, trigger)), default=0)
    end = END.search(text, trigger)
    sentence = text[begin : end.start() if end else len(text)]
    if not dated and TRIED.search(sentence):
        return COURT
    if not dated and REMEMBERED.search(text[begin:trigger]):
        return MEMORY
    return MISHAP if not acted and HAZARD.search(sentence) and not FORCE.search(sentence) else None
