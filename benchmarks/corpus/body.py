"""The text of one page in our own Markdown: about 700 words with what pages are made of."""

from collections.abc import Iterator
from itertools import cycle
from random import Random

from benchmarks.corpus.prose import heading, paragraph, phrase, sentences

WORDS = 680
CALLOUTS = ("NOTE", "TIP", "IMPORTANT", "WARNING")


def body(random: Random, language: str, links: list[str]) -> str:
    """Sections until there are words enough. `links` are the content_ids it leads to, one in each section."""
    blocks = [paragraph(random, language)]
    targets = iter(links)
    extras = cycle(random.sample(EXTRAS, len(EXTRAS)))
    headings: set[str] = set()
    words = 0
    while words < WORDS:
        section = list(_section(random, language, next(targets, ""), next(extras), headings))
        words += sum(block.count(" ") + 1 for block in section)
        blocks += section
    return "\n\n".join(blocks) + "\n"


def _section(random: Random, language: str, target: str, extra, headings: set[str]) -> Iterator[str]:
    yield f"## {_new_heading(random, language, headings)}"
    yield paragraph(random, language)
    if target:
        name = phrase(random, language, 2, 3)
        yield f"{paragraph(random, language)} [{name}](article:{target}) {phrase(random, language, 3, 6)}."
    if random.random() < 0.2:
        yield f"### {_new_heading(random, language, headings)}"
        yield paragraph(random, language)
    yield extra(random, language)


def _new_heading(random: Random, language: str, headings: set[str]) -> str:
    while (found := heading(random, language)).casefold() in headings:
        pass
    headings.add(found.casefold())
    return found


def _list(random: Random, language: str) -> str:
    return "\n".join(f"- {phrase(random, language, 3, 8)}" for _ in range(random.randint(3, 6)))


def _steps(random: Random, language: str) -> str:
    steps = sentences(random, language, random.randint(3, 5))
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))


def _table(random: Random, language: str) -> str:
    rows = [[heading(random, language) for _ in range(3)], ["---"] * 3]
    rows += [[phrase(random, language, 1, 4) for _ in range(3)] for _ in range(random.randint(3, 6))]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _callout(random: Random, language: str) -> str:
    first, second = sentences(random, language, 2)
    return f"> [!{random.choice(CALLOUTS)}]\n> {first} {{fact:emergency}}. {second}"


def _emphasis(random: Random, language: str) -> str:
    return f"{paragraph(random, language)} **{phrase(random, language, 1, 3)}** {phrase(random, language, 2, 5)}."


def _outside_link(random: Random, language: str) -> str:
    name = phrase(random, language, 2, 4)
    return f"{paragraph(random, language)} [{name}](https://www.who.int/{random.randint(1, 9999)})."


EXTRAS = (_list, _steps, _table, _callout, _emphasis, _outside_link, _list, _emphasis)
