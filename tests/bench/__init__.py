"""`make bench`: CPU time against the targets, on a machine that says how fast it is itself."""
