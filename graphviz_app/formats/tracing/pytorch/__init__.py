"""Tensors of PyTorch, by the functions that their gradients go back through. Nothing is imported.

steps      one such function: its operands, what it has saved
walk       all of them in order, as a recording
rules      which operator each of them is; layers: those of networks;
           making: how it is made
knowing    values that PyTorch has not kept, found by others; left_open: by the whole
boxes      what has no counterpart; freed: graphs that backward() has emptied
tensors    tensors as numbers, and what they are called
"""
