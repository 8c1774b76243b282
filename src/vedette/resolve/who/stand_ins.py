"""Words that stand for a body named before: "the group", "the mission", "the court"."""

from __future__ import annotations

from vedette.resolve.who.bags import bag

BODIES: dict[str, tuple[str, ...]] = {
    word: tuple(fits.split())
    for words, fits in (
        ("alliance bloc union commission council", "IGO"),
        ("delegation special_envoy secretary_general observers", "IGO"),  # an underscore stands for a space
        ("mission peacekeepers commander contingent force_commander", "IGO+MIL IGO"),
        ("organisation organization", "IGO|NGO|group"),
        ("force", "IGO+MIL IGO|MIL"),
        ("group", "group|NGO|REB"),
        ("movement militia insurgents militants rebels", "group"),
        ("company firm", "BUS"),
        ("court tribunal", "JUD"),
        ("agency", "IGO|MED"),
        ("network", "group|MED"),
        ("department", "GOV|JUD"),
        ("newspaper", "MED"),
        ("party", "PTY"),
        ("cartel gang", "CRM"),
        ("charity", "NGO"),
    )
    for word in (each.replace("_", " ") for each in words.split())
}
"""Such words, and what the body may be, the likelier first: a sector, a kind, the first part of its code, or two of
these joined by "+"; those between "|" are equally likely."""
JOINT = bag("alliance bloc union mission peacekeepers")
"""Bodies of several countries: where the report names none, they are no single country's either."""
TROOPS = bag("force peacekeepers")
WHOLES = bag("alliance bloc union commission council organisation organization") | {
    "secretary general",
    "special envoy",
}
"""They are or speak for the whole organisation, even where its troops were named last."""
