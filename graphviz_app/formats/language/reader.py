"""Statements to a graph, one after the other."""

import ast
from collections.abc import Callable, Collection, Iterable, Sequence, Set
from dataclasses import replace

from graphviz_app.core.graph import Claim, Graph
from graphviz_app.core.wording import near
from graphviz_app.errors import GraphError, ParseError
from graphviz_app.formats.language.assigning import Assigning
from graphviz_app.formats.language.beside import with_said
from graphviz_app.formats.language.built import Built, Scope, Target
from graphviz_app.formats.language.called.expansion import most_expanded
from graphviz_app.formats.language.called.functions import Function, is_short, read_function
from graphviz_app.formats.language.called.unknown import nameless_line
from graphviz_app.formats.language.claiming.claims import Pending, read_claim
from graphviz_app.formats.language.claiming.resolved import resolved
from graphviz_app.formats.language.claiming.subjects import dotted_name
from graphviz_app.formats.language.expression import Expressions
from graphviz_app.formats.language.learning.late import learning, read_said
from graphviz_app.formats.language.learning.said import Misfit, Said
from graphviz_app.formats.language.numerals.literal import computed
from graphviz_app.formats.language.settings import (
    Setting,
    expansions,
    opened_node,
    read_expansions,
)
from graphviz_app.formats.language.versions import newest_of
from graphviz_app.formats.language.words import refusals
from graphviz_app.formats.language.words.chains import Chains
from graphviz_app.formats.language.words.grammar import LEARNING
from graphviz_app.formats.language.words.script import Script, title_above
from graphviz_app.formats.language.words.typed.decimal_comma import comma_sentence
from graphviz_app.formats.limits import MAX_CLAIMS, MAX_DEFS, thousands
from graphviz_app.formats.phrases import group_problem

NOTHING = "there is nothing to draw yet; write for example x = input(1.5)"
ONLY_CLAIMS = "there are only claims here; the graph that they are about is in another file"


