"""Signs as they are drawn and pasted, in Python's letters.

signs           σ √ ² · ≤ and their kin; bars: |x|; superscripts: x², 10⁻³
characters      what is said of a letter that Python does not take; decimal_comma: 2,5
claim_signs     ≈ ± ∂L/∂w in claims; answers: those that are blank or cannot be read
mapped          where each letter was typed
"""
