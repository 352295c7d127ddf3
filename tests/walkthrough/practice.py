"""The program on a practice commune: a laptop that is past day one, paired with a centre on loopback."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

import segno

from app.contract.pairing import read_sheet
from app.desktop.machine import Machine
from app.desktop.main import make_application, make_desk
from app.domain.points import Role
from app.usecases.device import FirstRun, OperatorRow, Place, add_operator, first_run
from app.usecases.lock import set_pin
from app.usecases.ports import Store
from tests.support.central_process import CentralProcess, paired_address

COMMUNE, COMMUNE_NAME = "03646", "Phường Tô Hiệu"
PASSPHRASE, PIN = "hoa ban tren doi", "135790"
CARDS = {
    "lo-thi-in": "014153000000|050000000|Lò Thị Ín|01011953|Nữ|Bản Mòng, Hua La, Thành phố Sơn La, Sơn La|15062021",
    "giang-a-pao": "014090000000||Giàng A Páo|05091990|Nam|Bản Bẹ, Tà Xùa, Bắc Yên, Sơn La|20122021",
    "quang-van-on": "014040000000||Quàng Văn Ón|1940|Nam|Bản Co Mạ, Co Mạ, Thuận Châu, Sơn La|10052022",
}
"""Fictional cards to scan: serials 000000."""


def practise(folder: Path, central: CentralProcess, say: Callable[[str], None]) -> int:
    """Open the window and stay until it is closed."""
    central.start()
    sheet, _point = paired_address(central, COMMUNE, "Điểm hỗ trợ tập dượt")
    app = make_application(["diemtua"])
    desk = make_desk(app, folder / "laptop")
    store, operator = prepare(desk.machine, sheet)
    desk.window.show()
    desk.entrance.let_in(store, operator)
    _draw_cards(folder / "cards")
    say(f"centre: {central.address} (its page of figures opens in a browser)")
    say(f"passphrase: {PASSPHRASE}   PIN after a lock: {PIN}")
    say(f"no scanner? press F2, then choose a picture of a card from {folder / 'cards'}")
    result = app.exec()
    desk.close()
    return result


def prepare(machine: Machine, sheet_text: str) -> tuple[Store, OperatorRow]:
    """Day one, done by the same use cases the wizard calls."""
    store, _code = machine.create(PASSPHRASE)
    facts = FirstRun(place=Place.COUNTER, commune=COMMUNE, commune_name=COMMUNE_NAME, market_weekday=5)
    first_run(store, machine.ids, facts, machine.instance())
    operator = add_operator(
        store, machine.clock, machine.ids, name="Cầm Thị Mai", address_form="chi", role=Role.LEAD
    )
    assert isinstance(operator, OperatorRow), operator
    set_pin(store, operator.id, PIN, secrets.token_bytes(16))
    sheet = read_sheet(sheet_text)
    assert sheet is not None, "central prints sheets that can be read"
    machine.pair(store, sheet)
    return store, operator


def _draw_cards(folder: Path) -> None:
    folder.mkdir()
    for name, text in CARDS.items():
        segno.make(text, error="m", micro=False).save(str(folder / f"{name}.png"), scale=6, border=4)
