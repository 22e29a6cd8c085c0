"""An approval's file: a statement, and under it the signature over exactly those lines."""

import re
import unicodedata
from hashlib import blake2b

from builder.approval import passkey, ssh
from builder.approval.ssh import NotSigned, fingerprint
from builder.approval.statements import NAMESPACE, read_statement
from builder.domain.approval import Signed, Statement

MAX_BYTES = 16 * 1024
BEGINS = "-----BEGIN "
SEPARATOR = " at "
OUR_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ŧ": "t", "ŋ": "n"})


def read_approval(text: str, file: str) -> Signed:
    """What is signed and by which key; raises NotSigned unless statement and signature belong together.

    Nothing is known yet of whose key it is: that follows from the partners' registers, and changes with them.
    """
    at = text.find(BEGINS)
    lines, signature = (text[:at], text[at:]) if at >= 0 else (text, "")
    statement = read_statement(lines)
    if statement is None:
        raise NotSigned("the statement is not written as `helsevei approve` writes it")
    if not signature:
        raise NotSigned("there is no signature under the statement")
    digest = blake2b(text.encode(), digest_size=16).hexdigest()
    return Signed(statement, _signer(lines.encode(), signature), digest, file)


def _signer(message: bytes, signature: str) -> str:
    """How registers name the key; a passkey with the address it was used at."""
    if signature.startswith("-----BEGIN SSH SIGNATURE-----"):
        return fingerprint(ssh.verify(message, signature, NAMESPACE))
    key, origin = passkey.verify(message, signature)
    return fingerprint(key) + SEPARATOR + origin


def file_name(statement: Statement) -> str:
    """One file for each statement, so that two who approve at once do not meet in one file."""
    capacity = f".{_in_a_name(statement.capacity)}" if statement.capacity else ""
    taken_back = ".withdrawn" if statement.action == "withdrawal" else ""
    return f"{statement.language}.{statement.role}.{statement.partner}{capacity}{taken_back}.txt"


def _in_a_name(capacity: str) -> str:
    """What an assurer is, in letters that every disk takes; a digest where there are none."""
    plain = unicodedata.normalize("NFKD", capacity.casefold().translate(OUR_LETTERS)).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall("[a-z0-9]+", plain))[:40].strip("-")
    return slug or blake2b(capacity.encode(), digest_size=4).hexdigest()
