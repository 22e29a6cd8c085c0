"""Adopts existing Markdown (Hugo, Jekyll, plain) into articles of our own, by a mapping file.

Nothing is invented: what a page does not say stays absent, and everything that was mended or could not be kept
is told with file, line and way out.
"""

from builder.importing.command import cli_import
from builder.importing.destination import CannotImport
from builder.importing.folder import import_folder
from builder.importing.mapping import Mapping, read_mapping
from builder.importing.report import ImportReport

__all__ = ["CannotImport", "ImportReport", "Mapping", "cli_import", "import_folder", "read_mapping"]
