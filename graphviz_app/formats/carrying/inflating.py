"""What is compressed, up to a bound: a small file may hold a great deal of nothing."""

import zlib


def inflated(content: bytes, most: int, wbits: int = zlib.MAX_WBITS) -> bytes:
    """As far as it goes, also of what is cut off; b"" for more than ``most``, or if it is damaged.

    ``wbits`` as zlib takes it: 31 for gzip.
    """
    stream = zlib.decompressobj(wbits)
    try:
        found = stream.decompress(content, most + 1)
    except zlib.error:
        return b""
    return b"" if len(found) > most else found


def beginning(content: bytes, count: int) -> bytes:
    """The first bytes of what is compressed; b"" if it is not."""
    try:
        return zlib.decompressobj().decompress(content, count)
    except zlib.error:
        return b""
