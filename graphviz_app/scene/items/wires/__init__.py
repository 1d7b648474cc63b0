"""Small signs with the numbers on the wires between them, as course notes draw it.

sign_form   what a sign or a leaf is made of; plans: where its parts are; cues: those of operands
sign_item   it in its place; folded_sign: a folded group
sides_form  which numbers a wire carries; sides_item: it in its place; sides: numbers on both
"""
