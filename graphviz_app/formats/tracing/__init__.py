"""Programs of other libraries as graphs: their values note what they were computed from.

things       what can be shown, each kind as a graph; traced: that graph, and what is told with it
recording    values as another program has computed them; order: operands before what uses them
lines        a recording as a graph: lines and names; naming: what the program calls its values
comparing    numbers there beside those here
micrograd    values of micrograd; networks: graphs of networkx
pytorch/     tensors of PyTorch
functions/   functions of Python, run on values that note what is done with them
linear       what has no counterpart here, as one box; axes: reductions along several axes
"""
