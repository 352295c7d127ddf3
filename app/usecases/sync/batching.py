"""How much to send at once: by compressed bytes, and by number while one of a batch is being looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from app.contract.coding import pack, to_wire
from app.contract.messages import Push
from app.domain.views import Unsent
from app.usecases.sync.policy import Policy

_USUAL_RATIO = 5.0
"""Plain bytes behind one compressed byte, until a batch of this run was weighed."""


@dataclass(slots=True)
class Portion:
    """The size of the next batch: small at first, doubled by quick successes, halved by trouble."""

    policy: Policy
    packed: int
    most: int
    ratio: float = 0.0

    @classmethod
    def first(cls, policy: Policy, largest: int) -> Portion:
        """Where a run begins; `largest` is what central said it takes (0 = it did not say)."""
        roof = min(policy.largest_batch, largest or policy.largest_batch)
        return cls(policy, min(policy.first_batch, roof), policy.most_changes)

    @property
    def plain(self) -> int:
        """Bytes of plain JSON to ask the store for."""
        return max(1, int(self.packed * (self.ratio or _USUAL_RATIO)))

    def weigh(self, batch: Sequence[Unsent]) -> None:
        """Learn how well this laptop's changes compress, once a run."""
        if not self.ratio:
            sizes = [plain_size(one) for one in batch]
            self.ratio = max(1.0, sum(sizes) / _packed_size(batch))

    def went_well(self, seconds: float, largest: int) -> None:
        """The batch was answered after that many seconds."""
        self.most = min(self.policy.most_changes, self.most * 2)
        if seconds < self.policy.quick:
            roof = min(self.policy.largest_batch, largest or self.policy.largest_batch)
            self.packed = min(roof, self.packed * 2)

    def went_badly(self, count: int) -> None:
        """The batch of `count` changes was too much for the line, or for central."""
        self.packed = max(1, self.packed // 2)
        self.halve(count)

    def halve(self, count: int) -> None:
        """Something among `count` changes is not to central's liking: look at half of them."""
        self.most = max(1, count // 2)


def plain_size(one: Unsent) -> int:
    """Bytes of plain JSON of one change."""
    return len(msgspec.json.encode(to_wire(one.change, one.stamp)))


def _packed_size(batch: Sequence[Unsent]) -> int:
    wired = [msgspec.Raw(msgspec.json.encode(to_wire(one.change, one.stamp))) for one in batch]
    return len(pack(Push(batch="", device="", epoch=0, changes=wired)))
