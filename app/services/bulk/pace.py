"""Lets long runs over thousands of accesses go without pausing for the collector every few of them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_RARELY = (100_000, 20, 20)
"""Values here are frozen and hold no cycles: looking for some after each 700 costs a quarter of a run."""


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Within this block cycles are looked for less often; as often as before after it."""
    before = gc.get_threshold()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
