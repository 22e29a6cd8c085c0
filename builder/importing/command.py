"""What `helsevei import` does, and how it ends: 0 all adopted, 1 nothing, 2 could not run, 3 some were left out."""

from collections.abc import Callable
from pathlib import Path

import click

from builder.importing.destination import CannotImport
from builder.importing.folder import import_folder
from builder.importing.mapping import read_mapping
from builder.importing.report import FILE


def cli_import(
    root: Path, source: Path, mapping_file: Path, dry_run: bool, progress: Callable[[str, int, int], None]
) -> int:
    """Import `source` into the portal at `root`, print the report in short and give the exit code."""
    mapping, faults = read_mapping(mapping_file)
    for fault in faults:
        click.echo(f"{mapping_file}:{fault.line}: {fault.message}  [{fault.code}]", err=True)
    if mapping is None:
        return 2
    try:
        report = import_folder(
            source, mapping, root, lambda done, total: progress("Importing", done, total), dry_run=dry_run
        )
    except (CannotImport, OSError) as error:
        click.echo(f"helsevei: {error}", err=True)
        return 2
    click.echo("\n".join(report.lines()))
    click.echo("Nothing was written." if dry_run else f"Each file is told of in {root / FILE}.")
    if not report.editions:
        return 1
    return 3 if len(report.editions) < report.files else 0
