"""What a program says of its steps becomes a descent, where both certainly do the same."""

import pytest

from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.training import Training
from graphviz_app.formats import parse
from tests.formats.dialects.test_dialects import text_of, translation_of

HEAD = (
    "import torch\nw = torch.tensor(1.0, requires_grad=True)\n"
    "b = torch.tensor(2.0, requires_grad=True)\nlr = 0.05\n"
)
LOOP = (
    "for i in range({}):\n    L = (w*b - 3)**2\n    opt.zero_grad()\n"
    "    L.backward()\n    opt.step()\n"
)


def program(made: str, steps: object = 200, more: str = "") -> str:
    return f"{HEAD}opt = torch.optim.{made}\n{LOOP.format(steps)}{more}"


def descents(text: str) -> tuple[Descent, ...]:
    return parse(text_of(text)).descents


@pytest.mark.parametrize(
    ("made", "meant"),
    [
        ("Adam([w, b], lr=0.01)", Descent("adam", 0.01, 200)),
        ("Adam([w, b])", Descent("adam", 0.001, 200)),
        (
            "Adam([w, b], lr, (0.8, 0.9), 1e-7)",
            Descent("adam", 0.05, 200, beta1=0.8, beta2=0.9, epsilon=1e-7),
        ),
        ("Adam([w, b], lr=lr, amsgrad=False, fused=None)", Descent("adam", 0.05, 200)),
        ("SGD([w, b], lr=0.1, momentum=0.8)", Descent("momentum", 0.1, 200, 0.8)),
        ("SGD([w, b], 0.1, 0.8, nesterov=True)", Descent("nesterov", 0.1, 200, 0.8)),
        ("SGD([w, b], lr=0.1, weight_decay=0.5)", Descent("sgd", 0.1, 200, weight_decay=0.5)),
        ("RMSprop([w, b], lr=0.1, alpha=0.9)", Descent("rmsprop", 0.1, 200, alpha=0.9)),
        ("RMSprop([w, b])", Descent("rmsprop", 0.01, 200)),
    ],
)  # fmt: skip
def test_an_optimizer_of_pytorch_becomes_a_descent(made: str, meant: Descent) -> None:
    assert descents(program(made)) == (meant,)


@pytest.mark.parametrize(
    "made",
    [
        "AdamW([w, b], lr=0.1)",
        "Adam([w, b], lr=0.1, amsgrad=True)",
        "Adam([w, b], lr=0.1, maximize=True)",
        "Adam([w, b], lr=0.1, betas=(0.9, c))",
        "RMSprop([w, b], lr=0.1, centered=True)",
        "RMSprop([w, b], lr=0.1, momentum=0.9)",
        "SGD([w, b], lr=0.1, momentum=0.9, dampening=0.5)",
        "SGD([w, b], lr=0.1, **more)",
    ],
)
def test_what_is_not_certain_is_no_descent_and_said(made: str) -> None:
    text = program(made)
    assert descents(text) == ()
    name = made.partition("(")[0]
    reasons = [change.became for change in translation_of(text).left_out]
    if "**" not in made:
        assert f"a step here is plain gradient descent, not {name}" in reasons


def test_plain_steps_are_a_rate_and_as_many_as_the_loop_goes() -> None:
    graph = parse(text_of(program("SGD([w, b], lr=0.1)")))
    assert (graph.learning_rate, graph.descents) == (0.1, (Descent(steps=200),))
    by_hand = (
        f"{HEAD}for i in range(30):\n    L = (w*b - 3)**2\n    L.backward()\n"
        "    with torch.no_grad():\n        w -= lr*w.grad\n        b -= lr*b.grad\n"
    )
    graph = parse(text_of(by_hand))
    assert (graph.learning_rate, graph.descents) == (0.05, (Descent(steps=30),))


@pytest.mark.parametrize("steps", ["n", "0", "100000000", "1, 5"])
def test_steps_that_are_not_certain_are_not_said(steps: str) -> None:
    assert descents(program("Adam([w, b], lr=0.01)", steps)) == (Descent("adam", 0.01),)


def test_of_two_loops_or_optimizers_nothing_is_certain() -> None:
    text = program("Adam([w, b], lr=0.01)")
    again = text.partition("lr = 0.05\n")[2].replace("Adam", "SGD").replace("L = ", "M = ")
    assert descents(text + again) == (Descent("adam", 0.01),)


@pytest.mark.parametrize(
    ("schedule", "fields"),
    [
        ("StepLR(opt, step_size=30, gamma=0.5)", {"decline": "step", "every": 30, "gamma": 0.5}),
        ("StepLR(opt, 30)", {"decline": "step", "every": 30}),
        ("CosineAnnealingLR(opt, T_max=200)", {"decline": "cosine"}),
        ("CosineAnnealingLR(opt, T_max=20)", {}),
        ("CosineAnnealingLR(opt, T_max=200, eta_min=0.1)", {}),
        ("ExponentialLR(opt, gamma=0.9)", {}),
    ],
)
def test_a_rate_that_declines_does_so_here(schedule: str, fields: dict[str, object]) -> None:
    made = f"Adam([w, b], lr=0.01)\nsched = torch.optim.lr_scheduler.{schedule}"
    found = descents(program(made, more="    sched.step()\n"))
    assert found == (Descent("adam", 0.01, 200, **fields),)  # type: ignore[arg-type]
    never = descents(program(made))
    assert never == (Descent("adam", 0.01, 200),)


def test_parameters_that_the_optimizer_was_not_given_are_frozen() -> None:
    assert parse(text_of(program("Adam([w], lr=0.01)"))).frozen == ("b",)
    assert parse(text_of(program("Adam([w, b], lr=0.01)"))).frozen == ()


@pytest.mark.parametrize(
    ("made", "schedule"),
    [
        ("Adam([w, b], lr=0.05, betas=(0.8, 0.9))", ""),
        ("SGD([w, b], lr=0.01, momentum=0.8, weight_decay=0.1)", ""),
        ("SGD([w, b], lr=0.01, momentum=0.8, nesterov=True)", ""),
        ("RMSprop([w], lr=0.05, alpha=0.9)", ""),
        ("SGD([w, b], lr=0.05)", "StepLR(opt, step_size=7, gamma=0.5)"),
        ("Adam([w, b], lr=0.05)", "CosineAnnealingLR(opt, T_max=30)"),
    ],
)
def test_the_descent_goes_where_the_program_goes(made: str, schedule: str) -> None:
    torch = pytest.importorskip("torch")
    more = f"sched = torch.optim.lr_scheduler.{schedule}\n" if schedule else ""
    text = program(f"{made}\n{more}", 30, "    sched.step()\n" if schedule else "")
    names: dict[str, object] = {}
    exec(text.replace("torch.tensor(", "torch.tensor(dtype=torch.float64, data="), names)
    training = Training(parse(text_of(text)))
    training.advance(30)
    reached = training.at(30).parameters
    for name in ("w", "b"):
        there = names[name].item()  # type: ignore[attr-defined]
        assert reached.get(name, 2.0) == pytest.approx(there, rel=1e-12), (name, torch.__version__)
