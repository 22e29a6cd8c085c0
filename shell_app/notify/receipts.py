"""An SMS provider's receipt, signed with a key it shares with us, over its time: an old one is worth nothing.

The header `Signature` is `t=<seconds since 1970>,v1=<hex>`, where the hex is HMAC-SHA256 of `<seconds>.<body>`. The
body is JSON: `{"reference": "…", "status": "delivered"}` or `"failed"`.
"""

import hmac
import re
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Literal

import msgspec
from msgspec import Struct

TOLERANCE = timedelta(minutes=5)
"""How far the provider's clock and the network may be from ours."""
SIGNED = re.compile(r"t=([0-9]{1,10}),v1=([0-9a-f]{64})")


class Receipt(Struct, frozen=True):
    reference: str
    status: Literal["delivered", "failed"]


class NoReceipt(Exception):
    """The message is not from the provider, is old, or cannot be read."""


def sign(key: str, body: bytes, now: datetime) -> str:
    """What stands in the header, for those who make receipts."""
    seconds = str(int(now.timestamp()))
    return f"t={seconds},v1={hmac.new(key.encode(), f'{seconds}.'.encode() + body, sha256).hexdigest()}"


def read(key: str, header: str, body: bytes, now: datetime) -> Receipt:
    """The receipt, or NoReceipt. Without a key nobody is believed."""
    found = SIGNED.fullmatch(header)
    if not key or found is None:
        raise NoReceipt("the signature is missing")
    at = datetime.fromtimestamp(int(found[1]), UTC)
    if not hmac.compare_digest(sign(key, body, at), header) or abs(now - at) > TOLERANCE:
        raise NoReceipt("the signature is wrong or old")
    try:
        return msgspec.json.decode(body, type=Receipt)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NoReceipt("the receipt cannot be read") from error
