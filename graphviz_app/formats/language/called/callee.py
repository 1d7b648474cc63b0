"""What a call calls: ``exp(x)``, ``np.exp(x)`` and ``x.exp()`` call the same of the same."""

import ast
from collections.abc import Callable, Sequence
from typing import NamedTuple

from graphviz_app.formats.language.words.dialects import LAYERS, LOSSES, PREFIXES


class Callee(NamedTuple):
    """The word that is called, and the operands, of a method with the value before the dot."""

    word: str
    operands: Sequence[ast.expr]
    prefix: str = ""
    """``np`` of ``np.exp``, ``.`` of a method; empty where the word stands alone."""
    head: str = ""
    """The name that the prefix begins with: it has no value here."""
    keywords: Sequence[ast.keyword] = ()
    settings: Sequence[ast.expr] = ()
    """Attributes by their places, of what is made before it is called: ``nn.LeakyReLU(0.1)(x)``."""

    @property
    def dotted(self) -> str:
        """The word with what stands before it: ``torch.var``, and ``.var`` of a method."""
        return f"{self.prefix.rstrip('.')}.{self.word}" if self.prefix else self.word


def callee_of(node: ast.Call, is_value: Callable[[str], bool]) -> Callee | None:
    """What is called; None if that is neither a name nor behind a dot."""
    match node.func:
        case ast.Name(id=word):
            return Callee(word, node.args, keywords=node.keywords)
        case ast.Attribute(value=before, attr=word):
            prefix = prefix_of(before, is_value)
            if prefix is None:
                return Callee(word, [before, *node.args], ".", keywords=node.keywords)
            return _of_library(word, prefix, node)
        case ast.Call(func=ast.Attribute(value=before, attr=word)) as made if (
            word in LAYERS or word in LOSSES
        ):
            prefix = prefix_of(before, is_value)
            if prefix is not None and (not made.args or word in LAYERS):
                called = _of_library(word, prefix, node)
                keywords = [*made.keywords, *node.keywords]
                return called._replace(keywords=keywords, settings=made.args)
    return None


def _of_library(word: str, prefix: str, node: ast.Call) -> Callee:
    return Callee(word, node.args, prefix, prefix.partition(".")[0], node.keywords)


def prefix_of(node: ast.expr, is_value: Callable[[str], bool]) -> str | None:
    """``np`` or ``nn.functional`` as written before a dot; None if that is a value."""
    words: list[str] = []
    while isinstance(node, ast.Attribute):
        words.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or is_value(node.id):
        return None
    prefix = ".".join([node.id, *reversed(words)])
    return prefix if prefix in PREFIXES else None
