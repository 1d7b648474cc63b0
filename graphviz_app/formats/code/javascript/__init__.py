"""A graph as a program in JavaScript, forward and backward, from the operators' formulas.

numbers         formulas over single numbers; tensors: over tensors, element by element where it is
applied         an operator applied to operands, and what it hands back to each of them
programs        a run's program: its values, and a function per edge that pulls a gradient back
library         functions of the runtime (``*.js`` beside this file), only those that are called
"""
