"""Work divided among processes: the same results, whatever happens to one of them."""

import errno
import os
import signal
import threading
import time

import pytest

from generator.cores import FEWEST, ahead, cores, spread

MANY = list(range(FEWEST))


def double(number: int) -> tuple[int, int]:
    return number * 2, os.getpid()


def test_results_are_those_of_one_process_and_come_from_several():
    found = dict(spread(double, MANY, 2))
    assert {item: doubled for item, (doubled, _) in found.items()} == {number: number * 2 for number in MANY}
    assert len({process for _, process in found.values()}) == 2


def test_a_few_items_need_no_other_process():
    assert {process for _, (_, process) in spread(double, MANY[:5], 2)} == {os.getpid()}


def test_what_fails_elsewhere_is_raised_here_with_all_that_it_knows():
    here = os.getpid()

    def fail(number: int) -> int:
        if number == FEWEST - 1:
            message = f"no {number}, says {os.getpid() == here}"
            raise ValueError(message)
        return number

    with pytest.raises(ValueError, match=f"no {FEWEST - 1}, says True"):
        list(spread(fail, MANY, 2))


def test_the_work_of_a_process_that_was_killed_is_done_here():
    here = os.getpid()

    def work(number: int) -> int:
        if os.getpid() != here and number > FEWEST // 2:
            os.kill(os.getpid(), 9)
        return number

    assert sorted(result for _, result in spread(work, MANY, 2)) == MANY


def test_small_work_is_done_ahead_and_asked_for_later(monkeypatch: pytest.MonkeyPatch):
    for number in (1, 2):
        monkeypatch.setattr("generator.cores.cores", lambda number=number: number)
        with ahead(os.getpid) as found:
            assert (found() == os.getpid()) is (number == 1)


def test_small_work_that_fails_ahead_is_done_here(monkeypatch: pytest.MonkeyPatch):
    here = os.getpid()
    monkeypatch.setattr("generator.cores.cores", lambda: 2)
    with ahead(lambda: 1 // (os.getpid() == here)) as found:
        assert found() == 1


def test_small_work_that_nobody_asks_for_is_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("generator.cores.cores", lambda: 2)
    with ahead(threading.Event().wait):
        pass
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_nothing_is_left_running_when_the_caller_stops():
    parts = spread(double, MANY, 2)
    next(parts)
    parts.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_helper_whose_parent_was_killed_does_no_more(tmp_path):
    def work(number: int) -> None:
        with (tmp_path / "log").open("a", encoding="utf-8") as told:
            told.write(f"{os.getpid()} {number}\n")
        time.sleep(0.01)

    parent = os.fork()
    if parent == 0:
        try:
            list(spread(work, MANY, 2))
        finally:
            os._exit(0)
    log = tmp_path / "log"
    while not log.exists() or len({line.split()[0] for line in log.read_text("utf-8").splitlines()}) < 2:
        time.sleep(0.01)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    time.sleep(0.1)
    done = log.read_text("utf-8")
    time.sleep(0.2)
    assert log.read_text("utf-8") == done
    assert len(done.splitlines()) < FEWEST


def test_where_no_process_can_be_made_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch):
    def refuse() -> int:
        raise OSError(errno.EAGAIN, "too many processes")

    monkeypatch.setattr(os, "fork", refuse)
    assert {process for _, (_, process) in spread(double, MANY, 2)} == {os.getpid()}
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()


def test_beside_other_threads_there_is_one_process():
    ready = threading.Event()
    other = threading.Thread(target=ready.wait)
    other.start()
    try:
        assert cores() == 1
    finally:
        ready.set()
        other.join()
    assert cores() >= 1
