"""A graph built by many machines: the engine that runs tasks, and merging over partitions; see ``docs/cluster.md``."""
