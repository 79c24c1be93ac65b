"""``python -m graph.cli`` is ``newsgraph``."""

import sys

from graph.cli import main

if __name__ == "__main__":  # worker processes import this file again
    sys.exit(main())
