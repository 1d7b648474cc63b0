r"""Formulas in LaTeX: read by a small parser of their own.

document    a text as formulas, and its translation; passages: which parts of it are formulas
sheet       formulas below each other: lines, claims, leaves that have no value
looking     what is found out about all of them first; equation: their sides
formula     one side of an equation; called: functions and fractions in it
tokens      its signs; cursor: taken one by one; lettered: names, as names says them
matrices    tables of numbers, values by cases
words       which commands are functions, letters and signs
"""
