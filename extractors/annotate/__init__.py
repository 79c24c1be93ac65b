"""Text to annotated Docs: the embedded English pipeline, other spaCy pipelines in its place, tokens given beforehand."""
