"""The first lines of the packaged program: what `python -m app` does in a checkout."""

import sys

from app.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
