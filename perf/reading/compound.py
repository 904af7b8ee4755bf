"""The container of old Office files (OLE compound file), read just far enough to tell what is in it."""

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENTRY_BYTES = 128
_NOTHING = 0xFFFFFFFF
_LARGEST_SECTOR = 0xFFFFFFFA
_MOST_SECTORS = 200_000


class CompoundError(Exception):
    """The container contradicts itself or ends too early."""


def root_names(data: bytes) -> frozenset[str]:
    """Give the names of the streams and storages that stand directly in the container.

    Only these tell the file's type: a workbook embedded in a text document stands deeper.
    """
    try:
        directory = b"".join(_chain(data, struct.unpack_from("<I", data, 48)[0], _allocation(data)))
        return frozenset(_names(directory))
    except (struct.error, IndexError) as error:
        raise CompoundError from error


def _sector(data: bytes, number: int) -> bytes:
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)
    start = (number + 1) * size
    if start >= len(data):
        raise CompoundError
    return data[start : start + size]


def _allocation(data: bytes) -> tuple[int, ...]:
    """Read as much of the allocation table as the header lists: enough for any directory of ours."""
    listed = struct.unpack_from("<109I", data, 76)
    table = b"".join(_sector(data, number) for number in listed if number < _LARGEST_SECTOR)
    return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])


def _chain(data: bytes, number: int, allocation: tuple[int, ...]) -> Iterator[bytes]:
    for _ in range(_MOST_SECTORS):
        if number >= _LARGEST_SECTOR:
            return
        yield _sector(data, number)
        number = allocation[number]
    raise CompoundError


def _names(directory: bytes) -> Iterator[str]:
    """Walk the tree of entries that hang from the root entry."""
    waiting, seen = [struct.unpack_from("<I", directory, 76)[0]], set()
    while waiting:
        number = waiting.pop()
        if number == _NOTHING or number in seen:
            continue
        seen.add(number)
        start = number * _ENTRY_BYTES
        length = struct.unpack_from("<H", directory, start + 64)[0]
        yield directory[start : start + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        waiting += struct.unpack_from("<2I", directory, start + 68)
