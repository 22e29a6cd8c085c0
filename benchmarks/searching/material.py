"""Pages to search in: a folder's own, or invented ones whose words are as common and as rare as those of a language."""

from collections.abc import Iterator
from itertools import accumulate, islice, product
from pathlib import Path
from random import Random

import msgspec

from builder.judging import folder_documents
from search_index.documents import Document

LANGUAGE = "en"
VOCABULARY = 60_000
COMMON = 40
"""Words so common that they tell nothing: the first of the vocabulary, which titles have none of."""
BEGINNINGS = "b br c ch cl d dr f fl g gr h k l m n p pl pr qu r s sk sp st t th tr v w"
MIDDLES = "a e i o u ai ea io ou y"
ENDINGS = "b ck ct d f g l ll m mp n nd ng nt p r rd rn rt s sh sk ss st t x"


def documents(count: int, among: Path | None) -> list[Document]:
    """So many pages of one language; of a folder that has fewer, halves are put together to new ones."""
    if among is None:
        return list(islice(_invented(), count))
    real = [document for document in folder_documents(among) if document.language == LANGUAGE]
    return list(islice(_and_their_halves(real), count))


def _and_their_halves(real: list[Document]) -> Iterator[Document]:
    yield from real
    random = Random("halves")
    for number in range(10 * len(real)):
        one, other = random.choice(real), random.choice(real)
        title = " ".join((*one.title.split()[:2], *other.title.split()[-1:]))
        body = one.body[: len(one.body) // 2] + " " + other.body[len(other.body) // 2 :]
        yield msgspec.structs.replace(one, subject=f"page:{number}", href=f"{number}.html", title=title, body=body)


def _invented() -> Iterator[Document]:
    """Word number n of the vocabulary is as frequent as 1/n, as in every language."""
    random = Random("pages")
    words = _vocabulary(random)
    often = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    rare = list(accumulate(0 if rank < COMMON else 1 / (rank + 300) for rank in range(len(words))))

    def drawn(weights: list[float], count: int) -> str:
        return " ".join(random.choices(words, cum_weights=weights, k=count))

    for number in range(10**6):
        yield Document(
            subject=f"page:{number}",
            language=LANGUAGE,
            title=drawn(rare, random.randint(1, 4)).capitalize(),
            href=f"{number}.html",
            names=tuple(drawn(rare, random.randint(1, 2)) for _ in range(random.randint(0, 5))),
            summary=drawn(often, 15),
            headings=tuple(drawn(rare, 3) for _ in range(5)),
            body=drawn(often, random.randint(150, 900)),
        )


def _vocabulary(random: Random) -> list[str]:
    syllables = ["".join(parts) for parts in product(*(parts.split() for parts in (BEGINNINGS, MIDDLES, ENDINGS)))]
    words = {"".join(random.choices(syllables, k=random.choice((1, 2, 2, 3)))) for _ in range(2 * VOCABULARY)}
    listed = sorted(words)
    random.shuffle(listed)
    return sorted(listed[:VOCABULARY], key=lambda word: len(word) + 6 * random.random())


def queries(pages: list[Document], count: int) -> list[str]:
    """What people type: a word, two, a title, a slip, a question of many words; and what is not meant well."""
    random = Random("queries")
    made = []
    for number in range(count):
        page, other = random.choice(pages), random.choice(pages)
        title, body = page.title.split(), page.body.split() or ["word"]
        kinds = (
            random.choice(title),
            f"{random.choice(title)} {random.choice(other.title.split())}",
            page.title,
            _slip(random, page.title),
            " ".join(random.choices(body, k=8)),
            f"what are the {random.choice(body)} of {page.title} and {random.choice(body)}?",
            _slip(random, " ".join(random.choices(body, k=5))),
        )
        made.append(kinds[number % len(kinds)])
    return made + HOSTILE


def _slip(random: Random, text: str) -> str:
    at = random.randrange(len(text))
    return text[:at] + random.choice("aeinrst") + text[at + 1 :]


HOSTILE = [
    "*" * 50,
    "h*" * 50,
    "(" * 3000,
    "NOT " * 2000,
    "heart~9 fever~9",
    "[a TO z]",
    " OR ".join(f"word{number}" for number in range(5000)),
    "\x00\u202eheart\u202c\ufffe",
    "heart" * 400,
    "fever " * 17_000,
    " ".join("qwertyuiopasdfgh"[n : n + 9] + "zxcvbnm"[:n] for n in range(8)),
]
