"""Where central answers. Paths only; what is said there is in `messages`."""

from __future__ import annotations

PAIR = "/v1/pair"
HELLO = "/v1/hello"
PUSH = "/v1/push"
PULL = "/v1/pull"
CLOSE = "/v1/close"
LEFTOVERS = "/v1/leftovers"
BUNDLES = "/v1/bundles"
PARCELS = "/v1/parcels"
"""Both are followed by the id of a bundle."""

GUIDES = "/v1/guides"
"""Followed by the digest of a guide pack's file."""

HEALTH = "/health"
