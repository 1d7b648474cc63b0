"""While a path is walked, the caption tells the local derivatives so far and their product."""

from graphviz_app.core.autodiff import run
from graphviz_app.core.paths import ledger
from graphviz_app.core.read_as import read_as
from graphviz_app.explain.ledger.steps import start_sentence, step_caption
from graphviz_app.formats import parse


def test_the_product_grows_step_by_step() -> None:
    run_read = read_as(run(parse("x = input(2)\na = 3*x\nb = a**2\ny = -b")), "lines")
    (path,) = ledger(run_read, "x", "y").paths
    told = [step_caption(run_read, path, step) for step in range(3)]
    assert told[0].symbols == r"\partial a/\partial x"
    assert told[2].symbols.count(r"\partial") == 6
    assert [one.numbers for one in told] == [
        "= 3",
        r"= 3 \cdot 12 = 36.0000",
        r"= 3 \cdot 12 \cdot (-1) = -36.0000",
    ]
    assert "x → a → b → y" in start_sentence(run_read, path)


def test_of_many_factors_the_product_before_is_told() -> None:
    text = "x0 = input(1)\n" + "\n".join(f"x{k + 1} = 2*x{k}" for k in range(9))
    run_read = read_as(run(parse(text)), "lines")
    (path,) = ledger(run_read, "x0", "x9").paths
    told = step_caption(run_read, path, 8)
    assert told.numbers == r"= 256.0000 \cdot 2 = 512.0000"
    assert r"\cdots" in told.symbols


def test_of_matrices_the_shapes_are_told() -> None:
    text = "W = parameter([[1, 2], [3, 4]])\nx = input([5, 6])\nz = W @ x\nL = sum(z)"
    run_read = read_as(run(parse(text)), "lines")
    (path,) = ledger(run_read, "x", "L").paths
    assert step_caption(run_read, path, 1).numbers == r"= [2 \times 2] \cdot [2]"
