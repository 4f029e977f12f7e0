"""The Dask engine: two workers over TLS, one killed; and clusters that are refused before a row leaves."""

from __future__ import annotations

import datetime
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

import facewrit
from facewrit.batch.archive import GrowingZip
from facewrit.batch.cluster import Cluster, UnfitCluster
from facewrit.batch.engines import OneProcess
from facewrit.batch.run import Done, check_batch, make_zip
from facewrit.batch.setting import opened as rooms_opened

from .conftest import HEAD, ROOMS, ROW, SECRET, opened

RULESET = rooms_opened(ROOMS).lawbook.ruleset
pytestmark = pytest.mark.filterwarnings("default")  # Dask's own


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that is its own authority, and its key."""
    folder = tmp_path_factory.mktemp("keys")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "facewrit-test")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    (folder / "ca.pem").write_bytes(pem)
    (folder / "cert.pem").write_bytes(pem)
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder


class Machines:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, keys: Path, folder: Path, **environment: str) -> None:
        self.keys, self.folder = keys, folder
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(Path(facewrit.__path__[0]).parent),
            "DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "True",
            "DASK_DISTRIBUTED__WORKER__MEMORY__TARGET": "False",
            "DASK_DISTRIBUTED__WORKER__MEMORY__SPILL": "False",
            **environment,
        }
        self.processes: list[subprocess.Popen[bytes]] = []
        self.log = folder / "scheduler.log"
        self._start("scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1", "--protocol", "tls")
        self.address = self._address()

    def _start(self, command: str, *more: str) -> subprocess.Popen[bytes]:
        tls = ["--tls-ca-file", "ca.pem", "--tls-cert", "cert.pem", "--tls-key", "key.pem"]
        with (self.folder / f"{command}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_" + command, *more, *tls],
                cwd=self.keys,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def _address(self) -> str:
        for _ in range(300):
            found = re.search(r"Scheduler at:\s+(tls://\S+)", self.log.read_text())
            if found:
                return found[1]
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def worker(self) -> subprocess.Popen[bytes]:
        return self._start(
            "worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1",
            "--local-directory", str(self.folder / "local"),
        )  # fmt: skip

    def close(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait(timeout=20)


@pytest.fixture
def machines(keys: Path, tmp_path: Path) -> Iterator[Machines]:
    made = Machines(keys, tmp_path)
    yield made
    made.close()


def sheet(rows: int) -> str:
    lines = (ROW.replace("Jip", f"Jip {n}").replace("straat 1", f"straat {n}") + f",REF-{n:04}" for n in range(rows))
    return "\n".join([f"{HEAD},reference", *lines])


@pytest.mark.enable_socket
def test_two_workers_one_killed_and_the_same_zip(machines: Machines) -> None:
    machines.worker()
    other = machines.worker()
    engine = Cluster(machines.address, machines.keys, RULESET)
    engine.CHUNK = 5
    try:
        engine._client.wait_for_workers(2, timeout=30)
        batch = opened(sheet(40))
        report = check_batch(batch, engine)
        assert len(report.good) == 40
        pieces = []
        for piece, made in make_zip(batch, report, engine, secret=SECRET, growing=GrowingZip(), done=Done()):
            pieces.append(piece)
            if made is not None and made.row == 8:
                other.send_signal(signal.SIGKILL)
    finally:
        engine.close()
    assert other.wait(timeout=20) == -signal.SIGKILL
    here = make_zip(batch, report, OneProcess(), secret=SECRET, growing=GrowingZip(), done=Done())
    assert b"".join(pieces) == b"".join(piece for piece, _ in here)
    local = machines.folder / "local"
    assert [path for path in local.rglob("*") if path.is_file() and b"Jip" in path.read_bytes()] == []


def test_an_open_cluster_is_refused(keys: Path) -> None:
    with pytest.raises(UnfitCluster, match="not closed"):
        Cluster("tcp://127.0.0.1:8786", keys, RULESET)
    with pytest.raises(UnfitCluster, match="no keys"):
        Cluster("tls://127.0.0.1:8786", None, RULESET)


@pytest.mark.enable_socket
def test_workers_that_spill_or_hold_another_law_are_refused(keys: Path, tmp_path: Path) -> None:
    made = Machines(keys, tmp_path, DASK_DISTRIBUTED__WORKER__MEMORY__SPILL="0.7")
    try:
        made.worker()
        with pytest.raises(UnfitCluster, match="may spill memory to its disk"):
            Cluster(made.address, keys, RULESET)
        made.environment["DASK_DISTRIBUTED__WORKER__MEMORY__SPILL"] = "False"
        old = made.processes.pop()
        old.kill()
        old.wait(timeout=20)
        made.worker()
        with pytest.raises(UnfitCluster, match="another law"):
            Cluster(made.address, keys, "another ruleset")
    finally:
        made.close()
