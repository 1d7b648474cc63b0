"""Characters that Python's parser does not take, and what to write instead."""

from graphviz_app.formats.language.words.typed.superscripts import SUPERSCRIPTS
from graphviz_app.patterns import late

_WRITE = {
    **dict.fromkeys("“”„", 'write "'),
    "…": "write three dots, ... , for an operand that is missing",
    "∞": "a number is finite; leave it out, or write a large one such as 1e9",
    "∛": "write x**(1/3)",
    "√": "put what the root is of into brackets: √(x)",
    "∘": "write * for the product of elements",
    "⊗": "write @ for a matrix product, * for one of elements",
    "∇": "a gradient is claimed as grad(w) == 0.5",
    "∂": "a derivative is claimed as d(a, z) == 0.5 or grad(w) == 0.5",
    "∑": "write sum(x)",
    "∏": "write a product as a*b",
    "±": "a tolerance stands in a claim only: a == 0.5 ± 0.01",
    "≈": "it stands in a claim only: a ≈ 0.5",
    "←": "write =",
    "→": "a line is written name = expression",
    "′": "a name has no prime; give it another one",
    "‖": "write norm(x)",
    "∈": "it has no meaning here",
    "∀": "it has no meaning here",
}
_SUBSCRIPT = late(r"[₀-₉₊₋₌₍₎]")
_INVERSE = late(r"([^\W\d]\w*?)(⁻¹)\s*\(")


def character(words: str, column: int) -> str:
    """What is said of the character at a 1-based column of a line."""
    sign = words[column - 1] if column <= len(words) else "?"
    hint = _WRITE.get(sign, "")
    if sign in SUPERSCRIPTS:
        hint = _superscript(words, column)
    elif _SUBSCRIPT.match(sign):
        hint = "a subscript is a number that ends a name, as in w₁ or w1"
    also = f"; {hint}" if hint else ""
    return f"the character '{sign}' is not part of the language{also}"


def _superscript(words: str, column: int) -> str:
    for match in _INVERSE.finditer(words):
        if match.start(2) <= column - 1 < match.end(2):
            name = match[1]
            return f"{name}⁻¹ may mean two things; write 1/{name}(x) for its reciprocal"
    return "a power stands behind a number, a name or a bracket, as in x² or x**(a + 1)"
