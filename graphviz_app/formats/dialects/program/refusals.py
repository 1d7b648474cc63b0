"""What is said about what a program does and this language does not: each names what to write."""

from graphviz_app.formats.dialects.program.functions import ACTIVATIONS

_RANDOM = ("random", "rand", "randn", "randint", "normal", "uniform", "randperm", "default_rng",
           "rand_like", "randn_like", "shuffle", "choice", "standard_normal")  # fmt: skip
_LAYERS = {
    "Linear": "h = x @ W + b",
    "Dense": "h = x @ W + b",
    "Sequential": "h = relu(x @ W1 + b1)",
    "MLP": "h = tanh(x @ W1 + b1)",
    "Neuron": "o = tanh(w1*x1 + w2*x2 + b)",
    "Layer": "h = tanh(x @ W + b)",
}
_FORMULAS = {
    "CrossEntropyLoss": "L = -sum(t*log(p))",
    "cross_entropy": "L = -sum(t*log(p))",
    "nll_loss": "L = -sum(t*log(p))",
}


def randomness(path: str) -> str:
    """Why random numbers cannot stand in a graph; '' if a function makes none."""
    parts = path.split(".")
    if "random" not in parts[:-1] and parts[-1] not in _RANDOM:
        return ""
    if parts[-1] in ("seed", "manual_seed", "set_seed"):
        return ""
    return (
        f"'{path}' gives other numbers each time, and a graph shows certain ones: write them out, "
        "such as W = parameter([[0.1, -0.2], [0.3, 0.4]])"
    )


def call(path: str) -> str:
    """Why a function cannot be called."""
    name = path.rpartition(".")[2]
    if name in _LAYERS:
        return (
            f"'{name}' begins with weights that are not written down: write them as "
            f"W = parameter([[0.1, -0.2], [0.3, 0.4]]), and {_LAYERS[name]}"
        )
    if name in _FORMULAS:
        return f"write '{path}' as a formula, such as {_FORMULAS[name]}"
    if name in ACTIVATIONS:
        return f"call {ACTIVATIONS[name]}(…) instead of '{path}'"
    return f"'{path}' has no counterpart here: write what it does with + - * / ** @ exp log sum"


def attribute(name: str, written: str) -> str:
    """Why an attribute cannot be used in a formula."""
    if name == "grad":
        return (
            f"'{written}' is worked out by itself: formulas hold values only, "
            "and grad(w) == 0.5 says what a gradient should be"
        )
    if name in ("shape", "size"):
        return f"'{written}' is not known here: write the number"
    return f"'{written}' is not understood: a value has a name of its own, such as w1"


LOOP = (
    "this loop goes through data or layers: a graph is one run, so write its lines out, "
    "or put the data into a matrix: X = input([[1, 2], [3, 4]])"
)
CLASS = (
    "a class is not understood: write its lines out, with the weights as parameters, "
    "such as h = relu(x @ W + b)"
)
BLOCK = "this block is not understood: write its lines out, or y = u if condition else v"
