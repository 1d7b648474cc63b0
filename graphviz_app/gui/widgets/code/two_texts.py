"""Where two texts differ, and how long they are for Qt."""


def common_ends(one: str, other: str) -> tuple[int, int]:
    """How many characters two texts share at their beginning, and then at their end."""
    start = common_start(one, other)
    return start, common_start(one[start:][::-1], other[start:][::-1])


def common_start(one: str, other: str) -> int:
    """How many characters two texts share at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:  # by halves: comparing slices is much faster than characters
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def units(text: str) -> int:
    """The length as Qt counts it, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
