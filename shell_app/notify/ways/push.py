"""Web Push: the text encrypted for one browser alone (RFC 8291), signed by the portal (RFC 8292)."""

import base64
import binascii
from datetime import timedelta
from urllib.parse import urlsplit

import http_ece
import msgspec
import urllib3
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwt
from joserfc.jwk import ECKey

from shell_app.clock import Now, system_time
from shell_app.notify.providers import Outcome
from shell_app.notify.ways import Parcel
from shell_app.records.devices import Subscription

PATIENCE = urllib3.Timeout(connect=4, read=10)
SIGNED_FOR = timedelta(hours=1)
GONE, TOO_MANY = (404, 410), 429
_POOL = urllib3.PoolManager(timeout=PATIENCE, retries=False)


class WebPush:
    """`key` is the portal's own for push, of P-256; `contact` is where a push service may complain, a mailto:."""

    def __init__(self, key: ECKey, contact: str, now: Now = system_time, pool: urllib3.PoolManager = _POOL) -> None:
        self._key, self._contact, self._now, self._pool = key, contact, now, pool

    @property
    def public_key(self) -> str:
        return public_key(self._key)

    def send(self, to: Subscription, parcel: Parcel) -> Outcome:
        """A browser that has let go of its subscription is gone; a topic is shown once, however often it is sent."""
        try:
            body = encrypted(to, payload(parcel))
        except (ValueError, binascii.Error):
            return "gone"
        headers = {
            "Authorization": self._signature(to.endpoint),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(int(parcel.kept.total_seconds())),
            "Topic": parcel.id[:32],
            "Urgency": "normal",
        }
        try:
            answer = self._pool.request("POST", to.endpoint, body=body, headers=headers, redirect=False)
        except urllib3.exceptions.HTTPError:
            return "later"
        if 200 <= answer.status < 300:
            return "sent"
        if answer.status in GONE:
            return "gone"
        return "later" if answer.status >= 500 or answer.status == TOO_MANY else "refused"

    def _signature(self, endpoint: str) -> str:
        address = urlsplit(endpoint)
        until = int((self._now() + SIGNED_FOR).timestamp())
        claims = {"aud": f"{address.scheme}://{address.netloc}", "exp": until, "sub": self._contact}
        return f"vapid t={jwt.encode({'typ': 'JWT', 'alg': 'ES256'}, claims, self._key)}, k={self.public_key}"


def payload(parcel: Parcel) -> bytes:
    """What the theme's service worker reads."""
    said = {"id": parcel.id, **parcel.text._asdict(), "opens": parcel.opens}
    return msgspec.json.encode({**said, "confirm_at": parcel.confirm_at, "proof": parcel.proof})


def public_key(key: ECKey) -> str:
    """The half of the portal's key that a browser is given when it subscribes, in base64url."""
    return _text(_point(key.public_key))


def encrypted(to: Subscription, text: bytes) -> bytes:
    """The text for this browser alone, with a key used once; ValueError where the browser's keys are none."""
    once = ec.generate_private_key(ec.SECP256R1())
    sealed: bytes = http_ece.encrypt(
        text, private_key=once, dh=_bytes(to.p256dh), auth_secret=_bytes(to.auth), version="aes128gcm"
    )
    return sealed


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    numbers = key.public_numbers()
    return b"\x04" + numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
