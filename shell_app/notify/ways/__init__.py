"""The ways out: each hands one text to one address, and says in four words how it went (`providers.Outcome`)."""

from datetime import timedelta
from typing import Protocol

from msgspec import Struct

from shell_app.notify.providers import Outcome
from shell_app.notify.wording import Text
from shell_app.records.devices import Subscription


class Parcel(Struct, frozen=True):
    """What is handed over. `id` is the same each time the same is tried, so that whoever gets it twice can tell.

    The rest is for push: the page that a press on the notice opens; where the browser tells that it has arrived, and
    the proof that it had the notice; how long the push service keeps it for a telephone that is switched off.
    """

    id: str
    text: Text
    opens: str = "/"
    confirm_at: str = ""
    proof: str = ""
    kept: timedelta = timedelta(hours=12)


class ByAddress(Protocol):
    """SMS and e-mail."""

    def send(self, to: str, parcel: Parcel) -> Outcome: ...


class ToBrowser(Protocol):
    """Push."""

    def send(self, to: Subscription, parcel: Parcel) -> Outcome: ...


class NoWay:
    """Where an operator has none of a kind: what was to go by it cannot be sent."""

    def send(self, to: str | Subscription, parcel: Parcel) -> Outcome:
        return "refused"


class Ways(Struct, frozen=True):
    """What a portal sends by. Of the SMS providers, by name, the first is the usual one."""

    push: ToBrowser
    email: ByAddress
    sms: dict[str, ByAddress]
