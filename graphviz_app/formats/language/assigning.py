"""Lines that give names a value: ``z = w*x``, a new version of one, several at once."""

import ast
from collections.abc import Iterator, Sequence

from graphviz_app.errors import ParseError
from graphviz_app.formats.language.built import Built, Scope, Spot, Target
from graphviz_app.formats.language.expression import Expressions
from graphviz_app.formats.language.numerals.literal import written_number
from graphviz_app.formats.language.versions import (
    Given,
    as_assignment,
    newest_of,
    next_version,
    pair_name,
    parts_of,
    targets_of,
    used_in,
    uses,
)
from graphviz_app.formats.language.words.chains import Chains
from graphviz_app.formats.language.words.dialects import NO_MATTER
from graphviz_app.formats.language.words.script import Script


class Assigning:
    """Reads the lines of a text into what is built so far."""

    built: Built
    expressions: Expressions
    _script: Script
    _chains: Chains
    _last: str | None = None
    depends = False
    """Whether what was read depends on more of the text than on the names that it uses."""

    def _assign(self, node: ast.Assign | ast.AugAssign, group: str) -> None:
        new: dict[str, str] = {}
        for line, id_ in self._named(node, group):
            if id_ != line.name.id:
                new[line.name.id] = id_
            self.built.lines[id_] = node.lineno
            self._last = id_
        self.depends |= self.expressions.depends
        if new:
            self.depends = True
            self.built.newest.update(new)

    def _named(self, node: ast.Assign | ast.AugAssign, group: str) -> Iterator[tuple[Given, str]]:
        """Each name with the id of its value, which is built."""
        if isinstance(node, ast.AugAssign):
            line = self._augmented(node)
            yield line, self._build(line, group)
            return
        if len(node.targets) > 1:
            yield from self._chained(node, group)
            return
        names = targets_of(node.targets[0])
        if names is None:
            raise self._no_name(node.targets[0])
        if isinstance(node.targets[0], ast.Name):
            yield (line := Given(names[0], node.value)), self._build(line, group)
        else:
            yield from self._unpacked(names, node, group)

    def _chained(self, node: ast.Assign, group: str) -> Iterator[tuple[Given, str]]:
        """Of ``y = a = sigmoid(z)`` first a, which y is then."""
        value = node.value
        for target in reversed(node.targets):
            if not isinstance(target, ast.Name):
                raise self._no_name(target)
            yield (line := Given(target, value)), self._build(line, group)
            value = target

    def _no_name(self, target: ast.expr) -> ParseError:
        written = self._script.excerpt(target)
        if isinstance(target, ast.Attribute) and target.attr in NO_MATTER:
            return self._script.at(target, f"'{written}' says nothing here; leave this line out")
        return self._script.at(target, f"left of = stands one name, found '{written}'")

    def _augmented(self, node: ast.AugAssign) -> Given:
        """``c += 1`` as ``c = c + 1``, if c has a value."""
        if not isinstance(node.target, ast.Name):
            raise self._no_name(node.target)
        name = node.target.id
        if not self._has_value(self.built.newest.get(name, name)):
            reason = f"'{name}' has no value yet that this could change: write {name} = … above"
            if later := self._script.later_line(name, node.lineno):
                reason = f"'{name}' is used before line {later} gives it a value; move that line up"
            raise self._script.at(node.target, reason)
        return Given(node.target, as_assignment(node))

    def _unpacked(
        self, names: Sequence[ast.Name], node: ast.Assign, group: str
    ) -> Iterator[tuple[Given, str]]:
        """Of ``a, b = [u, v]`` each; of ``h, c = f(x)`` the elements of what f gives."""
        if (parts := parts_of(names, node.value)) is not None:
            ids = [self._checked(Given(line.name, node.value)) for line in parts]
            self._check_order(parts, ids)
            for line, id_ in zip(parts, ids, strict=True):
                yield line, self._lowered(line, id_, group)
            return
        self._check_parts(names, node.value)
        lines = [Given(name, node.value) for name in names]
        ids = [self._checked(line) for line in lines]
        whole = self._whole(ids, node, group)
        for place, (line, id_) in enumerate(zip(lines, ids, strict=True)):
            target = Target(id_, group)
            spot = Spot(line.name, Scope(id_, f"{group}/{id_}" if group else id_), target)
            yield line, self.expressions.element(whole, str(place), spot)

    def _check_order(self, parts: Sequence[Given], ids: Sequence[str]) -> None:
        """Raise ParseError if a value uses a name that only gets one in the same line."""
        new: set[str] = set()
        for part, id_ in zip(parts, ids, strict=True):
            if early := new & used_in(part.value):
                reason = f"'{min(early)}' gets its value in this line; give it one on a line above"
                raise self._script.at(part.value, reason)
            new |= {part.name.id} if id_ == part.name.id else set()

    def _check_parts(self, names: Sequence[ast.Name], value: ast.expr) -> None:
        """Raise ParseError if there are written more values than names, or fewer."""
        count = 1 if written_number(value, self._script) is not None else None
        if isinstance(value, ast.Tuple | ast.List) and not self._chains.restore(value.elts):
            count = len(value.elts)
        if count is not None and self._script.table(value) is None:
            values = "1 value" if count == 1 else f"{count} values"
            raise self._script.at(
                value, f"left of = stand {len(names)} names, and right of it {values}"
            )

    def _whole(self, ids: Sequence[str], node: ast.Assign, group: str) -> str:
        """What is right of ``=``: a name, or a value that gets one, ``h_c``."""
        if isinstance(node.value, ast.Name):
            return self.expressions.named(node.value)
        whole = pair_name(ids, {*self.built.nodes, *self.built.groups, *ids})
        self.depends |= whole != "_".join(ids)
        self._lowered(Given(ast.Name(whole), node.value), whole, group)
        self.built.lines[whole] = node.lineno
        return whole

    def _build(self, line: Given, group: str) -> str:
        return self._lowered(line, self._checked(line), group)

    def _lowered(self, line: Given, id_: str, group: str) -> str:
        if id_ in self.built.nodes:
            self._refuse_taken(id_, line.name)
        scope = Scope(id_, f"{group}/{id_}" if group else id_)
        self.expressions.lower(line.value, scope, Target(id_, group))
        return id_

    def _checked(self, line: Given) -> str:
        """The id that the value of a line gets; raises ParseError if the name is taken."""
        name = line.name.id
        old = self.built.newest.get(name, name)
        if self._has_value(old) and uses(line.value, old, self.built.newest):
            return next_version(f"{old}", {*self.built.nodes, *self.built.groups, old})
        self._refuse_taken(name, line.name)
        return name

    def _has_value(self, id_: str) -> bool:
        """Whether a line above gives this a value, be it understood or not."""
        return id_ in self.built.nodes

    def _refuse_taken(self, name: str, node: ast.expr) -> None:
        """Raise ParseError if a name has a value already, or is the name of a group."""
        built = self.built
        if name in built.nodes:
            line = built.lines.get(newest_of(name.split(".")[0], built.newest), 1)
            raise self._script.at(
                node,
                f"the name '{name}' is already used on line {line}; "
                f"a name keeps one value, so choose another, such as {name}_2",
            )
        if first := built.constants.get(name):
            raise self._script.at(
                node, f"'{name}' is a number already, used on line {first}; give it a value above"
            )
        if name in built.groups:
            line = built.groups[name]
            raise self._script.at(
                node, f"the name '{name}' is already used by the group of line {line}"
            )
