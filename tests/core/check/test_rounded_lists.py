"""Numbers in lists that nobody wrote down may have been rounded or cut off on the way."""

from graphviz_app.core.autodiff import run
from graphviz_app.core.check import check
from graphviz_app.formats import parse

LAYER = """\
W = parameter([[0.27, 0.76], [0.84, -0.17]])
x = input([1.21, 0.51])
b = parameter([-0.67, 0.52])
t = target([0.8, 0.0])
z = W @ x + b
h = sigmoid(z)
L = 0.5*sum((h - t)**2)
output(L)
"""


def _verdicts(*claims: str) -> list[str]:
    graph = parse(LAYER + "\n".join(claims))
    return [judged.verdict for judged in check(run(graph)).judged]


def test_a_list_that_was_cut_off_and_never_written() -> None:
    """h is [0.51107, 0.80984]: with [0.511, 0.809] grad(h) is [-0.289, 0.809], here of 0.510."""
    assert _verdicts("z == [0.044, 1.449]", "grad(h) == [-0.290, 0.808]") == ["right", "rounded"]


def test_an_element_beside_one_that_is_claimed() -> None:
    claims = ("z[0] == 0.044", "h[1] == 0.809", "grad(h[0]) == -0.290")
    assert _verdicts(*claims) == ["right", "right", "rounded"]


def test_a_number_that_no_rounding_leads_to_is_wrong() -> None:
    assert _verdicts("z == [0.044, 1.449]", "grad(h) == [-0.298, 0.809]")[1] == "wrong"
    assert _verdicts("grad(h) == [-0.289, 0.829]") == ["wrong"]


def test_whole_numbers_on_the_way_were_not_rounded() -> None:
    graph = parse("a = input([3, 4])\ns = sum(a*a)\nf = s/2\noutput(f)\nf == 12.6\nf == 12.5")
    assert [judged.verdict for judged in check(run(graph)).judged] == ["wrong", "right"]
