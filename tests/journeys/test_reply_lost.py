"""The answer is lost after central took the work: sent again, nothing is doubled and nothing is missing."""

from __future__ import annotations

from app.contract import messages
from app.network.central_client import CentralClient
from app.usecases.sync import SyncEnd
from tests.journeys.conftest import NewLaptop, client_of, pair
from tests.support.broken_line import BrokenLine, broken_line
from tests.support.central_process import CentralProcess
from tests.support.laptop import hasty


def test_an_answer_lost_after_the_push(central: CentralProcess, new_laptop: NewLaptop) -> None:
    laptop = new_laptop()
    pair(laptop, central)
    for number in range(5):
        laptop.help_new(number)
    with broken_line(central.address) as line:
        lossy = _Lossy(client_of(laptop, line.address), line)
        report = laptop.sync(lossy, hasty(attempts=1))
        assert report.end.is_link, report
        assert line.answers_lost > 0
        counters = laptop.store.read().counters()
        assert (counters.waiting, counters.received) == (5, 0), "nobody knows yet, so it still waits"
        line.loses_answers.clear()
        assert laptop.sync(client_of(laptop, line.address)).end is SyncEnd.DONE
    assert laptop.store.read().counters().received == 5
    assert central.command("view", "--people").count('"kind": "session"') == 5


class _Lossy:
    """The real client; the line begins to lose answers once the first push is on its way."""

    def __init__(self, client: CentralClient, line: BrokenLine) -> None:
        self._client, self._line = client, line
        self.pair, self.hello, self.pull, self.close = client.pair, client.hello, client.pull, client.close

    def push(self, *words: object) -> messages.Pushed:
        self._line.loses_answers.set()
        return self._client.push(*words)  # type: ignore[arg-type]
