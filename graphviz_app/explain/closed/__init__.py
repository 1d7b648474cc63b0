"""Derivatives in closed form, by sympy, in a process of its own with a time limit.

closed          what is asked of a run, and the answer: forms, each held against the number
asking          the process: started when first asked, ended when it takes too long
worker          the script that it runs; algebra: formulas as sympy's, with their numbers
forms           the forms that a derivative is told in; printing: as LaTeX
"""

from graphviz_app.explain.closed.asking import Asking
from graphviz_app.explain.closed.closed import Closed, ClosedForm, closed_forms

__all__ = ["Asking", "Closed", "ClosedForm", "closed_forms"]
