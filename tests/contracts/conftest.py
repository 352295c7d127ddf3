"""The contracts are plain modules; what they assert should still be explained when it fails."""

import pytest

pytest.register_assert_rewrite(
    *(f"tests.contracts.{name}" for name in ("steps", "store_contract", "outbox_contract", "pull_contract"))
)
