"""Digits and letters above the line: ``x⁻¹``, ``eˣ``."""

import unicodedata

from graphviz_app.patterns import late

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵝᵞᵟᶿᵠᵡ"
_EXPONENT = late(r"[+-]?(?:\d+|[^\W\d])")


def raised(superscript: str) -> str:
    """``⁻¹`` as ``-1``, ``ⁿ`` as ``n``; '' if it is no whole number and no letter."""
    written = unicodedata.normalize("NFKC", superscript).replace("\N{MINUS SIGN}", "-")
    return written if _EXPONENT.fullmatch(written) else ""
