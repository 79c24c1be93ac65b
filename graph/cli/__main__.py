"""``python -m graph.cli`` is ``newsgraph``."""

import sys

from graph.cli import main

sys.exit(main())
