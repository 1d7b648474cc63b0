"""The mistake behind a wrong number: what people do is tried at exactly that place.

finder          find: the slips that lead to the number, the likeliest first
likelihood      which kinds there are, the likelier first
case            one wrong claim and the numbers up to it; Candidate
words           how quantities are called in a sentence
term            a formula as a tree in which one place at a time is changed
growing         from a quantity to its tree
whole           slips of a whole number: sign, factor, digits, neighbours
ways            of the chain rule: ways and factors
functions       of functions, their derivatives, signs between numbers
operands        of operands: another number in the place of the right one
step            of the update
through         of several places at once
"""
