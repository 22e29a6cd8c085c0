"""What an import did: which files became which editions, and everything that was not as it should be."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import msgspec
from msgspec import Struct

from builder.domain.counted import counted

FILE = "import-report.json"

LEFT_OUT = {
    "symbolic-link": "put the file itself there",
    "unreadable-file": "see that the file may be read",
    "not-utf8": "save the file as UTF-8",
    "empty-page": "write a text, or leave the file out with `files: exclude:`",
    "open-front-matter": "close the front matter with a line of ---",
    "no-title": "add a title to the file, or name a further place under `title:`",
    "no-summary": "add a summary to the file, or name a further place under `summary:`",
    "no-language": "say the language in the file, or name a further place under `language:`",
    "unknown-language": "add it to translations/language_table.py, or say under `language: values:` what it is",
    "no-partner": "say in the file who delivered it, or name a further place under `partner:`",
    "same-edition": "keep one of the two, or tell them apart under `translations: article:`",
    "file-size": "divide the article",
    "not-accepted": "mend the file as the fault says, and import again",
}
"""Why a file became no edition, and the way out."""

TOLD = {
    "no-front-matter": "add front matter, if title and summary were taken wrongly from the text",
    "front-matter-unclear": "mend the front matter; until then it was read line by line",
    "duplicate-key": "keep one of the two; the last was taken",
    "bad-date": "correct the date; it was left out",
    "no-topic": "name the topic under `topics: values:`; the value was left out",
    "new-partner": "complete the partner's file; only the name is known",
    "not-nfc": "nothing to do: letters and accents were joined as they should be",
    "characters-removed": "nothing to do, but read the place if the text is in Arabic or Indic script",
    "title-cut": "write a shorter title",
    "summary-cut": "write a shorter summary",
    "keywords-cut": "keep the keywords that matter; the last were left out",
    "headings-repaired": "nothing to do: levels now begin at two and leave none out",
    "heading-dropped": "nothing to do: the title says it already, or there was no text in it",
    "html-dropped": "see whether something must be said in its place",
    "unknown-tag": "nothing to do if it was meant as text; else say under `body: tags:` what it is",
    "template-tag": "see whether something must be said in its place",
    "indented-code": "nothing to do, unless it was code",
    "http-kept": "find the page's https address, or list the host under `links: https:`",
    "link-outside": "nothing to do if it is meant to lead to the old site; else import the page too",
    "link-dropped": "write the address anew; the text was kept",
    "picture-dropped": "add it to the article's folder, as PNG, JPEG, WebP or GIF; its alternative text was kept",
    "same-title": "give each a title that tells them apart",
    "no-source-edition": "say which edition was written first, under `translations: sources:`",
    "not-signed": "have the texts approved, and take «publish_unapproved» out of the file; till then each page says so",
    "site-written": "fill in the portal's name, address and operator in content/site.yml",
}
"""What was mended or could not be kept, and what is left for an editor to do."""


class Finding(Struct, frozen=True, order=True):
    """Something about one file of the source. `left_out` says that the file became no edition."""

    file: str
    line: int
    reason: str
    message: str
    way_out: str
    left_out: bool


class Adopted(Struct, frozen=True, order=True):
    """A file of the source and the edition it became."""

    file: str
    content_id: str
    language: str


class LeftOut(Exception):
    """This file cannot become an edition."""

    def __init__(self, line: int, reason: str, message: str) -> None:
        super().__init__(message)
        self.line, self.reason, self.message = line, reason, message


Tell = Callable[[int, str, str], None]
"""Line, reason and message of something that was mended or could not be kept in one file."""


class ImportReport(NamedTuple):
    """`files` counts the pages the mapping names; each is among `editions` or left out in `findings`."""

    mapping: str
    files: int
    editions: tuple[Adopted, ...]
    findings: tuple[Finding, ...]

    @property
    def languages(self) -> list[str]:
        return sorted({edition.language for edition in self.editions})

    def counts(self) -> Counter[str]:
        return Counter(finding.reason for finding in self.findings)

    def lines(self) -> list[str]:
        """The report in short: what there is now, and each reason once."""
        articles = len({edition.content_id for edition in self.editions})
        said = [
            f"{self.mapping}: {counted(len(self.editions), 'edition')} of {counted(articles, 'article')} in "
            f"{counted(len(self.languages), 'language')}, from {counted(self.files, 'file')}"
        ]
        for heading, reasons in (("left out", LEFT_OUT), ("told", TOLD)):
            for reason, count in sorted(self.counts().items()):
                if reason in reasons:
                    said.append(f"  {heading:8} {count:6,}  {reason}: {reasons[reason]}")
        return said


class Findings:
    """Gathers what is found; each file gets its own way to tell."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def about(self, file: str) -> Tell:
        """A function that tells of `file`, each thing once a line."""
        told: set[tuple[int, str, str]] = set()

        def tell(line: int, reason: str, message: str) -> None:
            if (line, reason, message) not in told:
                told.add((line, reason, message))
                self.found.append(Finding(file, line, reason, message, TOLD[reason], left_out=False))

        return tell

    def left_out(self, file: str, why: LeftOut) -> None:
        self.found.append(Finding(file, why.line, why.reason, why.message, LEFT_OUT[why.reason], left_out=True))


def read_earlier(data: bytes) -> dict[str, dict]:
    """The imports a report file already tells of, by mapping; an unreadable one tells of none."""
    try:
        imports = msgspec.json.decode(data)["imports"]
        return imports if isinstance(imports, dict) else {}
    except (msgspec.DecodeError, KeyError, TypeError):
        return {}


def report_bytes(report: ImportReport, earlier: dict[str, dict]) -> bytes:
    """The report file: this import beside those of other mappings."""
    told = {
        "files": report.files,
        "editions": [msgspec.to_builtins(edition) for edition in report.editions],
        "findings": [msgspec.to_builtins(finding) for finding in report.findings],
        "reasons": dict(sorted(report.counts().items())),
    }
    imports = dict(sorted({**earlier, report.mapping: told}.items()))
    return msgspec.json.format(msgspec.json.encode({"imports": imports}), indent=1) + b"\n"
