"""Where fonts, icons, help and examples are: in a checkout, or inside an installed wheel.

A wheel carries ``resources`` and ``examples`` in the package; a checkout (and ``pip install -e .``)
has them beside it.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def font_files() -> tuple[Path, ...]:
    """The bundled fonts: Inter in its weights, and JetBrains Mono."""
    return tuple(sorted(_folder("resources").joinpath("fonts").glob("*.ttf")))


def icon(name: str = "graphviz_app.svg") -> Path:
    """An icon by file name: ``graphviz_app.svg``, or ``.png`` (256 × 256); ``chevron-down.svg``."""
    return _folder("resources") / "icons" / name


def help_page(name: str = "language") -> str:
    """A help page as Markdown: ``language``, what can be typed; ``python``, what can be called."""
    return (_folder("resources") / "help" / f"{name}.md").read_text(encoding="utf-8")


def examples() -> tuple[Path, ...]:
    """The example files in teaching order, as ``ORDER`` lists them."""
    folder = _folder("examples")
    order = (folder / "ORDER").read_text(encoding="utf-8").split()
    return tuple(folder / f"{name}.cg" for name in order)


def example_data(name: str) -> Path:
    """Where a table of an example is, if there is one of this name."""
    return _folder("examples") / name


def is_example(path: Path) -> bool:
    """Whether a file is one of those that come with the program."""
    return path.resolve().parent == _folder("examples").resolve()


@cache
def _folder(name: str) -> Path:
    """Inside the package if the wheel put it there, else beside it."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
