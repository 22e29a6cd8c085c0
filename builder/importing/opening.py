"""What a text opens with, and how it is shortened: titles and summaries for pages that name none."""

import re
from typing import Any, NamedTuple

from pyromark import events_with_range

from builder.importing.html_tags import ANCHORS
from builder.markdown import OPTIONS

SENTENCE_END = re.compile(r"[.!?…]['\"”»)]*(?=\s)|[。！？।۔؟።]")


class Opening(NamedTuple):
    """The first heading and the first paragraph, as read aloud; empty where there is none."""

    heading: str = ""
    paragraph: str = ""


def opening(body: str) -> Opening:
    """Read no further than both are found."""
    found = {"Heading": "", "Paragraph": ""}
    words: list[str] = []
    pictures = 0
    event: Any
    for event, _ in events_with_range(ANCHORS.sub("", body), options=OPTIONS, merge_text=True):
        if event.__class__ is str:
            words.append(" ")
            continue
        ((key, value),) = event.items()
        name = next(iter(value)) if value.__class__ is dict else value
        if name == "Image" and key in ("Start", "End"):
            pictures += 1 if key == "Start" else -1
        elif key == "Start" and name in found:
            words = []
        elif key == "End" and name in found:
            found[name] = found[name] or "".join(words).strip()
            if all(found.values()):
                break
        elif key in ("Text", "Code") and not pictures:
            words.append(value)
    return Opening(found["Heading"], found["Paragraph"])


def shortened(text: str, longest: int) -> str:
    """As many whole sentences as fit, or words if the first sentence is too long by itself."""
    if len(text) <= longest:
        return text
    ends = [match.end() for match in SENTENCE_END.finditer(text, 0, longest + 1) if match.end() <= longest]
    if ends and ends[-1] >= longest // 4:
        return text[: ends[-1]]
    words, space, _ = text[:longest].rpartition(" ")
    return (words if space and len(words) > longest // 2 else text[: longest - 1]).rstrip(" ,;:–-") + "…"
