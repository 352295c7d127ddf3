"""What central counts about its own work, for Prometheus. Numbers only: no name, no id, no value."""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from app.central.counts import CommuneCounts
from app.contract.messages import WireOutcome


class Meters:
    """The meters of one running central; a registry of its own keeps two of them in one process apart."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "diemtua_requests", "Requests by path and status", ["path", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "diemtua_request_seconds", "Time to answer, by path", ["path"], registry=self.registry
        )
        self._changes = Counter("diemtua_changes", "Changes by outcome", ["outcome"], registry=self.registry)
        self._pulled = Counter("diemtua_records_pulled", "Records given to devices", registry=self.registry)

    def answered(self, path: str, status: int, seconds: float) -> None:
        """One request is done."""
        self._requests.labels(path, str(status)).inc()
        self._seconds.labels(path).observe(seconds)

    def took(self, outcomes: Iterable[WireOutcome]) -> None:
        """A batch was taken in."""
        for outcome in outcomes:
            self._changes.labels(outcome.kind).inc()

    def gave(self, records: int) -> None:
        """A page was given out."""
        self._pulled.inc(records)

    def text(self, now: Iterable[CommuneCounts]) -> bytes:
        """All meters and the counts of this moment in Prometheus' text format."""
        lines = []
        for one in now:
            where = f'{{commune="{one.code}"}}'
            lines += [
                f"diemtua_devices{where} {one.devices}",
                f"diemtua_unsent{where} {one.unsent}",
                f"diemtua_attention{where} {one.attention}",
                f"diemtua_needs_review{where} {one.needs_review}",
            ]
        return generate_latest(self.registry) + "".join(f"{line}\n" for line in lines).encode()
