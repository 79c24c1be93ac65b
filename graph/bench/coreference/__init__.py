"""What ``newsgraph bench coref`` measures: GAP, GUM's chains, and the scores of the CoNLL shared tasks."""
