"""Test files of treebanks and named entities, and how far an annotator agrees with them."""
