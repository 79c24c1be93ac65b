"""Training of the embedded annotator: `python -m extractors.training --data DATA --work WORK --out MODEL`."""
