"""What is said about a step, as LaTeX: mathematics with its tones, remarks, which step it is."""

from collections.abc import Iterator

from graphviz_app.explain.explain import Explanation
from graphviz_app.explain.tones import marked, runs
from graphviz_app.explain.worked.written.ascii import formula, words
from graphviz_app.export.tex.colours import Colours
from graphviz_app.export.tex.lettering import fenced
from graphviz_app.frames import Frame
from graphviz_app.scene.captions.caption import caption_of, spoken


def caption_lines(frame: Frame, colours: Colours) -> Iterator[str]:
    """A line for each row of the caption: with symbols, then with numbers."""
    caption = caption_of(frame, on_screen=False)
    for row in caption.rows:
        yield from _row(row, colours, alone=len(caption.rows) == 1)
    if not caption.rows:
        yield words(caption.sentence)


def note_of(frame: Frame) -> str:
    """Which step it is, in plain words."""
    return words(caption_of(frame, on_screen=False).note)


def spoken_of(frame: Frame) -> str:
    """All of the caption in plain words, for the speaker's notes."""
    return words(spoken(caption_of(frame, on_screen=False)))


def _row(row: Explanation, colours: Colours, *, alone: bool) -> Iterator[str]:
    both = (toned(marked(part), colours) for part in (row.symbols, row.numbers))
    symbols, numbers = map(fenced, both)
    remark = words(row.remark)
    muted = colours.named_as("muted")
    said = rf"\quad{{\small\color{{{muted}}}{remark}}}" if remark else ""
    if alone and symbols and numbers:
        yield f"${symbols}$"
        yield f"${numbers}${said}"
    elif symbols or numbers:
        yield f"${symbols} {numbers}${said}"


def toned(latex: str, colours: Colours) -> str:
    """A formula in which values and gradients have their colours."""
    made = ""
    for tone, text in runs(latex):
        part = formula(text)
        whole = tone and part.count("{") == part.count("}")
        made += rf"\textcolor{{{colours.named_as(tone)}}}{{{part}}}" if whole else part
    return made
