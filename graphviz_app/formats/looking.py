"""Whether a file is there: False, too, for what cannot be looked at or is no name at all.

``pathlib`` raises then: for a folder without permission, a name that is too long or holds a NUL.
"""

import os
from pathlib import Path


def is_there(path: Path) -> bool:
    """Whether there is anything of this name."""
    return os.path.exists(path)  # noqa: PTH110


def is_file(path: Path) -> bool:
    """Whether it is a file, no folder and no device."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path) -> bool:
    """Whether it is a folder."""
    return os.path.isdir(path)  # noqa: PTH112


def typed_path(text: str) -> Path:
    """What a person has typed, ``~`` meaning home; as it stands where nobody has such a home."""
    path = Path(text.strip())
    try:
        return path.expanduser()
    except RuntimeError:
        return path
