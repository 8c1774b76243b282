"""What a webhook gets: one reading's new events as JSON, signed, under a key that stays the same however often it comes."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping

from vedette.export.jsonl import to_json
from vedette.records import Reading, digest

KEY = "Idempotency-Key"
SIGNATURE = "X-Vedette-Signature"
TIMESTAMP = "X-Vedette-Timestamp"


def key(identity: str, reading: Reading) -> str:
    """What makes the letter itself: which report, and what it says. Two feeds with one page have the same."""
    report = reading.report
    return digest(report.url or f"{report.source}\n{identity}", report.text, length=32)


def body(reading: Reading, feed: str, key: str) -> str:
    """The reading in its public shape, with the feed's address and the key."""
    return json.dumps({**to_json(reading), "feed": feed, "key": key}, ensure_ascii=True)


def headers(key: str, body: bytes, secret: str, now: float) -> Mapping[str, str]:
    """The key, the moment of sending, and the signature of both moment and body."""
    moment = str(int(now))
    signed = {SIGNATURE: signature(secret, moment, body)} if secret else {}
    return {KEY: key, TIMESTAMP: moment, **signed}


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 of `TIMESTAMP.BODY` with the secret.

    >>> signature("s", "1", b"{}")[:13]
    'sha256=b25363'
    """
    signed = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={signed.hexdigest()}"
