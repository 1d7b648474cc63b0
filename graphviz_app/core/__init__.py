"""The engine. No Qt, no file system.

From a graph to its numbers, in reading order:

graph           Node, Edge, Graph (frozen) and what flows: Value
entry, op       one table entry per operator (oplib/): what it computes, how it is written
brackets        which brackets operands need where they stand, in all that is written
expression      a formula as a tree; formulas: functions of it; generated: where Python is made
composite       operators that stand for several others; careful: sums and products far out;
                windows: convolution and pooling
program         the graph as instructions (instruction), in topological order (order);
                structure: what programs share that differ in values only
blame           whose result was first not finite
autodiff        run: forward, then backward by the vjps
vjp             one operator's part of the backward pass, un-broadcast; Jacobians from it
scalars         the same for graphs of plain numbers; straight_line: as one generated function
complement      1 − y in digits that y has lost
lowering        formulas as nodes; expanding: a composite operator replaced by its parts
results         the numbers as they are found, and the steps that are told of them
trace           every number of a run, to be read by everybody else
pull_back       the same from any node
backward/       the backward pass as a graph in the same language
problem         why a node has no value, or a useless one; fitting: shapes in words
remarks         what is no problem, but may surprise
gradcheck       gradients against central differences

What is drawn of them:

reading         the graph as operators, or as one node per named line
read_run        the numbers of a run on what a reading draws
schedule        the only order in which things happen; moments: the steps of one run
view            how all that is looked at
paths           all paths between two nodes, counted and listed

And what messages and long work share:

naming          names of lines
wording         words; choices: readings and directions, by name
pieces          long work that can be left in between
sharing         what two versions of a graph have in common
same_lines      which of their nodes are the same
"""
