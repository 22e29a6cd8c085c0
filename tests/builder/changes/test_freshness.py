"""A translation's notices are the source's changes, paragraph by paragraph: none missing, none too many."""

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.changes.freshness import behind
from builder.changes.made_from import MadeFrom, match, read_made_from, write_made_from
from builder.domain.library import Behind
from builder.markdown.blocks import Block, blocks_of
from builder.markdown.canonical import canonical_text
from builder.markdown.placed import placed_blocks

PARAGRAPHS = [
    "Astma gjør luftveiene trange, og 10 av dem vi kjenner, har derfor hatt den ofte.",
    "Feber er kroppens forsvar mot virus og varer derfor ofte 11 dager.",
    "Hoste går som regel over og kan derfor ofte vare 12 uker etter en forkjølelse.",
    "Søvn er viktig for hele kroppen, og derfor bør voksne ofte legge seg klokken 13 eller så.",
    "Kosten vår har mye å si, og derfor ofte nok er 14 frukter om uken et godt råd.",
    "Vaksiner beskytter både deg og andre, derfor ofte gitt til barn på 15 måneder.",
    "Snue er plagsomt for mange om våren og derfor ofte omtalt i 16 andre artikler.",
    "Kløe kan komme av tørr hud og blir derfor ofte bedre av fet krem i 17 netter.",
    "Svimmelhet kan ha mange årsaker og derfor ofte være vanskelig å forklare på 18 linjer.",
    "Uro i beina plager noen og gjør derfor ofte at de våkner 19 ganger.",
]
"""Each has a number, «derfor» and «ofte», to be edited."""


def source_blocks(body: str) -> tuple[Block, ...]:
    return blocks_of(canonical_text("Tittel", "Ingress", body))


def stamp(body: str, translated: str) -> MadeFrom:
    other = [placed.block for placed in placed_blocks("Title", "Lead", translated)]
    made_from = read_made_from(write_made_from("nb", "0123456789abcdef", source_blocks(body), other))
    assert made_from is not None
    return made_from


def found(before: str, translated: str, after: str) -> tuple[Behind, ...]:
    return behind(stamp(before, translated), source_blocks(after), placed_blocks("Title", "Lead", translated), "nb")


def test_the_stamp_is_read_as_it_was_written() -> None:
    """Blocks with their kinds and texts, and what became of them."""
    body, translated = (
        "## Råd\n\n- Ta 5 mg\n- Hvil\n\n> [!WARNING]\n> Ring 113",
        "## Advice\n\n- Take 5 mg\n- Rest\n\n> [!WARNING]\n> Call 113",
    )
    made_from = stamp(body, translated)
    blocks = source_blocks(body)
    assert [(one.kind, one.text, one.digest) for one in made_from.blocks] == [
        (b.kind, b.text, b.digest) for b in blocks
    ]
    assert made_from.became == tuple(placed.block.id for placed in placed_blocks("Title", "Lead", translated))


def test_what_is_not_a_stamp_is_none() -> None:
    """A merge conflict, an empty file, a line somebody wrote."""
    for text in ("", "nb 0f\n<<<<<<< HEAD\n", "nb 0f\nhei\n", "hei"):
        assert read_made_from(text) is None


def test_a_source_block_finds_its_translation_though_another_is_missing() -> None:
    """By kind, order and what both have: numbers, links, facts."""
    source = blocks_of("<h2>\nA\n</h2>\nTa 5 mg.\nHvil.\nRing <a tel:113>113</a>.")
    translated = blocks_of("<h2>\nB\n</h2>\nTake 5 mg.\nCall <a tel:113>113</a>.")
    assert [mate.text if mate else None for mate in match(source, translated)] == [
        "B",
        "Take 5 mg.",
        None,
        "Call <a tel:113>113</a>.",
    ]


