"""Changing the keys in a partner's register: lines are added, all else stays as its editors wrote it."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from builder.approval import passkey
from builder.approval.keyring import name_of
from builder.approval.signing import CannotSign, public_key
from builder.approval.ssh import NotSigned
from builder.domain.keys import PartnerKey
from builder.domain.registers import Partner
from builder.load.convert import convert
from builder.load.fault import Unreadable
from builder.load.registers import MAX_BYTES, MAX_KEYS
from builder.load.strict_yaml import read_yaml
from builder.vouching.waiting import CannotApprove

PASSKEY = re.compile(rf"({passkey.KIND} [A-Za-z0-9+/]+={{0,2}}) (\S+)\s*")
BEGINS = re.compile(r"^keys:[ \t]*\n", re.MULTILINE)


def partner_file(root: Path, slug: str) -> Path:
    file = root / "partners" / f"{slug}.yml"
    if not re.fullmatch(r"[a-z0-9-]+", slug) or not file.exists():
        known = ", ".join(sorted(path.stem for path in (root / "partners").glob("*.yml")))
        raise CannotApprove(f"there is no partner «{slug}»; the partners are: {known}")
    return file


def add_key(root: Path, slug: str, key: Path, holder: str, valid_from: date, valid_to: date | None) -> str:
    """Register a public key, an SSH one or a passkey's; give its name."""
    file = partner_file(root, slug)
    line, origin = _line_and_origin(key)
    try:
        name = name_of(PartnerKey(holder, line, valid_from, valid_to, origin))
    except NotSigned as error:
        raise CannotApprove(str(error)) from None
    text = file.read_text(encoding="utf-8")
    if line in text:
        raise CannotApprove(f"{name} is registered already; `helsevei keys list` lists what is")
    lines = f"  - holder: {_quoted(holder)}\n    key: {line}\n    from: {valid_from}\n"
    lines += f"    to: {valid_to}\n" if valid_to else ""
    lines += f"    origin: {origin}\n" if origin else ""
    _write(file, _with_key(text, lines))
    return name


def _line_and_origin(key: Path) -> tuple[str, str | None]:
    """The register's line for a key; for a passkey, whose file the reviewers' desk gives, also where it signs."""
    with suppress(OSError, UnicodeDecodeError):
        if found := PASSKEY.fullmatch(key.read_text(encoding="utf-8")):
            return found[1], found[2]
    try:
        return public_key(key), None
    except CannotSign as error:
        raise CannotApprove(str(error)) from None


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _with_key(text: str, lines: str) -> str:
    text = text if text.endswith("\n") else f"{text}\n"
    if found := BEGINS.search(text):
        return text[: found.end()] + lines + text[found.end() :]
    return f"{text}keys:\n{lines}"


def revoke_key(root: Path, slug: str, key: PartnerKey, at: str, reason: str, keeps: Iterable[str]) -> None:
    """Say that a key counts no more, but for the approvals that are kept."""
    file = partner_file(root, slug)
    text = file.read_text(encoding="utf-8")
    found = re.search(rf"^(\s*)(?:- )?key: ['\"]?{re.escape(key.key)}['\"]?[ \t]*\n", text, re.MULTILINE)
    if found is None or key.revoked:
        raise CannotApprove(f"the key of «{key.holder}» is revoked already, or not written on a line of its own")
    indent = " " * (found[0].index("key:"))
    kept = "".join(f"{indent}    - {digest}\n" for digest in keeps)
    lines = f"{indent}revoked:\n{indent}  at: {at}\n{indent}  reason: {reason}\n"
    lines += f"{indent}  keeps:\n{kept}" if kept else ""
    _write(file, text[: found.end()] + lines + text[found.end() :])


def _write(file: Path, text: str) -> None:
    """Write a register that can be read; leave the old one where the new could not."""
    try:
        partner, faults = convert(read_yaml(text, max_keys=MAX_KEYS, max_bytes=MAX_BYTES), Partner)
    except Unreadable as unreadable:
        partner, faults = None, [unreadable.fault]
    if partner is None or faults:
        raise CannotApprove(f"{file}: {faults[0].message}; the file stays as it was")
    file.write_text(text, encoding="utf-8")
