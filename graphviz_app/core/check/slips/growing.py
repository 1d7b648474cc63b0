"""From a quantity to the tree of its formula, down to what is known: earlier claims and leaves."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graphviz_app.core.check.quantities import AFTER, VALUE
from graphviz_app.core.check.rules import slope_of
from graphviz_app.core.check.slips.case import Case
from graphviz_app.core.check.slips.numbers import multiplied
from graphviz_app.core.check.slips.term import OTHER, UPDATE, Term, constant, product_of, sum_of
from graphviz_app.core.expression import ARITHMETIC, Apply, Expr, Name, Number, factors, simplified
from graphviz_app.core.oplib import OPS
from graphviz_app.core.running.instruction import Instruction
from graphviz_app.core.step import FirstStep

MOST_TERMS = 500
"""Terms of a tree; what would be more stays as one number."""
PLAIN = frozenset({"identity", "neg", "square", "power", "reciprocal", "log", "sqrt"})
"""Operators on one number whose derivative people write out rather than call f′."""
_SIGNS: Mapping[str, Callable[..., Any]] = {**ARITHMETIC, "square": lambda a: a * a}


class Growing:
    """The trees of one case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.quantities = case.quantities
        self.seeds = case.derivation.known_seeds(case.book.known)
        self.left = MOST_TERMS

    def tree(self) -> Term:
        """The formula of what was claimed."""
        kind, node = self.case.kind, self.case.node
        if kind == VALUE:
            return self._computed(node)
        return self._moved(node) if kind == AFTER else self._derivative(kind - 2, node)

    def _atom(self, quantity: int, role: str = "") -> Term:
        node = self.quantities.parted(quantity)[1]
        numbers = self.case.number(quantity)
        return Term("atom", numbers=numbers, node=node, quantity=quantity, role=role)

    def _stops(self, quantity: int) -> bool:
        self.left -= 1
        return self.left < 0 or self.case.is_known(quantity)

    def _step(self, node: int) -> Instruction:
        return self.quantities.program.instructions[node]

    # Values

    def value(self, node: int) -> Term:
        """A node's value; in a derivative the named ones are as they are."""
        named = self.case.kind > AFTER and "." not in self._step(node).node.id
        return self._atom(node) if named or self._stops(node) else self._computed(node)

    def _computed(self, node: int) -> Term:
        step = self._step(node)
        if step.op.is_leaf:
            return self._atom(node)
        rule = self.case.derivation.rules.value(step)
        operands = [self.value(operand) for operand in step.operands]
        name = step.op.name
        return self._kept(Term("apply", operands, compute=rule, op=name, node=node, quantity=node))

    def _after(self, node: int) -> Term:
        quantity = self.quantities.after(node)
        return self._atom(quantity) if self._stops(quantity) else self._moved(node)

    def _moved(self, node: int) -> Term:
        """A value after the step."""
        q = self.quantities
        step, first = self._step(node), q.first_step
        after = q.after(node)
        if not step.op.is_leaf:
            rule = self.case.derivation.rules.value(step)
            operands = [self._after(operand) for operand in step.operands]
            name = step.op.name
            found = Term("apply", operands, compute=rule, op=name, node=node, quantity=after)
            return self._kept(found)
        if first is None or step.node.id not in q.trained:
            return self._atom(node)
        gradient = _as(self.gradient(0, node), "upstream")
        if gradient.quantity < 0:
            gradient.quantity = q.gradient(node)
            self._kept(gradient)
        return self._kept(_stepped(first, self._atom(node), gradient, after))

    def _kept(self, term: Term) -> Term:
        """Rounded, if that is how the person works and it is on the way to what was claimed."""
        if self.case.unit and term.quantity != self.case.placed.quantity:
            quantity = term.quantity
            term.keep = lambda numbers: self.case.kept(numbers, quantity)
            term.numbers = term.keep(term.numbers)
        return term

    # Derivatives

    def gradient(self, seed: int, node: int) -> Term:
        """The derivative of a seed by a node."""
        quantity = self.quantities.derivative(seed, node)
        if self._stops(quantity):
            return self._atom(quantity, "upstream")
        return self._derivative(seed, node)

    def _derivative(self, seed: int, node: int) -> Term:
        q = self.quantities
        if node == q.seeds[seed].node:
            start = self.case.derivation.start(seed)
            return Term("number", numbers=(start, start), role="upstream")
        through, past = self.case.derivation.parted_ways(seed, node, self.seeds.get(node, ()))
        ways = [self._through(seed, node, other) for other in through]
        ways += [self._past(seed, target, slot) for target, slot in past]
        return sum_of(ways) if ways else constant(0.0)

    def _through(self, seed: int, node: int, other: int) -> Term:
        q = self.quantities
        end = q.seeds[other].node
        local = self._atom(q.derivative(other, node), "local")
        local.node = end
        return _way(product_of([_as(self.gradient(seed, end), "upstream"), local]), end)

    def _past(self, seed: int, target: int, slot: int) -> Term:
        upstream = _as(self.gradient(seed, target), "upstream")
        if upstream.quantity < 0:
            upstream.quantity = self.quantities.derivative(seed, target)
            self._kept(upstream)
        if self.case.is_number:
            return _way(product_of([upstream, *self.local(target, slot)]), target)
        step = self._step(target)
        operands = [upstream, *map(self.value, (target, *step.operands))]
        share = self.case.derivation.rules.share(step, slot)
        return Term("share", operands, compute=share, op=step.op.name, node=target, quantity=slot)

    def local(self, target: int, slot: int) -> Sequence[Term]:
        """The factors of a local derivative: −1, and what is left of it."""
        step = self._step(target)
        partial = step.op.partial(slot)
        if partial is None or (len(step.operands) == 1 and step.op.name not in PLAIN):
            return [self._slope(step, target, slot)]
        given = dict(zip(step.op.operands, step.operands, strict=False))
        given["y"] = target
        numbers = {name: float(x) for name, x in step.attrs.items() if isinstance(x, int | float)}
        try:
            terms = [self._of(f, given, numbers, target) for f in factors(simplified(partial))]
        except (KeyError, TypeError):
            return [self._slope(step, target, slot)]
        signs = [term for term in terms if term.what == "number" and term.numbers[0] == -1.0]
        rest = [term for term in terms if term not in signs]
        return [*signs, product_of(rest, node=target, role="local")] if rest else signs

    def _slope(self, step: Instruction, target: int, slot: int) -> Term:
        """f′ as one factor."""
        operands = [self.value(target), *(self.value(operand) for operand in step.operands)]
        compute = slope_of(step, slot)
        return Term("slope", operands, compute=compute, op=step.op.name, node=target, role="local")

    def _of(self, tree: Expr, given: dict[str, int], numbers: dict[str, float], at: int) -> Term:
        """A term of a formula over the operands' letters."""
        if isinstance(tree, Number):
            return constant(tree.value, node=at, role="local")
        if isinstance(tree, Name):
            if tree.name in numbers:
                return constant(numbers[tree.name], node=at, role="local")
            return _as(self.value(given[tree.name]), "local")
        assert isinstance(tree, Apply)
        operands = [self._of(operand, given, numbers, at) for operand in tree.operands]
        compute = _SIGNS.get(tree.op) or OPS[tree.op].on_floats
        return Term("apply", operands, compute=compute, op=tree.op, node=at, role="local")


def _stepped(first: FirstStep, old: Term, gradient: Term, after: int) -> Term:
    """``w − η·∂L/∂w``; what another optimizer does is one function of both."""
    if not first.is_plain:
        operands = [old, gradient]
        node = old.node
        return Term("apply", operands, compute=first.new, op=OTHER, node=node, quantity=after)
    factors = [constant(first.rate, role="rate"), gradient]
    operands = [old, Term("product", factors, compute=multiplied)]
    compute = _SIGNS["sub"]
    return Term("apply", operands, compute=compute, op=UPDATE, node=old.node, quantity=after)


def _as(term: Term, role: str) -> Term:
    term.role = role
    return term


def _way(term: Term, node: int) -> Term:
    """A way knows where it leads; what is not a product tells it by its own node."""
    if term.what == "product":
        term.node = node
    return term
