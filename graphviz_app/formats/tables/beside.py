"""Which path a document may name: a file in its folder, or one that a person has chosen."""

from collections.abc import Collection
from pathlib import Path, PureWindowsPath

from graphviz_app.core.wording import nearest, shortened
from graphviz_app.errors import DataError
from graphviz_app.formats.looking import is_file, is_there
from graphviz_app.formats.replacing import reason_of
from graphviz_app.resources import example_data

SUFFIXES = (".csv", ".tsv", ".txt", ".md")
_MOST_LOOKED_AT = 1_000


def data_file(written: str, folder: Path | None, allowed: Collection[Path] = ()) -> Path:
    """The file that ``data("…")`` means, its links followed; raises DataError if it may not be.

    ``folder`` is the document's, None while it has none. Where nothing of this name is there, one
    that was chosen is meant: the document may have been saved elsewhere. What came with the program
    may be named from everywhere: its examples are opened as copies.
    """
    shown = shortened(written, 80)
    named = PureWindowsPath(written)
    chosen = {path.resolve() for path in allowed}
    if named.is_absolute() or named.drive or named.root:
        path = _followed(Path(written), shown)
        if path in chosen:
            return path
        raise DataError(_outside(shown))
    ours = _of_an_example(named)
    if folder is None:
        if ours is None:
            raise DataError(
                f"{shown} cannot be looked for, as the document is in no folder: "
                "save it beside the data, or choose the file"
            )
        return ours
    own = _followed(folder, shown)
    path = _followed(own / named.as_posix(), shown)
    if not path.is_relative_to(own) and path not in chosen:
        raise DataError(_outside(shown))
    if is_there(path):
        return path
    moved = (file for file in sorted(chosen) if file.as_posix().endswith(f"/{named.as_posix()}"))
    return next(moved, ours or path)


def written_for(path: Path, folder: Path | None) -> str:
    """How a document names a file: relative to its own folder where the file is in it."""
    path = path.resolve()
    if folder is not None and path.is_relative_to(folder.resolve()):
        return path.relative_to(folder.resolve()).as_posix()
    return path.as_posix()


def similar(path: Path) -> str:
    """``; did you mean 'xor.csv'?``, for a table in the same folder, or nothing."""
    try:
        beside = [
            p.name for p, _ in zip(path.parent.iterdir(), range(_MOST_LOOKED_AT), strict=False)
        ]
    except OSError:
        return ""
    tables = [name for name in sorted(beside) if name.lower().endswith(SUFFIXES)]
    meant = nearest(path.name, tables) or next((t for t in tables if Path(t).stem == path.stem), "")
    meant = meant or (tables[0] if len(tables) == 1 else "")
    return f"; did you mean '{meant}'?" if meant else ""


def _outside(shown: str) -> str:
    return f"{shown} is outside the document's folder: to read it, choose the file yourself"


def _followed(path: Path, shown: str) -> Path:
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError) as error:
        raise DataError(f"{shown} cannot be opened: {reason_of(error)}") from None


def _of_an_example(named: PureWindowsPath) -> Path | None:
    """A table among the examples of this very name."""
    if len(named.parts) != 1 or named.suffix not in SUFFIXES:
        return None
    beside = example_data(named.name)
    return beside if is_file(beside) else None
