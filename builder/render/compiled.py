"""Compiled templates, shared by the languages and kept from run to run in a folder that may be lost or spoiled."""

from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from search_index.keeping import in_one_step, sound, summed


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
            data = sound(_file(bucket, folder).read_bytes())
        except OSError:
            return
        if data is not None:
            bucket.bytecode_from_string(bytes(data))
        if bucket.code:
            self.at_hand[bucket.key, bucket.checksum] = bucket.code

    def _write(self, bucket: Bucket, folder: Path) -> None:
        data = summed(bucket.bytecode_to_string())
        in_one_step(_file(bucket, folder), lambda fresh: fresh.write_bytes(data))


def _file(bucket: Bucket, folder: Path) -> Path:
    return folder / f"{bucket.key}.template"
