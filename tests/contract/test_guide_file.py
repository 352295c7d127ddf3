"""A guide pack as one file: what went in comes out, and nothing else is opened."""

from __future__ import annotations

import pytest

from app.contract.coding import BadBody, pack
from app.contract.guide_file import (
    MOST_FILES,
    guide_content,
    guide_digest,
    is_path,
    judged,
    read_guide,
    signature_and_content,
)
from app.contract.guide_format import GuideUnreadable
from app.contract.limits import LARGEST_BODY
from tests.support.guides import next_files


def test_what_goes_in_comes_out_in_whatever_order_it_was_found() -> None:
    files = next_files(9)
    assert read_guide(guide_content(files)) == files
    assert guide_content(dict(reversed(files.items()))) == guide_content(files)


def test_the_file_is_signature_and_content() -> None:
    assert signature_and_content(b"s" * 64 + b"content") == (b"s" * 64, b"content")
    assert guide_digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    "name", ["../up.json", "/etc/x.json", "a/b/c.json", "run.sh", "A.json", "x.json\n", ""]
)
def test_no_odd_path_is_packed(name: str) -> None:
    assert not is_path(name)
    with pytest.raises(GuideUnreadable, match="wrong_shape"):
        guide_content({name: "{}"})


def test_what_no_laptop_would_open_is_not_packed() -> None:
    assert guide_content({f"{number}.json": "" for number in range(MOST_FILES)})
    with pytest.raises(GuideUnreadable):
        guide_content({f"{number}.json": "" for number in range(MOST_FILES + 1)})
    with pytest.raises(GuideUnreadable):
        guide_content({"pack.json": "x" * LARGEST_BODY})


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", pack({"pack.json": "{}"})[:-8], pack({"pack.json": "x" * LARGEST_BODY})],
    ids=["empty", "not packed", "cut", "a bomb"],
)
def test_what_is_no_content_is_not_opened(content: bytes) -> None:
    with pytest.raises(BadBody):
        read_guide(content)


def test_a_pack_is_judged_in_all_its_languages() -> None:
    files = {name: text.encode() for name, text in next_files(9).items()}
    assert judged(files)[1] == []
    files["thai.json"] = b'{"language": "thai"}'
    with pytest.raises(GuideUnreadable):
        judged(files)
