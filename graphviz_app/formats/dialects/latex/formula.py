"""One side of an equation, from LaTeX to this language: a recursive descent over its signs."""

import re
from collections.abc import Sequence

from graphviz_app.formats.dialects.latex.called import OPENING, Called
from graphviz_app.formats.dialects.latex.cursor import END, Letters
from graphviz_app.formats.dialects.latex.names import spelled
from graphviz_app.formats.dialects.latex.tokens import Place, Token
from graphviz_app.formats.dialects.latex.words import (
    ACCENTS,
    FUNCTIONS,
    GREEK,
    TIMES,
    WORDS,
)
from graphviz_app.formats.dialects.program.patched import (
    ATOM,
    POWER,
    PRODUCT,
    SIGN,
    SUM,
    Said,
)

_NAME = re.compile(r"[A-Za-z_]\w*")
LONG = 4
"""Characters of a capital letter with its index, from which on it is a word."""
_MOST_NESTED = 60


class Formula(Called):
    """Reads one side; raises ParseError."""

    def __init__(self, signs: Sequence[Token], place: Place, letters: Letters) -> None:
        super().__init__(signs, place, letters)
        self._depth = 0
        self._bars = self._norms = 0
        """How many that have been opened are not closed yet."""
        self._row = ""
        """A vector that is transposed: what it is multiplied with is another one."""
        self.free = {}

    def whole(self) -> Said:
        """All of it."""
        value = self._sum()
        if self._now is not END:
            raise self._unexpected()
        return value

    # Sums and products

    def _sum(self) -> Said:
        self._depth += 1
        if self._depth > _MOST_NESTED:
            raise self._place.error("brackets are nested too deeply in this formula")
        left = self._signed()
        while self._is("+", "-", "−"):
            sign = "+" if self._next().text == "+" else "-"
            right = self._term()
            left = Said(f"{left.within(SUM)} {sign} {right.within(SUM + (sign == '-'))}", SUM)
        self._depth -= 1
        return left

    def _signed(self) -> Said:
        if self._take("-") or self._take("−"):
            return Said(f"-{self._term().within(SIGN - 1)}", SIGN)
        self._take("+")
        return self._term()

    def _term(self) -> Said:
        left = self._factor()
        while True:
            sign = TIMES.get(self._now.text) if self._now.kind == "command" else None
            if sign is None and self._is("*", "/", "·", "×"):
                sign = "/" if self._now.text == "/" else "*"
            if sign is not None:
                self._at += 1
                left = self._product(left, sign, self._signed_factor())
                if sign == "/" and self._is_run_together():
                    raise self._place.error(
                        "what stands below the stroke is not certain: write \\frac{a}{2 b}"
                    )
            elif self._begins():
                left = self._averaged(left) or self._product(left, "*", self._factor())
            else:
                return left

    def _is_run_together(self) -> bool:
        """Whether a letter follows right behind a sign, as in 1/2x."""
        before = self._signs[self._at - 1]
        return self._now.kind == "letter" and self._now.at == before.at + len(before.text)

    def _signed_factor(self) -> Said:
        return self._signed() if self._is("-", "−") else self._factor()

    def _product(self, left: Said, sign: str, right: Said) -> Said:
        tables, vectors = self._letters.matrices, self._letters.vectors
        if sign == "*" and self._row and left.text == self._row and right.text.isidentifier():
            vectors.setdefault(right.text, vectors[left.text])
            return Said(f"{left.text} @ {right.text}", PRODUCT)
        table = any(name in tables for name in _NAME.findall(left.text))
        begins = _NAME.findall(right.text.removeprefix("transpose("))[:1]
        array = right.text in vectors or (bool(begins) and begins[0] in tables)
        if sign == "*" and table and array:
            sign = " @ "
        return Said(f"{left.within(PRODUCT)}{sign}{right.within(PRODUCT + 1)}", PRODUCT)

    def _averaged(self, left: Said) -> Said | None:
        r"""``\frac{1}{n} \sum_{i=1}^n`` is a mean, and ``\frac{1}{2n}`` half of one."""
        if self._now.text != "sum" or not left.text.startswith("1/"):
            return None
        start = self._at
        body, upper = self._total()
        below = left.text.removeprefix("1/").strip("()").split("*")
        if upper and not upper.isdigit() and below[-1] == upper:
            rest = "*".join(below[:-1])
            self._letters.used = [name for name in self._letters.used if name != upper]
            mean = Said(f"mean({body.text})")
            return self._product(Said(f"1/{rest}", PRODUCT), "*", mean) if rest else mean
        self._at = start
        return None

    def _begins(self) -> bool:
        """Whether a factor begins here, without a sign for the product."""
        token = self._now
        if token.kind in ("letter", "word", "name"):
            return True
        if token.kind == "number":
            return False
        if token.kind == "sign":
            return token.text in "([{" or (token.text == "|" and not self._bars)
        known = token.text in FUNCTIONS or token.text in GREEK or token.text in ACCENTS
        more = ("frac", "dfrac", "tfrac", "sqrt", "sum", "lvert", "begin")
        norm = token.text in ("|", "lVert", "Vert") and not self._norms
        return token.kind == "command" and (known or norm or token.text in (*WORDS, *more))

    # Factors

    def _factor(self) -> Said:
        value = self._base()
        if value.text == "e" and "e" not in self._letters.known and not self._is("^"):
            self._letters.used.remove("e")
            return Said("e")
        while True:
            if self._is("^"):
                self._at += 1
                value = self._raised(value)
            elif self._is("_"):
                self._at += 1
                if self._raw() not in self.free:
                    raise self._place.error("an index can only stand behind a name: z_1")
            elif self._is("'") or self._is("prime"):
                raise self._place.error(
                    "a derivative (') is worked out by itself: write the values only"
                )
            else:
                return value

    def _raised(self, base: Said) -> Said:
        if self._is("top", "intercal") or (self._now.kind == "letter" and self._now.text == "T"):
            self._at += 1
            return self._transposed(base)
        if self._take("{"):
            if self._now.text in ("T", "top") and self._after.text == "}":
                self._at += 2
                return self._transposed(base)
            power = self._sum()
            self._close("}")
        else:
            power = self._single()
        if base.text == "e" and "e" not in self._letters.known:
            self._letters.used.remove("e")
            return Said(f"exp({power.text})")
        return Said(f"{base.within(ATOM)}**{power.within(ATOM)}", POWER)

    def _transposed(self, base: Said) -> Said:
        if base.text in self._letters.vectors or base.text[:1].islower():
            self._row = base.text
            if base.text not in self._letters.matrices and base.text.isidentifier():
                self._letters.vectors.setdefault(base.text, 2)
                return base
        self._letters.matrices.add(base.text)
        return Said(f"transpose({base.text})")

    def _single(self) -> Said:
        """What ``^`` and ``_`` take without braces: one sign."""
        if self._is("-", "−"):
            raise self._unexpected()
        return self._base()

    def _base(self) -> Said:
        token = self._now
        if token.kind == "number":
            self._at += 1
            return Said(token.text.replace("{,}", "."))
        if token.kind in ("letter", "name"):
            return self._letter()
        if token.kind == "word":
            self._at += 1
            return self._call(FUNCTIONS[token.text.lower()])
        if token.kind == "sign":
            return self._bracket()
        if token.kind == "command":
            return self._command()
        raise self._unexpected()

    def _bracket(self) -> Said:
        token = self._now
        if token.text in OPENING:
            self._at += 1
            bars, self._bars = self._bars, 0
            inner = self._sum()
            self._bars = bars
            self._close(OPENING[token.text])
            return inner
        if token.text == "|":
            self._at += 1
            self._bars += 1
            inner = self._sum()
            self._bars -= 1
            self._close("|")
            return Said(f"abs({inner.text})")
        raise self._unexpected()

    def _command(self) -> Said:
        token = self._next()
        name = token.text
        if name == "sigma" and self._is("(", "["):
            return self._call("sigmoid")
        if name == "pi" and "pi" not in self._letters.known:
            return Said("pi")
        if name in FUNCTIONS:
            return self._function(name)
        if name in GREEK or name in ACCENTS or name in WORDS:
            self._at -= 1
            return self._letter()
        match name:
            case "frac" | "dfrac" | "tfrac" | "cfrac":
                return self._fraction()
            case "sqrt":
                return self._root()
            case "sum":
                self._at -= 1
                body, _ = self._total()
                return Said(f"sum({body.text})")
            case "lvert" | "vert":
                inner = self._sum()
                self._at += 1
                return Said(f"abs({inner.text})")
            case "|" | "lVert" | "Vert":
                return self._norm()
            case "begin":
                return self._environment()
        self._at -= 1
        raise self._unexpected()

    # Names

    def _letter(self) -> Said:
        start, self._bold = self._at, False
        name = spelled(self._bare_name())
        if name.lower() in FUNCTIONS and self._is("(", "["):
            return self._call(FUNCTIONS[name.lower()])
        if not name:
            raise self._unexpected()
        name, vector = self._with_indices(name)
        if self._is("(") and name in self._letters.functions:
            return self._call(name)
        if self._is("(") and self._written(start) in self._letters.called:
            self._skip()
        function = name[0] in "fgh" or name.lower() in ("phi", "psi")
        if self._is("(") and function and name not in self._letters.known:
            raise self._place.error(
                f"'{name}(…)' can be a product or a function: write {name} \\cdot (…), "
                f"or what {name} is, such as {name}(x) = x^2"
            )
        if self._bold or (self._letters.tables and name[0].isupper() and len(name) < LONG):
            if name[0].isupper():
                self._letters.matrices.add(name)
            else:
                self._letters.vectors.setdefault(name, 2)
        if vector:
            size = max(self.free.values(), default=2)
            self._letters.vectors[name] = max(size, self._letters.vectors.get(name, 0))
        self._letters.used.append(name)
        return Said(name)

    # Environments

    def _environment(self) -> Said:
        name = self._raw()
        if not name.endswith("matrix") and name != "array":
            raise self._place.error(f"\\begin{{{name}}} is not understood in a formula")
        raise self._place.error("a matrix stands on a line of its own, with a name: W = …")
