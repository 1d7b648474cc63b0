"""Gradient descent, step by step.

``settings`` is what a text says of it, ``names`` the same where nodes are called otherwise,
``rates`` how the learning rate goes on, ``optimizers`` one step of each kind, ``update`` the step
that a run ends with, ``table`` the rows that feed inputs and targets, ``columns`` which of its
columns feeds which.

Many steps: ``training`` goes them. ``checked`` is whether a graph can be trained, ``starts`` from
where, ``way`` one step from a row of numbers to the next, ``flat`` what is in such a row, ``rows``
losses and gradients of the data, ``batches`` which of it a step takes, ``past`` what has been, kept
in ``history``, ``stopping`` when and why it ends, ``ending`` where in the steps just done.
"""
