"""Inputs cut into partitions that machines apart can read and annotate: see ``docs/cluster.md``.

A partition is a list of pieces (files, shares of big files, articles already read). What it gives, its records and
failures, is a pure function of the pieces and the pipeline: done twice, or elsewhere, it gives the same bytes.
"""

from extractors.partitions.extraction import extract_partition
from extractors.partitions.listing import list_pieces
from extractors.partitions.packing import pack
from extractors.partitions.pieces import Partition, Piece

__all__ = ["Partition", "Piece", "extract_partition", "list_pieces", "pack"]
