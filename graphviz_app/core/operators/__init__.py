"""An operator of the table, and what comes of its formulas.

entry           what an entry says
formulas        functions of its formulas; generated: the one place where Python is made and run
composite       operators that stand for several others; single: one on single numbers
lowering        formulas as nodes; expanding: a node replaced by what it stands for
careful         sums and products far out; windows: convolution and pooling
"""
