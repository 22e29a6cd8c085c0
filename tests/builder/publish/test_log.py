"""The log proves that a line is in it and that nothing before was changed; the numbers are those of RFC 6962's tests."""

import random

from builder.publish.log import (
    Head,
    consistency,
    head_of,
    inclusion,
    is_consistent,
    is_included,
    leaf_hash,
    root_of,
)

KNOWN = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
"""The leaves that Certificate Transparency's own implementations are tested with."""
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def test_the_roots_are_those_of_certificate_transparency() -> None:
    """Another's numbers for another's leaves."""
    lines = [bytes.fromhex(leaf) for leaf in KNOWN]
    assert {size: head_of(lines[:size]).root.hex() for size in ROOTS} == ROOTS


def test_every_line_has_its_place_and_no_other() -> None:
    """In logs of 1 to 40 lines: each path holds for its own leaf and place only, whole and unchanged."""
    chance = random.Random(3)
    for size in range(1, 41):
        lines = [f"line {number}".encode() for number in range(size)]
        leaves, head = [leaf_hash(line) for line in lines], head_of(lines)
        for place in range(size):
            path = inclusion(leaves, place)
            assert is_included(leaves[place], place, head, path)
            assert not is_included(leaf_hash(b"another"), place, head, path)
            assert not is_included(leaves[place], (place + 1) % size, head, path) or size == 1
            assert not is_included(leaves[place], place, head, [*path, bytes(32)])
            if path:
                path[chance.randrange(len(path))] = bytes(32)
                assert not is_included(leaves[place], place, head, path)


def test_an_earlier_log_is_the_beginning_of_a_later_one_or_it_is_found_out() -> None:
    """Every pair of sizes up to 24; a line changed, removed or put elsewhere makes every earlier head disagree."""
    lines = [f"line {number}".encode() for number in range(24)]
    for size in range(1, 25):
        leaves, head = [leaf_hash(line) for line in lines[:size]], head_of(lines[:size])
        for earlier in range(1, size + 1):
            path = consistency(leaves, earlier)
            assert is_consistent(head_of(lines[:earlier]), head, path)
            forged = head_of([b"another", *lines[1:earlier]])
            assert not is_consistent(forged, head, path)
            assert not is_consistent(head_of(lines[:earlier]), Head(size, bytes(32)), path)
            if path:
                assert not is_consistent(head_of(lines[:earlier]), head, path[:-1])


def test_an_empty_log_has_the_root_of_nothing() -> None:
    """SHA-256 of no bytes; it is the beginning of every log."""
    assert str(Head(0, root_of([]))) == "0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert is_consistent(Head(0, root_of([])), head_of([b"a"]), [])
