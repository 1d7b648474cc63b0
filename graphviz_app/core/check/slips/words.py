"""How quantities are called in a sentence."""

from string import Template

from graphviz_app.core.check.quantities import AFTER, VALUE, Quantities
from graphviz_app.core.reading import line_of

_POWERS = {"2.0": "²", "2": "²", "3.0": "³", "3": "³"}


class Words:
    """The words for what a run has."""

    def __init__(self, quantities: Quantities) -> None:
        self.quantities = quantities

    def quantity(self, quantity: int) -> str:
        """``a``, ``after(w)``, ``grad(w)``, ``d(a, z)``: as a claim is typed."""
        kind, node = self.quantities.parted(quantity)
        name = self.node(node)
        if kind in (VALUE, AFTER):
            return name if kind == VALUE else f"after({name})"
        if kind == AFTER + 1:
            return f"grad({name})"
        return f"d({self.node(self.quantities.seeds[kind - 2].node)}, {name})"

    def node(self, node: int) -> str:
        """A name, or for an operator without one its formula: ``y − a``."""
        step = self.quantities.program.instructions[node]
        value = step.node.attrs.get("value")
        if step.node.op == "constant" and isinstance(value, int | float):
            return number(float(value))
        if not step.node.group or "." not in step.node.id:
            return step.node.id
        return self.formula(node)

    def line(self, node: int) -> str:
        """The named line that a node belongs to."""
        graph = self.quantities.program.graph
        return line_of(graph, self.quantities.program.instructions[node].node.id)

    def formula(self, node: int) -> str:
        """What a node computes, with names."""
        step = self.quantities.program.instructions[node]
        names = [self._operand(operand) for operand in step.operands]
        if step.op.name in ("square", "power"):
            return f"{names[0]}{_raised(step.attrs.get('exponent', 2.0))}"
        if not names:
            return step.node.id
        if not step.op.python:
            return f"{step.op.symbol or step.op.name}({', '.join(names)})"
        letters = dict(zip(step.op.letters(len(names)), names, strict=True))
        written = Template(step.op.python_of(len(names))).safe_substitute(letters)
        return written.replace(" - ", " − ").replace("*", "·")

    def _operand(self, node: int) -> str:
        name = self.node(node)
        step = self.quantities.program.instructions[node]
        return f"({name})" if " " in name and step.op.role == "operator" else name

    def slope(self, node: int) -> str:
        """``σ′``, of an operator on one number."""
        step = self.quantities.program.instructions[node]
        return f"{step.op.symbol or step.op.name}′"


def _raised(power: object) -> str:
    return _POWERS.get(str(power), f"^{power}")


def number(value: float) -> str:
    """A factor as people write it: ½, 2, 0.3."""
    return {0.5: "½", 0.25: "¼", -0.5: "−½"}.get(value, f"{value:g}".replace("-", "−"))
