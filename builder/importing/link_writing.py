"""Links and pictures of a Markdown text written anew, all else left byte for byte."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from pyromark import events_with_range

from builder.markdown import OPTIONS

MAY_HOLD_LINKS = re.compile(r"\]\(|\]:|<[a-z][a-z0-9+.-]*:|<[^\s<>@]+@", re.IGNORECASE)
DEFINITION = re.compile(r"^ {0,3}\[[^\]^][^\]]*\]:[ \t]*\S+.*\n?", re.MULTILINE)
AUTOMATIC = ("Autolink", "Email")
UNSAFE = re.compile(r"[\s()<>]")

NewTarget = Callable[[str], str]
"""What a target becomes; an empty one means that only the text can stand."""


class Edit(NamedTuple):
    """Bytes `start` to `end` become `text`."""

    start: int
    end: int
    text: str


class _Open(NamedTuple):
    """A link or picture whose end has not come yet. `words` gathers what it says, `said_to` where that ends."""

    name: str
    data: dict[str, Any]
    start: int
    words: list[str]
    said_to: list[int]


def rewrite_links(body: str, link: NewTarget, picture: NewTarget) -> str:
    """Give every link and picture its new target. A picture without one is replaced by its alternative text."""
    if not MAY_HOLD_LINKS.search(body):
        return body
    source = body.encode()
    edits: list[Edit] = []
    opened: list[_Open] = []
    referred = False
    event: Any
    for event, span in events_with_range(body, options=OPTIONS):
        if event.__class__ is str:
            _say(opened, " ", span["end"])
            continue
        ((key, value),) = event.items()
        name = next(iter(value)) if value.__class__ is dict else value
        if key == "Start" and name in ("Link", "Image"):
            opened.append(_Open(name, value[name], span["start"], [], [span["start"] + (2 if name == "Image" else 1)]))
        elif key == "End" and name in ("Link", "Image"):
            closed = opened.pop()
            referred |= closed.data["link_type"] not in ("Inline", *AUTOMATIC)
            edits += _edits(closed, span["end"], source, picture if name == "Image" else link)
            _say(opened, "".join(closed.words) or (" \ufffc" if name == "Image" else ""), span["end"])
        else:
            _say(opened, value if key in ("Text", "Code") else "", span["end"])
    body = _edited(source, edits)
    return DEFINITION.sub("", body) if referred else body


def _say(opened: list[_Open], text: str, end: int) -> None:
    for one in opened:
        one.words.append(text)
        one.said_to[0] = max(one.said_to[0], end)


def _edits(closed: _Open, end: int, source: bytes, new: NewTarget) -> list[Edit]:
    old, text = closed.data["dest_url"], "".join(closed.words).strip()
    automatic = closed.data["link_type"] in AUTOMATIC
    target = new(f"mailto:{old}" if closed.data["link_type"] == "Email" else old)
    if closed.name == "Image":
        return _picture_edits(closed, end, target)
    if not text:
        return [Edit(closed.start, end, "")]
    if automatic:
        return [Edit(closed.start, end, _automatic(text, target, source[: closed.start].endswith(b"!")))]
    if target and target == old and closed.data["link_type"] == "Inline":
        return []
    tail = closed.said_to[0]
    if target:
        return [Edit(tail, end, f"]({_written(target, closed.data['title'])})")]
    return [Edit(closed.start, closed.start + 1, ""), Edit(tail, end, "")]


def _automatic(text: str, target: str, after_mark: bool) -> str:
    """A link that was its own text; behind a ! brackets would make it a picture."""
    if "://" in target or (after_mark and target.startswith("mailto:")):
        return f"<{target}>"
    return f"[{text}]({target})" if target and not after_mark else text


def _picture_edits(closed: _Open, end: int, target: str) -> list[Edit]:
    alternative = re.sub(r"([\[\]\\])", r"\\\1", " ".join("".join(closed.words).split()))
    shown = f"![{alternative}]({_written(target, '')})" if target else alternative
    return [Edit(closed.start, end, shown)]


def _written(target: str, title: str) -> str:
    target = f"<{target}>" if UNSAFE.search(target) else target
    return target + (f' "{title}"'.replace("\n", " ") if title and '"' not in title else "")


def _edited(source: bytes, edits: list[Edit]) -> str:
    """The text with all edits; an edit within a larger one is part of that already."""
    out: list[bytes] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= done:
            out += [source[done : edit.start], edit.text.encode()]
            done = edit.end
    return b"".join([*out, source[done:]]).decode()
