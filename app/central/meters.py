"""What central counts about its own work, for Prometheus. Numbers only: no name, no id, no value."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from prometheus_client import CollectorRegistry, Counter, Histogram, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from app.central.counts import CommuneCounts
from app.contract.messages import WireOutcome

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Where several workers keep their meters together; the library itself reads this name from the environment."""

GAUGES: Mapping[str, tuple[str, Callable[[CommuneCounts], float]]] = {
    "devices": ("Paired laptops", attrgetter("devices")),
    "devices_silent": ("Laptops not heard of for a week", attrgetter("silent")),
    "clocks_suspect": ("Laptops whose clock is more than ten minutes off", attrgetter("clocks_suspect")),
    "unsent": ("Changes still on laptops", attrgetter("unsent")),
    "oldest_unsent_seconds": ("Longest wait of an unsent change", attrgetter("oldest")),
    "attention": ("Sessions on laptops a person must look at", attrgetter("attention")),
    "quarantined": ("Changes on laptops that were refused", attrgetter("quarantined")),
    "disk_free_megabytes": ("Least free disk of a laptop, -1 not said", attrgetter("disk")),
    "needs_review": ("Changes to be reviewed at central", attrgetter("needs_review")),
    "held": ("Changes brought by stick that wait for others", attrgetter("held")),
    "feed_seq": ("Newest number of the feed", attrgetter("seq")),
    "durable_lag": ("Numbers not yet in a proven backup", lambda one: one.seq - one.durable_seq),
    "last_seen_seconds": ("When a laptop was heard of last, Unix time", lambda one: one.last_seen / 1000),
}
"""The figures of a commune; a label names a commune, never a laptop or a person."""


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

    def text(self, now: Sequence[CommuneCounts], is_well: bool) -> bytes:
        """All meters and the figures of this moment in Prometheus' text format.

        With several workers the meters are those of all of them: they share files in PROMETHEUS_MULTIPROC_DIR.
        """
        shared = CollectorRegistry()
        if FOLDER in os.environ:
            MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
        moment = CollectorRegistry()
        moment.register(_Moment(now, is_well))
        return generate_latest(shared if FOLDER in os.environ else self.registry) + generate_latest(moment)


@dataclass(frozen=True, slots=True, eq=False)
class _Moment(Collector):
    """The figures of this moment, read from the tables."""

    communes: Sequence[CommuneCounts]
    is_well: bool

    def collect(self) -> Iterator[Metric]:
        """One gauge for each figure, labelled by commune."""
        yield GaugeMetricFamily("diemtua_well", "Whether central takes work", value=float(self.is_well))
        for name, (words, figure) in GAUGES.items():
            gauge = GaugeMetricFamily(f"diemtua_{name}", words, labels=["commune"])
            for one in self.communes:
                gauge.add_metric([one.code], figure(one))
            yield gauge
