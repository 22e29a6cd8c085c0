"""What a reader of one file found wrong, before the file's place in the portal is known."""

from typing import NamedTuple

from builder.domain.problem import Severity

CODES: dict[str, str] = {
    "approval-signature": "An approval is a statement as `helsevei approve` writes it, with a right signature.",
    "bad-date": "A date is a day of the calendar, written year-month-day: 2026-03-02.",
    "bad-length": "A text is no longer, and a list no shorter, than its place allows.",
    "bad-name": "Files, folders and ids are named with small letters a–z, digits and hyphens; editions by language.",
    "bad-type": "A text, a list or indented lines stand where each is expected.",
    "bad-value": "A value is one of those allowed, or is written in the way its place asks for.",
    "body-complex": "A page has no more table cells, lines or nested lists than a reader could take in.",
    "control-character": "A text holds no characters that cannot be seen and have no meaning in prose.",
    "duplicate-key": "A key stands once; of two equal ones nobody could say which was meant.",
    "empty-body": "An edition has text below its front matter.",
    "empty-value": "A key has a value; one without is filled in or its line removed.",
    "executable-file": "Content is not marked as a program.",
    "file-size": "A file is no larger than a page can be; longer texts are divided.",
    "git-file": "Git's own settings lie in the portal's root and never beside content.",
    "hidden-file": "No hidden files lie among the content.",
    "hidden-line-break": "Front matter and registers have no line breaks that editors do not show.",
    "leftover-file": "What editors and systems leave behind (.DS_Store, nb.md~) is deleted; nothing waits for it.",
    "lfs-pointer": "Files are committed themselves and not as pointers of Git LFS.",
    "merge-conflict": "The marks of a merge (<<<<<<<) are resolved: one version stands.",
    "missing-file": "The settings without which there is no portal are there.",
    "missing-key": "Every key that must stand in a file does.",
    "no-front-matter": "An edition begins with its front matter between two lines of ---.",
    "not-utf8": "Texts are saved as UTF-8.",
    "open-front-matter": "The front matter ends with a line of ---.",
    "picture-broken": "A picture is whole and can be decoded.",
    "picture-frames": "A moving picture has at most 50 frames.",
    "picture-size": "A picture has at most 2 MiB and 25 million pixels.",
    "picture-type": "A picture is a PNG, JPEG, WebP or GIF, and is what its ending says.",
    "piled-marks": "A letter carries no more accents than any language has.",
    "reserved-name": "No content_id is an address of the portal's own or a name that Windows keeps for itself.",
    "same-name": "Names in a folder differ in more than capitals or accents.",
    "second-front-matter": "An edition has one front matter.",
    "symbolic-link": "Content is files and folders, not links to some.",
    "too-many-files": "A folder holds no more files than its article can need.",
    "unexpected-file": "Only editions, pictures and registers lie among the content, each in its place.",
    "unknown-key": "Only known keys stand in a file, so that a slip of the pen is seen.",
    "unreadable-file": "Every file and folder may be read.",
    "yaml-alias": "Anchors (&) and aliases (*) are not used; each value is written out.",
    "yaml-depth": "YAML is nested at most eight levels deep.",
    "yaml-documents": "A file holds one YAML document.",
    "yaml-key": "A key is a plain word.",
    "yaml-list": "A register that is a list has entries that begin with a hyphen.",
    "yaml-mapping": "Front matter and registers are lines of «key: value».",
    "yaml-merge": "Merge keys (<<) are not used; the lines are written out.",
    "yaml-size": "Front matter has at most 8 KiB and 40 keys, a register 4 MiB.",
    "yaml-syntax": "Front matter and registers are valid YAML; text with : or # in it is quoted.",
    "yaml-tag": "Tags (!) are not used; every value is read as text.",
}
"""What each code stands for, one sentence for editors: the handbook's table."""


class Fault(NamedTuple):
    """`line` counts from 1 in the whole file."""

    line: int
    code: str
    message: str
    severity: Severity = "error"


class Unreadable(Exception):
    """The file cannot be understood far enough to go on; carries the one fault that says why."""

    def __init__(self, line: int, code: str, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(line, code, message)
