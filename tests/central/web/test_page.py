"""The page of counts: true figures in Vietnamese, never a person's name, nothing fetched from elsewhere."""

from __future__ import annotations

import logging
import re

from app.central.store.tables import feed_counter
from app.central.web.page import moment
from tests.support.central import CHIENG_AN, Central
from tests.support.wire_device import WireDevice, fresh_id


def _page(central: Central) -> str:
    answer = central.request("GET", "/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_figures_of_each_commune(central: Central, device: WireDevice) -> None:
    central.device(CHIENG_AN)
    people = [device.create("citizen", name=f"Lò Văn Mẫu {n}") for n in range(3)]
    forged = device.change("create", "village", author=fresh_id(), to={"name": "Bản Mẫu"})
    device.push(*people, device.create("session", citizen=people[0].record), forged)
    device.hello(unsent=1234)
    rows = re.findall(r"<tr>\s*<td>(.*?)</tr>", _page(central), re.DOTALL)
    first = re.sub(r"\s*</?td>\s*", "|", rows[0])
    assert first.startswith("Phường Tô Hiệu||1||1||3||1||1.234||0||1||")
    assert len(rows) == 2


def test_laptops_that_need_a_call_are_counted(central: Central, device: WireDevice) -> None:
    late = central.clock.now - 3_600_000
    device.hello(quarantined=11, oldest=12 * 86_400, at=late)
    central.clock.now += 8 * 86_400_000
    row = re.sub(r"\s*</?td>\s*", "|", re.findall(r"<tr>\s*<td>(.*?)</tr>", _page(central), re.DOTALL)[0])
    newest = device.pull()[-1].seq
    assert f"||11||12||1||1||{newest}||" in row


def test_a_central_that_stands_still_says_so(
    central: Central, device: WireDevice, logged_warnings: list[logging.LogRecord]
) -> None:
    central.office.sentry.look()
    assert 'role="alert"' not in _page(central)
    with central.office.ground.engine.begin() as connection:
        connection.execute(feed_counter.update().values(seq=0))
    central.office.sentry.look()
    assert 'role="alert"' in _page(central)
    logged_warnings.clear()


def test_nobody_is_named(central: Central, device: WireDevice) -> None:
    device.push(device.create("citizen", name="Lò Văn Mẫu", id_number="014040000000"))
    page = _page(central)
    assert not [secret for secret in ("Mẫu", "0140", device.id, "Máy tập") if secret in page]


def test_an_empty_central_says_so(central: Central) -> None:
    assert "<table" not in _page(central)


def test_nothing_comes_from_elsewhere(central: Central) -> None:
    assert not re.findall(r"(?:src|href|url)\s*[=(]", _page(central))
    policy = central.request("GET", "/").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")


def test_times_are_those_of_vietnam() -> None:
    assert moment(1_800_000_000_000) == "15:00 15/01/2027"
    assert moment(0) != ""
