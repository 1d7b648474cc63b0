"""Calls: what is called, with what.

calling         calls to nodes; callee: what is called
calls           what may stand in a call
functions       ``def``; expansion: how much calls of it write out, counted before
unknown         what is said of calls and lists that mean nothing
"""
