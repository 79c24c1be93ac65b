"""The read-only SPARQL endpoint: killable workers on checkpoints, linked data, an editor, the view."""
