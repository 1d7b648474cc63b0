"""What graphs are written as: one entry a format, read by everybody who offers or names one.

The table is known without Qt: the command line's help and the window's start read it, too.
"""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from graphviz_app.errors import ExportError

if TYPE_CHECKING:
    from graphviz_app.export.moving.moving import MovingWriter
    from graphviz_app.export.setting import Setting
    from graphviz_app.frames import Frame
    from graphviz_app.scene.picture import Picture

Unit = Literal["pixels", "CSS pixels", "mm"]
Frames = Literal["one", "many"]
Extra = Literal["camera", "title", "loop"]

Encode = Callable[[], bytes]
"""The content of the file, from what has been painted; may be called in any thread."""
Writer = Callable[["Picture", "Frame", "Setting"], Generator[float, None, Encode]]
"""Paints a picture as of a frame.

Yields at least every few milliseconds, each time the share that is painted (0 to 1).
"""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file."""

    suffix: str
    name: str
    about: str
    unit: Unit | None
    """What its size is told in; only an image of pixels is scaled. None: text, without size and
    ground."""
    written_by: str = ""
    """Module and function of its ``Writer``, imported when something is written; empty where it
    does not hold a single moment."""
    moved_by: str = ""
    """The same of its ``MovingWriter``, of a file with time in it."""
    is_opaque: bool = False
    """Whether a picture always has a ground."""
    in_a_folder: bool = False
    """Whether what moves is many files in a folder, called as the file would be."""
    about_steps: str = ""
    """What it is with time in it, where that is something else."""
    in_pages: bool = False
    """Whether what moves is a page for each step, which rests until somebody turns it."""
    lacks: frozenset[Extra] = frozenset()
    """What it cannot have of what films have."""

    @property
    def frames(self) -> frozenset[Frames]:
        """Whether it holds one moment, many, or either."""
        held: dict[Frames, str] = {"one": self.written_by, "many": self.moved_by}
        return frozenset(name for name, writer in held.items() if writer)

    @property
    def is_raster(self) -> bool:
        """Whether it is made of pixels, as many as the scale says."""
        return self.unit == "pixels"

    @property
    def is_vector(self) -> bool:
        """Whether it is made of curves."""
        return self.unit is not None and not self.is_raster

    @property
    def can_be_transparent(self) -> bool:
        """Whether there is a ground that can be left out."""
        return self.unit is not None and not self.is_opaque

    @property
    def writer(self) -> Writer:
        """What writes a moment."""
        writer: Writer = _imported(self.written_by)
        return writer

    @property
    def moving_writer(self) -> "MovingWriter":
        """What writes what moves."""
        writer: MovingWriter = _imported(self.moved_by)
        return writer


def _imported(name: str) -> Any:
    module, _, function = name.rpartition(".")
    return getattr(import_module(module), function)


FORMATS = {
    format_.suffix: format_
    for format_ in (
        Format(
            ".png",
            "PNG",
            "An image of pixels, for slides and web pages.",
            "pixels",
            "graphviz_app.export.raster.png",
            moved_by="graphviz_app.export.moving.numbered.png",
            in_a_folder=True,
            lacks=frozenset({"loop"}),
            about_steps="A folder of numbered images, one for each frame.",
        ),
        Format(
            ".svg",
            "SVG",
            "Curves that stay sharp at any size, for web pages and drawing programs.",
            "CSS pixels",
            "graphviz_app.export.svg.picture.svg",
            moved_by="graphviz_app.export.animated.svg.svg",
            about_steps="Curves that move by themselves on web pages, without a script.",
        ),
        Format(
            ".pdf",
            "PDF",
            "Curves that stay sharp at any size, for papers.",
            "mm",
            "graphviz_app.export.vector.pdf",
            moved_by="graphviz_app.export.stepped.pdf.pdf",
            about_steps="A page for each step, for any projector.",
            in_pages=True,
        ),
        Format(
            ".tex",
            "LaTeX",
            "TikZ with styles of its own, for papers.",
            None,
            "graphviz_app.export.tex.tex.tikz",
            "graphviz_app.export.tex.beamer.beamer",
            about_steps="A frame for Beamer, with an overlay for each step.",
            in_pages=True,
        ),
        Format(
            ".dot",
            "DOT",
            "Text for Graphviz, with the places of this layout.",
            None,
            "graphviz_app.export.graph_text.dot.dot",
        ),
        Format(
            ".mmd",
            "Mermaid",
            "Text for flowcharts in Markdown.",
            None,
            "graphviz_app.export.graph_text.mermaid.mermaid",
        ),
        Format(
            ".html",
            "HTML",
            "A page that plays it, whose values can be changed; no network is needed.",
            None,
            moved_by="graphviz_app.export.html.player.html",
            lacks=frozenset({"camera", "title", "loop"}),
        ),
        Format(
            ".mp4",
            "MP4",
            "A film (H.264), for every player, slides and chats.",
            "pixels",
            moved_by="graphviz_app.export.moving.film.mp4",
            is_opaque=True,
            lacks=frozenset({"loop"}),
        ),
        Format(
            ".pptx",
            "PowerPoint",
            "A slide for each step, of shapes and text that can be edited.",
            "mm",
            moved_by="graphviz_app.export.pptx.deck.pptx",
            in_pages=True,
        ),
        Format(
            ".webm",
            "WebM",
            "A film (VP9), for web pages.",
            "pixels",
            moved_by="graphviz_app.export.moving.film.webm",
            is_opaque=True,
            lacks=frozenset({"loop"}),
        ),
        Format(
            ".gif",
            "GIF",
            "A picture that moves, in few colours, for web pages and chats.",
            "pixels",
            moved_by="graphviz_app.export.moving.gif.gif",
            is_opaque=True,
        ),
        Format(
            ".apng",
            "APNG",
            "A picture that moves, in all colours, for web pages.",
            "pixels",
            moved_by="graphviz_app.export.moving.apng.apng",
            is_opaque=True,
        ),
    )
}


def formats(frames: Frames = "one") -> list[Format]:
    """Those that hold so many frames."""
    return [format_ for format_ in FORMATS.values() if frames in format_.frames]


_NEAREST = {
    ".png": (".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp"),
    ".svg": (".emf", ".doc", ".docx", ".odt"),
    ".pdf": (".eps", ".ps"),
    ".dot": (".gv",),
    ".mmd": (".md", ".mermaid"),
    ".html": (".htm", ".xhtml"),
    ".mp4": (".avi", ".mov", ".mkv", ".m4v", ".mpg", ".mpeg", ".wmv", ".ogv"),
    ".pptx": (".ppt", ".odp", ".key"),
}
"""What serves those who ask for files that are not written."""


def format_of(path: Path, frames: Frames | None = None) -> Format:
    """The format by the file's suffix; raises ExportError for a kind that is not written.

    What could be is told of those with so many ``frames``, or of all.
    """
    suffix = path.suffix.lower()
    if suffix in FORMATS:
        return FORMATS[suffix]
    offered = [kind.suffix for kind in (formats(frames) if frames else FORMATS.values())]
    kinds = alternatives(offered)
    if not suffix:
        raise ExportError(f"'{path.name}' needs a suffix that says what to write: {kinds}")
    near = _nearest(suffix, offered)
    hint = f"; did you mean '{near}'?" if near else ""
    raise ExportError(f"graphs are written as {kinds}, not as '{suffix}'{hint}")


def _nearest(suffix: str, offered: list[str]) -> str | None:
    """What serves in its stead, or what it is a slip of the pen of."""
    for instead, asked in _NEAREST.items():
        if suffix in asked and instead in offered:
            return instead
    import difflib  # late: only a message needs it

    return next(iter(difflib.get_close_matches(suffix, offered, n=1, cutoff=0.6)), None)


def names(several: Iterable[Format]) -> str:
    """``PNG, SVG or PDF``."""
    return alternatives(format_.name for format_ in several)


def alternatives(words: Iterable[str]) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last
