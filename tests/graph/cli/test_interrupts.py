"""Ctrl-C waits until what changes the graph is done."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from graph.cli.interrupts import uninterrupted


def test_an_interrupt_comes_when_the_block_has_ended() -> None:
    done = []

    def change() -> None:
        with uninterrupted():
            os.kill(os.getpid(), signal.SIGINT)
            done.append("after the signal")

    with pytest.raises(KeyboardInterrupt):
        change()
    assert done == ["after the signal"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_without_an_interrupt_nothing_happens() -> None:
    with uninterrupted():
        pass
    with pytest.raises(ValueError, match="own"), uninterrupted():
        raise ValueError("its own error")


def test_who_ignores_interrupts_goes_on_ignoring_them() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with uninterrupted():
            os.kill(os.getpid(), signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


def test_other_threads_are_let_be() -> None:
    done = []

    def work() -> None:
        with uninterrupted():
            done.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [1]
