"""A small portal, written to a folder for one test."""

from datetime import date
from pathlib import Path

from builder import pipeline
from builder.pipeline import Built, Checked

SITE = """\
name: Prøveportalen
address: https://prove.example/
operator: Prøveetaten
languages: [nb, nn, en]
demonstration: yes
checks: {spelling: off, not-approved: off}
"""

PARTNER = """\
name: {{nb: {name}, en: {name}}}
kind: institute
who: {{nb: Et institutt for prøver., en: An institute for trials.}}
"""

TOPICS = """\
luftveier:
  area: sykdom
  name: {nb: Luftveier, nn: Luftvegar, en: Airways}
  summary: {nb: Om lunger og pust.}
"""

SERVICE = """\
category: oppfolging
order: 1
icon: inbox
consent: basis
proxy_area: services
children: {under_12: yes, from_12_to_15: no}
youth: consent
protected_address: yes
actions:
  messages: {consent: full}
  letters: {consent: full}
  gp_writing: {consent: full, gp: yes}
"""

ARTICLE = """\
---
title: {title}
summary: {summary}
topics: [luftveier]
partner: lungesenteret
assured_by:
  - partner: legelaget
    role: lungelege
reviewed: 2026-03-02
review_due: 2028-03-02
changed: 2026-03-02
---

{body}
"""

SERVICE_PAGE = """\
---
title: {title}
summary: Meldinger til og fra legen.
partner: lungesenteret
reviewed: 2026-03-02
review_due: 2028-03-02
changed: 2026-03-02
---

Her leser og skriver du meldinger.
"""

TRANSLATION = """\
---
title: {title}
summary: {summary}
translation:
  from: nb
  state: {state}
  by: lungesenteret
---

{body}
"""

BODY = """\
Astma er en sykdom i lungene.

## Når du bør ringe

Ring legen hvis pusten blir tung.
"""


class Portal:
    """Files under `root`, written and built as an editor would."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def with_sample(self) -> "Portal":
        self.write("content/site.yml", SITE)
        self.write("content/topics.yml", TOPICS)
        self.write("partners/lungesenteret.yml", PARTNER.format(name="Lungesenteret"))
        self.write("partners/legelaget.yml", PARTNER.format(name="Legelaget"))
        self.write("content/services/innboks/service.yml", SERVICE)
        self.write("content/services/innboks/nb.md", SERVICE_PAGE.format(title="Innboks"))
        self.article("astma")
        self.translation("astma", "en", "Asthma")
        return self

    def write(self, file: str, text: str | bytes) -> Path:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def article(self, content_id: str, title: str = "Astma", body: str = BODY, language: str = "nb") -> Path:
        text = ARTICLE.format(title=title, summary=f"Kort om {title.lower()} og hva du kan gjøre.", body=body)
        return self.write(f"content/articles/{content_id}/{language}.md", text)

    def translation(self, content_id: str, language: str, title: str, body: str = BODY, state: str = "") -> Path:
        from builder.editing import mark_translated

        text = TRANSLATION.format(title=title, summary=f"In short about {title}.", body=body, state=state or "unmarked")
        path = self.write(f"content/articles/{content_id}/{language}.md", text)
        if not state:
            mark_translated(self.root, path)
        return path

    def build(self, today: date = date(2026, 11, 23)) -> Built:
        return pipeline.build(self.root, today)

    def check(self, today: date = date(2026, 11, 23)) -> Checked:
        return pipeline.check(self.root, today)

    def codes(self) -> list[str]:
        return [problem.code for problem in self.check().problems]

    @property
    def public(self) -> Path:
        return self.root / "site" / "current" / "public"

    def page(self, path: str) -> str:
        """A published file's text."""
        return (self.public / path).read_text()
