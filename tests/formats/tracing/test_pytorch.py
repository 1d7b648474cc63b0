"""Tensors of PyTorch: the graph, its values and its gradients are those of PyTorch."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from graphviz_app.errors import GraphAppError
from graphviz_app.formats.tracing.things import trace_of
from graphviz_app.formats.tracing.traced import Traced

torch: Any = pytest.importorskip("torch")
nn, functional = torch.nn, torch.nn.functional

Program = Callable[..., Any]


def shown(tensor: object, **variables: object) -> Traced:
    return trace_of(tensor, variables=variables)


def assert_as_there(found: Traced, root: Any, leaves: Mapping[str, Any], rel: float = 1e-5) -> None:
    """Value and gradients are those of PyTorch."""
    root.sum().backward(retain_graph=True)
    assert found.graph.output is not None
    assert found.trace.problems == ()
    there = root.detach().double().numpy()
    assert np.allclose(found.trace.value(found.graph.output), there, rtol=rel, atol=1e-6)
    for name, leaf in leaves.items():
        if leaf.grad is not None:
            assert np.allclose(found.trace.gradient(name), leaf.grad, rtol=rel, atol=1e-6), name


def leaf(*values: object) -> Any:
    (numbers,) = values
    return torch.tensor(numbers, dtype=torch.float64, requires_grad=True)


PROGRAMS: Mapping[str, Program] = {
    "arithmetic": lambda x, y: (x * y - x / y + 2 * x - 3).sum() + (1 - y).sum(),
    "powers": lambda x, y: (x**2 + x**3 + (y * y) ** x + 2.0**x + x.sqrt() + x.rsqrt()).sum(),
    "alpha": lambda x, y: torch.add(x, y, alpha=2).sum() - torch.sub(x, y, alpha=3).sum(),
    "functions": lambda x, y: (x.exp() + x.log() + y.sin() * y.cos() + y.tanh() + x.log1p()).sum(),
    "more functions": lambda x, y: (x.erf() + y.abs() + x.reciprocal() - (-y).expm1()).sum(),
    "activations": lambda x, y: (
        y.relu() + functional.leaky_relu(y) + functional.elu(y) + functional.silu(y) + y.sigmoid()
    ).sum(),
    "soft ones": lambda x, y: (
        functional.softplus(y) + functional.gelu(y) + functional.logsigmoid(y) + functional.mish(y)
    ).sum(),
    "limits": lambda x, y: (y.clamp(-1, 1) + y.clamp(min=0.2) + torch.maximum(x, y)).sum(),
    "choices": lambda x, y: torch.where(y > 0, x, 2 * y).sum() + x.max() + y.min(),
    "spread": lambda x, y: x.var() + y.std() + x.norm() + torch.logsumexp(y, 0) + x.prod(),
    "softmax": lambda x, y: (x.softmax(0) * y).sum() + y.log_softmax(0)[1],
    "parts": lambda x, y: x[0] * y[1] + x[1:].sum() + (x[:2] * y[1:]).sum(),
    "joined": lambda x, y: (torch.cat([x, y]) ** 2).sum() + torch.stack([x, y]).mean(1).prod(),
    "unbound": lambda x, y: sum(a * b for a, b in zip(x.unbind(), y, strict=True)),
    "shapes": lambda x, y: (x.reshape(3, 1) * y.unsqueeze(0)).T.reshape(-1).cumsum(0).sum(),
    "products": lambda x, y: x @ y + torch.outer(x, y).sum() + (torch.outer(x, y) @ x).sum(),
    "along": lambda x, y: torch.outer(x, y).sum(0).mean() + torch.outer(x, y).amax(1).sum(),
    "all along": lambda x, y: torch.outer(x, y).mean((0, 1)) + torch.outer(x, y).sum((1, 0), True),
    "split": lambda x, y: torch.cat([x, y]).chunk(2)[1].prod() + torch.outer(x, y).trace(),
    "broadcast": lambda x, y: (x.expand(2, 3) + y).mean(),
    "reused": lambda x, y: (lambda h: (h * h + h).sum())(x * y),
    "detached": lambda x, y: (x * (x * y).detach()).sum(),
    "in place": lambda x, y: (x * 1).mul_(y).add_(x).sum(),
    "losses": lambda x, y: functional.mse_loss(x, y) + functional.smooth_l1_loss(x, 2 * y),
    "huber": lambda x, y: functional.huber_loss(x, y, delta=0.7) + functional.l1_loss(x, y),
    "logits": lambda x, y: functional.binary_cross_entropy_with_logits(y, torch.ones(3).double()),
    "no counterpart": lambda x, y: x.cumprod(0).sum() * y.sum(),
    "another box": lambda x, y: (torch.special.i0(y) * x).sum(),
}


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS.keys())
def test_values_and_gradients_are_those_of_pytorch(program: Program) -> None:
    x, y = leaf([0.5, 1.25, 2.0]), leaf([-0.75, 0.3, 1.5])
    root = program(x, y)
    assert_as_there(shown(root, x=x, y=y, root=root), root, {"x": x, "y": y}, rel=1e-6)


def test_a_network_with_relu_and_squared_error_has_the_gradients_of_its_parameters() -> None:
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
    data, target = torch.randn(5, 2), torch.randn(5, 1)
    loss = nn.MSELoss()(model(data), target)
    loss.backward(retain_graph=True)
    found = shown(loss, model=model, data=data, target=target, loss=loss)
    assert found.remarks == ()
    assert found.trace.value("loss") == pytest.approx(loss.item(), rel=1e-6)
    for name, parameter in model.named_parameters():
        layer, word = name.split(".")
        assert np.allclose(found.trace.gradient(f"{word}{layer}"), parameter.grad, atol=1e-6)
    ops = {node.op for node in found.graph.nodes.values()}
    assert ops == {"parameter", "input", "target", "linear", "relu", "mse"}


def test_a_layer_on_a_single_example_is_a_layer() -> None:
    model = nn.Linear(2, 3)
    x = torch.ones(2)
    y = model(x)
    found = shown(y, model=model, x=x, y=y)
    assert {node.op for node in found.graph.nodes.values()} == {"parameter", "input", "linear"}
    assert np.allclose(found.trace.value("y"), y.detach(), atol=1e-6)


def test_classes_are_judged_as_cross_entropy_does() -> None:
    torch.manual_seed(0)
    model, data, classes = nn.Linear(2, 3), torch.randn(4, 2), torch.tensor([0, 1, 2, 0])
    loss = functional.cross_entropy(model(data), classes)
    found = shown(loss, model=model, data=data, classes=classes, loss=loss)
    leaves = {"weight": model.weight, "bias": model.bias}
    assert_as_there(found, loss, leaves)
    assert found.graph.nodes["classes"].op == "target"


def test_logistic_regression_by_hand() -> None:
    w, b = leaf([0.5, -0.25]), leaf(0.1)
    x = torch.tensor([[1.0, 2.0], [3.0, -1.0]], dtype=torch.float64)
    t = torch.tensor([1.0, 0.0], dtype=torch.float64)
    p = torch.sigmoid(x @ w + b)
    loss = -(t * torch.log(p + 1e-8) + (1 - t) * torch.log(1 - p + 1e-8)).mean()
    found = shown(loss, w=w, b=b, x=x, t=t, p=p, loss=loss)
    assert_as_there(found, loss, {"w": w, "b": b}, rel=1e-6)
    assert {"x", "w", "b", "t", "p", "loss"} <= found.graph.nodes.keys()


def test_names_are_those_of_variables_modules_and_dicts() -> None:
    layer = nn.Linear(1, 1)
    y = layer(torch.ones(1))
    for given in ({"named": layer}, {"params": dict(layer.named_parameters())}):
        found = trace_of(y, more=given)
        assert {"weight", "bias"} <= found.graph.nodes.keys()


def test_numbers_of_32_bits_are_written_as_they_were_typed() -> None:
    w = torch.tensor(0.1, requires_grad=True)
    y = w * 0.3
    text = shown(y, w=w, y=y).document.source
    assert "w = parameter(0.1)" in text
    assert "y = w*0.3" in text


def test_a_number_that_pytorch_keeps_nothing_of_is_found_by_the_result() -> None:
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    y = ((w * w + 3) / 2 - w).sum()
    found = shown(y, w=w, y=y)
    assert "w*w + 3" in found.document.source
    assert found.remarks == ()


def test_what_cannot_be_found_is_left_open_and_told() -> None:
    w, odd = torch.tensor([1.0, -2.0], requires_grad=True), torch.tensor([0.3123, 7.4478])
    y = (w + odd).sum()
    found = shown(y, w=w, y=y)
    assert "keeps nothing of an operand of Add" in found.remarks[0]
    assert "..." in found.document.source


def test_a_detached_value_is_one_through_which_no_gradient_flows() -> None:
    x = leaf(2.0)
    z = x * 3
    y = z * z.detach()
    found = shown(y, x=x, z=z, y=y)
    assert "stop_gradient" in {node.op for node in found.graph.nodes.values()}
    assert found.trace.gradient("x") == 18


def test_a_function_of_ones_own_is_a_box_with_its_derivative() -> None:
    class Cube(torch.autograd.Function):  # type: ignore[misc]
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.save_for_backward(x)
            return x**3

        @staticmethod
        def backward(ctx: Any, g: Any) -> Any:
            (x,) = ctx.saved_tensors
            return 3 * x**2 * g

    x = leaf([1.0, 2.0])
    y = Cube.apply(x).sum()
    found = shown(y, x=x, y=y)
    assert_as_there(found, y, {"x": x})
    assert found.graph.view.folded == ("Cube",)
    assert found.remarks[0].startswith("Cube has no counterpart here")


def test_a_graph_that_was_freed_is_found_again_by_its_tensors() -> None:
    model, data, target = nn.Linear(2, 1), torch.ones(3, 2), torch.ones(3, 1)
    loss = functional.mse_loss(model(data), target)
    loss.backward()
    found = shown(loss, model=model, data=data, target=target, loss=loss)
    assert found.trace.value("loss") == pytest.approx(loss.item(), rel=1e-6)
    with pytest.raises(GraphAppError, match=r"retain_graph=True"):
        shown(loss, model=model)


def test_gradients_that_were_added_up_are_told() -> None:
    w = torch.tensor(2.0, requires_grad=True)
    y = w * w
    y.backward(retain_graph=True)
    y.backward(retain_graph=True)
    (remark,) = shown(y, w=w, y=y).remarks
    assert remark.startswith("w.grad is 8.0000 there, here 4.0000: backward ran 2 times")


def test_a_parameter_that_was_changed_since_is_told() -> None:
    w = torch.tensor(2.0, requires_grad=True)
    y = w * 3
    with torch.no_grad():
        w += 1
    (remark,) = shown(y, w=w, y=y).remarks
    assert remark.startswith("y is 6.0000 there, here 9.0000")


def test_functions_of_tensors_and_modules_are_called() -> None:
    def loss(w: Any, x: Any) -> Any:
        h = w * x
        return h.tanh()

    found = trace_of(loss, (leaf(2.0),), {"x": leaf(0.5)})
    assert found.trace.value("loss") == pytest.approx(np.tanh(1.0))
    assert "w" in found.graph.nodes
    assert trace_of(nn.Linear(2, 1), (torch.ones(2),)).trace.problems == ()


def _without_gradients() -> Any:
    with torch.no_grad():
        return torch.ones(2, requires_grad=True) * 2


@pytest.mark.parametrize(
    ("tensor", "message"),
    [
        (_without_gradients(), "keeps nothing of how it was computed"),
        (torch.ones(2), "keeps nothing"),
        (torch.empty(0, requires_grad=True).sum(), "is empty"),
        (torch.ones(2, dtype=torch.complex64, requires_grad=True).abs().sum(), "is complex"),
    ],
)
def test_what_has_no_graph_is_one_sentence(tensor: Any, message: str) -> None:
    with pytest.raises(GraphAppError, match=message):
        shown(tensor)


def test_a_long_row_of_operations_is_no_matter() -> None:
    w = leaf(1.0)
    y = w
    for _ in range(3_000):
        y = y * 1.0001 + w
    found = shown(y, w=w, y=y)
    assert found.trace.value("y") == pytest.approx(y.item())
