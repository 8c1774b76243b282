"""Rules of coherence at the borders between types, where the definitions name one and the words show it."""

from __future__ import annotations

import re
from dataclasses import replace

from vedette.assemble.mentioned import Mentioned
from vedette.records import EventMention

JAILED = re.compile(r"(?:jail|imprison)(?:s|ed|ing)?")
TERM = re.compile(r"^[^.;,]{0,40}\b(?:years?|months?|life)\b")
"""Up to 40 characters behind the verb: "for three and a half years", "for life"."""


def jailed_for_a_term(here: Mentioned) -> EventMention | None:
    """Who is jailed for so many years is sentenced."""
    mention = here.mention
    if (mention.type, mention.mode) != ("COERCE", "arrest") or not JAILED.fullmatch(mention.trigger.text.lower()):
        return None
    found = TERM.search(behind(here))
    return replace(mention, type="SANCTION", mode="convict") if found else None


CALLED_OFF = re.compile(r"cancel(?:s|led|ed|ling)?|call(?:s|ed|ing)? off|cancellation")


def meeting_called_off(here: Mentioned) -> EventMention | None:
    """Who calls off a visit or a meeting refuses to meet."""
    met = here.later()
    if here.mention.type != "SANCTION" or not CALLED_OFF.fullmatch(here.mention.trigger.text.lower()):
        return None
    return replace(here.mention, type="REJECT", mode="meet") if met and met.type == "CONSULT" else None


GIVEN_UP = re.compile(r"(?:dropp?|scrap|shelv|withdr|suspen|dismiss|abandon)\w*(?: of)?")
A_BILL = re.compile(r"(?: of)? (?:the|its|an?|his|her|their|this) (?:[\w'’-]+ ){0,4}(?:bill|law|legislation)\b")
BILL_WAS = re.compile(r"\b(?:bill|law|legislation) (?:was|is|has been|had been|(?:to )?be) (?:\w+ly )?$")


def bill_given_up(here: Mentioned) -> EventMention | None:
    """Who gives up a bill gives way in a matter of policy; no relation is cut, and no force leaves."""
    mention = here.mention
    if mention.type not in ("SANCTION", "RETREAT") or not GIVEN_UP.fullmatch(mention.trigger.text.lower()):
        return None
    found = A_BILL.match(behind(here)) or BILL_WAS.search(here.lead())
    return replace(mention, type="CONCEDE", mode=None) if found else None


PROMISE = re.compile(r"(?:vow|pledg|promis)\w*")


def retreat_promised(here: Mentioned) -> EventMention | None:
    """Who vows to set free or to withdraw threatens nobody."""
    promised = here.later()
    if here.mention.type != "THREATEN" or not PROMISE.fullmatch(here.mention.trigger.text.lower()):
        return None
    return replace(here.mention, type="CONCEDE", mode=None) if promised and promised.type == "RETREAT" else None


def behind(here: Mentioned) -> str:
    """The sentence behind the trigger."""
    return here.text[here.mention.trigger.end : here.sentence[1]]
