"""Made-up news as extraction records, in any number, from a fixed seed, to measure with.

:func:`generate_articles` writes plain sentences of its own; :func:`recast_articles` tells real articles again with
other names, places and days.
"""

from graph.bench.newsroom.articles import generate_articles
from graph.bench.newsroom.recast import recast_articles

__all__ = ["generate_articles", "recast_articles"]
