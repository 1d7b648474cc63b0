"""The backward pass as a script in another language, written from formulas; never run in here.

autograd     what PyTorch says, asked in a Python of its own
scripts      the script as a whole, for NumPy and for PyTorch
lines        a graph's lines as assignments
library      how a library calls the operators
functions    operators that are written out as functions above the lines
templates    an operator's expression with operands and attributes in it
by_hand      the source of functions that the operator table has by hand
literals     numbers, tensors and places as Python's literals
variables    names that nothing else has

javascript/  the same for a web page: a run's values, and a function per edge that pulls back
"""
