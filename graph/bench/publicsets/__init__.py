"""Public sets and their scorers, which are not part of this project: where they are, and how our records fit them."""
