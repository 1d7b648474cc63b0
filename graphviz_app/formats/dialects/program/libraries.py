"""Which names of a program are those of a library, and which dialect that makes it."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

PYTHON = "Python"
DIALECTS: Mapping[str, str] = MappingProxyType(
    {
        "torch": "PyTorch",
        "tensorflow": "TensorFlow",
        "keras": "Keras",
        "micrograd": "micrograd",
        "jax": "JAX",
        "autograd": "autograd",
        "numpy": "NumPy",
        "scipy": "SciPy",
        "math": PYTHON,
    }
)
"""What a program is called that uses a library; the first one that it uses counts."""
USUAL: Mapping[str, str] = MappingProxyType(
    {
        "np": "numpy",
        "numpy": "numpy",
        "torch": "torch",
        "nn": "torch.nn",
        "F": "torch.nn.functional",
        "optim": "torch.optim",
        "tf": "tensorflow",
        "jnp": "jax.numpy",
        "math": "math",
        "plt": "matplotlib.pyplot",
    }
)
"""What these names mean where a program, or a part of one, does not import them."""
VALUE = "micrograd.engine.Value"


class Libraries:
    """The names that a program has from its libraries."""

    def __init__(self, tree: ast.Module) -> None:
        self._paths: dict[str, str] = {}
        self._all_of: list[str] = []
        self.nodes: Sequence[ast.AST] = list(ast.walk(tree))
        """Everything in the program."""
        given = {n.id for n in self.nodes if isinstance(n, ast.Name) and _is_given(n)}
        defined = {n.name for n in self.nodes if isinstance(n, ast.FunctionDef)}
        self._paths.update((k, path) for k, path in USUAL.items() if k not in given | defined)
        if "Value" not in given | defined:
            self._paths["Value"] = VALUE
        for node in self.nodes:
            self._take(node)
        self.dialect = self._dialect()

    def path(self, node: ast.expr) -> str:
        """The whole name of what a library has: ``torch.nn.functional.mse_loss``; '' if none."""
        match node:
            case ast.Name(id=name):
                return self._paths.get(name, "")
            case ast.Attribute(value=value, attr=attr):
                base = self.path(value)
                return f"{base}.{attr}" if base else ""
        return ""

    def function(self, node: ast.expr) -> str:
        """The last part of that name; also of one that came with ``from math import *``."""
        path = self.path(node)
        if not path and isinstance(node, ast.Name) and self._all_of:
            return node.id
        return path.rpartition(".")[2]

    def _take(self, node: ast.AST) -> None:
        match node:
            case ast.Import(names=names):
                for alias in names:
                    first = alias.name.partition(".")[0]
                    self._paths[alias.asname or first] = alias.name if alias.asname else first
            case ast.ImportFrom(module=str(module), names=names):
                for alias in names:
                    if alias.name == "*":
                        self._all_of.append(module)
                    else:
                        self._paths[alias.asname or alias.name] = f"{module}.{alias.name}"

    def _dialect(self) -> str:
        used = {path.partition(".")[0] for path in self._used()}
        return next((word for name, word in DIALECTS.items() if name in used), PYTHON)

    def _used(self) -> Iterator[str]:
        for node in self.nodes:
            match node:
                case ast.Import(names=names):
                    yield from (alias.name for alias in names)
                case ast.ImportFrom(module=str(module)):
                    yield module
                case ast.Attribute(value=ast.Name() as value):
                    yield self.path(value)
                case ast.Call(func=ast.Name(id="Value") as func):
                    yield self.path(func)
                case ast.ClassDef(name="Value"):
                    yield VALUE


def _is_given(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)
