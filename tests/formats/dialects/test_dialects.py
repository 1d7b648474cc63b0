"""What is recognised as another dialect, what is refused, and what a translation tells."""

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.errors import ParseError
from graphviz_app.formats import parse
from graphviz_app.formats.dialects.dialects import MOST, recognised, translated
from graphviz_app.formats.dialects.reading import attempt, checked, read
from graphviz_app.formats.dialects.translation import Change, Translation, one_line, told
from graphviz_app.resources import examples
from tests.formats.dialects.formulas import FORMULAS, Formula
from tests.formats.dialects.numpy_programs import NUMPY
from tests.formats.dialects.torch_programs import MICROGRAD, TORCH


def translation_of(text: str) -> Translation:
    found = translated(text)
    assert found is not None
    checked(found, text)
    return found


def text_of(text: str) -> str:
    return translation_of(text).text


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("import numpy as np\nx = np.array([1, 2])", "NumPy"),
        ("y = np.exp(x)", "NumPy"),
        ("import torch\nx = 1", "PyTorch"),
        ("import numpy as np\nimport torch\nx = torch.tensor(1.0)", "PyTorch"),
        ("loss = F.mse_loss(a, b)", "PyTorch"),
        ("a = Value(2.0)", "micrograd"),
        ("import tensorflow as tf\nx = tf.constant(1.0)", "TensorFlow"),
        ("import math\nx = math.exp(1)", "Python"),
        ("for i in range(10):\n    x = 2", "Python"),
        (r"y = \frac{1}{2} x", "LaTeX"),
        ("x = input(1)\ny = x**2", ""),
        ("np = input(1)\ny = np*2", ""),
        ("def f(u): return u**2\ny = f(2)", ""),
        ("import numpy as np\nx = (1", ""),
        ("These are only words.", ""),
        ("", ""),
    ],
)
def test_a_dialect_is_recognised_where_it_is_certain(text: str, dialect: str) -> None:
    assert recognised(text) == dialect
    if not dialect:
        assert translated(text) is None


def test_a_long_text_is_not_looked_at() -> None:
    text = "import numpy as np\n" + "# x\n" * MOST
    assert recognised(text) == ""
    assert translated(text) is None


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_a_text_of_this_language_is_never_touched(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    graph, translation = read(text)
    assert translation is None
    assert graph == parse(text)


def test_a_text_that_is_neither_keeps_its_own_message() -> None:
    with pytest.raises(ParseError, match="'y' is not defined"):
        read("x = y")


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        (
            "import numpy as np\nW = np.random.randn(3, 2)",
            2,
            "write them out, such as W = parameter",
        ),
        ("import torch\nw = torch.rand(3, requires_grad=True)", 2, "gives other numbers each time"),
        ("import torch.nn as nn\nlayer = nn.Linear(2, 1)", 2, r"W = parameter\(\[\[0.1"),
        ("import torch.nn as nn\nclass Net(nn.Module):\n    pass", 2, "write its lines out"),
        ("import numpy as np\nx = np.fft.fft([1, 2])", 2, "has no counterpart here: write what"),
        (
            "w = 1.0\nfor x, y in [(1, 2)]:\n    L = w*x - y\nprint(L)",
            2,
            "put the data into a matrix",
        ),
        ("import numpy as np\nx = np.zeros(3)\nx[0] = 1", 3, "write the whole value"),
        ("import torch\nx = torch.tensor(1.0)\ny = x.grad + 1", 3, r"grad\(w\) == 0.5"),
        ("import math\nx = 1\nif x > 0:\n    y = math.exp(x)", 3, "y = u if condition else v"),
        ("import math\ndef f(x):\n    return x, 2*x\ny = f(1)", 3, "one value back"),
        ("import math\nx = 1\nfit(x)", 3, "write the lines that it runs"),
        ("import torch\ny = undefined + 1", 2, "'undefined' is not defined"),
        ("import math\na, b = 1, 2\na, b = b, a", 3, "one name at a time"),
    ],
)
def test_what_cannot_be_said_is_refused_with_its_line_and_what_to_write(
    text: str, line: int, sentence: str
) -> None:
    with pytest.raises(ParseError, match=sentence) as caught:
        read(text)
    assert caught.value.line == line
    assert caught.value.source_line == text.split("\n")[line - 1]
    assert isinstance(attempt(text), ParseError)


