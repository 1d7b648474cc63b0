"""What stands around a graph in a figure: its title above, caption and legend below.

surround        all of it in its places
words           lines of words, wrapped, in the middle
legend          what colours, shapes and dashes mean; keys: which of them occur
"""
