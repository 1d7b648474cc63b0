r"""Formulas in LaTeX: read by a small parser of their own.

document    a text as formulas, and its translation; passages: which parts of it are formulas
sheet       formulas below each other: lines, claims, leaves that have no value
formula     one side of an equation; tokens: its signs; cursor: taken one by one
lettered    names in it; names: what a name with indices is called
matrices    tables of numbers, values by cases
words       which commands are functions, letters and signs
"""
