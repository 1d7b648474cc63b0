r"""Slides for Beamer: one frame, in which each step shows what it adds.

The picture is there once; its parts have overlay specifications. The steps are those of the
script, so that they are numbered as in every other medium.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSizeF

from graphviz_app.core.wording import counted
from graphviz_app.errors import ExportError
from graphviz_app.explain.worked.written.ascii import words
from graphviz_app.explain.worked.written.printable import on_one_line
from graphviz_app.export.drawn.drawn import drawn_in_pieces
from graphviz_app.export.drawn.marks import Drawn
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.tex.document import (
    MACROS,
    SCALED_BRACKETS,
    declarations,
    number_of_points,
    places,
)
from graphviz_app.export.tex.figure import Figure, comment
from graphviz_app.export.tex.geometry import number
from graphviz_app.export.tex.overlays import Overlays, specification
from graphviz_app.export.tex.telling import caption_lines, note_of, spoken_of
from graphviz_app.frames import Frame, frame_at
from graphviz_app.scene.camera import Camera, Shot, fitted
from graphviz_app.scene.captions.strip_layout import strip_height

MOST = 300
"""Steps that are written: LaTeX sets the whole frame once for each."""
_HIGH = 90.0
"""Millimetres of a slide's height, as Beamer has it."""
_POINTS = 72 / 25.4
_AIR = 30
"""Pixels of the slide that Beamer keeps for itself."""
_ABOUT = r"""%
% Slides: compile this with pdflatex, lualatex or xelatex. To have the frame among your own slides,
% copy what is between \begin{document} and \end{document}, and from the preamble what you lack.
% Colours and styles are declared once, below; \tikzset{gv/every picture/.style={…}} adds to them.
% \setbeameroption{show notes} shows what is said about each step.
"""
_SAID = r"""\newcommand\gvlook[3]{\setlength{\gvpx}{#1}\def\gvx{#2}\def\gvy{#3}}
\newcommand\gvwithin[3]{\setbox0=\hbox{#3}%
  \ifdim\wd0>#1\setbox0=\hbox{\resizebox{#1}{!}{\box0}}\fi
  \ifdim\dimexpr\ht0+\dp0\relax>#2\setbox0=\hbox{\resizebox*{!}{#2}{\box0}}\fi\box0}
\newcommand\gvsaid[4]{\setbox2=\hbox{\footnotesize\color{gv-muted}#4}\hbox to#1{\hskip4mm%
  \gvwithin{\dimexpr#1-\wd2-14mm\relax}{.9\dimexpr#2\relax}{%
    \large\begin{tabular}[t]{@{}l@{}}#3\end{tabular}}\hfil\box2\hskip4mm}}"""
"""Where the picture is looked at, and what is said below it: as large as there is room."""


class _Slide(NamedTuple):
    """The room that a slide has for the graph and for what is said, in points."""

    width: float
    graph: float
    caption: float
    points: float
    """To the pixel of the slide."""


def beamer(moving: Moving, path: Path) -> Generator[float, None, None]:
    """All steps; raises ExportError if they are too many for LaTeX."""
    times = moving.script.steps
    if len(times) > MOST:
        raise ExportError(
            f"{counted(len(times), 'step')} are too many for LaTeX, which takes at most {MOST}: "
            "go by level, or through a part of them"
        )
    figure, overlays = Figure(moving.picture), Overlays()
    frames = [frame_at(moving.schedule, t) for t in times]
    for place, frame in enumerate(frames):
        drawn = yield from _shared(drawn_in_pieces(moving.picture, frame), place, len(frames))
        overlays.add(figure.blocks(drawn))
    path.write_text(_document(moving, figure, overlays, frames), encoding="utf-8")


def _shared(
    work: Generator[float, None, Drawn], place: int, count: int
) -> Generator[float, None, Drawn]:
    """A part of the work among so many."""
    while True:
        try:
            share = next(work)
        except StopIteration as end:
            drawn: Drawn = end.value
            return drawn
        yield (place + share) / count


def _document(moving: Moving, figure: Figure, overlays: Overlays, frames: Sequence[Frame]) -> str:
    lines = list(overlays.lines())  # before styles are declared
    slide = _slide_of(moving)
    said = list(_captions(figure, frames, slide)) if moving.caption else list(_steps(len(frames)))
    title = moving.picture.run.graph.title or "A computational graph"
    body = [
        *(_title(title) if moving.title else ()),
        r"\begin{frame}[plain,t]",
        *_looks(moving, slide),
        *_picture(figure, lines, slide),
        *said,
        r"\end{frame}",
    ]
    head = _ABOUT + _preamble(moving, figure)  # last: it declares what has been asked for
    return "\n".join([f"% {comment(title)}", head, *body, r"\end{document}", ""])


