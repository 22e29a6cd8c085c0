"""Mail is encrypted on its way, to a server that this machine's authorities vouch for, or not sent."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from shell_app.notify.ways import Parcel
from shell_app.notify.ways import mail as ways_of_mail
from shell_app.notify.ways.mail import Smtp
from shell_app.notify.wording import text
from tests.shell_app.notify.outside import Post, _free_port

PARCEL = Parcel("A1b2C3d4E5f6G7h8I9j0Kw", text("nn"))


def certificate(folder: Path) -> tuple[Path, Path]:
    """One for this machine that vouches for itself, and its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a mail server")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    files = folder / "cert.pem", folder / "key.pem"
    files[0].write_bytes(made.sign(key, SHA256()).public_bytes(Encoding.PEM))
    files[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return files


class Encrypted(Post):
    """A server that takes nothing before STARTTLS."""

    def __init__(self, files: tuple[Path, Path]) -> None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*files)
        self.mail, self.answer, self.port = [], "250 OK", _free_port()
        self._controller = Controller(
            self, hostname="127.0.0.1", port=self.port, tls_context=context, require_starttls=True
        )
        self._controller.start()


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return certificate(tmp_path)


@pytest.fixture
def encrypted(files: tuple[Path, Path]) -> Iterator[Encrypted]:
    running = Encrypted(files)
    yield running
    running.close()
    ways_of_mail._trusted.cache_clear()


def test_mail_goes_by_starttls_to_a_server_that_is_vouched_for(
    encrypted: Encrypted, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(files[0]))
    ways_of_mail._trusted.cache_clear()
    server = Smtp("127.0.0.1", encrypted.port, "varsel@helsevei.example", "starttls")
    assert server.send("liten@example.org", PARCEL) == "sent"
    (mail,) = encrypted.mail
    assert (mail["Subject"], mail.get_content().strip()) == tuple(text("nn"))


def test_a_server_that_nobody_vouches_for_is_told_nothing(encrypted: Encrypted) -> None:
    """It is tried again later: the fault may be ours or the server's, and is put right by people."""
    server = Smtp("127.0.0.1", encrypted.port, "varsel@helsevei.example", "starttls")
    assert server.send("liten@example.org", PARCEL) == "later"
    assert encrypted.mail == []


def test_a_server_that_asks_for_encryption_gets_nothing_without(encrypted: Encrypted) -> None:
    server = Smtp("127.0.0.1", encrypted.port, "varsel@helsevei.example", "none")
    assert server.send("liten@example.org", PARCEL) != "sent"
    assert encrypted.mail == []
