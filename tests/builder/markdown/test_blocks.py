"""Blocks are known by what they say."""

from hypothesis import given
from hypothesis import strategies as st

from builder.markdown.blocks import Block, blocks_of
from builder.markdown.canonical import canonical_body, canonical_text

BODY = """\
En tekst  
over to linjer.

## Råd

- Drikk **vann**
- Hvil

  Lenge.

> [!WARNING]
> Ring 113.

| Alder | Dose |
| --- | --- |
| 2 år | |

![Et hus](hus.png)

Merk[^1].

[^1]: Noten.

```
kode
```
"""


def blocks(body: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks_of(canonical_body(body))]


def test_every_kind_of_block() -> None:
    """Paragraphs, headings, items, callouts, rows, pictures, notes and code, after title and lead."""
    found = blocks_of(canonical_text("Tittel", "Ingress", BODY))
    assert [(block.kind, block.text) for block in found] == [
        ("title", "Tittel"),
        ("lead", "Ingress"),
        ("p", "En tekst<br>over to linjer."),
        ("h2", "Råd"),
        ("li", "Drikk <strong>vann</strong>"),
        ("li", "Hvil"),
        ("li", "Lenge."),
        ("warning p", "Ring 113."),
        ("row", "Alder | Dose"),
        ("row", "2 år | "),
        ("image", "<img hus.png>Et hus"),
        ("p", "Merk<sup><a #note-1>1</a></sup>."),
        ("note", "Noten."),
        ("code", "<code>kode<br></code>"),
    ]


def test_equal_blocks_are_numbered() -> None:
    """So that each has an id of its own."""
    first, second = blocks_of(canonical_body("Ja.\n\nJa."))
    assert (second.id, second.digest) == (f"{first.id}-2", first.digest)


PARAGRAPHS = st.lists(
    st.text("abcdefg ", min_size=1).filter(str.strip),
    min_size=2,
    max_size=9,
    unique_by=lambda text: " ".join(text.split()),
)


def ids(paragraphs: list[str]) -> dict[str, Block]:
    return {block.text: block for block in blocks_of(canonical_body("\n\n".join(paragraphs)))}


@given(PARAGRAPHS, st.randoms(use_true_random=False))
def test_a_block_keeps_its_id_when_others_move_or_are_divided_or_joined(paragraphs: list[str], chance) -> None:
    """The id is made of what the block itself says."""
    paragraphs = [" ".join(text.split()) for text in paragraphs]
    before = ids(paragraphs)
    edited = list(paragraphs)
    chance.shuffle(edited)
    joined = edited.pop() + "h" + edited.pop()
    after = ids([*edited, joined[: len(joined) // 2] + "i", "j" + joined[len(joined) // 2 :]])
    assert {text: after[text] for text in edited} == {text: before[text] for text in edited}
