"""An article with everything an editor can write, and its translations in every state a translation can be in."""

from pathlib import Path
from shutil import copyfile

import yaml

from tests.portal import Portal

PARTNER = """\
kind: other
website: https://provestedet.example
name: {nb: Prøvestedet (demo)}
who: {nb: Et oppdiktet sted der alt prøves.}
does: {nb: Skriver tekster med alt i.}
"""

SOURCE = """\
---
title: Alt en redaktør kan skrive
summary: En side med alt, så det kan sees & prøves.
topics: [{topic}]
partner: provestedet
assured_by:
  - partner: provestedet
    role: prøveleder
reviewed: 2020-03-02
review_due: 2022-03-02
changed: 2020-03-02
references:
  - title: Low back pain
    publisher: Verdens helseorganisasjon
    year: 2023
    url: https://www.who.int/news-room/fact-sheets/detail/low-back-pain
  - title: En bok uten adresse
images:
  - file: bilde.png
    credit: "Foto: Prøvestedet"
also_indexed_as: [Prøve på alt]
origin: https://source.example/everything
---

{body}
"""

TRANSLATION = """\
---
title: {title}
summary: {summary}
translation:
  from: nb
  state: {state}
  by: provestedet
  method: {method}
  reviewed_by: provestedet
  reviewed: 2021-03-05
---

{body}
"""

BODY = """\
> [!WARNING]
> {first}: {{fact:emergency}}, {{fact:helpline}} [{text}](article:feber-hos-barn)

## {first}

{text} [{first} 1](topic:{topic}), [{first} 2](partner:provestedet), [{first} 3](service:resepter),
[{first} 4](https://www.who.int/), <post@provestedet.example>, [+47 22 59 13 00](tel:+4722591300).[^a]

![{first}](bilde.png)

> [!NOTE]
> {text}
>
> > {text}

### {first}

| {first} | № | {text} |
| :-- | --: | :-: |
| **{text}** | 1 | H<sub>2</sub>O |
| <abbr title="{first}">p. o.</abbr> | 2 | [{first}](#note-1) |

## {text}

| A |
| - |
| {text} |

1. {text}
2. *{first}*
   - ~~{text}~~

---

```
x < y
```

<details>
<summary>{first}</summary>

{text}

</details>

## {first}

Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft: <kbd>Ctrl</kbd> + `kode`.

[^a]: {text}
"""

IN_LANGUAGES = {
    "en": ("Everything an editor can write", "One sentence of text.", "stale", "human"),
    "se": ("Buot maid doaimmaheaddji sáhttá čállit", "Okta cealkka.", "stale", "machine"),
    "ar": ("كل ما يمكن للمحرر كتابته", "جملة واحدة من النص.", "", "machine-reviewed"),
    "uk": ("Усе, що може написати редактор", "Одне речення тексту.", "", "human"),
    "de": ("Alles, was jemand schreiben kann", "Ein Satz aus Text.", "", "machine-reviewed"),
    "ur": ("وہ سب کچھ جو ایک مدیر لکھ سکتا ہے", "متن کا ایک جملہ۔", "stale", "machine"),
}
"""Title, text, the state it was made from (empty: the present one) and how; the last two have no catalogue."""


def write_everything(portal: Portal) -> None:
    """Add the article, its picture and its partner to a portal that has topics and services."""
    topic = next(iter(yaml.safe_load((portal.root / "content/topics.yml").read_text())))
    portal.write("partners/provestedet.yml", PARTNER)
    portal.write("content/moved.yml", "- {old: article:alt-fra-for, now: article:alt}\n")
    source = BODY.format(first="En overskrift", text="En setning med tekst.", topic=topic)
    portal.write(_file("nb"), SOURCE.format(topic=topic, body=source))
    picture = next((portal.root / "content/articles").glob("*/*.png"))
    copyfile(picture, portal.root / "content/articles/alt/bilde.png")
    for language, (title, text, state, method) in IN_LANGUAGES.items():
        _write_translation(portal, language, title, text, state, method, topic)


def _write_translation(
    portal: Portal, language: str, title: str, text: str, state: str, method: str, topic: str
) -> None:
    from builder.editing import mark_translated

    body = BODY.format(first=title, text=text, topic=topic)
    matter = {"title": title, "summary": text, "state": state or "unmarked", "method": method}
    path: Path = portal.write(_file(language), TRANSLATION.format(**matter, body=body))
    if not state:
        mark_translated(portal.root, path)


def _file(language: str) -> str:
    return f"content/articles/alt/{language}.md"
