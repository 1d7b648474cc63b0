"""A ledger as a table for other programs: CSV, Markdown, LaTeX, and text with tabs."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from graphviz_app.core.graph import Value
from graphviz_app.core.paths import Ledger, Order, Path, running
from graphviz_app.core.read_run import ReadRun
from graphviz_app.covered import QUESTION, is_covered
from graphviz_app.explain.ledger.wording import (
    amount_words,
    as_typeset,
    count_words,
    derivative_latex,
    derivative_text,
    factor_text,
    factor_words,
    others_words,
    path_latex,
    path_words,
    product_text,
)
from graphviz_app.explain.numerals import value_piece
from graphviz_app.numbers import as_typed

_TITLES = ("Path", "Factors", "Product", "Sum so far")
MOST = 12
"""Nodes of a path that are written out in a table that is read; of a longer one its ends."""


class Line(NamedTuple):
    """A path with what the products up to it come to."""

    path: Path
    so_far: Value | None


def lines_of(ledger: Ledger, order: Order) -> Sequence[Line]:
    """The paths in this order."""
    paths = ledger.ordered(order)
    return [Line(*both) for both in zip(paths, running(paths), strict=True)]


def as_csv(run: ReadRun, ledger: Ledger, order: Order) -> str:
    """Every digit; names as they are typed, factors parted by blanks."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(["path", "factors", "product", "sum_so_far"])
    for path, so_far in lines_of(ledger, order):
        factors = " ".join(_digits(factor) for factor in path.factors)
        write([" > ".join(path.nodes), factors, _digits(path.product), _digits(so_far)])
    if ledger.others:
        write([others_words(ledger), "", _digits(ledger.rest), _digits(ledger.total)])
    write([f"d({ledger.target}, {ledger.source})", "", "", _digits(ledger.derivative)])
    return out.getvalue()


def _digits(value: Value | None) -> str:
    return "" if value is None else QUESTION if is_covered(value) else as_typed(value)


def as_markdown(run: ReadRun, ledger: Ledger, order: Order) -> str:
    """A table with pipes, and the sum below it."""
    heading = f"**{derivative_text(run, ledger)}**: {count_words(ledger.count)}"
    if not ledger.paths:
        return f"{heading}\n\n{ledger.why}\n"
    rows = [_TITLES, ("---", "---", "---:", "---:"), *_rows(run, ledger, order)]
    table = "\n".join(f"| {' | '.join(map(_in_cell, row))} |" for row in rows)
    return f"{heading}\n\n{table}\n\n{sum_words(run, ledger)}\n"


def _in_cell(text: str) -> str:
    return text.replace("|", r"\|")


def as_text(run: ReadRun, ledger: Ledger, order: Order) -> str:
    """Columns parted by tabs, as spreadsheets take them."""
    rows = [_TITLES, *_rows(run, ledger, order)] if ledger.paths else []
    return "\n".join(["\t".join(row) for row in rows] + [sum_words(run, ledger)]) + "\n"


def _rows(run: ReadRun, ledger: Ledger, order: Order) -> Iterator[tuple[str, ...]]:
    for path, so_far in lines_of(ledger, order):
        words = path_words(run, path, MOST), factor_words(path, MOST)
        yield (*words, product_text(path), amount_words(so_far))
    if ledger.others:
        yield others_words(ledger), "", amount_words(ledger.rest), amount_words(ledger.total)


def sum_words(run: ReadRun, ledger: Ledger) -> str:
    """``sum −0.2175 = ∂L/∂x ✓``; what it is instead, if it is not."""
    if ledger.why and ledger.total is None:
        return ledger.why
    name, whole = derivative_text(run, ledger), amount_words(ledger.total)
    if ledger.agrees is None:
        return f"sum {whole}"
    if ledger.agrees:
        return f"sum {whole} = {name} ✓"
    return f"sum {whole} ≠ {name} = {amount_words(ledger.derivative)}"


def as_latex(run: ReadRun, ledger: Ledger, order: Order) -> str:
    """A tabular; small matrices in it need the package amsmath."""
    if not ledger.paths:
        return f"{ledger.why}\n"
    rows = [r"path & factors & product & sum so far \\ \hline"]
    for path, so_far in lines_of(ledger, order):
        cells = path_latex(run, path, MOST), _factors(path), _product(path), _piece(so_far)
        rows.append(_row(*cells))
    if ledger.others:
        others = as_typeset(others_words(ledger).removeprefix("the other "))
        rows.append(f"the other {_row(others, '', _piece(ledger.rest), _piece(ledger.total))}")
    sign = "=" if ledger.agrees else r"\neq" if ledger.agrees is False else ""
    whole = f"{derivative_latex(run, ledger)} {sign} {_piece(ledger.derivative)}"
    rows[-1] += r" \hline"
    rows.append(_row(r"\sum", "", "", whole if sign else ""))
    return "\n".join([r"\begin{tabular}{llrr}", *rows, r"\end{tabular}", ""])


def _row(*cells: str) -> str:
    return " & ".join(f"${cell}$" if cell else "" for cell in cells) + r" \\"


def _factors(path: Path) -> str:
    shown = [as_typeset(text) for text in map(factor_text, path.factors)]
    first, rest = shown[:1], [f"({text})" if text.startswith("-") else text for text in shown[1:]]
    whole = [*first, *rest] or ["1"]
    if len(whole) > MOST:
        whole = [*whole[: MOST // 2], r"\cdots", *whole[-MOST // 2 :]]
    return r" \cdot ".join(whole)


def _product(path: Path) -> str:
    beyond = (path.vanished or path.exploded) and not is_covered(path.product)
    return as_typeset(product_text(path)) if beyond else _piece(path.product)


def _piece(value: Value | None) -> str:
    return "" if value is None else value_piece(value).text


class Form(NamedTuple):
    """A form in which a ledger is saved."""

    name: str
    suffix: str
    write: Callable[[ReadRun, Ledger, Order], str]


FORMS = (
    Form("CSV", "csv", as_csv),
    Form("Markdown", "md", as_markdown),
    Form("LaTeX", "tex", as_latex),
)