def test_a_change_is_told_where_its_translation_stands_now() -> None:
    """Also when the translation has other paragraphs between, or was edited since."""
    before = "Første avsnitt om luft.\n\nTa 5 mg om kvelden.\n\nSiste avsnitt om søvn."
    translated = "First paragraph on air.\n\nTake 5 mg in the evening.\n\nLast paragraph on sleep."
    after = before.replace("5 mg", "10 mg")
    told = Behind("safety", 1, "Ta 5 mg om kvelden.", "Ta 10 mg om kvelden.")
    assert found(before, translated, after) == (told,)
    moved = "New paragraph.\n\nLast paragraph on sleep.\n\nFirst paragraph on air.\n\nTake 5 mg in the evening."
    assert (
        behind(stamp(before, translated), source_blocks(after), placed_blocks("Title", "Lead", moved), "nb")[0].place
        == 3
    )
    edited = translated.replace("in the evening", "at night")
    assert (
        behind(stamp(before, translated), source_blocks(after), placed_blocks("Title", "Lead", edited), "nb")[0].place
        == 1
    )


def test_new_and_gone_paragraphs() -> None:
    """What is new is told after the translation of the paragraph before it, what is gone where it was translated."""
    before = "Første avsnitt om luft.\n\nAndre avsnitt om mat."
    after = "Første avsnitt om luft.\n\nRing 113 hvis noen slutter å puste."
    assert found(before, "First on air.\n\nSecond on food.", after) == (
        Behind("fact", 1, "Andre avsnitt om mat.", ""),
        Behind("safety", 0, "", "Ring 113 hvis noen slutter å puste."),
    )


def test_title_and_lead_are_told_before_the_text() -> None:
    """They have no place within it."""
    now = blocks_of(canonical_text("Ny tittel", "Ny ingress", "A."))
    assert [one.place for one in behind(stamp("A.", "B."), now, placed_blocks("Title", "Lead", "B."), "nb")] == [-1, -1]


EDITS = st.lists(
    st.sampled_from(["keep", "number", "word", "gone", "new", "emphasis", "lines"]), min_size=10, max_size=10
)


def edited(edits: list[str], moved: int) -> tuple[str, set[tuple[str, str]]]:
    """The source after an edit of each paragraph, and which texts that changes into which."""
    paragraphs, changed = [], set()
    for number, (text, edit) in enumerate(zip(PARAGRAPHS, edits, strict=True), start=10):
        after = text
        if edit == "number":
            after = text.replace(str(number), str(number + 50))
        elif edit == "word":
            after = text.replace("derfor", "gjerne")
        elif edit == "new":
            changed.add(("", f"Helt nytt stoff nummer {number}, endelig trykt."))
            paragraphs.append(f"Helt nytt stoff nummer {number}, endelig trykt.")
        elif edit == "gone":
            changed.add((text, ""))
            continue
        if after != text:
            changed.add((text, after))
        shown = after.replace("ofte", "*ofte*") if edit == "emphasis" else after
        paragraphs.append(shown.replace(" derfor ", "\nderfor  ") if edit == "lines" else shown)
    return "\n\n\n".join(paragraphs[moved:] + paragraphs[:moved]), changed


@settings(deadline=None)
@given(EDITS, st.integers(0, 9))
def test_the_notices_are_the_changed_blocks(edits: list[str], moved: int) -> None:
    """For any edits, and wherever the paragraphs are moved; formatting is never told."""
    before = "\n\n".join(PARAGRAPHS)
    translated = "\n\n".join(f"Paragraph {number} is about another word." for number in range(len(PARAGRAPHS)))
    after, changed = edited(edits, moved)
    told = found(before, translated, after)
    plain = {
        (one.before.replace("<em>", "").replace("</em>", ""), one.after.replace("<em>", "").replace("</em>", ""))
        for one in told
    }
    assert (plain, len(told)) == (changed, len(changed))
    places = {text: number for number, text in enumerate(PARAGRAPHS)}
    assert [one.place for one in told if one.before] == [places[one.before] for one in told if one.before]
