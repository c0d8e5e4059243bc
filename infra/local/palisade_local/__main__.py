"""`python -m palisade_local`: see `control`."""

from __future__ import annotations

import sys

from .control import main

sys.exit(main())
