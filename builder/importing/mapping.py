"""The mapping file: where foreign Markdown keeps what our front matter asks for (docs/editors/importing.md).

Values are taken from *places*, tried in the order they stand:

    title                  a front matter key, however it is capitalised
    path:language          a part of the file's path, named in `path`; `path` alone is all of it but the ending
    first-heading, first-paragraph, file-name, file
    text:{partner}-{name}  words of the mapping's own, with places in braces
"""

import re
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from builder.domain.article import Slug, WebAddress
from builder.domain.registers import Area, Partner, Texts
from builder.load.convert import convert
from builder.load.edition_file import decode
from builder.load.fault import Fault, Unreadable
from builder.load.strict_yaml import YamlDocument, read_yaml

Places = Annotated[tuple[str, ...], Meta(min_length=1)]
MAX_BYTES = 256 * 1024
MAX_KEYS = 2_000


class Taken(Struct, frozen=True, forbid_unknown_fields=True):
    """Places, and what becomes of a value found there.

    `pattern` picks a part (its first group) and leaves out values it does not match. `values` says which of our
    own words a word of the source stands for. `formats` are the ways the source writes dates, as in strptime.
    """

    take: Places
    pattern: str = ""
    values: dict[str, str] = {}
    separator: str = ""
    formats: tuple[str, ...] = ()


From = Places | Taken
NOWHERE = Taken(take=("text:",))


class Files(Struct, frozen=True, forbid_unknown_fields=True):
    """Which files are pages: `*` stays within a folder, `**` does not."""

    include: Places = ("**/*.md",)
    exclude: tuple[str, ...] = ()


class PartnerRules(Struct, frozen=True, forbid_unknown_fields=True):
    """Who delivered a page. `register` describes the partners that get a file of their own."""

    take: Places
    values: dict[str, Slug] = {}
    register: dict[Slug, Partner] = {}


class TopicRules(Struct, frozen=True, forbid_unknown_fields=True):
    """What a page is about: every place is asked, and all they say is taken.

    A value that `values` turns into nothing is no topic. `names` are for topics whose own word reads badly.
    """

    area: Area
    take: tuple[str, ...] = ()
    values: dict[str, str] = {}
    areas: dict[Slug, Area] = {}
    names: dict[Slug, Texts] = {}
    separator: str = ""


class LinkRules(Struct, frozen=True, forbid_unknown_fields=True):
    """What links meant where the text comes from.

    `site` is that place's address; `addresses` say where each page lay there, so that links to it become links
    to our article. `https` are the hosts, with all below them, that answer on https too: `*` for every host.
    `pictures` is the folder that addresses of pictures begin in, `credit` whose pictures they are.
    """

    site: WebAddress | None = None
    addresses: tuple[str, ...] = ()
    https: tuple[str, ...] = ()
    pictures: str = ""
    credit: str = ""


class Rewriting(Struct, frozen=True, forbid_unknown_fields=True):
    """A regular expression in the body, and what stands there instead."""

    pattern: str
    to: str = ""


class BodyRules(Struct, frozen=True, forbid_unknown_fields=True):
    """What becomes of prose that is not plain Markdown.

    `tags` says for an HTML tag (`nav`) or one with a class (`ul.accordion`) what it is: *drop* it with all it
    holds, *unwrap* it, or take it for a paragraph or heading.
    """

    tags: dict[str, Literal["drop", "unwrap", "p", "h2", "h3", "h4", "h5", "h6"]] = {}
    template_tags: Literal["drop", "keep"] = "keep"
    indented_code: Literal["keep", "text"] = "keep"
    rewrite: tuple[Rewriting, ...] = ()


class TranslationRules(Struct, frozen=True, forbid_unknown_fields=True):
    """Pages that say the same in `article` are one article. The source edition is in the first of `sources`."""

    article: From
    sources: Places
    method: Literal["human", "machine-reviewed", "machine"] = "human"


class Mapping(Struct, frozen=True, forbid_unknown_fields=True):
    """How one body of foreign Markdown becomes ours. `prefix` begins every content_id, so that none collide."""

    name: Slug
    prefix: Slug
    title: From
    summary: From
    language: From
    partner: PartnerRules
    topics: TopicRules
    about: str = ""
    files: Files = Files()
    path: tuple[str, ...] = ()
    keys: dict[str, tuple[str, ...]] = {}
    content_id: From = ("path",)
    translations: TranslationRules | None = None
    changed: From = NOWHERE
    reviewed: From = NOWHERE
    review_due: From = NOWHERE
    keywords: From = NOWHERE
    also_indexed_as: From = NOWHERE
    origin: From = ("file",)
    links: LinkRules = LinkRules()
    body: BodyRules = BodyRules()


def taken(source: From) -> Taken:
    """A bare list of places is short for places without more."""
    return source if isinstance(source, Taken) else Taken(take=source)


def read_mapping(path: Path) -> tuple[Mapping | None, list[Fault]]:
    """The mapping, or what must be mended in it, with lines."""
    try:
        document = read_yaml(decode(path.read_bytes()), max_keys=MAX_KEYS, max_bytes=MAX_BYTES)
    except Unreadable as unreadable:
        return None, [unreadable.fault]
    except OSError as error:
        return None, [Fault(1, "missing-file", f"cannot be read ({error.strerror}); give the path of a mapping file")]
    mapping, faults = convert(document, Mapping)
    faults = faults + list(_bad_patterns(document, mapping)) if mapping else faults
    return (None if faults else mapping), faults


def _bad_patterns(document: YamlDocument, mapping: Mapping) -> list[Fault]:
    """Regular expressions are tried here, so that a slip is told with its line and not in the middle of a run."""
    faults = []
    for path, line in document.lines.items():
        if path[-1] == "pattern":
            try:
                re.compile(_value_at(document.values, path))
            except re.error as error:
                faults.append(Fault(line, "bad-value", f"«pattern» is no regular expression ({error}); mend it"))
    return faults


def _value_at(values: object, path: tuple[str | int, ...]) -> str:
    for step in path:
        values = values[step]  # type: ignore[index]
    return str(values)
