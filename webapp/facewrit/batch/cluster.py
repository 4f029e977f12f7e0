"""Several machines: a Dask scheduler and its workers, an engine that exists (``pip install facewrit[cluster]``).

Letters hold what is most personal, so the way there is closed: TLS with keys on both sides, and workers that never
spill memory to their disks. Whoever has neither is refused before a row leaves.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from facewrit.batch.engines import Lost, Work, chunked
from facewrit.batch.setting import Setting, opened
from facewrit.folders import find_rooms

_KEYS = {"tls_ca_file": "ca.pem", "tls_client_cert": "cert.pem", "tls_client_key": "key.pem"}
_SPILLING = ("target", "spill")


class UnfitCluster(Exception):
    """The cluster cannot be used; the message says why, and what to do."""


class Cluster:
    """Works on the workers of a Dask scheduler; a worker that dies costs no row.

    :param address: of the scheduler, beginning with ``tls://``.
    :param keys: folder with ``ca.pem``, ``cert.pem`` and ``key.pem``.
    :param ruleset: hash of the law here; workers with another law are refused.
    :raises UnfitCluster: if it cannot be reached, is open, spills to disk, or holds another law or program.
    """

    #: Rows that go to a worker at once: fewer would spend more time on the way than on the work.
    CHUNK = 100

    def __init__(self, address: str, keys: Path | None, ruleset: str) -> None:
        try:
            self._dask: Any = import_module("distributed")
        except ImportError as error:
            raise UnfitCluster(
                "Dask is not installed here. Install it with: pip install 'facewrit[cluster]'."
            ) from error
        if not address.startswith("tls://"):
            raise UnfitCluster(f"'{address}' is not closed. Give the address of a scheduler with TLS: tls://host:port.")
        files = {name: (keys or Path()) / file for name, file in _KEYS.items()}
        missing = [path.name for path in files.values() if not path.is_file()]
        if keys is None or missing:
            raise UnfitCluster(f"no keys ({', '.join(missing)}). Name their folder with --cluster-keys.")
        security = self._dask.Security(require_encryption=True, **{name: str(path) for name, path in files.items()})
        try:
            self._client: Any = self._dask.Client(address, security=security, timeout="20s", set_as_default=False)
        except Exception as error:
            raise UnfitCluster(f"no scheduler answers at {address}. Check the address and the keys.") from error
        try:
            self._look_at_workers(ruleset)
        except BaseException:
            self.close()
            raise

    def run(self, work: Work, items: Iterable[Any], setting: Setting) -> Iterator[Any]:
        """See :class:`facewrit.batch.engines.Engine`."""
        chunks = chunked(items, self.CHUNK)
        waiting: deque[tuple[list[Any], Any]] = deque()
        window = 2 * max(1, sum(self._client.nthreads().values()))
        while True:
            while len(waiting) < window and (chunk := next(chunks, None)) is not None:
                waiting.append((chunk, self._submit(work, chunk, setting)))
            if not waiting:
                return
            items_now, future = waiting.popleft()
            try:
                results = future.result()
            except self._dask.KilledWorker:
                results = [one for item in items_now for one in self._alone(work, item, setting)]
            finally:
                future.release()
            yield from results

    def close(self) -> None:
        """Leave the cluster; it goes on for others."""
        self._client.close(timeout=5)

    def _submit(self, work: Work, items: list[Any], setting: Setting) -> Any:
        # Not pure: Dask would name the task by a hash of what is in it.
        return self._client.submit(_there, work.__name__, items, _without_rooms(setting), pure=False)

    def _alone(self, work: Work, item: Any, setting: Setting) -> list[Any]:
        future = self._submit(work, [item], setting)
        try:
            return list(future.result())
        except self._dask.KilledWorker:
            return [Lost(item)]
        finally:
            future.release()

    def _look_at_workers(self, ruleset: str) -> None:
        self._client.wait_for_workers(1, timeout=20)
        for name, (found, spills, version) in self._client.run(_about).items():
            if spills:
                raise UnfitCluster(
                    f"the worker {name} may spill memory to its disk. Start it with"
                    " DASK_DISTRIBUTED__WORKER__MEMORY__TARGET=False and DASK_DISTRIBUTED__WORKER__MEMORY__SPILL=False."
                )
            if found != ruleset or version != _version():
                raise UnfitCluster(f"the worker {name} has another law or program. Install the same facewrit there.")


def _without_rooms(setting: Setting) -> Setting:
    """Folders of this machine mean nothing on another; each worker finds its own, see :func:`_there`."""
    from dataclasses import replace

    from facewrit.folders import Rooms

    return replace(setting, rooms=Rooms(jurisdictions=(), letter_templates=(), snapshot=None))


def _there(work: str, items: list[Any], setting: Setting) -> list[Any]:
    """On a worker: the work by its name, with the rooms of that machine."""
    from dataclasses import replace

    from facewrit.batch.checking import check_rows
    from facewrit.batch.making import make_rows

    known: dict[str, Work] = {"check_rows": check_rows, "make_rows": make_rows}
    return list(known[work](items, replace(setting, rooms=find_rooms())))


def _about() -> tuple[str, bool, str]:
    """On a worker: its law, whether it spills to disk, its version."""
    config = import_module("dask").config
    spills = any(config.get(f"distributed.worker.memory.{name}", True) is not False for name in _SPILLING)
    return opened(find_rooms()).lawbook.ruleset, spills, _version()


def _version() -> str:
    try:
        return metadata.version("facewrit")
    except metadata.PackageNotFoundError:
        return "0"
