"""One run of a program: in what order, on what numbers, and what may go wrong.

instruction     one node, ready to be computed
structure       what programs share that differ in values only
scalars         a run on plain numbers; straight_line: the same as one generated function
configured      of which kind each attribute is
complement      1 − y in digits that y has lost
results         the numbers as they are found, and the steps that are told of them
pull_back       a cotangent pulled back from any node
blame           whose result was first not finite
problem         why a node has no value, or a useless one; fitting: shapes in words
remarks         what is no problem, but may surprise
"""
