"""Copies of one text among the articles: an agency report in several papers, a story reprinted or reworded a little."""
