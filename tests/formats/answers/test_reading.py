"""Tables and lists of answers become claims; what cannot be read stops nothing else."""

from pathlib import Path

import pytest

from graphviz_app.core.graph import Claim
from graphviz_app.errors import DocumentError
from graphviz_app.formats import parse, save
from graphviz_app.formats.answers.files import answers_of_file
from graphviz_app.formats.answers.numbers import Answer, read_answer
from graphviz_app.formats.answers.reading import read_answers
from graphviz_app.formats.edits.answering import with_claims
from graphviz_app.formats.language.claiming.claims import claim_text

SHEET = parse("""\
x = input([1, 2])
w = parameter(0.5)
W = parameter([[1, 2], [3, 4]])
z3_1 = sum(W @ x)*w
h1 = sigmoid(z3_1)
t = target(1)
L = (h1 - t)**2
# labels: w "Weight"
""")


def claimed(text: str) -> list[str]:
    answers = read_answers(text, SHEET)
    assert answers.problems == ()
    return [claim_text(claim) for claim in answers.claims]


@pytest.mark.parametrize(
    "text",
    [
        "name,value\nh1,0.65\ngrad(w),-0.2\nafter(w),\n",
        "h1,0.65\ngrad(w),-0.2\nafter(w)\n",
        "Name;Wert;Punkte\nh1;0,65;2\ngrad(w);-0,2;1\nafter(w);;1\n",
        "h1\t0.65\ngrad(w)\t−0.2\nafter(w)\t-\n",
        "name     my answer\nh1       0.65\ngrad(w)  -0.2\nafter(w) ?\n",
        "h1 0.65\ngrad(w) -0.2\nafter(w) ___\n",
        "h1 = 0.65\ngrad(w) = -0.2\nafter(w) =\n",
        "h1: 0,65\ngrad(w): -0,2\nafter(w): n/a\n",
        "h1 == 0.65  # mine\n\n# a remark\ngrad(w) == -0.2; after(w) == ?\n",
        "| name | value |\n|---|:---:|\n| h1 | 0.65 |\n| `grad(w)` | -0.2 |\n| $after(w)$ | |\n",
        "1,h1,0.65\n2,grad(w),-0.2\n3,after(w),\n",
        '"h1","0,65"\n"grad(w)","-0,2"\n"after(w)",""\n',
        "h1,grad(w),after(w)\n0.65,-0.2,\n",
        "h1,0,65\ngrad(w),-0,2\nafter(w),\n",
        "h1\r\n0.65\r\n".replace("\r\n0", ",0") + "grad(w),-0.2\r\nafter(w),\r\n",
    ],
)
def test_a_table_is_read_as_people_write_it(text: str) -> None:
    assert claimed(text) == ["h1 == 0.65", "grad(w) == -0.2", "after(w) == ?"]


@pytest.mark.parametrize(
    ("name", "claim"),
    [
        ("h1", "h1"), ("h₁", "h1"), ("h_1", "h1"), ("H1", "h1"), ("$h_{1}$", "h1"),
        ("Weight", "w"), ("z^{3}_1", "z3_1"), ("value of h1", "h1"), ("h1 (value)", "h1"),
        ("h1 (gradient)", "grad(h1)"), ("h1 (new)", "after(h1)"), ("h1 (σ)", "h1 (σ)"),
        ("x[1]", "x[1]"), ("W[0,1]", "W[0, 1]"), ("z3_1.mul1", None),
        ("grad(w)", "grad(w)"), ("grad w", "grad(w)"), ("gradient of w", "grad(w)"),
        ("w.grad", "grad(w)"), ("w_grad", "grad(w)"), ("∇w", "grad(w)"), ("dw", "grad(w)"),
        ("grad(x[1])", "grad(x[1])"), ("δ3_1", "grad(z3_1)"), ("delta_31", "grad(z3_1)"),
        ("δ(z3_1)", "grad(z3_1)"), ("δ_{z3_1}", "grad(z3_1)"),
        ("dL/dw", "d(L, w)"), ("∂L/∂w", "d(L, w)"), ("d L / d w", "d(L, w)"),
        ("∂L/∂x[0]", "d(L, x[0])"), ("d(h1, w)", "d(h1, w)"), ("d(h1, z3_1, edge)",) * 2,
        ("d(h1 (σ' · x), w)",) * 2,
        ("after(w)", "after(w)"), ("w_new", "after(w)"), ("w new", "after(w)"),
        ("new w", "after(w)"), ("w+", "after(w)"), ("w after the step", "after(w)"),
        ("w_{t+1}", "after(w)"), ("updated w", "after(w)"),
    ],
)  # fmt: skip
def test_a_name_is_understood_as_people_write_it(name: str, claim: str | None) -> None:
    answers = read_answers(f"L\t0.5\n{name}\t2\n", SHEET)
    if claim is None:
        assert "there is no 'z3_1.mul1'" in str(answers.problems[0])
    else:
        assert [claim_text(c) for c in answers.claims] == ["L == 0.5", f"{claim} == 2"]


def test_a_name_of_the_graph_comes_before_what_it_may_mean() -> None:
    graph = parse("w = input(1)\ndw = w*2\nw_new = dw + 1\ndelta1 = w_new*w")
    claims, _ = read_answers("dw,1\nw_new,2\ndelta1,3\nW,4\n", graph)
    assert [(c.kind, c.of) for c in claims] == [
        ("value", "dw"), ("value", "w_new"), ("value", "delta1"), ("value", "w"),
    ]  # fmt: skip