def test_what_was_changed_and_left_out_is_listed_line_by_line() -> None:
    translation = translation_of("import numpy as np\n\nx = 2  # data\ny = np.exp(x)\nprint(y)\n")
    assert translation.text == "x = 2  # data\ny = exp(x)\n"
    assert translation.changes == (Change(4, "y = np.exp(x)", "y = exp(x)"),)
    assert translation.left_out == (
        Change(1, "import numpy as np", "nothing needs importing"),
        Change(5, "print(y)", "every value and gradient is shown"),
    )
    assert translation.lines == {1: 3, 2: 4}
    assert translation.sentence == (
        "This was NumPy and has been translated: 1 line changed, 2 left out."
    )
    assert told(translation.changes) == ["line 4: y = np.exp(x) → y = exp(x)"]
    assert one_line("a\n  b") == "a b"


def test_remarks_and_spaces_stay_as_they_are() -> None:
    text = "import torch\n# A title\nx = torch.tensor( 2.0 )\n\n# middle\ny  =  x *x   # square\n"
    assert text_of(text) == "# A title\nx = input(2.0)\n\n# middle\ny  =  x *x   # square\n"


def test_brackets_are_put_where_signs_take_the_place_of_calls() -> None:
    head = "import numpy as np\na = 2\nb = 3\nc = 4\n"
    for line, expected in (
        ("y = np.multiply(a + b, c)**2", "((a + b)*c)**2"),
        ("y = a - np.subtract(b, c)", "a - (b - c)"),
        ("y = -np.add(a, b)", "-(a + b)"),
        ("y = np.divide(a, np.multiply(b, c))", "a/(b*c)"),
        ("y = (np.add(a, b))*c", "(a + b)*c"),
        ("y = np.power(-a, 2)", "(-a)**2"),
        ("y = np.exp(np.add(a, b))", "exp(a + b)"),
        ("y = a + np.where(a > b, b, c)", "a + (b if a > b else c)"),
    ):
        assert text_of(head + line).split("\n")[-2] == f"y = {expected}"


@pytest.mark.parametrize(
    ("loop", "said"),
    [
        ("for _ in range(100):", "a loop over 100 steps: its lines stand here once"),
        ("while True:", "a loop over steps: its lines stand here once"),
    ],
)
def test_a_loop_over_steps_keeps_its_lines_once_and_says_so(loop: str, said: str) -> None:
    text = f"w = 1.0\n{loop}\n    L = (w - 3)**2\n    dw = 2*(w - 3)\n    w -= 0.1*dw\n"
    translation = translation_of(text)
    assert translation.text == (
        "w = parameter(1.0)\nL = (w - 3)**2\ndw = 2*(w - 3)\nlearning_rate(0.1)\noutput(L)\n"
    )
    assert said in [change.became for change in translation.left_out]


def test_a_loop_over_indices_is_written_out_where_they_are_few() -> None:
    text = "import math\nx = 0.5\ny = 1.0\nfor k in range(1, 4):\n    y = math.tanh(k*y + x)\n"
    found = translated(text)
    assert found is not None
    assert found.text.split("\n")[2:5] == [f"y = tanh({k}*y + x)" for k in (1, 2, 3)]
    with pytest.raises(ParseError, match="write its lines out"):
        read(text.replace("range(1, 4)", "range(1000)"))


def test_the_rate_stands_where_the_program_has_it() -> None:
    step = "L = (w - 3)**2\nL.backward()\nwith torch.no_grad():\n    w -= {} * w.grad\n"
    head = "import torch\nw = torch.tensor(1.0, requires_grad=True)\n"
    named = text_of(head + "lr = 0.5\n" + step.format("lr"))
    assert named == "w = parameter(1.0)\nlearning_rate(0.5)\nL = (w - 3)**2\n"
    typed = text_of(head + step.format("0.5"))
    assert typed == "w = parameter(1.0)\nL = (w - 3)**2\nlearning_rate(0.5)\n"
    used = text_of(head + "lr = 0.5\ny = lr*w\n" + step.format("lr"))
    assert used == "w = parameter(1.0)\nlr = 0.5\ny = lr*w\nL = (w - 3)**2\nlearning_rate(0.5)\n"


def test_another_optimizer_is_said_to_be_left_out() -> None:
    text = (
        "import torch\nw = torch.tensor(1.0, requires_grad=True)\n"
        "opt = torch.optim.AdamW([w], lr=0.1)\nL = w**2\nL.backward()\nopt.step()\n"
    )
    reasons = [change.became for change in translation_of(text).left_out]
    assert "a step here is plain gradient descent, not AdamW" in reasons


def test_what_is_differentiated_is_the_output() -> None:
    text = "import torch\nx = torch.tensor(2.0, requires_grad=True)\nL = x**2\nL.backward()\n"
    assert text_of(text) == "x = parameter(2.0)\nL = x**2\n"
    assert text_of(text + "z = L + 1\n") == "x = parameter(2.0)\nL = x**2\noutput(L)\nz = L + 1\n"


