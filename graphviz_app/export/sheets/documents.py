"""A sheet and its answer key, as pages."""

from collections.abc import Iterator, Sequence

from graphviz_app.core.pieces import Pieces
from graphviz_app.core.trace import Trace
from graphviz_app.explain.tones import Tone, toned
from graphviz_app.explain.worked.solution import Maths, Paragraph, Table, Words
from graphviz_app.explain.worked.solve import worked_solution
from graphviz_app.explain.worksheet.answer import answer_latex
from graphviz_app.explain.worksheet.sheet import Question, Worksheet
from graphviz_app.export.sheets.asked import HEIGHTS, part_units
from graphviz_app.export.sheets.figure import Figure
from graphviz_app.export.sheets.heading import head, name_and_date
from graphviz_app.export.sheets.paper import TALL
from graphviz_app.export.sheets.solved import heading, section, table, units_of
from graphviz_app.export.sheets.strips import Page, Unit, paged
from graphviz_app.export.sheets.words import MUTED, SMALL, paragraph

_ROWS, _COLUMNS = 12, 3
"""Of the answers beside each other."""


def sheet_pages(sheet: Worksheet, figure: Figure, tag: str) -> Sequence[Page]:
    """Name and date, what is given, the graph, the questions: roomy, on as few pages as can be."""
    units = [*head(sheet.title, tag), name_and_date()]
    for given in sheet.given:
        units += section(given)
    units += _graph(figure)
    fewest = len(_asked(units, sheet, HEIGHTS[-1]))
    pages = (_asked(units, sheet, height) for height in HEIGHTS)
    return _with_graph(next(found for found in pages if len(found) == fewest), figure)


def _asked(units: Sequence[Unit], sheet: Worksheet, height: float) -> list[Page]:
    asked = [unit for part in sheet.parts for unit in part_units(part, sheet, height)]
    return paged([*units, *asked], TALL)


def key_pages(sheet: Worksheet, trace: Trace, figure: Figure, tag: str) -> Pieces[Sequence[Page]]:
    """The answers by their numbers, the graph with all of its own, and the worked solution."""
    units = [*head(sheet.title, f"{tag} · Answer key"), *_answers(sheet), *_graph(figure)]
    yield
    solution = worked_solution(trace)
    for told in solution.sections:
        for unit in section(told):
            units.append(unit)
            yield
    return _with_graph(paged(units, TALL), figure)


def _graph(figure: Figure) -> Iterator[Unit]:
    legend = "Values stand above, gradients below." if figure.view.gradients else ""
    if figure.alone:
        yield from units_of(Paragraph((f"The graph is on page 2. {legend}",)))
    else:
        yield heading("Graph")
        (drawn,) = figure.units()
        yield Unit((*drawn.strips, *paragraph((legend,), SMALL, 0.0, MUTED)))


def _with_graph(pages: Sequence[Page], figure: Figure) -> Sequence[Page]:
    return [*pages[:1], *figure.pages(), *pages[1:]]


def _answers(sheet: Worksheet) -> Iterator[Unit]:
    """Those of one number in columns; tensors each in a row of its own."""
    yield heading("Answers")
    short = all(not question.shape for question in sheet.questions)
    columns = min(1 + len(sheet.questions) // _ROWS, _COLUMNS) if short else 1
    rows = [_row(question, sheet.digits) for question in sheet.questions]
    height = -(-len(rows) // columns)
    beside = [sum(rows[at::height], ()) for at in range(height)]
    header: tuple[Words, ...] = (("No.",), ("Asked",), ("Answer",))
    width = len(header) * columns
    filled = tuple((*row, *[()] * (width - len(row))) for row in beside)
    right = [place for place in range(width) if place % len(header) == 2]
    yield from table(Table(header * columns, filled), right)


def _row(question: Question, digits: int) -> tuple[Words, ...]:
    tone: Tone = "gradient" if question.claim.kind == "grad" else "value"
    answer = toned(answer_latex(question.answer, digits), tone)
    return (str(question.number),), (Maths(question.name),), (Maths(answer),)
