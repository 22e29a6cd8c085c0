"""Finding the sentences of the interface in code and templates."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from jinja2 import TemplateSyntaxError

from translations.extract import extract, write_template


def _site(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def _sentences(catalog: Catalog) -> set[tuple[object, str | None]]:
    return {(message.id, message.context) for message in catalog if message.id}


def test_sentences_are_found_wherever_a_program_says_them(tmp_path: Path) -> None:
    """Functions in Python, functions and blocks in templates, one and many, with context and without."""
    root = _site(
        tmp_path,
        {
            "builder/a.py": 'x = _("One")\ny = pgettext("a shop", "Open")\n',
            "shell_app/deep/b.py": 'z = ngettext("%(num)s letter", "%(num)s letters", n)\n_(\n "Two")\n',
            "site/theme/templates/c.html": '{{ _("Three") }}{% trans x=x %}Hello, {{ x }}{% endtrans %}',
            "site/theme/templates/d/e.html": "{% trans n=n %}{{n}} cat{%pluralize%}{{n}} cats{% endtrans %}",
        },
    )
    assert _sentences(extract(root)) == {
        ("One", None),
        ("Open", "a shop"),
        (("%(num)s letter", "%(num)s letters"), None),
        ("Two", None),
        ("Three", None),
        ("Hello, %(x)s", None),
        (("%(n)s cat", "%(n)s cats"), None),
    }


def test_nothing_is_found_elsewhere(tmp_path: Path) -> None:
    """Tests and published releases hold no interface words; neither do other functions and plain text."""
    root = _site(
        tmp_path,
        {
            "tests/a.py": '_("No")',
            "site/releases/1/b.html": '{{ _("No") }}',
            "builder/c.py": 'N_("No"); other("No"); "_(no)"',
            "site/theme/templates/d.html": "<p>No</p>{# _('No') #}",
        },
    )
    assert _sentences(extract(root)) == set()


def test_a_broken_template_is_told(tmp_path: Path) -> None:
    """A template that does not parse stops the work instead of losing its sentences."""
    with pytest.raises(TemplateSyntaxError):
        extract(_site(tmp_path, {"site/theme/templates/a.html": '{{ _("Lost") }}{% if %}'}))


def test_the_template_file_says_where_but_not_when(tmp_path: Path) -> None:
    """Files are named and line numbers are not, so that moving code changes nothing; notes come along."""
    code = '# Translators: on a button\nx = _("Send")\n'
    first = _site(tmp_path / "1", {"builder/a.py": code, "shell_app/b.py": '_("Archive")'})
    later = _site(tmp_path / "2", {"builder/a.py": "\n\n\n" + code, "shell_app/b.py": '_("Archive")'})
    for root in (first, later):
        write_template(root, root / "words.pot")
    assert (first / "words.pot").read_bytes() == (later / "words.pot").read_bytes()
    assert (first / "words.pot").read_text(encoding="utf-8") == (
        "# All sentences of the interface\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        "\n"
        "#: shell_app/b.py\n"
        'msgid "Archive"\n'
        'msgstr ""\n'
        "\n"
        "#. on a button\n"
        "#: builder/a.py\n"
        'msgid "Send"\n'
        'msgstr ""\n'
        "\n"
    )
