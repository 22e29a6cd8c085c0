"""What an operator sets, all of it, from the environment: `HELSEVEI_…`. What is wrong is told in one go."""

import base64
import binascii
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct

from shell_app.notify import config as notice_config
from shell_app.notify.config import Notices
from shell_app.records.keeping import Kept
from shell_app.search.indexes import EngineName

LOOPBACK = ("127.0.0.1", "localhost", "::1")
KEY_BYTES = 32


class WrongConfig(Exception):
    """The shell cannot start; the message has one line for each thing to set right."""


class Config(Struct, frozen=True, kw_only=True):
    """The shell's settings. Keys are read from files, so that they are seen in no list of processes."""

    address: str
    """The origin people see, such as `https://helsevei.example`, without a slash at the end."""
    site: Path
    """The folder with `current` in it: what the builder publishes to."""
    database: str
    """`sqlite:///portal.db`, or `postgresql+psycopg://…` for several machines."""
    anchors: Path
    """The file of the usage log's anchors: where the database's owner cannot write, and copied elsewhere."""
    key: bytes
    """32 bytes from which the keys for national numbers and cookies are made. Lost is lost: keep it twice."""
    issuer: str
    """The identity provider."""
    client_id: str
    client_key: str
    """Our private key towards the provider, as a JWK in JSON."""
    acr: tuple[str, ...] = ("idporten-loa-high",)
    """The levels of assurance that open the door, highest first; everything else is too low."""
    people: Literal["synthetic", "real"] = "synthetic"
    """Synthetic: a number that may belong to somebody is refused, so that a trial never holds a real person."""

    senders: str = ""
    """The register of senders, as it stands in its file; nobody sends where there is none."""
    notices: Notices = Notices()
    """By what notices are sent, and how fast."""
    kept: Kept = Kept()
    """How long what is kept."""
    limits: Literal["on", "off"] = "on"
    """Whether tries and senders' calls are counted. Off only where something in front counts, or speed is measured."""

    proxies: int = 0
    """How many servers stand in front and tell where a request came from: 1 behind nginx. The rest is not believed."""

    patience: float = 4.0
    """Seconds that the provider may take for one answer."""

    search: EngineName = "whoosh"
    """What ranks the answers of a search: Whoosh, or for a large portal the release's index files. Both rank alike."""
    search_folder: Path | None = None
    """Where Whoosh's indexes are kept: a folder of the shell's own. Without one they are made anew at each start."""

    @property
    def is_local(self) -> bool:
        """Whether this portal is only on this machine: plain HTTP is allowed there and nowhere else."""
        return urlsplit(self.address).hostname in LOOPBACK


def from_environment(environment: Mapping[str, str]) -> Config:
    """The settings, or WrongConfig with everything that is missing or cannot be right."""
    wrong: list[str] = []

    def text(name: str, example: str) -> str:
        value = environment.get(f"HELSEVEI_{name}", "").strip()
        if not value:
            wrong.append(f"HELSEVEI_{name} is not set; for example {example}")
        return value

    def file(name: str, example: str) -> bytes:
        path = text(name, example)
        try:
            return Path(path).read_bytes() if path else b""
        except OSError as error:
            wrong.append(f"HELSEVEI_{name}: {path} cannot be read ({error.strerror})")
            return b""

    config = Config(
        address=text("ADDRESS", "https://helsevei.example").rstrip("/"),
        site=Path(text("SITE", "/srv/helsevei/site")),
        database=text("DATABASE", "sqlite:////var/lib/helsevei/portal.db"),
        anchors=Path(text("ANCHORS", "/var/lib/helsevei-anchors/anchors")),
        key=read_key(file("KEY_FILE", "/etc/helsevei/key (make one with `openssl rand -base64 32`)"), wrong),
        issuer=text("ISSUER", "https://test.idporten.no"),
        client_id=text("CLIENT_ID", "the id the identity provider gave you"),
        client_key=file("CLIENT_KEY_FILE", "/etc/helsevei/client.jwk").decode(errors="replace"),
        acr=tuple(environment.get("HELSEVEI_ACR", "idporten-loa-high").split()),
        people=_people(environment.get("HELSEVEI_PEOPLE", "synthetic"), wrong),
        senders=file("SENDERS_FILE", "").decode(errors="replace") if environment.get("HELSEVEI_SENDERS_FILE") else "",
        notices=notice_config.from_environment(environment, wrong),
        search=_engine(environment.get("HELSEVEI_SEARCH", "whoosh"), wrong),
        search_folder=Path(folder) if (folder := environment.get("HELSEVEI_SEARCH_FOLDER", "").strip()) else None,
        kept=_kept(environment, wrong),
        limits=_limits(environment.get("HELSEVEI_LIMITS", "on"), wrong),
        proxies=_proxies(environment.get("HELSEVEI_PROXIES", "0"), wrong),
    )
    wrong += [fault for fault in _addresses(config) if not wrong]
    _refuse_if(wrong)
    return config


def _refuse_if(wrong: list[str]) -> None:
    if wrong:
        raise WrongConfig("the shell cannot start:\n" + "\n".join(f"  {line}" for line in wrong))


def read_key(text: bytes, wrong: list[str]) -> bytes:
    """The key in a file's text; what is wrong with it joins `wrong`."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        wrong.append("HELSEVEI_KEY_FILE must hold 32 bytes in base64: make them with `openssl rand -base64 32`")
    return key


def _people(value: str, wrong: list[str]) -> Literal["synthetic", "real"]:
    if value == "real":
        return "real"
    if value != "synthetic":
        wrong.append(f"HELSEVEI_PEOPLE is «{value}»; it is synthetic or real")
    return "synthetic"


def _engine(value: str, wrong: list[str]) -> EngineName:
    if value == "files":
        return "files"
    if value != "whoosh":
        wrong.append(f"HELSEVEI_SEARCH is «{value}»; it is whoosh or files")
    return "whoosh"


def _kept(environment: Mapping[str, str], wrong: list[str]) -> Kept:
    """In days, each by a setting of its own; those that are not set are as goals.md 2.3 has them."""
    days = {}
    for field in Kept.__struct_fields__:
        name = f"HELSEVEI_KEEP_{field.upper()}_DAYS"
        if name in environment:
            written = environment[name].strip()
            if written.isascii() and written.isdigit() and 0 < len(written) < 6:
                days[field] = timedelta(days=int(written))
            else:
                wrong.append(f"{name} is «{written}»; it must be a number of days, such as 730")
    return Kept(**days)


def _limits(value: str, wrong: list[str]) -> Literal["on", "off"]:
    if value not in ("on", "off"):
        wrong.append(f"HELSEVEI_LIMITS is «{value}»; it is on or off")
    return "off" if value == "off" else "on"


def _proxies(value: str, wrong: list[str]) -> int:
    if not (value.isascii() and value.isdigit() and len(value) == 1):
        wrong.append(f"HELSEVEI_PROXIES is «{value}»; it is how many servers stand in front, 0 to 9")
        return 0
    return int(value)


def _addresses(config: Config) -> list[str]:
    """Plain HTTP only where both ends are this machine."""
    return [
        f"{name} is {address}; it must begin with https://"
        for name, address in (("HELSEVEI_ADDRESS", config.address), ("HELSEVEI_ISSUER", config.issuer))
        if urlsplit(address).scheme != "https" and urlsplit(address).hostname not in LOOPBACK
    ]
