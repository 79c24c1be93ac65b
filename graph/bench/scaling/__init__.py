"""How cost grows with the corpus and falls with processes and machines: the parts of ``newsgraph bench scale``."""
