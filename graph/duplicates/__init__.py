"""Copies of one text among the articles: an agency's report in several papers, a story reprinted or slightly reworded."""
