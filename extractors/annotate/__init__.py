"""Text to annotated Docs: the embedded English pipeline, other spaCy pipelines in its place, given tokens."""

from __future__ import annotations

from extractors.annotate.loading import load_pipeline
from extractors.annotate.pretokenized import annotate_pretokenized

__all__ = ["annotate_pretokenized", "load_pipeline"]
