"""One fictional phone screen of every style."""

from app.domain.guide_picture import ItemKind, Picture, PictureItem, PictureStyle, PictureTab

TABS = (
    PictureTab(label="Trang chủ", icon="home"),
    PictureTab(label="Ví giấy tờ", icon="wallet-cards"),
    PictureTab(label="Thông báo", icon="bell"),
    PictureTab(label="Cá nhân", icon="user"),
)
K = ItemKind


def item(label: str, icon: str = "", kind: ItemKind = ItemKind.ROW) -> PictureItem:
    """Shorter to write a dozen times."""
    return PictureItem(label=label, icon=icon, kind=kind)


WALLET = Picture(
    style=PictureStyle.LIST,
    title="Ví giấy tờ",
    items=(
        item("Thẻ căn cước", "id-card", K.CARD),
        item("Thẻ bảo hiểm y tế (chưa có)", "file-heart"),
        item("Tích hợp thông tin", "plus"),
        item("Lịch sử yêu cầu", "history"),
    ),
    target=2,
    tabs=TABS,
    tab=1,
)
PICTURES = (
    WALLET,
    Picture(
        style=PictureStyle.HOME,
        title="Màn hình chính",
        items=(
            item("Cửa hàng", "store", K.TILE),
            item("VNeID", "shield-check", K.TILE),
            item("Tin nhắn", "message-square", K.TILE),
            item("Máy ảnh", "camera", K.TILE),
        ),
        target=1,
    ),
    Picture(
        style=PictureStyle.FORM,
        title="Thẻ bảo hiểm y tế",
        items=(
            item("Đơn vị cấp thẻ", kind=K.FIELD),
            item("Số thẻ BHYT", kind=K.FIELD),
            item("Tôi xác nhận thông tin là đúng", kind=K.CHECK),
            item("Gửi yêu cầu", kind=K.BUTTON),
        ),
        target=3,
        note="Máy khác có thể hiện hơi khác.",
    ),
    Picture(
        style=PictureStyle.KEYPAD,
        title="Nhập mật khẩu",
        items=(item("Bà tự bấm. Cán bộ quay đi chỗ khác.", kind=K.TEXT),),
        target=0,
    ),
    Picture(
        style=PictureStyle.STORE,
        title="Cửa hàng ứng dụng",
        items=(
            item("VNeID", "shield-check", K.CARD),
            item("Cài đặt", kind=K.BUTTON),
            item("Bộ Công an", kind=K.TEXT),
        ),
        target=1,
    ),
    Picture(
        style=PictureStyle.MESSAGE,
        title="Tin nhắn",
        items=(
            item("Mã của bà đã gửi. Không đọc mã cho ai.", kind=K.TEXT),
            item("Mở tin nhắn mới nhất", "message-square"),
        ),
        target=1,
    ),
    Picture(
        style=PictureStyle.DOCUMENT,
        title="Sổ sức khỏe điện tử",
        items=(
            item("Thông tin hành chính", "user", K.CARD),
            item("Lịch sử khám", "heart-pulse"),
        ),
        target=1,
    ),
    Picture(
        style=PictureStyle.BROWSER,
        title="vneid.gov.vn",
        items=(item("Kích hoạt tài khoản", "shield-check"), item("Số định danh", kind=K.FIELD)),
        target=0,
        note="Trên máy tính của điểm.",
    ),
    Picture(
        style=PictureStyle.TABS,
        title="Trang chủ",
        items=(
            item("Sổ sức khỏe điện tử", "book-heart", K.TILE),
            item("Dịch vụ công", "landmark", K.TILE),
        ),
        target=1,
        tabs=TABS,
        tab=0,
    ),
)
PAPERS = Picture(
    style=PictureStyle.PAPERS,
    title="Mang ra công an",
    items=(item("Thẻ căn cước", "id-card", K.CARD), item("Điện thoại và SIM", "smartphone", K.CARD)),
)
"""No phone at all, and nothing on it to press."""


def words(picture: Picture) -> str:
    """A stand-in for the pack's sentences."""
    return f"{picture.title}: {'; '.join(part.label for part in picture.items)}."
