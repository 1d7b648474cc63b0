"""The ledger in words: names, factors and counts of any size, and tables that hold the numbers."""

import csv
import io
import json

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.paths import Ledger, ledger
from graphviz_app.core.read_as import read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.explain.ledger.tables import as_csv, as_latex, as_markdown, as_text, sum_words
from graphviz_app.explain.ledger.wording import (
    amount,
    count_words,
    derivative_latex,
    derivative_text,
    difference,
    factor_words,
    others_words,
    path_words,
    product_text,
)
from graphviz_app.formats import parse
from tests.core.paths.test_counting import doubling

TWO = "x = input(2)\na = 3*x\nb = x**2\ny_hat = a - 0.1*b"


def book_of(
    text: str, source: str, target: str, kind: Kind = "lines", most: int = 50
) -> tuple[ReadRun, Ledger]:
    run_read = read_as(run(parse(text)), kind)
    return run_read, ledger(run_read, source, target, most)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "no path"),
        (1, "1 path"),
        (1024, "1,024 paths"),
        (9_999_999, "9,999,999 paths"),
        (10**7, "10⁷ paths"),
        (2**100, "1.27·10³⁰ paths"),
        (10**30 - 1, "10³⁰ paths"),
        (10**30 + 1, "10³⁰ paths"),
        (2 * 10**30, "2·10³⁰ paths"),
        (1 << 10_000, "2·10³⁰¹⁰ paths"),
    ],
)
def test_counts_of_any_size(count: int, words: str) -> None:
    assert count_words(count) == words


def test_a_count_of_thousands_of_digits_is_told() -> None:
    assert count_words(2**20_000) == "3.98·10⁶⁰²⁰ paths"


@pytest.mark.parametrize("power", range(7, 400, 13))
@pytest.mark.parametrize("digits", [100, 127, 999])
def test_three_digits_and_their_power(power: int, digits: int) -> None:
    mantissa, _, raised = amount(digits * 10**power).rpartition("10")
    exponent = int(raised.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")))
    assert float(mantissa.rstrip("·") or 1) * 100 == pytest.approx(digits)
    assert exponent == power + 2


def test_a_path_is_names_and_arrows() -> None:
    run_read, book = book_of(TWO, "x", "y_hat")
    first, second = book.paths
    assert (path_words(run_read, first), factor_words(first)) == ("x → a → y_hat", "3 · 1")
    assert (path_words(run_read, second), factor_words(second)) == ("x → b → y_hat", "4 · (−0.1)")
    assert [product_text(path) for path in book.paths] == ["3.0000", "−0.4000"]
    assert sum_words(run_read, book) == "sum 2.6000 = ∂y_hat/∂x ✓"


def test_edges_between_the_same_nodes_are_told_apart() -> None:
    run_read, book = book_of("x = input(3)\ny = x*x", "x", "y", "operators")
    assert [path_words(run_read, path) for path in book.paths] == ["x →₁ y", "x →₂ y"]


def test_long_paths_keep_their_ends() -> None:
    text = "x0 = input(1)\n" + "\n".join(f"x{k + 1} = 2*x{k}" for k in range(9))
    run_read, book = book_of(text, "x0", "x9")
    (path,) = book.paths
    assert path_words(run_read, path, 5) == "x0 → x1 → x2 → … → x8 → x9"
    assert factor_words(path, 4) == "2 · 2 · … · 2 · 2"
    assert path_words(run_read, path).count("→") == 9
    (short,) = ledger(run_read, "x0", "x3").paths
    assert (factor_words(short, 3), factor_words(short, 2)) == ("2 · 2 · 2", "2 · … · 2")


def test_a_long_path_shows_where_it_leaves_another() -> None:
    run_read = read_as(run(doubling(20)), "operators")
    best, *others = ledger(run_read, "y0", "y20").paths
    assert difference(best, best) is None
    for other in others:
        place = difference(other, best)
        assert place is not None
        assert other.edges[: place - 1] == best.edges[: place - 1]
        words = path_words(run_read, other, 5, place)
        assert f" y{place}" in words
        assert words.startswith("y0 →")
        assert words.endswith(" y20")
        assert words.count("y") <= 5
        assert path_words(run_read, other, 2, place).count("y") == 1


def test_what_is_not_listed_is_named() -> None:
    run_read = read_as(run(doubling(100)), "operators")
    assert others_words(ledger(run_read, "y0", "y100")) == "the other 1.27·10³⁰ − 50"
    assert others_words(ledger(run_read, "y90", "y100", 3)) == "the other 1,021"
    assert others_words(ledger(run_read, "y99", "y100", 1)) == "the other one"


def test_products_beyond_floats_are_told() -> None:
    tiny = "x = input(1)\na = -1e-200*x\ny = 2e-200*a"
    assert product_text(book_of(tiny, "x", "y")[1].paths[0]) == "−2.00·10⁻⁴⁰⁰"
    huge = "x = input(1)\na = 1e200*x\ny = 3e200*a"
    assert product_text(book_of(huge, "x", "y")[1].paths[0]) == "3.00·10⁴⁰⁰"


def test_the_derivative_is_named() -> None:
    run_read, book = book_of(TWO, "x", "y_hat")
    assert derivative_text(run_read, book) == "∂y_hat/∂x"
    assert derivative_latex(run_read, book) == r"\frac{\partial \hat{y}}{\partial x}"


def test_a_sum_that_is_not_the_derivative_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReadRun, "local", lambda _self, _index: 4.0)
    run_read, book = book_of("x = input(2)\ny = 3*x", "x", "y")
    assert sum_words(run_read, book) == "sum 4.0000 ≠ ∂y/∂x = 3.0000"


