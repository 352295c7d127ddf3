"""Slips as sentences, for tests of the paper: an everyday one, and one with as much on it as there can be."""

from __future__ import annotations

from dataclasses import replace

from app.domain.slip import Slip, SlipLine, SlipShape

NAME = "bà Lò Thị Ín"
SAFETY = "Không đọc mật khẩu, mã OTP cho bất kỳ ai, kể cả cán bộ."

EVERYDAY = Slip(
    title="PHIẾU HƯỚNG DẪN",
    point="Điểm hỗ trợ Xã Mường Bú",
    day="23/11/2026",
    greeting=f"Kính gửi {NAME}",
    number="Số định danh 014•••••0000",
    lines=(
        SlipLine(SlipShape.DONE, "Cài VNeID", "Điện thoại của bà đã có VNeID."),
        SlipLine(SlipShape.DONE, "Tài khoản định danh mức 2", "Tài khoản của bà đã kích hoạt xong."),
        SlipLine(SlipShape.STUCK, "Thẻ bảo hiểm y tế trong VNeID", "Không mang thẻ BHYT"),
        SlipLine(SlipShape.WAITING, "Sổ sức khỏe điện tử", "Đã gửi yêu cầu, thẻ chưa hiện"),
        SlipLine(SlipShape.OPEN, "Tự dùng được", "Bà chưa muốn làm"),
    ),
    back_label="Mời bà quay lại",
    back_day="Thứ Bảy 28/11",
    back_detail="Điểm hỗ trợ Xã Mường Bú · 7:30 đến 11:30",
    bring_label="Bà nhớ mang theo",
    bring="Thẻ bảo hiểm y tế, điện thoại",
    advice=("Thứ Bảy 28/11 bà mang theo thẻ bảo hiểm y tế.",),
    safety=SAFETY,
    code="ABCDE12345",
    code_words=("Lần sau đưa mã này để khỏi tìm lại.", "Mã không chứa tên hay số thẻ."),
    contact="Cần hỏi: Điểm hỗ trợ Xã Mường Bú, gọi 0900 000 000",
    warning="Không công an nào gọi điện làm mức 2 hay hỏi mã.",
    hotlines=("VNeID, khóa tài khoản khi mất máy: 1900 0368",),
    overleaf="Xem tiếp ở tờ 2.",
    second_title="PHIẾU HƯỚNG DẪN, TỜ 2",
)

_LONG_NAME = "bà Nguyễn Phúc Công Tằng Tôn Nữ Hoàng Thị Thanh Thúy Phương Linh Khuê Các Mường Bú"
_LONG_POINT = "Điểm hỗ trợ chuyển đổi số cộng đồng bản Nà Pát, tiểu khu 12, Xã Mường Chùm, tỉnh Sơn La"
_LONG_ENDING = (
    "Thông tin thẻ bảo hiểm y tế và căn cước chưa khớp, phải hỏi cơ quan bảo hiểm xã hội của huyện cũ"
)

FULLEST = replace(
    EVERYDAY,
    point=_LONG_POINT,
    greeting=f"Kính gửi {_LONG_NAME}",
    lines=tuple(SlipLine(SlipShape.STUCK, line.title * 3, _LONG_ENDING) for line in EVERYDAY.lines),
    back_day="Thứ Năm, ngày 31 tháng 12 năm 2026",
    back_detail=f"{_LONG_POINT} · sáng 7:30 đến 11:30, chiều 13:30 đến 16:30, trừ ngày lễ",
    bring=", ".join(
        ["Giấy tờ hộ nghèo, cận nghèo nếu có", "thẻ căn cước gắn chip", "điện thoại và SIM của bà"] * 3
    ),
    advice=tuple(
        f"{number}. {_LONG_ENDING}. Thứ Bảy 28/11 mời bà quay lại điểm hỗ trợ." for number in range(1, 6)
    ),
    contact=f"Cần hỏi: {_LONG_POINT}, gọi 0900 000 000",
)
"""Longer than anything the guide or a card of the commune says."""
