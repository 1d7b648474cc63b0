"""What a name in a table is about: ``grad(w)``, ``∂L/∂w``, ``w_new``, ``δ3_1``, ``h₁``."""

import ast
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from graphviz_app.core.graph import Claim, Graph
from graphviz_app.core.wording import near, shortened
from graphviz_app.errors import GraphAppError, ParseError
from graphviz_app.formats.language.claiming.claims import BLANK, read_claim
from graphviz_app.formats.language.claiming.resolved import resolved
from graphviz_app.formats.language.words.grammar import python
from graphviz_app.formats.language.words.script import prepare
from graphviz_app.formats.limits import MAX_DIMENSIONS, MAX_WHOLE

_ROLE = r"(?:grad(?:ient)?|δ|Δ|delta|∇)"
_NEW = r"(?:new|neu|after|updated|update|next|nachher)"
_STEP = r"(?:the\s+)?(?:one\s+|first\s+)?(?:step|update)"
_D = r"(?:d|∂|\\partial\s*|partial\s*)"
_PATTERNS: tuple[tuple[str, str], ...] = (
    # kind, and how it is written; what it is about is the group ``of``
    ("d", rf"{_D}\s*[_ ]?(?P<of>[^/]+?)\s*/\s*{_D}\s*[_ ]?(?P<by>[^/]+)"),
    ("d", r"d\s*\((?P<of>.+?),(?P<by>[^,]+?)(?:,\s*(?P<edge>edge))?\)"),
    ("grad", rf"{_ROLE}\s*(?:of\s+|von\s+)?[\[(](?P<of>.+)[\])]"),
    ("after", rf"{_NEW}\s*(?:of\s+)?\((?P<of>.+)\)"),
    ("value", r"(?:value|val|wert)\s*(?:of\s+|von\s+)?\(?(?P<of>[^()]+)\)?"),
    ("after", rf"(?P<of>.+?)[_ ]*\(?(?:{_NEW})\)?(?:\s+{_STEP})?"),
    ("after", rf"{_NEW}[_ ]+(?P<of>.+)"),
    ("after", r"(?P<of>.+?)(?:\s*[⁺]|\+|\^\+|\^\{\+\}|_?\{t\s*\+\s*1\})"),
    ("grad", rf"{_ROLE}(?:\s+(?:of|von))?[_ ]*(?P<of>.+)"),
    ("grad", rf"(?P<of>.+?)(?:[._ ]+)\(?{_ROLE}\)?"),
    ("value", r"(?P<of>.+?)\s*\((?:value|val|wert)\)"),
    ("grad", r"(?:d|∂)_?(?P<of>.+)"),
)
_READ: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(form, re.IGNORECASE)) for kind, form in _PATTERNS
)
_INDEXED = re.compile(r"(?P<name>[^\[\]]+)(?P<indices>(?:\[[-\d\s,]+\])+)")
_DELTA = re.compile(r"(?:δ|delta)[_ ]?(?P<suffix>[\w{}^.,]*\d[\w{}^.,]*)", re.IGNORECASE)
_WEIGHTED = ("z", "n", "net", "s")
"""Stems of the sums whose gradient is called δ."""
_REST = re.compile(r"[\s_{}^\\$,.]+")
LONGEST = 200


