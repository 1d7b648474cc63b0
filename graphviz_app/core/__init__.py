"""The engine: graphs, operators, programs and traces. No Qt, no file system."""
