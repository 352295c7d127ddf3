"""Guide packs for tests: the smallest sound one, built in code, and the files of the one we ship."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from app import resources
from app.domain.guide import (
    Choice,
    GuidePack,
    GuideTask,
    GuideWords,
    Hotline,
    Reason,
    Step,
    Trouble,
    Variant,
    WhoActs,
)
from app.domain.guide_picture import ItemKind, Picture, PictureItem, PictureStyle, PictureWords
from app.domain.ladder import TaskCode, TaskStatus

SHIPPED = "sonla-2026-11"
MADE = date(2026, 11, 22)


def shipped_files(pack: str = SHIPPED) -> dict[str, bytes]:
    """Every JSON file of a pack we ship, by its path in the pack's folder."""
    folder = resources.path("guides", pack)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.json"))}


NEW_WORDS = "Thẻ mới của trung tâm."
OLD_CODE, NEW_CODE = "install.remove", "install.uninstall"


def next_files(version: int, *, says: str = "", drops: bool = False, **head: object) -> dict[str, str]:
    """The shipped pack as another version; its install cards say what comes then, or one has lost its code."""
    files = {name: content.decode() for name, content in shipped_files().items()}
    files["pack.json"] = json.dumps({**json.loads(files["pack.json"]), "version": version, **head})
    if says:
        task = json.loads(files["tasks/install.json"])
        told = [{**step, "expect": says} for step in task["steps"]]
        files["tasks/install.json"] = json.dumps({**task, "steps": told}, ensure_ascii=False)
    if drops:
        files = {name: text.replace(f'"{OLD_CODE}"', f'"{NEW_CODE}"') for name, text in files.items()}
    return files


def write_pack(folder: Path, files: Mapping[str, str]) -> Path:
    """The folder with these files in it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def small_pack() -> GuidePack:
    """Five tasks of one card each and nine reasons, without a single problem."""
    return GuidePack(
        id="small",
        version=1,
        date=MADE,
        language="vi",
        vneid_version="2.2.6",
        words=small_words(),
        hotlines=(Hotline(name="VNeID", number="1900 0368", verified=True, source="báo", checked_on=MADE),),
        tasks=tuple(small_task(code) for code in TaskCode),
        reasons=tuple(small_reason(f"reason_{letter}") for letter in "abcdefghi"),
    )


def small_words() -> GuideWords:
    """The sentences every card shares."""
    return GuideWords(
        safety="Không đọc mật khẩu cho ai.",
        safety_short="{You} tự bấm.",
        secret_line="{You} tự bấm. Cán bộ quay đi.",
        anti_scam=("Chỉ tải từ kho chính thức.",),
        picture=PictureWords(
            screen="Màn hình “{title}”.",
            papers="{title}: {labels}.",
            items="Có: {labels}.",
            press="Chạm “{label}”.",
            write="Điền “{label}”.",
            tick="Đánh dấu “{label}”.",
            look="Xem “{label}”.",
        ),
    )


def small_task(code: TaskCode) -> GuideTask:
    """A task of one card."""
    return GuideTask(
        code=code,
        title="Một việc",
        short_title="Việc",
        icon="check",
        already_done="{You} đã làm chưa ạ?",
        closing_check="{You} làm được.",
        done_slip="{You} đã làm xong.",
        steps=(small_step(f"{code.value}.only"),),
    )


def small_step(code: str) -> Step:
    """A card that points at the second of two rows."""
    return Step(
        code=code,
        short_title="Chạm dòng hai",
        title="Chạm “Dòng hai”",
        say="{You} chạm giúp {me} dòng thứ hai ạ.",
        expect="Màn hình sau hiện ra.",
        trouble=tuple(Trouble(text="Không thấy dòng này", advice="Vuốt lên.") for _ in range(3)),
        reasons=tuple(f"reason_{letter}" for letter in "gfedcba"),
        minutes=1,
        picture=small_picture(),
        verified=True,
        source="hướng dẫn",
        checked_on=MADE,
    )


def small_picture() -> Picture:
    """Two rows and a note."""
    rows = (PictureItem(label="Dòng một"), PictureItem(label="Dòng hai", icon="plus", kind=ItemKind.ROW))
    return Picture(style=PictureStyle.LIST, title="Ví giấy tờ", items=rows, target=1, note="Chạm nhẹ.")


def small_reason(code: str) -> Reason:
    """A reason with a day and something to bring."""
    return Reason(
        code=code,
        title="Không mang thẻ",
        icon="id-card",
        who_acts=WhoActs.CITIZEN,
        outcome=TaskStatus.BLOCKED,
        bring=("thẻ bảo hiểm y tế", "điện thoại của {you}"),
        where="Điểm hỗ trợ",
        slip="{date} {you} mang theo thẻ.",
        slip_undated="Lần sau {you} mang theo thẻ.",
        remedy="Hẹn ngày khác.",
        verified=True,
        source="hướng dẫn",
        checked_on=MADE,
        recheck_days=3,
    )


def with_step(step: Step) -> GuidePack:
    """The small pack with this card as its first."""
    pack = small_pack()
    return replace(pack, tasks=(replace(pack.tasks[0], steps=(step,)), *pack.tasks[1:]))


def with_picture(picture: Picture) -> GuidePack:
    """The small pack with this picture on its first card."""
    return with_step(replace(small_step("install.only"), picture=picture))


def with_reason(reason: Reason) -> GuidePack:
    """The small pack with this reason as its first."""
    pack = small_pack()
    return replace(pack, reasons=(reason, *pack.reasons[1:]))


def phone_pack() -> GuidePack:
    """The small pack with two kinds of phone: each has a card of its own before the one they share."""
    pack = small_pack()
    own = [
        replace(small_step(f"install.{phone}"), when={"phone": (phone,)}) for phone in ("android", "iphone")
    ]
    choices = (Choice(code="android", title="Android"), Choice(code="iphone", title="iPhone"))
    return replace(
        pack,
        tasks=(replace(pack.tasks[0], steps=(*own, *pack.tasks[0].steps)), *pack.tasks[1:]),
        variants=(Variant(code="phone", title="Loại máy", choices=choices),),
    )
