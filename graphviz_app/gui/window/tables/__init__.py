"""Parts of the table of actions, each about one thing; ``actions`` puts them together.

node_actions    what is selected
ask_actions     numbers that are asked for
learn_actions   learning
view_actions    how things look
"""
