"""What an operator sets about notices: `HELSEVEI_PUSH_…`, `HELSEVEI_MAIL_…`, `HELSEVEI_SMS_…` and their pace.

All of it may be left out: what is not set is not sent by, and push is then not offered.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

from msgspec import Struct

from shell_app.notify import push_key

Encryption = Literal["tls", "starttls", "none"]
PUSH_SERVICES = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "push.apple.com",
    "notify.windows.com",
)
"""The hosts that browsers of today are reached by, and those below them. To others nothing is ever sent (A32)."""
USUAL_SIGN_INS = 4.0
POSTGRESQL = ("postgresql://", "postgresql+psycopg://")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Mail(Struct, frozen=True):
    """A mail server, and the address that notices are from."""

    host: str
    port: int
    sender: str
    encryption: Encryption = "tls"
    user: str = ""
    password: str = ""


class Sms(Struct, frozen=True):
    """A provider: where to hand over and with which key, and the key it signs its receipts with."""

    address: str
    key: str
    sender: str
    receipt_key: str = ""


class Notices(Struct, frozen=True):
    """The settings. `sms` has the usual provider first; `sign_ins` is how many a second the portal was measured at."""

    push_key: str = ""
    push_contact: str = ""
    push_services: tuple[str, ...] = PUSH_SERVICES
    mail: Mail | None = None
    sms: dict[str, Sms] = {}
    sign_ins: float = USUAL_SIGN_INS
    queue: str = ""
    """Where the queue is: a file or `postgresql://…`; in memory if nothing is said."""


def from_environment(environment: Mapping[str, str], wrong: list[str]) -> Notices:
    """The settings; what cannot be right is added to `wrong`, a line for each."""
    asked = _Asked(environment, wrong)
    key = asked.file("PUSH_KEY_FILE")
    return Notices(
        push_key=_key(key, wrong),
        push_contact=_contact(asked, bool(key)),
        push_services=tuple(asked.text("PUSH_SERVICES").split()) or PUSH_SERVICES,
        mail=_mail(asked),
        sms={name: found for name in ("first", "second") if (found := _sms(asked, name))},
        sign_ins=_number(asked, "SIGN_INS_PER_SECOND", USUAL_SIGN_INS),
        queue=_queue(asked),
    )


class _Asked:
    """Reads single settings; what is left out is empty."""

    def __init__(self, environment: Mapping[str, str], wrong: list[str]) -> None:
        self._environment, self.wrong = environment, wrong

    def text(self, name: str) -> str:
        return self._environment.get(f"HELSEVEI_{name}", "").strip()

    def file(self, name: str) -> str:
        path = self.text(name)
        try:
            return Path(path).read_text().strip() if path else ""
        except (OSError, UnicodeDecodeError) as error:
            self.wrong.append(f"HELSEVEI_{name}: {path} cannot be read ({error})")
            return ""

    def needed(self, name: str, why: str) -> str:
        value = self.text(name)
        if not value:
            self.wrong.append(f"HELSEVEI_{name} is not set; {why}")
        return value


def _key(text: str, wrong: list[str]) -> str:
    try:
        if text:
            push_key.read(text)
    except ValueError:
        wrong.append("HELSEVEI_PUSH_KEY_FILE has no key for push: make one with `python -m shell_app push-key FILE`")
        return ""
    return text


def _contact(asked: _Asked, needed: bool) -> str:
    contact = asked.text("PUSH_CONTACT")
    if needed and not contact.startswith(("mailto:", "https://")):
        asked.wrong.append("HELSEVEI_PUSH_CONTACT must say where push services may complain: mailto:… or https://…")
    return contact


def _queue(asked: _Asked) -> str:
    where = asked.text("NOTICE_QUEUE")
    if "://" in where and not where.startswith((*POSTGRESQL, "sqlite:///")):
        kind = where.partition("://")[0]
        asked.wrong.append(f"HELSEVEI_NOTICE_QUEUE is of the kind {kind}; it is a file, or begins with postgresql://")
    elif where and not where.startswith(POSTGRESQL) and not Path(where.removeprefix("sqlite:///")).parent.is_dir():
        asked.wrong.append(f"HELSEVEI_NOTICE_QUEUE is {where}; the folder it names is not there: make it first")
    return where


def _mail(asked: _Asked) -> Mail | None:
    server = asked.text("MAIL_SERVER")
    if not server:
        return None
    host, _, port = server.rpartition(":")
    encryption = asked.text("MAIL_ENCRYPTION") or "tls"
    if not host or not port.isdecimal():
        asked.wrong.append(f"HELSEVEI_MAIL_SERVER is {server}; it is a host and a port, such as smtp.example:465")
    if encryption not in get_args(Encryption):
        asked.wrong.append(f"HELSEVEI_MAIL_ENCRYPTION is {encryption}; it is tls, starttls or none")
    elif encryption == "none" and host not in LOOPBACK:
        asked.wrong.append("HELSEVEI_MAIL_ENCRYPTION is none; that is for a mail server on this machine alone")
    sender = asked.needed("MAIL_FROM", "it is the address that notices are from")
    if sender and "@" not in sender:
        asked.wrong.append(f"HELSEVEI_MAIL_FROM is {sender}; it must be an e-mail address")
    user, password = asked.text("MAIL_USER"), asked.file("MAIL_PASSWORD_FILE")
    return Mail(host, int(port) if port.isdecimal() else 0, sender, encryption, user, password)  # type: ignore[arg-type]


def _sms(asked: _Asked, name: str) -> Sms | None:
    upper = f"SMS_{name.upper()}"
    address = asked.text(upper)
    if not address:
        return None
    where = urlsplit(address)
    if where.scheme != "https" and where.hostname not in LOOPBACK:
        asked.wrong.append(f"HELSEVEI_{upper} is {address}; it must begin with https://")
    asked.needed(f"{upper}_KEY_FILE", "the gateway knows us by the key in it")
    sender = asked.needed("SMS_FROM", "it is whom the message is seen to be from")
    return Sms(address, asked.file(f"{upper}_KEY_FILE"), sender, asked.file(f"{upper}_RECEIPT_KEY_FILE"))


def _number(asked: _Asked, name: str, usual: float) -> float:
    value = asked.text(name)
    try:
        number = float(value) if value else usual
    except ValueError:
        number = 0
    if not 0 < number < 100_000:
        asked.wrong.append(f"HELSEVEI_{name} is {value}; it must be a number over 0")
        return usual
    return number