def _slide_of(moving: Moving) -> _Slide:
    width, height = moving.size
    points = _HIGH * _POINTS / height
    strip = strip_height(moving.picture.theme, height) if moving.caption else 0
    return _Slide(width * points, (height - strip - _AIR) * points, strip * points, points)


def _preamble(moving: Moving, figure: Figure) -> str:
    width, height = moving.size
    return "\n".join(
        (
            r"\documentclass[11pt]{beamer}",
            r"\usepackage{fix-cm}",
            r"\usepackage{amsmath,tikz}",
            SCALED_BRACKETS,
            r"\usetikzlibrary{arrows.meta}",
            rf"\geometry{{paperwidth={number(width / height * _HIGH)}mm, paperheight={_HIGH:g}mm}}",
            r"\usefonttheme[onlymath]{serif}",
            r"\setbeamertemplate{navigation symbols}{}",
            r"\setbeamersize{text margin left=0pt, text margin right=0pt}",
            MACROS,
            _SAID,
            *declarations(figure),
            rf"\setbeamercolor{{normal text}}{{fg={figure.colours.named_as('ink')}}}",
            *((r"\setbeamercolor{background canvas}{bg=gv-ground}",) * figure.colours.is_dark),
            r"\begin{document}",
        )
    )


def _title(title: str) -> Iterator[str]:
    yield rf"\begin{{frame}}[plain]\centering\huge {words(on_one_line(title))}\end{{frame}}"


def _looks(moving: Moving, slide: _Slide) -> Iterator[str]:
    """What is looked at: all of it, or where the camera goes with the steps."""
    room = QSizeF(slide.width / slide.points, slide.graph / slide.points)
    camera = Camera(moving.picture, moving.schedule, room)
    times = moving.script.steps
    whole = None if moving.camera else fitted(moving.picture.bounds, room)
    shots = [_look(whole or camera.shot(t), slide) for t in times]
    placed = groupby(enumerate(shots, 1), key=lambda numbered: numbered[1])
    for look, steps in placed:
        when = specification([step for step, _ in steps], len(times))
        yield rf"\only{when}{{{look}}}%" if when else f"{look}%"


def _look(shot: Shot, slide: _Slide) -> str:
    x, y = number(shot.middle.x()), number(-shot.middle.y())
    return rf"\gvlook{{{number_of_points(shot.zoom * slide.points)}bp}}{{{x}}}{{{y}}}"


def _picture(figure: Figure, lines: Iterable[str], slide: _Slide) -> Iterator[str]:
    width, height = number(slide.width), number(slide.graph)
    yield r"\begin{tikzpicture}[x=\gvpx, y=\gvpx, gv/every picture/.try]"
    yield rf"  \path[use as bounding box] (0bp,0bp) rectangle ({width}bp,{height}bp);"
    yield rf"  \clip (0bp,0bp) rectangle ({width}bp,{height}bp);"
    middle = f"({number(slide.width / 2)}bp,{number(slide.graph / 2)}bp)"
    yield rf"  \begin{{scope}}[shift={{{middle}}}]\begin{{scope}}[shift={{(-1*\gvx,-1*\gvy)}}]"
    yield from (f"    {line}" for line in (*places(figure), *lines))
    yield r"  \end{scope}\end{scope}"
    yield r"\end{tikzpicture}\par"


def _captions(figure: Figure, frames: Sequence[Frame], slide: _Slide) -> Iterator[str]:
    """What is said at each step, and again in plain words for the speaker."""
    room = f"{{{number(slide.width)}bp}}{{{number(slide.caption)}bp}}"
    for step, frame in enumerate(frames, 1):
        said = r" \\ ".join(caption_lines(frame, figure.colours))
        yield rf"\only<{step}>{{\gvsaid{room}{{{said}}}{{{note_of(frame)}}}}}%"
    for step, frame in enumerate(frames, 1):
        yield rf"\note<{step}>{{{spoken_of(frame)}}}%"


def _steps(count: int) -> Iterator[str]:
    """So many, even if nothing is said."""
    yield rf"\only<{count}>{{}}%"