def test_csv_has_every_digit_of_every_path() -> None:
    run_read, book = book_of(TWO, "x", "y_hat")
    rows = list(csv.DictReader(io.StringIO(as_csv(run_read, book, "graph"))))
    assert [row["path"] for row in rows] == ["x > a > y_hat", "x > b > y_hat", "d(y_hat, x)"]
    for row, path in zip(rows, book.ordered("graph"), strict=False):
        assert [float(factor) for factor in row["factors"].split()] == list(path.factors)
        assert float(row["product"]) == path.product
    assert float(rows[1]["sum_so_far"]) == float(rows[2]["sum_so_far"]) == pytest.approx(2.6)


def test_csv_has_tensors_as_they_are_typed() -> None:
    text = "W = parameter([[1, 2], [3, 4]])\nx = input([5, 6])\nz = W @ x\nL = sum(z*z + z)"
    run_read, book = book_of(text, "x", "L", "operators")
    rows = list(csv.DictReader(io.StringIO(as_csv(run_read, book, "size"))))
    assert json.loads(rows[-1]["sum_so_far"]) == [272, 386]


def test_markdown_has_a_row_for_each_path_and_the_sum() -> None:
    run_read, book = book_of(TWO, "x", "y_hat", most=1)
    told = as_markdown(run_read, book, "size")
    assert "| x → a → y_hat | 3 · 1 | 3.0000 | 3.0000 |" in told
    assert "| the other one |  | −0.4000 | 2.6000 |" in told
    assert told.endswith("sum 2.6000 = ∂y_hat/∂x ✓\n")


def test_latex_is_balanced_and_has_every_product() -> None:
    run_read, book = book_of(TWO, "x", "y_hat")
    told = as_latex(run_read, book, "size")
    assert told.count("{") == told.count("}")
    assert told.count("$") % 2 == 0
    assert r"$x \to b \to \hat{y}$ & $4 \cdot (-0.1)$ & $-0.4000$ & $2.6000$ \\" in told


def test_text_for_the_clipboard_has_columns() -> None:
    run_read, book = book_of(TWO, "x", "y_hat")
    lines = as_text(run_read, book, "size").splitlines()
    assert lines[1].split("\t") == ["x → a → y_hat", "3 · 1", "3.0000", "3.0000"]


def test_where_there_is_no_path_every_form_says_why() -> None:
    run_read, book = book_of("x = input(1)\nu = input(2)\ny = 2*u", "x", "y")
    for write in (as_markdown, as_latex, as_text):
        assert "y does not depend on x" in write(run_read, book, "size")
