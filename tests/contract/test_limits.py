"""The numbers both ends agree on fit each other: what one side may send the other is willing to open."""

from __future__ import annotations

import msgspec

from app.contract import endpoints, limits
from app.contract.coding import pack, to_wire
from app.contract.messages import Push
from app.domain.changes import Change, Edit, Op


def test_smaller_things_fit_into_larger_ones() -> None:
    assert limits.FIRST_BATCH <= limits.LARGEST_BATCH <= limits.LARGEST_BODY
    assert limits.LARGEST_CHANGE <= limits.LARGEST_BODY
    assert limits.PAGE_RECORDS > 0


def test_the_largest_change_alone_makes_a_batch_central_takes() -> None:
    """Otherwise halving batches would never come to an end. Chance does not compress."""
    text = "".join(chr(35 + (number * number * 7919) % 56) for number in range(limits.LARGEST_CHANGE - 400))
    change = Change(
        id="i" * 22,
        kind="citizen",
        record="r" * 22,
        op=Op.EDIT,
        author="a" * 22,
        device="d" * 22,
        made_at=0,
        n=1,
        fields={"notes": Edit((), text)},
    )
    raw = msgspec.json.encode(to_wire(change))
    push = Push(batch="b" * 22, device="d" * 22, epoch=1, changes=[msgspec.Raw(raw)])
    assert len(raw) <= limits.LARGEST_CHANGE
    assert len(pack(push)) <= limits.LARGEST_BATCH


def test_a_full_batch_of_everyday_changes_is_opened() -> None:
    everyday = 1_000  # bytes of plain JSON, generously
    assert limits.MOST_CHANGES * everyday <= limits.LARGEST_BODY
    assert limits.PAGE_RECORDS * limits.LARGEST_CHANGE // 2 <= limits.LARGEST_BODY


def test_no_captive_portal_speaks_our_media_type() -> None:
    ours = (limits.MEDIA_TYPE, limits.PROBLEM_TYPE)
    assert len(set(ours)) == 2
    assert all(one.startswith("application/vnd.diemtua") for one in ours)


def test_a_slow_line_gets_the_time_it_needs() -> None:
    seconds = limits.READ_SECONDS + limits.LARGEST_BATCH / limits.BYTES_PER_SECOND
    assert seconds > limits.LARGEST_BATCH / 2_000, "two kilobytes a second in a village at noon"


def test_every_endpoint_has_its_own_path_under_its_version() -> None:
    paths = {name: path for name, path in vars(endpoints).items() if name.isupper()}
    assert set(paths) == {
        "PAIR",
        "HELLO",
        "PUSH",
        "PULL",
        "CLOSE",
        "LEFTOVERS",
        "BUNDLES",
        "PARCELS",
        "GUIDES",
        "HEALTH",
    }
    assert len(set(paths.values())) == len(paths)
    versioned = [path for name, path in paths.items() if name != "HEALTH"]
    assert all(path.startswith(f"/v{limits.PROTOCOL}/") for path in versioned)