def test_functions_take_every_operand_in_its_place() -> None:
    text = (
        "import math\ndef f(x, scale=2.0):\n    '''Scaled.'''\n    return scale*math.exp(x)\n"
        "a = f(1.0)\nb = f(1.0, scale=3)\n"
    )
    assert text_of(text) == (
        "def f(x, scale):\n    # Scaled.\n    return scale*exp(x)\na = f(1.0, 2.0)\nb = f(1.0, 3)\n"
    )


def test_a_function_that_nobody_calls_does_not_matter() -> None:
    text = "import math\ndef plot(x):\n    for i in x: pass\n    return 1, 2\ny = math.exp(1)\n"
    assert text_of(text) == "y = exp(1)\n"


def test_the_class_of_the_lecture_is_not_needed() -> None:
    text = (
        "class Value:\n    def __init__(self, data):\n        self.data = data\n\n"
        "a = Value(2.0)\nb = a*a\nb.backward()\n"
    )
    translation = translation_of(text)
    assert translation.text == "a = input(2.0)\nb = a*a\n"
    assert translation.dialect == "micrograd"


def test_numbers_that_are_told_by_their_size_are_written_out() -> None:
    head = "import numpy as np\n"
    for written, expected in (
        ("np.zeros((2, 3))", "[[0, 0, 0], [0, 0, 0]]"),
        ("np.eye(2)", "[[1, 0], [0, 1]]"),
        ("np.array([1, 2, 3, 4]).reshape(2, 2)", "[[1, 2], [3, 4]]"),
        ("np.array([[1, 2]]).T", "[[1], [2]]"),
        ("np.linspace(0, 1, 3)", "[0, 0.5, 1]"),
        ("np.full(2, 0.5)", "[0.5, 0.5]"),
        ("np.arange(3)", "[0, 1, 2]"),
        ("0.5*np.ones(2)", "[0.5, 0.5]"),
    ):
        assert text_of(f"{head}x = {written}\n") == f"x = input({expected})\n"


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.latex[:40])
def test_a_formula_that_is_cut_off_is_refused_or_read_and_never_a_bug(formula: Formula) -> None:
    for end in range(len(formula.latex)):
        attempt(formula.latex[:end])
        attempt(formula.latex[:end] + formula.latex[end + 1 :])


@pytest.mark.parametrize("text", [*NUMPY.values(), *TORCH.values(), *MICROGRAD.values()])
def test_a_program_that_lacks_a_line_is_refused_or_read_and_never_a_bug(text: str) -> None:
    lines = text.split("\n")
    for number in range(len(lines)):
        attempt("\n".join(lines[:number]))
        attempt("\n".join(lines[:number] + lines[number + 1 :]))


def test_nothing_of_a_program_is_executed() -> None:
    text = "import os\nx = 2\nprint(os.system('false'))\n__import__('os').abort()\n"
    with pytest.raises(ParseError):
        read(text)


def test_a_text_of_this_language_with_one_exponent_in_braces_is_not_taken_for_latex() -> None:
    text = "w = 0.15\ni = 0.05\nnet = w*i + 0.35\nout = 1/(1 + e^{-net})\nE = (0.01 - out)^2\n"
    assert translated(text) is None
    assert parse(text.replace(")^2", ")**2")).nodes["out"].op == "reciprocal"


@pytest.mark.parametrize(
    "line",
    [
        *("x = np.arange(1, 2, 0)", "x = np.arange(0, 1, 1e-12)", "x = np.clip()"),
        *(
            "for i in range():\n    x = 1",
            "for i in range(1, 2, 0):\n    x = i",
            "x = F.mse_loss(1)",
        ),
    ],
)
def test_nonsense_in_a_program_is_told_in_a_sentence(line: str) -> None:
    program = f"import numpy as np\nimport torch.nn.functional as F\na = np.array([1.0])\n{line}\n"
    with pytest.raises(ParseError) as told:
        read(program)
    assert told.value.reason


def test_a_loss_without_reduction_keeps_its_elements() -> None:
    program = (
        "import torch\nimport torch.nn.functional as F\na = torch.tensor([0.5, 2.5])\n"
        "b = torch.tensor([0.0, 0.0])\ny = F.huber_loss(a, b, reduction='none')\n"
    )
    found = translated(program)
    assert found is not None
    np.testing.assert_allclose(run(parse(found.text)).value("y"), [0.125, 2.0])
