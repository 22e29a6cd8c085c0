"""What must never be published: people's numbers and addresses, and the keys to machines (bad-input.md M22, M23)."""

import re
from collections.abc import Iterator

from builder.check import edition_rule
from builder.check.context import Context
from builder.check.reading import reading
from builder.domain.article import Edition
from builder.markdown.prose import Prose
from identity_number import is_identity_number

SPACE = "[ \u00a0\u202f]"
ELEVEN_DIGITS = re.compile(rf"(?<!\d)([0-9]{{6}}){SPACE}?([0-9]{{5}})(?!\d)")
MOBILE = re.compile(
    rf"(?<![\d.,/-])(?<!\d{SPACE})(?:\+47{SPACE}?|0047{SPACE}?)?"
    rf"([49][0-9]{{2}}{SPACE}?[0-9]{{2}}{SPACE}?[0-9]{{3}}|[49][0-9](?:{SPACE}?[0-9]{{2}}){{3}})(?![\d.,/-]*\d)"
)
"""Norwegian mobile numbers, which begin with 4 or 9."""

MAIL = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@[\w-]{1,63}(?:\.[\w-]{1,63})+")
OFFICES = re.compile(
    r"(?:post(?:mottak|boks)?|info(?:rmasjon)?|kontakt|contact|support|hjelp|help|kundeservice|press[e]?|media|redaksjon\w*"
    r"|firmapost|sekretariat\w*|resepsjon\w*|personvern\w*|privacy|office|mail|e?-?post|service|webmaster|no-?reply)(?:[.+-]\w+)*",
    re.IGNORECASE,
)
"""Mailboxes of an office, not of a person."""

LEAST_SECRET = 20
UNBROKEN = bytes(
    97 if chr(byte).isascii() and (chr(byte).isalnum() or chr(byte) in "_-+") else 32 for byte in range(256)
)
"""Letters, digits and the signs found in keys become «a»: a long word is a row of them, found at no cost."""

SECRETS = (
    (re.compile(r"A[KS]IA[0-9A-Z]{16}"), "an access key of AWS"),
    (re.compile(r"gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{22,}"), "a token of GitHub"),
    (re.compile(r"glpat-[\w-]{20,}"), "a token of GitLab"),
    (re.compile(r"xox[abeoprs]-[\w-]{10,}"), "a token of Slack"),
    (re.compile(r"AIza[\w-]{35}"), "a key of Google"),
    (re.compile(r"(?:npm_|pypi-|hf_|dop_v1_)[\w-]{30,}"), "a token of a registry"),
    (re.compile(r"[rs]k[_-](?:live[_-]|test[_-]|ant[_-]|proj[_-])?[A-Za-z0-9_-]{20,}"), "a secret key"),
    (re.compile(r"eyJ[\w-]{14,}"), "a signed token"),
)
NAMED_SECRET = re.compile(
    r"(?:api[ _-]?key|secret|token|passwor[dt]|passord|nøkkel|bearer)[\"'`]?\s{0,3}[:= ]\s{0,3}[\"'`]?$",
    re.IGNORECASE,
)
HAS_DIGIT, HAS_LETTER = re.compile("[0-9]"), re.compile("[A-Za-z]")
PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY")


@edition_rule("national-id")
def national_id(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """No text holds a national identity number, not even a made-up one whose check digits are right."""
    read = reading(edition, prose)
    if not read.has_long_numbers:
        return
    for found in read.places(ELEVEN_DIGITS):
        if is_identity_number(found.match[1] + found.match[2]):
            yield found.line, "a valid national identity number; take it out, here and in the history of the file"


@edition_rule("secret")
def secret(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """No text holds a private key, a token or a password."""
    read = reading(edition, prose)
    if "-----BEGIN" in read.whole:
        for found in read.places(PRIVATE_KEY):
            yield found.line, "a private key; take it out and replace it wherever it is used: it is known now"
    row = read.encoded.translate(UNBROKEN)
    start = row.find(b"a" * LEAST_SECRET)
    while start >= 0:
        end = row.find(b" ", start)
        end = len(row) if end < 0 else end
        if kind := _kind_of_secret(read.encoded, start, end):
            line = read.line(len(read.encoded[:start].decode()))
            yield line, f"{kind}; take it out and replace it wherever it is used: it is known now"
        start = row.find(b"a" * LEAST_SECRET, end)


def _kind_of_secret(text: bytes, start: int, end: int) -> str:
    word = text[start : min(end, start + 400)].decode()
    if not (HAS_DIGIT.search(word) and HAS_LETTER.search(word)):
        return ""
    for pattern, kind in SECRETS:
        if pattern.match(word):
            return kind
    before = text[max(0, start - 40) : start].decode("utf-8", "ignore")
    return "a password or key" if NAMED_SECRET.search(before) else ""


@edition_rule("contact-data", "warning")
def contact_data(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """No text holds a person's telephone number or e-mail address; an office's number is a fact, cited by name."""
    read = reading(edition, prose)
    told = set()
    if "@" in read.whole:
        for found in read.places(MAIL):
            if found.match[0] not in told and not OFFICES.fullmatch(found.match[1]):
                told.add(found.match[0])
                yield found.line, f"«{found.match[0]}» looks like a person's address; name the office instead"
    if read.has_long_numbers:
        facts = {_digits(fact.value) for fact in context.facts.values() if isinstance(fact.value, str)}
        for found in read.places(MOBILE):
            number = _digits(found.match[1])
            if number not in facts and number not in told:
                told.add(number)
                yield (
                    found.line,
                    f"«{found.match[0]}» looks like a person's telephone; make it a fact if it is an office's",
                )


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
