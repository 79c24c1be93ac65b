"""Other tools that give triples, run on our parse: what ``newsgraph bench peers`` compares with."""
