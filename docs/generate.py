"""`python -m docs.generate`: write the handbook's tables from the code, into docs/generated.

The pages take them in by name (`--8<-- "rules.md"`), so that what a table says is what the code does.
"""

from pathlib import Path

from docs.code_tables import fault_table, rule_tables
from docs.command_pages import commands_page
from docs.fact_tables import decision_list, language_table, limit_table
from docs.key_tables import KEY_TABLES, key_table

DOCS = Path(__file__).parent
GENERATED = DOCS / "generated"


def tables() -> dict[str, str]:
    """Every generated table by its file name."""
    return {
        "rules.md": rule_tables(),
        "faults.md": fault_table(),
        "commands.md": commands_page(),
        "limits.md": limit_table(),
        "languages.md": language_table(),
        "decisions.md": decision_list(DOCS / "decisions"),
        **{f"keys-{name}.md": key_table(kind) for name, kind in KEY_TABLES.items()},
    }


def generate(folder: Path = GENERATED) -> None:
    """Write the tables anew; one that is no longer made does not stay behind."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        old.unlink()
    for name, text in tables().items():
        (folder / name).write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    generate()
