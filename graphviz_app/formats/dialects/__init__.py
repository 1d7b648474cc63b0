r"""Whole programs and formulas of other dialects, as texts of this language; never executed.

dialects     which dialect a text is written in, and its translation
reading      a text that is a graph, or becomes one by a translation
translation  what a translation is: the text, what was changed, what was left out
notebook     the code cells of a Jupyter notebook as one program
program/     Python programs: NumPy, PyTorch, micrograd, TensorFlow
latex/       formulas in LaTeX
"""
