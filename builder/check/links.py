"""Where links may lead: to https, telephone and mail, to a section of the page, and to our own pages by name."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from unicodedata import normalize
from urllib.parse import urlsplit

from builder.check import edition_rule
from builder.check.context import Context
from builder.check.scripts import mixes_scripts
from builder.domain.article import Edition, SourceMatter
from builder.markdown.html import Resolved, body_html
from builder.markdown.prose import Prose

OURS = re.compile(r"(?:article|service|topic|partner):[a-z0-9]+(?:-[a-z0-9]+)*")
FORMS = {
    "https": re.compile(r"https://[\w.:\[\]@~-]+(?:[/?#][^\s\\]*)?", re.IGNORECASE),
    "tel": re.compile(r"tel:\+?[0-9][0-9 -]*"),
    "mailto": re.compile(r"mailto:[^\s@]+@[^\s@]+"),
}
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
"""What browsers or readers pass over within an address: `java<tab>script:` is one word to them."""

NUMERIC_HOST = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+))*\.?")
LOGIN = re.compile(
    r"\b(?:logg[ea]? (?:deg |meg |seg )?(?:inn|på)|innlogging|pålogging|log ?[io]n|sign ?in|logge sisa|увійти)\b"
    r"|تسجيل الدخول",
    re.IGNORECASE,
)


@lru_cache(4096)
def scheme_of(target: str) -> str:
    """`https`, `article` …, `#` for a section, or nothing, as a browser would read it."""
    plain = UNSEEN.sub("", target)
    if plain.startswith("#"):
        return "#"
    match = SCHEME.match(plain)
    return match[1].lower() if match else ""


@lru_cache(4096)
def host_of(target: str) -> str:
    """The host of an outside address, small letters; empty if there is none."""
    if scheme_of(target) not in ("https", "http"):
        return ""
    try:
        return normalize("NFKC", urlsplit(target).hostname or "")
    except ValueError:
        return "[]"


@edition_rule("link-scheme")
def link_scheme(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """A link leads to https, tel, mailto or our own pages; no other scheme runs or opens anything."""
    allowed = ("https", "http", "tel", "mailto", "#", "article", "service", "topic", "partner", "")
    for link in prose.links:
        scheme = scheme_of(link.target)
        if scheme not in allowed:
            yield (
                link.line,
                f"«{scheme[:20]}:» is not allowed in a link; use https:, tel:, mailto: or article:<content_id>",
            )


@edition_rule("link-insecure")
def link_insecure(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """Links use https, so that nobody can change or watch what the reader gets."""
    for link in prose.links:
        if scheme_of(link.target) == "http":
            yield link.line, f"{link.target[:200]} is not encrypted; write https://, or link to a page that has it"


@edition_rule("link-host")
def link_host(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """A link names a host on the open net: no number, no user name before it, no machine of one's own."""
    for link in prose.links:
        host = host_of(link.target)
        if not host:
            continue
        if "@" in link.target.split("://", 1)[-1].partition("/")[0]:
            yield link.line, f"a user name stands before the host in {link.target[:200]}; take it out"
        elif NUMERIC_HOST.fullmatch(host) or ":" in host or "[" in link.target[:10]:
            yield link.line, f"«{host}» is a number, not a name; write the host's name"
        elif "." not in host.strip("."):
            yield link.line, f"«{host}» is no host on the open net; write its whole name"


@edition_rule("link-punycode", "warning")
def link_punycode(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """A host's name is readable and in one script, so that it cannot pass for another's."""
    for link in prose.links:
        host = host_of(link.target)
        if "xn--" in host:
            yield link.line, f"«{host[:80]}» hides its letters; make sure that it is the host you mean"
        elif not host.isascii() and any(mixes_scripts(label) for label in host.split(".")):
            yield link.line, f"«{host[:80]}» mixes scripts; make sure that it is the host you mean"


@edition_rule("link-login")
def link_login(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """A link that says «log in» leads to the portal itself: elsewhere it teaches readers to fall for traps."""
    for link in prose.links:
        host = host_of(link.target)
        if host and host != context.host.partition(":")[0] and LOGIN.search(link.text):
            yield (
                link.line,
                f"«{link.text[:80]}» leads to {host[:80]}; say what is there, and leave signing in to that page",
            )


@edition_rule("link-form")
def link_form(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """A link to one of our pages names it, as in article:<content_id>; nothing leads up or down the folders."""
    for link in prose.links:
        scheme, target = scheme_of(link.target), link.target
        if (scheme == "#" and target.startswith("#")) or OURS.fullmatch(target):
            continue
        if form := FORMS.get(scheme):
            if not form.fullmatch(target):
                yield link.line, f"«{target[:80]}» is not written as a {scheme}: link must be; see the handbook"
        elif scheme in ("article", "service", "topic", "partner"):
            yield (
                link.line,
                f"«{target[:80]}»: after «{scheme}:» stands a name of small letters a–z, digits and hyphens only",
            )
        elif scheme in ("", "#"):
            yield link.line, _no_scheme(target)


def _no_scheme(target: str) -> str:
    if target.startswith("//"):
        return f"«{target[:80]}» has no scheme; write https:{target[:80]}"
    if ".." in target or "%2e" in target.lower():
        return f"«{target[:80]}» leads out of its folder; write article:<content_id>"
    if "@" in target:
        return f"«{target[:80]}» has no scheme; write mailto:{target[:80]}"
    return f"«{target[:80]}» leads nowhere from a published page; write article:<content_id> or https://…"


@edition_rule("link-section", "warning")
def link_section(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """A link to a section names one that a heading of the page makes."""
    wanted = [link for link in prose.links if link.target.startswith("#") and not link.target.startswith("#note-")]
    if not wanted:
        return
    sections = {section.id for section in body_html(prose.body, Resolved({}, {}, {}, {})).sections}
    for link in wanted:
        if link.target[1:] not in sections:
            near = get_close_matches(link.target[1:], sorted(sections), n=1, cutoff=0.5)
            way_out = f"did you mean «#{near[0]}»?" if near else f"they are: {_listed(sections)}"
            yield link.line, f"no heading makes the section «{link.target[:80]}»; {way_out}"


def _listed(sections: set[str]) -> str:
    return ", ".join(f"#{section}" for section in sorted(sections)[:10]) or "none, as the page has no headings"


@edition_rule("reference-insecure", "warning")
def reference_insecure(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """The sources a text builds on are linked by https where they can be."""
    if isinstance(edition.matter, SourceMatter):
        for reference in edition.matter.references:
            if reference.url and reference.url.lower().startswith("http:"):
                yield (
                    edition.line_of("references"),
                    f"{reference.url[:200]} is not encrypted; write https:// if it is there",
                )
