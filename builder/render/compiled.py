"""Compiled templates, shared by the languages and kept from run to run in a folder that may be lost or spoiled."""

import os
from contextlib import suppress
from pathlib import Path
from types import CodeType
from zlib import crc32

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """Jinja's own cache of this kind would run whatever a file has become."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.at_hand: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.at_hand.get((bucket.key, bucket.checksum))
        if bucket.code is None and self.folder:
            self._read(bucket, self.folder)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self.at_hand[bucket.key, bucket.checksum] = bucket.code
        if self.folder:
            self._write(bucket, self.folder)

    def _read(self, bucket: Bucket, folder: Path) -> None:
        try:
            data = (folder / bucket.key).read_bytes()
        except OSError:
            return
        if crc32(data[4:]).to_bytes(4, "big") == data[:4]:
            bucket.bytecode_from_string(data[4:])
        if bucket.code:
            self.at_hand[bucket.key, bucket.checksum] = bucket.code

    def _write(self, bucket: Bucket, folder: Path) -> None:
        data = bucket.bytecode_to_string()
        fresh = folder / f".{bucket.key}-{os.getpid()}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for left_by_a_killed_run in folder.glob(f".{bucket.key}-*"):
                left_by_a_killed_run.unlink(missing_ok=True)
            fresh.write_bytes(crc32(data).to_bytes(4, "big") + data)
            fresh.replace(folder / bucket.key)
        except OSError:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