class Reader(Assigning):
    """Reads the statements of one text; raises ParseError at the first that is not understood."""

    def __init__(
        self,
        script: Script,
        chains: Chains,
        built: Built,
        *,
        functions: dict[str, Function] | None = None,
        letters: int | None = None,
        claims: int = MAX_CLAIMS,
        expressions: Callable[..., Expressions] = Expressions,
    ) -> None:
        """``functions``: what is defined above; ``letters`` of the whole text, else the script's.

        At most so many ``claims`` are read, and expressions by what ``expressions`` makes.
        """
        self.built = built
        self.functions = {} if functions is None else functions
        self.claims: list[Pending] = []
        self.settings: dict[str, Setting] = {}
        self.said: list[Said] = []
        """What is said of learning."""
        self.opened: list[str] = []
        """Each name in a path of a group that was opened, as often as it was."""
        self._most_claims = claims
        self._most_expanded = most_expanded(len(script.text) if letters is None else letters)
        self._script = script
        self._chains = chains
        self._reads_expressions = expressions
        self.expressions = self._expressions_into(self.built)
        self._defined = 0

    def block(self, statements: Sequence[ast.stmt], group: str) -> None:
        """The lines of a text or of a group."""
        for node in statements:
            self._statement(node, group)

    def finish(self, text: str) -> Graph:
        """What is only known at the end: output, claims, functions that nobody called."""
        self.try_functions(self.expressions.called)
        built = self.built
        if not built.nodes:
            raise self._script.error(ONLY_CLAIMS if self.claims else NOTHING, 1, 1)
        rate = self.settings.get("learning_rate")
        graph = Graph(
            built.nodes,
            built.edges,
            output=self._output(),
            title=title_above(self._script.lines),
            learning_rate=rate.value if rate else None,  # type: ignore[arg-type]  # a float
            source=text.removeprefix("\ufeff"),
        )
        opened = self._opened(graph)
        claimed = replace(opened, claims=tuple(self._resolved(opened.nodes)))
        return with_said(learning(claimed, self.said, self._misfit))

    def _misfit(self, misfit: Misfit) -> None:
        raise self._script.at(misfit.place, misfit.sentence)

    def _opened(self, graph: Graph) -> Graph:
        """With the nodes opened that the text wants to be."""
        for setting in expansions(self.settings):
            try:
                graph = opened_node(graph, str(setting.value))
            except GraphError as error:
                raise self._script.at(setting.place, str(error)) from None
        return graph

    def _expressions_into(self, built: Built, expanding: bool = True) -> Expressions:
        return self._reads_expressions(
            built, self._script, self._chains, self.functions, self._most_expanded, expanding
        )

    def _statement(self, node: ast.stmt, group: str) -> None:
        match node:
            case ast.Assign() | ast.AugAssign():
                self._assign(node, group)
            case ast.Expr():
                self._expression(node)
            case ast.With():
                self.block(node.body, self._group(node, group))
            case ast.FunctionDef():
                self._define(node)
            case _:
                raise self._script.at(node, refusals.statement(node))

    def _group(self, node: ast.With, group: str) -> str:
        """The path of the group that is opened."""
        for item in node.items:
            match item:
                case ast.withitem(
                    context_expr=ast.Call(
                        func=ast.Name(id="group"), args=[ast.Constant(value=str(name))], keywords=[]
                    ),
                    optional_vars=None,
                ):
                    group = self._open(name, group, item.context_expr)
                case _:
                    raise self._script.at(
                        item.context_expr, "after 'with' only group(\"name\") can stand"
                    )
        return group

    def _open(self, path: str, group: str, node: ast.expr) -> str:
        if problem := group_problem(path.split("/")):
            raise self._script.at(node, f'{problem}: with group("layer 1"):')
        for name in path.split("/"):
            if name in self.built.nodes:
                line = self.built.lines.get(name.split(".")[0], 1)
                raise self._script.at(
                    node, f"the group '{name}' has the same name as the value of line {line}"
                )
            self.built.groups.setdefault(name, node.lineno)
            self.opened.append(name)
        return f"{group}/{path}" if group else path

    def _define(self, node: ast.FunctionDef) -> None:
        function = read_function(node, self._script, self._chains)
        if earlier := self.functions.get(function.name):
            raise self._script.at(
                node, f"'{function.name}' is already defined on line {earlier.written.lineno}"
            )
        if is_short(node, self._script) and function.name in self.built.nodes:
            line = self.built.lines.get(function.name, 1)
            raise self._script.at(
                node,
                f"the name '{function.name}' is already used on line {line}; "
                f"a claim is written with ==",
            )
        self._defined += function.letters
        if self._defined > MAX_DEFS:
            raise self._script.at(
                node, f"the defs of a text have at most {thousands(MAX_DEFS)} characters together"
            )
        self.functions[function.name] = function

    def _expression(self, node: ast.Expr) -> None:
        match node.value:
            case ast.Call(func=ast.Name(id="output")):
                self._set("output", node.value)
            case ast.Call(func=ast.Name(id="learning_rate")):
                self._set("learning_rate", node.value)
            case ast.Call(func=ast.Name(id="expand")) if "expand" not in self.functions:
                self._expand(node.value)
            case ast.Call(func=ast.Name(id=word)) if (
                word in LEARNING and word not in self.functions
            ):
                self.said.append(read_said(node.value, self._script))
            case ast.Compare():
                if len(self.claims) >= self._most_claims:
                    raise self._script.at(node, f"at most {thousands(MAX_CLAIMS)} claims are read")
                self.claims.append(self._of_newest(read_claim(node.value, self._script)))
            case ast.Call(func=ast.Name(id="grad" | "after" | "d" as word)) if (
                word not in self.functions
            ):
                raise self._script.at(node, f"a claim needs its number: write {word}(…) == 0.5")
            case ast.Call(func=ast.Name(id="group")):
                raise self._script.at(node, 'a group is opened by: with group("name"):')
            case ast.Constant(value=str()):
                raise self._script.at(node, "remarks begin with #, not with a quote")
            case _:
                raise self._nameless(node)

    def _nameless(self, node: ast.Expr) -> ParseError:
        """What is said of a line that neither gives a name a value nor claims or sets anything."""
        if sentence := nameless_line(node, self._script, self.functions):
            return self._script.at(node, sentence)
        self._try_line(node.value)
        excerpt = self._script.excerpt(node.value)
        return self._script.at(node, f"this value has no name; write name = {excerpt}")

    def _try_line(self, value: ast.expr) -> None:
        """Raise ParseError if this would not be understood behind ``name =`` either."""
        trial = self._expressions_into(Built(dict(self.built.nodes), keep=False), expanding=False)
        trial.lower(value, Scope("?", "?"), Target("?", "?"))

    def _of_newest(self, pending: Pending) -> Pending:
        """A claim about the versions that are the newest where it stands."""
        if not (newest := self.built.newest):
            return pending
        claim = pending.claim
        of, by = newest_of(claim.of, newest), newest_of(claim.by, newest)
        return pending._replace(claim=replace(claim, of=of, by=by))

    def _set(self, word: str, call: ast.Call) -> None:
        if word in self.settings:
            line = self.settings[word].place.line
            raise self._script.at(call, f"{word} is already given on line {line}")
        if sentence := comma_sentence(self._script.written(call)):
            raise self._script.at(call, sentence)
        if len(call.args) != 1 or call.keywords:
            example = "L" if word == "output" else "0.5"
            raise self._script.at(call, f"{word} takes one thing: write {word}({example})")
        read = self._read_output if word == "output" else self._read_rate
        self.settings[word] = Setting(read(call.args[0]), self._script.span(call.args[0]))

    def _expand(self, call: ast.Call) -> None:
        """``expand(h)``: which nodes are opened when all has been read."""
        for word, setting in read_expansions(call, self._script, self.built.newest):
            if word in self.settings:
                raise self._script.at(setting.place, f"'{setting.value}' is already expanded")
            self.settings[word] = setting

    def _read_output(self, node: ast.expr) -> object:
        if isinstance(node, ast.Constant) and node.value is None:
            return None
        name = dotted_name(node)
        if name is None:
            written = self._script.excerpt(node)
            raise self._script.at(
                node, f"output takes a name, found '{written}'; write L = {written} and output(L)"
            )
        return newest_of(name, self.built.newest)

    def _read_rate(self, node: ast.expr) -> object:
        rate = computed(node, self._script)
        if rate is None or rate <= 0:
            written = self._script.excerpt(node)
            raise self._script.at(
                node, f"the learning rate is a positive number, found '{written}'"
            )
        return rate

    def _output(self) -> str | None:
        chosen = self.settings.get("output")
        if chosen is None:
            return self._last
        if chosen.value is None:
            return None
        name = str(chosen.value)
        if name not in self.built.nodes:
            raise self._script.at(
                chosen.place,
                f"the output '{name}' is not a line of this text{near(name, self.built.nodes)}",
            )
        return name

    def _resolved(self, ids: Collection[str]) -> Iterable[Claim]:
        for pending in self.claims:
            yield resolved(pending, ids, self._script)

    def try_functions(self, called: Set[str]) -> None:
        """Read what nobody called too, on a copy: a slip in it is told now, not later."""
        unused = [f for f in self.functions.values() if f.name not in called]
        if not unused:
            return
        trial = self._expressions_into(Built(dict(self.built.nodes), keep=False), expanding=False)
        for function in unused:
            self._try(function, trial)

    def _try(self, function: Function, trial: Expressions) -> None:
        operands = [f"?{name}" for name in function.parameters]
        trial.expand(function, operands, Scope("?", "?"), Target("?", "?"))
