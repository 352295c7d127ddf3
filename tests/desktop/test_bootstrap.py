"""Where the floors meet: what is built writes nothing, finds its folder, and leaves no paper behind."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.desktop.bootstrap import build_machine, home, load_pack
from app.desktop.bootstrap.adapters import clear_slips
from app.desktop.bootstrap.here import HOME, FreshIds, LaptopClock
from app.desktop.desk import Desk
from app.desktop.main import FIRST_SIZE, make_application, make_desk
from app.desktop.store_is import StoreIs
from app.domain.faults import StoreFault, StoreTrouble
from app.domain.ladder import TaskCode
from tests.support.audit import SIZES


def deaf(_notice: object) -> None:
    """Nobody is told."""


def test_building_a_machine_writes_nothing(tmp_path: Path) -> None:
    machine = build_machine(tmp_path / "home", deaf)
    assert machine.store_is() is StoreIs.NONE
    assert not (tmp_path / "home").exists()


def test_a_store_is_made_opened_with_its_passphrase_and_freed(tmp_path: Path) -> None:
    machine = build_machine(tmp_path, deaf)
    store, code = machine.create("bon tu rat dai")
    assert machine.store_is() is StoreIs.LOCKED
    assert machine.opens_with("bon tu rat dai")
    assert not machine.opens_with("khong phai vay")
    assert machine.central(store) is None
    with pytest.raises(StoreFault) as caught:
        machine.open("bon tu rat dai")
    assert caught.value.trouble is StoreTrouble.IN_USE
    machine.close(store)
    again = machine.recover(code, "mot cau moi dai")
    machine.close(again)
    machine.close(machine.open("mot cau moi dai"))


def test_slips_of_earlier_runs_go_when_a_store_is_opened_and_closed(tmp_path: Path) -> None:
    machine = build_machine(tmp_path, deaf)
    store, _code = machine.create("bon tu rat dai")
    left = machine.slips / "K7Q2M4T9XB.pdf"
    left.write_bytes(b"a name")
    machine.close(store)
    assert not left.exists()
    left.write_bytes(b"a name")
    machine.close(machine.open("bon tu rat dai"))
    assert not left.exists()


def test_slips_that_cannot_be_removed_stop_nobody(tmp_path: Path) -> None:
    (tmp_path / "slips").mkdir()
    (tmp_path / "slips" / "open.pdf").mkdir()
    clear_slips(tmp_path / "slips")
    clear_slips(tmp_path / "no" / "such" / "folder")
    assert (tmp_path / "slips" / "open.pdf").exists()


@pytest.mark.parametrize("language", ["vi", "en", "xx"])
def test_the_guide_is_there_in_every_language(language: str) -> None:
    pack = load_pack(language)
    assert {task.code for task in pack.tasks} == set(TaskCode)
    assert load_pack(language) is pack


def test_the_folder_is_the_accounts_own_or_the_one_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(HOME, str(tmp_path / "elsewhere"))
    assert home() == tmp_path / "elsewhere"
    monkeypatch.delenv(HOME)
    assert home().name == "DiemTua"


def test_the_clock_knows_its_zone_and_ids_are_never_the_same() -> None:
    assert LaptopClock().now().utcoffset() is not None
    assert abs(LaptopClock().now() - LaptopClock().now()) < timedelta(minutes=1)
    ids = FreshIds()
    assert len({ids.new() for _each in range(100)}) == 100
    assert len(ids.code()) == 10


def test_the_application_wears_our_look_once(dressed: QApplication) -> None:
    assert make_application(["diemtua"]) is dressed
    assert dressed.styleSheet()


def test_the_desk_begins_at_the_size_of_a_small_laptop(dressed: QApplication, tmp_path: Path) -> None:
    desk = make_desk(dressed, tmp_path / "home")
    assert isinstance(desk, Desk)
    assert (desk.window.width(), desk.window.height()) == FIRST_SIZE == SIZES[0]
    desk.window.close()
    assert not (tmp_path / "home").exists()


def test_the_first_window_imports_neither_network_nor_documents() -> None:
    """Checked in a process of its own: here everything is imported already."""
    import subprocess

    script = (
        "import sys, app.desktop.main\n"
        "late = {'app.network.central_client', 'app.documents.slip', 'app.storage.opening', 'zxingcpp'}\n"
        "print(sorted(late & sys.modules.keys()))"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
