r"""Formulas in LaTeX: read by a small parser of their own.

document    a text as formulas, and its translation; passages: which parts of it are formulas
sheet       formulas below each other: lines, claims, leaves that have no value
formula     one side of an equation; tokens: its signs; names: what a name with indices is called
words       which commands are functions, letters and signs
"""
