"""What a program does that no graph has: each with the reason why it can be left out."""

import ast

from graphviz_app.formats.dialects.program.libraries import Libraries

_SHOWN = "every value and gradient is shown"
_DRAWN = "the graph itself is drawn"
_RESET = "gradients begin at zero in every run"
_LEARNS = "how it learns is said once, for all steps"
_REMEMBERED = "every value of a run is kept by itself"
_CERTAIN = "nothing is random"
_CALLS = {
    "print": _SHOWN, "display": _SHOWN, "draw_dot": _DRAWN, "pprint": _SHOWN,
    "step": _LEARNS, "apply_gradients": _LEARNS, "zero_grad": _RESET, "zero_": _RESET,
    "retain_grad": _SHOWN, "append": _REMEMBERED, "extend": _REMEMBERED,
    "train": "there is one way of running", "eval": "there is one way of running",
    "seed": _CERTAIN, "manual_seed": _CERTAIN, "set_seed": _CERTAIN,
    "watch": _SHOWN, "requires_grad_": "a parameter gets its gradient by itself",
    "set_printoptions": _SHOWN, "set_default_dtype": "numbers have full precision",
    "seterr": _SHOWN, "filterwarnings": _SHOWN, "_backward": "the backward pass runs by itself",
    "assert_allclose": _SHOWN, "assert_almost_equal": _SHOWN, "exit": _SHOWN,
    "build_topo": "the order is found by itself", "topo": "the order is found by itself",
    "numpy": _SHOWN, "item": _SHOWN, "tolist": _SHOWN, "set_grad_enabled": _RESET,
    "use": _DRAWN, "write": _SHOWN,
}  # fmt: skip
_BY_NAME = ("print", "display", "pprint", "draw_dot", "build_topo", "exit")
"""Those that need no library."""
_ATTRIBUTES = {
    "grad": _RESET,
    "label": "a value is called by the name of its line",
    "requires_grad": "a parameter gets its gradient by itself",
    "_op": _SHOWN,
}
_MADE = {
    "device": "numbers have full precision",
    "optim": _LEARNS,
    "time": _REMEMBERED,
}
IMPORT = "nothing needs importing"


def why(node: ast.stmt, libraries: Libraries) -> str:
    """Why a statement can be left out; '' if it cannot."""
    match node:
        case ast.Import() | ast.ImportFrom():
            return IMPORT
        case ast.Pass() | ast.Global() | ast.Nonlocal() | ast.Break() | ast.Continue():
            return "it does nothing here"
        case ast.Assert():
            return "a claim such as grad(w) == 0.5 says the same"
        case ast.Delete():
            return "a name keeps its value"
        case ast.Expr(value=value):
            return _why_called(value, libraries)
        case ast.Assign(targets=[target], value=value) if isinstance(target, ast.Attribute):
            return _ATTRIBUTES.get(target.attr, "")
        case ast.Assign(value=value):
            return _why_made(value, libraries)
        case ast.If(body=body, orelse=orelse) if all(why(n, libraries) for n in [*body, *orelse]):
            return why(body[0], libraries)
        case ast.For(body=body) if all(why(n, libraries) for n in body):
            return why(body[0], libraries)
    return ""


def _why_called(value: ast.expr, libraries: Libraries) -> str:
    match value:
        case ast.Call(func=func):
            path = libraries.path(func)
            if path.startswith("matplotlib"):
                return "drawing is left to the window"
            if isinstance(func, ast.Name):
                return _CALLS.get(func.id, "") if func.id in _BY_NAME or path else ""
            return _CALLS.get(getattr(func, "attr", ""), "")
        case ast.Name() | ast.Attribute() | ast.Subscript() | ast.JoinedStr() | ast.Tuple():
            return _SHOWN
    return ""


def _why_made(value: ast.expr, libraries: Libraries) -> str:
    """Of things that are made and are no numbers, and of gradients that are read."""
    match value:
        case ast.Attribute(attr="grad"):
            return _SHOWN
        case ast.Call(func=ast.Attribute(value=inner, attr="item" | "clone" | "numpy" | "copy")):
            return _why_made(inner, libraries)
        case ast.List(elts=[]) | ast.Dict():
            return _REMEMBERED
        case ast.Constant(value=str() | bool() | None):
            return "no value of the graph depends on it"
        case ast.Call(func=func):
            path = libraries.path(func)
            return next((reason for part, reason in _MADE.items() if part in path.split(".")), "")
        case ast.Attribute() if libraries.path(value):
            last = value.attr
            return "numbers have full precision" if "float" in last or "double" in last else ""
    return ""
