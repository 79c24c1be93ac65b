"""A made-up newsroom: extraction records in any number, from a fixed seed, to measure the store with."""

from graph.bench.newsroom.articles import generate_articles

__all__ = ["generate_articles"]
