"""Events that several articles tell of: one node for the talks, the arrest, the fire, with each article's account."""