def test_a_name_that_may_mean_two_things_is_not_guessed() -> None:
    graph = parse("z_1 = input(1)\nn1 = z_1*2\nz1 = n1 + 1")
    claims, problems = read_answers("Z1,2\nδ1,3\n", graph)
    assert claims == ()
    assert [problem.row for problem in problems] == [1, 2]


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("0.65", Answer("0.65")), ("  0,650 ", Answer("0.650")), ("≈ 0.65", Answer("0.65")),
        ("=−0,65", Answer("-0.65")), ("2/3", Answer("2/3")), ("½", Answer("1/2")),
        ("0.65 ± 0.01", Answer("0.65", "0.01")), ("0,65 +- 0,01", Answer("0.65", "0.01")),
        ("0.65 (rounded)", Answer("0.65")), ("7,2e-3", Answer("7.2e-3")),
        ("7.2·10^-3", Answer("7.2e-3")), ("7,2 x 10^{-3}", Answer("7.2e-3")),
        ("٠٫٦٥", Answer("0.65")), ("[1, 2]", Answer("[1, 2]")), ("(1, 2)", Answer("[1, 2]")),
        ("[0,5; 0,6]", Answer("[0.5, 0.6]")), ("[1. 2.]", Answer("[1., 2.]")),
        ("[[1. 2.]\n [3. 4.]]", Answer("[[1., 2.], [3., 4.]]")), ("$0.65$", Answer("0.65")),
        *((blank, Answer("")) for blank in ("", "?", "-", "—", "n/a", "…", "___", "k.A.")),
    ],
)  # fmt: skip
def test_a_cell_is_a_number_as_people_write_it(written: str, answer: Answer) -> None:
    assert read_answer(written) == answer


def test_what_cannot_be_read_is_told_with_its_place() -> None:
    text = "name,value\nh1,about 0.6\nh7,1\nL,#DIV/0!\nw,5%\nt,1.234,5\ngrad(w),2 ± x\nx,[1, 2]\n"
    claims, problems = read_answers(text, SHEET)
    assert [claim_text(claim) for claim in claims] == [
        "h1 == ?", "L == ?", "w == ?", "t == 1.234", "grad(w) == ?", "x == [1, 2]",
    ]  # fmt: skip
    assert [(problem.row, problem.column) for problem in problems] == [
        (2, 2), (3, 1), (4, 2), (5, 2), (7, 2),
    ]  # fmt: skip
    assert str(problems[1]) == "row 3, column 1: there is no 'h7' in this graph"
    assert "found 'about 0.6'" in str(problems[0])


def test_a_column_is_what_its_heading_says() -> None:
    text = "node,value,gradient,updated,remark\nh1,0.65,0.1,,ok\nw,0.5,-0.2,0.52,\n"
    assert claimed(text) == [
        "h1 == 0.65", "grad(h1) == 0.1", "w == 0.5", "grad(w) == -0.2", "after(w) == 0.52",
    ]  # fmt: skip


def test_a_whole_text_gives_its_claims() -> None:
    text = "x = input(1)\nh1 = tanh(x)\nq = h1*2\nh1 == 0.5\nq == 1\nd(h1, x) == about 3\nL == 2\n"
    claims, problems = read_answers(text, SHEET)
    assert [claim_text(claim) for claim in claims] == ["h1 == 0.5", "d(h1, x) == ?"]
    assert [problem.row for problem in problems] == [5, 6, 7]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "|---|---|\n"])
def test_nothing_is_no_problem(text: str) -> None:
    assert read_answers(text, SHEET) == ((), ())


@pytest.mark.parametrize("text", ["hello", "a,b,c\n1,2\n", "\x00", "((((", '"', "=,=\n=,=", "||"])
def test_what_is_no_table_gives_no_claims(text: str) -> None:
    assert read_answers(text, SHEET).claims == ()


def test_a_thousand_rows_are_read_quickly_enough_to_wait_for() -> None:
    names = [f"v{i}" for i in range(1_000)]
    graph = parse("v0 = input(1)\n" + "\n".join(f"v{i} = v{i - 1}*2" for i in range(1, 1_000)))
    claims, problems = read_answers("\n".join(f"{n};0,5" for n in names), graph)
    assert [claim.of for claim in claims] == names
    assert problems == ()
    assert with_claims(graph, claims).claims == claims


def test_a_file_is_read_as_spreadsheets_save_it(tmp_path: Path) -> None:
    table = "Größe;Lösung\nh1;0,65\n∂L/∂w;1\n"
    for name, content in {
        "utf8.csv": table.encode("utf-8-sig"),
        "utf16.txt": table.encode("utf-16"),
        "latin.csv": table.replace("∂L/∂w", "dL/dw").encode("cp1252"),
    }.items():
        (tmp_path / name).write_bytes(content)
        claims = answers_of_file(tmp_path / name, SHEET).claims
        assert [claim_text(claim) for claim in claims] == ["h1 == 0.65", "d(L, w) == 1"]


def test_a_document_gives_its_claims(tmp_path: Path) -> None:
    save(with_claims(SHEET, [Claim("grad", "w", "2")]), tmp_path / "a.json")
    assert answers_of_file(tmp_path / "a.json", SHEET).claims == (Claim("grad", "w", "2"),)


def test_a_file_that_is_no_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 50)
    (tmp_path / "b.csv").write_bytes(b"\0\1\2" * 9)
    for name in ("a.xlsx", "b.csv", "missing.csv"):
        with pytest.raises(DocumentError, match=name):
            answers_of_file(tmp_path / name, SHEET)
