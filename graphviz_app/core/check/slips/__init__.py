"""The mistake behind a wrong number: what people do is tried at exactly that place.

finder          find: the slips that lead to the number, the likeliest first
likelihood      which kinds there are, the likelier first
case            one wrong claim and the numbers up to it; Candidate
words           how quantities are called in a sentence
numbers         two numbers at once: from printed and from full ones
term            a formula as a tree in which one place at a time is changed
growing         from a quantity to its tree

Slips of a whole number: whole; of ways and factors of the chain rule: ways, of tensors: shares; of
functions and their derivatives: functions; of + − · /: joined; with another number: operands; of
the update: step; with targets and softmax: classes; down to the leaves: through.
"""
