"""The engine. No Qt, no file system.

From a graph to its numbers, in reading order:

graph           Node, Edge, Graph (frozen) and what flows: Value
expression      a formula as a tree; brackets: those that what is written needs
op              one entry of the operator table; oplib/: the table
operators/      what an entry says, and what comes of its formulas
program         the graph as instructions, in topological order (order), checked at birth
autodiff        run: forward, then backward by the vjps
vjp             one operator's part of the backward pass, un-broadcast; Jacobians from it
running/        one run: on arrays, on plain numbers, and what may go wrong
covering        a run in which some numbers are not told: covers
trace           every number of a run, to be read by everybody else
backward/       the backward pass as a graph in the same language
tangents        forward mode, from the same derivatives
why/            why a gradient is 0, where products vanish, which units are dead
gradcheck       gradients against central differences
proof/          the same leaf by leaf, for a person; and what a push of a leaf moves
learning/       gradient descent: settings, optimizers, the step that a run ends with
step            that step, and the run after it; next_run: as that before it is read
check/          a hand solution, claim by claim
questions       what a sheet can ask of a graph
variants/       the same exercise with other numbers

What is drawn of them:

reading/        the graph as operators, as named lines, or as neurons
read_run        the numbers of a run on what a reading draws
read_as         from a run to what is drawn of it
schedule        the only order in which things happen; parts: what it is cut into
moments         the steps of one run; update_steps: those of the step that it ends with
view            how all that is looked at
paths           all paths between two nodes, counted and listed

And what messages and long work share:

naming          names of lines; called: what is said of nodes, by other names
wording         words; choices: readings and directions, by name
pieces          long work that can be left in between
sharing         what two versions of a graph have in common
same_lines      which of their nodes are the same
"""
