"""Edges as a person draws them, each a change of the text.

connecting    a node made an operand of another
filling       an operand that is typed; putting: words in its place
inserting     operators put on nodes, into edges, at a missing operand
growing       one more operand than there are
lifting       an operator without a name gets a line of its own
ordering      a line stands below those that it uses
replugging    a summand goes from one sum to another
swapping      two operands change places
steps         several changes in a row, as one
rewriting     texts that are tried until one says what is meant
"""
