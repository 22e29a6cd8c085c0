"""What a browser gives us to be reached by, judged before it is kept: we send to no address but a push service's.

A subscription's address comes from whoever is signed in. If any were taken, the portal could be made to knock at
doors inside its own network (threats.md A32).
"""

import base64
import binascii
from collections.abc import Mapping
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec

from shell_app.records.devices import Subscription

LONGEST = 2000
POINT_BYTES, SECRET_BYTES = 65, 16


class NoSubscription(Exception):
    """A browser's subscription cannot be used; the message says why."""


def subscription(given: Mapping[str, str], services: tuple[str, ...]) -> Subscription:
    """The subscription, or NoSubscription. `services` are hosts; one with a port is taken over plain HTTP too, which
    is for a push service on a developer's own machine."""
    endpoint, p256dh, auth = (given.get(name, "") for name in ("endpoint", "p256dh", "auth"))
    if not _is_at(endpoint, services):
        raise NoSubscription("the address is of no push service that this portal sends to")
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(p256dh, POINT_BYTES))
        _bytes(auth, SECRET_BYTES)
    except (ValueError, binascii.Error) as error:
        raise NoSubscription("the browser's keys cannot be used") from error
    return Subscription(endpoint, p256dh, auth)


def _is_at(endpoint: str, services: tuple[str, ...]) -> bool:
    """Whether this is the whole and plain address of something at one of these hosts, or at a host below one."""
    if len(endpoint) > LONGEST or not endpoint.isascii() or not endpoint.isprintable() or set(endpoint) & set("\\ @#"):
        return False
    try:
        where = urlsplit(endpoint)
        host, port = where.hostname or "", where.port
    except ValueError:
        return False
    if where.netloc in services:
        return where.scheme == "https" or (":" in where.netloc and where.scheme == "http")
    below = any(host.endswith(f".{service}") for service in services)
    return where.scheme == "https" and port is None and where.netloc == host and below


def _bytes(text: str, count: int) -> bytes:
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if len(data) != count:
        raise ValueError(f"{len(data)} bytes, not {count}")
    return data
