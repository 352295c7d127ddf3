"""A time-out for silence is not enough: an answer that comes in drips, in its head or its body, is given up."""

from __future__ import annotations

import itertools
import random

import pytest

from app.contract.faults import Unreachable
from app.contract.messages import Hello, Welcome
from app.network.central_client import CentralClient
from app.network.stopwatch import Stopwatch
from app.network.timing import Timing
from tests.support.faulty_proxy.line_faults import dripping_answer
from tests.support.faulty_proxy.proxy import FaultyProxy
from tests.support.odd_server import CENTRAL, OddServer, message

HELLO = Hello(device="d", instance="i", epoch=1, cursor=0, last_n=0, app="0", at=0)
WELCOME = Welcome(server_id=CENTRAL, epoch=1, seq=0, durable_seq=0, at=0, commune="03646", support_point="p")


def test_bytes_earn_time_and_drips_do_not() -> None:
    seconds = itertools.count(0.0, 10.0)
    watch = Stopwatch(Timing(read=15.0, pace=100.0, monotonic=lambda: next(seconds)))
    watch.start(0)
    for _ in range(2):
        watch.came(1_000)
    watch.start(0)
    watch.came(1)
    with pytest.raises(TimeoutError):
        watch.came(1)


def test_a_head_in_drips_is_given_up() -> None:
    timing = Timing(connect=5.0, read=0.2, pace=1e9)
    with (
        OddServer(lambda heard: message(WELCOME)) as server,
        FaultyProxy(server.address, "", random.Random(1), dripping_answer) as proxy,
    ):
        client = CentralClient(proxy.address, CENTRAL, "t", timing)
        with pytest.raises(Unreachable, match="^timeout$"):
            client.hello(HELLO)
        proxy.heals()
        assert CentralClient(proxy.address, CENTRAL, "t").hello(HELLO) == WELCOME
        client.disconnect()