class Subjects:
    """The names of a graph, as they may be written elsewhere."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._known: dict[str, bool] = {}

    def claim(self, written: str) -> Claim:
        """A claim about what is written, its answer left open; raises GraphAppError."""
        words = unicodedata.normalize("NFKC", written.strip().strip("`$*").strip())
        if len(words) > LONGEST:
            raise GraphAppError(f"'{shortened(words)}' is no name")
        found = self._typed(words) or self._value(words)
        if found is None or found.note:  # h1 (gradient) is no remark
            found = next(self._derived(words), found)
        if found is None:
            raise GraphAppError(self._unknown(words))
        return found

    def is_known(self, written: str) -> bool:
        """Whether it names something of the graph."""
        if written not in self._known:
            try:
                self.claim(written)
                self._known[written] = True
            except GraphAppError:
                self._known[written] = False
        return self._known[written]

    def _typed(self, words: str) -> Claim | None:
        """As a claim of the text language, if it is one."""
        try:
            script = prepare(f"{words} == {BLANK}")
            match python(script.text).body:
                case [ast.Expr(value=ast.Compare() as compared)]:
                    pending = read_claim(compared, script)
                    return resolved(pending, self._graph.nodes, script)
        except (ParseError, SyntaxError, ValueError, RecursionError, MemoryError):
            pass  # it may be written in another way
        return None

    def _value(self, words: str) -> Claim | None:
        of = self._node(words)
        return None if of is None else Claim("value", of[0], "", element=of[1])

    def _derived(self, words: str) -> Iterator[Claim]:
        for kind, pattern in _READ:
            if (match := pattern.fullmatch(words)) is None:
                continue
            of = self._node(match["of"])
            if of is None:
                continue
            if kind != "d":
                yield Claim(kind, of[0], "", element=of[1])  # type: ignore[arg-type]  # a kind
            elif (by := self._node(match["by"])) is not None:
                edge = match.groupdict().get("edge") is not None
                yield Claim("d", of[0], "", by[0], "", 0, of[1], by[1], edge=edge)
        if (delta := _DELTA.fullmatch(words)) and (of := self._weighted(delta["suffix"])):
            yield Claim("grad", of[0], "", element=of[1])

    def _weighted(self, suffix: str) -> tuple[str, tuple[int, ...]] | None:
        """The sum that a δ belongs to, if there is one only."""
        found = [node for stem in _WEIGHTED if (node := self._node(stem + suffix)) is not None]
        return found[0] if len(found) == 1 else None

    def _node(self, written: str) -> tuple[str, tuple[int, ...]] | None:
        """A node, and which element of it."""
        words = written.strip()
        if (id_ := self._id(words)) is not None:
            return id_, ()
        if match := _INDEXED.fullmatch(words):
            id_, indices = self._id(match["name"].strip()), _numbers(match["indices"])
            return None if id_ is None or indices is None else (id_, indices)
        return None

    def _id(self, words: str) -> str | None:
        """A node by its id or label; else by one that is the same but for small things."""
        if words in self._graph.nodes:
            return words
        for known, folded in ((self._labels, str), (self._plain, _plain), (self._small, _small)):
            if (found := known.get(folded(words))) is not None:
                return found
        return None

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return _certain((label, id_) for id_, label in self._graph.labels.items())

    @cached_property
    def _plain(self) -> Mapping[str, str]:
        return self._folded(_plain)

    @cached_property
    def _small(self) -> Mapping[str, str]:
        return self._folded(_small)

    def _folded(self, fold: Callable[[str], str]) -> Mapping[str, str]:
        return _certain((fold(id_), id_) for id_ in self._graph.nodes if "." not in id_)

    def _unknown(self, words: str) -> str:
        hint = near(words, self._graph.nodes)
        return f"there is no '{shortened(words)}' in this graph{hint}"


def _certain(pairs: Iterator[tuple[str, str]]) -> Mapping[str, str]:
    """Those that lead to one thing only."""
    known = list(pairs)
    count = Counter(key for key, _ in known)
    return {key: id_ for key, id_ in known if key and count[key] == 1}


def _plain(name: str) -> str:
    return _REST.sub("", name)


def _small(name: str) -> str:
    return _plain(name).lower()


def _numbers(indices: str) -> tuple[int, ...] | None:
    numbers = tuple(int(index) for index in re.findall(r"-?\d+", indices))
    fits = len(numbers) <= MAX_DIMENSIONS and all(abs(n) <= MAX_WHOLE for n in numbers)
    return numbers if fits else None
