"""The release as a tree of digests: one root stands for every byte a reader can get, and each page has its place.

    tree/00.txt … tree/ff.txt    a leaf's line: path, SHA-256, size; a file lies where the digest of its path begins
    tree/root.txt                the SHA-256 of each of those, in order

The SHA-256 of `root.txt` is the root. Who has a page finds its line in one file and that file's digest in the next:
two small files prove it, with any program that knows SHA-256. What an edit does not touch keeps its file.
"""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from builder.publish.writer import FileRow

WHERE = "public/tree/"
PUBLIC = "public/"
NAMES = [f"{number:02x}" for number in range(256)]


class Tree(NamedTuple):
    """`files` are the tree's own, by their names; `root` is 64 hex digits."""

    root: str
    files: dict[str, bytes]


def tree_of(rows: Iterable[FileRow]) -> Tree:
    """The tree over what readers can get."""
    leaves: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.path.startswith(PUBLIC):
            path = row.path[len(PUBLIC) :]
            leaves[bucket_of(path)].append(f"{path} {row.sha256.hex()} {row.size}\n")
    files = {f"{name}.txt": "".join(sorted(leaves.get(name, ()))).encode() for name in NAMES}
    files["root.txt"] = "".join(f"{name} {sha256(data).hexdigest()}\n" for name, data in files.items()).encode()
    return Tree(sha256(files["root.txt"]).hexdigest(), files)


def bucket_of(path: str) -> str:
    """The two digits that a file's path leads to."""
    return sha256(path.encode()).hexdigest()[:2]


def proves(path: str, data: bytes, bucket: bytes, root_file: bytes, root: str) -> bool:
    """Whether a file with these bytes is in the release of this root, by the two files that say so."""
    line = f"{path} {sha256(data).hexdigest()} {len(data)}\n".encode()
    named = f"{bucket_of(path)}.txt {sha256(bucket).hexdigest()}\n".encode()
    return (
        line in bucket.splitlines(keepends=True)
        and named in root_file.splitlines(keepends=True)
        and sha256(root_file).hexdigest() == root
    )
