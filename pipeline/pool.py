"""Many documents in worker processes: each bounded in time and memory, none able to stop the others.

Workers are spawned (the same on Windows, Linux and macOS, and no state of the caller is inherited). A worker that
dies costs its document one more try and then a Failure; one that is over time is killed.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace

from pebble import ProcessExpired, ProcessPool

from .limits import MEMORY_MB, TASKS_PER_WORKER, TIMEOUT_S
from .review import Review
from .review_file import RETRY, SPLIT, Job, failed, review
from .worker import EXIT_MEMORY, start, work

_TRIES = 2
_TRIES_IN_BROKEN_POOLS = 4
"""A pool breaks when workers die at start-up; its other documents are not to blame, but there must be an end."""
_AHEAD = 4
"""Documents per worker that are scheduled or finished ahead of the one that is due."""
_POLL_S = 0.5
"""An untimed wait cannot be interrupted with Ctrl-C on Windows."""


@dataclass(frozen=True, slots=True)
class _Task:
    index: int
    path: str
    tries: int = 0


def review_many(paths: Iterable[str], job: Job | Callable[[str], Job] | None = None, *, jobs: int = 1,
                timeout_s: float = TIMEOUT_S, memory_mb: int | None = MEMORY_MB, ordered: bool = True,
                isolate: bool = True) -> Iterator[Review]:
    """Review ``paths`` in ``jobs`` processes, each document within ``timeout_s`` seconds and ``memory_mb`` MiB.

    ``job`` may be a function of the path, for folders with settings of their own. Reviews come in the order of
    ``paths``, or with ``ordered=False`` as they are done. ``isolate=False`` reviews in this process, without bounds:
    for trusted documents and callers with a sandbox of their own. Closing the iterator ends all workers.
    """
    job_for = job if callable(job) else _always(job or Job())
    if isolate:
        yield from _Batch(paths, job_for, jobs=max(1, jobs), timeout_s=timeout_s, memory_mb=memory_mb,
                          ordered=ordered).run()
    else:
        for path in paths:
            yield review(path, job_for(path))


def _always(job: Job) -> Callable[[str], Job]:
    return lambda path: job


class _Batch:
    """The state of one :func:`review_many`."""

    def __init__(self, paths: Iterable[str], job_for: Callable[[str], Job], *, jobs: int, timeout_s: float,
                 memory_mb: int | None, ordered: bool) -> None:
        self._tasks = (_Task(i, path) for i, path in enumerate(paths))
        self._job_for, self._jobs, self._ordered = job_for, jobs, ordered
        self._timeout_s, self._memory_mb = timeout_s, memory_mb
        self._waiting: dict[Future[Review], _Task] = {}
        self._done: dict[int, Review] = {}
        self._due = 0
        self._pool = self._new_pool()

    def run(self) -> Iterator[Review]:
        """All reviews; the workers are gone when it ends, whichever way."""
        try:
            self._fill()
            while self._waiting:
                finished, _ = wait(self._waiting, _POLL_S, FIRST_COMPLETED)
                for future in finished:
                    self._take(future)
                yield from self._ready()
                self._fill()
        finally:
            self._end_pool()

    def _end_pool(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(self._jobs, TASKS_PER_WORKER, start, (self._memory_mb,),
                           multiprocessing.get_context("spawn"))

    def _fill(self) -> None:
        while len(self._waiting) + len(self._done) < self._jobs * _AHEAD:
            task = next(self._tasks, None)
            if task is None:
                return
            self._schedule(task)

    def _schedule(self, task: _Task) -> None:
        if not self._pool.active:
            self._end_pool()
            self._pool = self._new_pool()
        future = self._pool.schedule(work, args=(task.path, self._job_for(task.path)), timeout=self._timeout_s)
        self._waiting[future] = task

    def _take(self, future: Future[Review]) -> None:
        """Keep the review of a finished task, or try it again."""
        task = self._waiting.pop(future)
        tried = replace(task, tries=task.tries + 1)
        try:
            self._done[task.index] = future.result()
        except FutureTimeout:
            self._done[task.index] = failed(
                task.path, "read", "timeout", f"处理超过 {self._timeout_s:g} 秒，已停止；{SPLIT}", self._timeout_s)
        except ProcessExpired as error:
            self._died(tried, error.exitcode)
        except BrokenProcessPool:
            self._again_or(tried, _TRIES_IN_BROKEN_POOLS, "处理文件的进程无法启动")
        except Exception as error:  # noqa: BLE001  what cannot be sent between processes must not end the batch
            self._done[task.index] = failed(task.path, "read", "crash",
                                            f"处理时程序出错（{type(error).__name__}）；{RETRY}")

    def _died(self, task: _Task, code: int | None) -> None:
        if code in EXIT_MEMORY:
            self._done[task.index] = failed(task.path, EXIT_MEMORY[code], "memory",
                                            f"处理这个文件需要的内存超过 {self._memory_mb} MB，已停止；{SPLIT}")
        else:
            self._again_or(task, _TRIES, f"处理这个文件的进程意外退出（代码 {code}）")

    def _again_or(self, task: _Task, tries: int, reason: str) -> None:
        if task.tries < tries:
            self._schedule(task)
        else:
            self._done[task.index] = failed(task.path, "read", "crash", f"{reason}，重试后仍然失败；{RETRY}")

    def _ready(self) -> Iterator[Review]:
        """What can be handed out: in order the next ones due, otherwise all."""
        if not self._ordered:
            while self._done:
                yield self._done.pop(next(iter(self._done)))
        while self._due in self._done:
            yield self._done.pop(self._due)
            self._due += 1
