r"""A whole file: what is declared, the places of the nodes, and what is drawn there."""

from collections.abc import Iterable, Sequence

from graphviz_app.export.drawn.marks import Box
from graphviz_app.export.tex.figure import Figure, comment
from graphviz_app.export.tex.geometry import point

_ABOUT = r"""%
% It compiles by itself (pdflatex, lualatex or xelatex), and stands in a document that has
%   \usepackage{fix-cm,standalone,tikz,amsmath}
%   \usetikzlibrary{arrows.meta}
% in its preamble, with \input and the name of this file.
%
% \gvpx is the length by which everything is measured, text too. Colours and styles are declared
% once, below; a document changes those of all its pictures with, say,
%   \tikzset{gv/every picture/.style={gv/value/.append style={text=black}}}
% The places of the nodes are listed before anything is drawn: edges and numbers follow them.
"""
_HEAD = r"""\documentclass[tikz,border=0pt]{standalone}
\usepackage{fix-cm}
\usepackage{amsmath}
\usetikzlibrary{arrows.meta}
"""
SCALED_BRACKETS = r"\DeclareFontShape{OMX}{cmex}{m}{n}{<->cmex10}{}"
"""Large brackets in any size, as fix-cm has letters."""
MACROS = r"""\ifdefined\gvpx\else\newlength{\gvpx}\fi
\providecommand\gvsize[1]{\fontsize{#1\gvpx}{#1\gvpx}\selectfont}
\providecommand\gvfit[2]{\setbox0=\hbox{#2}%
  \ifdim\wd0>#1\gvpx \resizebox{#1\gvpx}{\height}{\box0}\else\box0\fi}"""
"""A font's size in the picture's pixels; and text that is held to a width."""
_FORMS = (
    r"gv/tight/.style={inner sep=0pt, outer sep=0pt},",
    r"gv/box/.style 2 args={gv/tight, minimum width=#1\gvpx, minimum height=#2\gvpx},",
    r"gv/disc/.style={gv/tight, circle, minimum size=#1\gvpx},",
    r"gv/text/.style={gv/tight},",
    r"gv/left/.style={anchor=base west},",
    r"gv/mid/.style={anchor=base},",
    r"gv/right/.style={anchor=base east},",
)


def document(title: str, figure: Figure, drawn: Sequence[str], box: Box, points: float) -> str:
    """A file with one picture, of ``points`` to the pixel."""
    return "\n".join(
        (
            f"% {comment(title)}",
            _ABOUT + _HEAD + SCALED_BRACKETS,
            r"\begin{document}",
            r"\begingroup",
            MACROS,
            rf"\setlength{{\gvpx}}{{{number_of_points(points)}bp}}",
            *declarations(figure),
            r"\begin{tikzpicture}[x=\gvpx, y=\gvpx, gv/every picture/.try]",
            *(f"  {line}" for line in (*ground(figure, box), *places(figure), *drawn)),
            r"\end{tikzpicture}%",
            r"\endgroup",
            r"\end{document}",
            "",
        )
    )


def number_of_points(points: float) -> str:
    """With as many digits as TeX knows."""
    return f"{points:.5f}".rstrip("0").rstrip(".")


def declarations(figure: Figure) -> Iterable[str]:
    """Colours and styles that have been asked for."""
    yield from figure.colours.declarations()
    yield r"\tikzset{"
    yield from (f"  {line}" for line in (*_FORMS, *figure.styles.declarations()))
    yield "}"


def ground(figure: Figure, box: Box) -> Iterable[str]:
    """The room that the picture takes, painted where paper would be too bright for it."""
    corners = f"{point(box.x, box.y)} rectangle {point(box.x + box.width, box.y + box.height)}"
    paint = ", fill=gv-ground" if figure.colours.is_dark else ""
    yield rf"\path[use as bounding box{paint}] {corners};"
    if figure.is_part:
        yield rf"\clip {corners};"


def places(figure: Figure) -> Iterable[str]:
    """Where the nodes are."""
    return (place.written() for place in figure.places.values())
