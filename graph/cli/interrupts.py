"""Ctrl-C at a good moment: what changes the graph is ended first, then the command is."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["uninterrupted"]


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let a block run to its end; a Ctrl-C that came meanwhile counts behind it.

    Store and catalogue are two databases: an interrupt between their two commits would leave one ahead of the other.

    Raises:
        KeyboardInterrupt: at the end of the block, if Ctrl-C was pressed within.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is interrupted
        return
    pressed = False

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True

    before = signal.getsignal(signal.SIGINT)
    if before in (signal.SIG_IGN, None):
        yield  # nobody listens, as in the background of a shell
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if pressed:
            raise KeyboardInterrupt
