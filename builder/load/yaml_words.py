"""What the YAML parser complains of, in words for editors."""

import yaml

QUOTE_IT = 'put the text in "quotes"'

WORDS = (
    ("found a tab character", "a tab; indent with spaces"),
    ("mapping values are not allowed", f"a second colon in the line; {QUOTE_IT}"),
    ("could not find expected ':'", "a line without a colon; write «key: value»"),
    ("did not find expected key", "indented unlike the lines around it, or text after a closing quote"),
    (
        "did not find expected '-' indicator",
        "begin the entries of a list with «- » straight under each other",
    ),
    ("did not find expected ',' or", "a list in [ ] or { } is not closed; end it with ] or }"),
    ("did not find expected node content", "something is missing in [ ] or { }; add it or remove the comma"),
    ("found unexpected end of stream", "a quote that never ends; close it"),
    ("found unexpected document indicator", "a quote that never ends; close it"),
    ("block sequence entries are not allowed", "begin the list on a line of its own, under its key"),
    ("block mapping", "begin «key: value» on a line of its own"),
    ("unknown escape character", "a \\ in \"double quotes\" has a meaning of its own; use 'single quotes'"),
    ("alphabetic or numeric character", f"text that begins with * or & looks like an alias; {QUOTE_IT}"),
    ("undefined alias", f"text that begins with * looks like an alias; {QUOTE_IT}"),
    ("expected <document start>", "text after the end of the YAML; remove it"),
    ("but found another document", "one YAML document only; remove the second"),
)


def what_to_mend(error: yaml.YAMLError, text: str) -> tuple[int, str, str]:
    """Give the line, counted from 0, a code and the way out."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _control_character(text), "control-character", "a character that cannot be seen; remove it"
    mark = error.problem_mark or error.context_mark
    problem = f"{error.problem or ''} {error.context or ''}"
    if ("unexpected" in problem and "quote" in problem) or "expected ':'" in problem:
        mark = error.context_mark or mark  # where it began, not where the parser gave up
    line = min(mark.line if mark else 0, text.rstrip("\n").count("\n"))
    code = "yaml-documents" if "document" in problem and "quote" not in problem else "yaml-syntax"
    return line, code, _words_for(problem, _character_at(text, mark))


def _words_for(problem: str, character: str) -> str:
    if "cannot start any token" in problem:
        tab = character == "\t"
        return "a tab; indent with spaces" if tab else f"text that begins with {character}; {QUOTE_IT}"
    for part, words in WORDS:
        if part in problem:
            return words
    return f"not valid YAML ({problem.strip()}); quote text that holds : # or begins with a sign"


def _character_at(text: str, mark: yaml.Mark | None) -> str:
    lines = text.split("\n")
    if mark is None or mark.line >= len(lines):
        return ""
    return lines[mark.line][mark.column : mark.column + 1]


def _control_character(text: str) -> int:
    """The line of the first character that YAML does not allow."""
    for number, line in enumerate(text.split("\n")):
        if not all(character.isprintable() or character.isspace() for character in line):
            return number
    return 0
