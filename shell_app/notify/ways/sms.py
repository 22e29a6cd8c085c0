"""SMS by an HTTP gateway: a POST with a bearer key, JSON in and out, an idempotency key with each."""

import msgspec
import urllib3
from msgspec import Struct

from shell_app.notify.providers import Outcome
from shell_app.notify.ways import Parcel

PATIENCE = urllib3.Timeout(connect=4, read=10)
TOO_MANY = 429
_POOL = urllib3.PoolManager(timeout=PATIENCE, retries=False)


class Gateway(Struct, frozen=True):
    """A provider's address for sending, the key it gave us, and the name people see as the sender."""

    address: str
    key: str
    sender: str

    def send(self, to: str, parcel: Parcel) -> Outcome:
        """Server errors, silence and «too many» may be tried again; what else is not taken never will be."""
        body = msgspec.json.encode({"to": to, "from": self.sender, "text": parcel.text.body, "reference": parcel.id})
        headers = {
            "Authorization": f"Bearer {self.key}",
            "Content-Type": "application/json",
            "Idempotency-Key": parcel.id,
        }
        try:
            answer = _POOL.request("POST", self.address, body=body, headers=headers, redirect=False)
        except urllib3.exceptions.HTTPError:
            return "later"
        if 200 <= answer.status < 300:
            return "sent"
        return "later" if answer.status >= 500 or answer.status == TOO_MANY else "refused"
