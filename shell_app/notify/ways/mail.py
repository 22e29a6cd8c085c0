"""E-mail by SMTP, encrypted from the first byte or by STARTTLS."""

import smtplib
import ssl
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from typing import Literal

from msgspec import Struct

from shell_app.clock import system_time
from shell_app.notify.providers import Outcome
from shell_app.notify.ways import Parcel

PATIENCE = 5.0
"""Seconds for each answer of the server."""
NOT_NOW = range(400, 500)


class Smtp(Struct, frozen=True):
    """A mail server. `encryption` «none» is for one on this machine."""

    host: str
    port: int
    sender: str
    """The address that messages are from; its domain is in every message's id."""
    encryption: Literal["tls", "starttls", "none"] = "tls"
    user: str = ""
    password: str = ""

    def send(self, to: str, parcel: Parcel) -> Outcome:
        """What cannot be an address, or the server will never take, is refused; all else may be tried again."""
        try:
            message = self._message(to, parcel)
        except (ValueError, IndexError, MessageError):
            return "refused"
        try:
            with self._connect() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _ in refused.recipients.values()]
            return "later" if any(code in NOT_NOW for code in codes) else "refused"
        except (OSError, smtplib.SMTPException):
            return "later"
        return "sent"

    def _connect(self) -> smtplib.SMTP:
        if self.encryption == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=PATIENCE, context=_trusted())
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=PATIENCE)
            if self.encryption == "starttls":
                server.starttls(context=_trusted())
        if self.user:
            server.login(self.user, self.password)
        return server

    def _message(self, to: str, parcel: Parcel) -> EmailMessage:
        """`Auto-Submitted` keeps absence messages from answering (RFC 3834)."""
        message = EmailMessage()
        domain = self.sender.partition("@")[2]
        message["From"] = self.sender
        message["To"] = str(Address(addr_spec=to))
        message["Subject"] = parcel.text.title
        message["Date"] = format_datetime(system_time())
        message["Message-ID"] = f"<{parcel.id}@{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(parcel.text.body)
        return message


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities of this machine, read once; a mail server that they do not vouch for is not spoken to."""
    return ssl.create_default_context()
