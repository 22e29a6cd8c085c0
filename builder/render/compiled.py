"""Compiled templates, kept from run to run in a folder that may be lost or spoiled at any time."""

import os
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """Jinja's own cache of this kind would run whatever a file has become."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            data = (self.folder / bucket.key).read_bytes()
        except OSError:
            return
        if crc32(data[4:]).to_bytes(4, "big") == data[:4]:
            bucket.bytecode_from_string(data[4:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        data = bucket.bytecode_to_string()
        fresh = self.folder / f".{bucket.key}-{os.getpid()}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for left_by_a_killed_run in self.folder.glob(f".{bucket.key}-*"):
                left_by_a_killed_run.unlink(missing_ok=True)
            fresh.write_bytes(crc32(data).to_bytes(4, "big") + data)
            fresh.replace(self.folder / bucket.key)
        except OSError:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
