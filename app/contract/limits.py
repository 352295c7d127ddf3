"""The numbers both ends of the wire agree on. Sizes are bytes, times seconds."""

from __future__ import annotations

PROTOCOL = 1
"""The version of this wire; central answers a range."""

MEDIA_TYPE = "application/vnd.diemtua+json"
"""Only answers of this type are believed; a captive portal never sends it."""

PROBLEM_TYPE = "application/vnd.diemtua.problem+json"
"""RFC 9457 problem details under a name of ours: gateways and portals send the registered one, too."""

FIRST_BATCH = 16 * 1024
"""Compressed size the first push of a run aims at; doubled after a quick success, halved after trouble."""

LARGEST_BATCH = 256 * 1024
"""Compressed size central accepts in one push."""

LARGEST_BODY = 8 * 1024 * 1024
"""Uncompressed size central is willing to open: a body that grows past it is refused (413)."""

LARGEST_CHANGE = 32 * 1024
"""Plain JSON size of one change; a larger one is refused alone, by code."""

LARGEST_RECORD = 1024 * 1024
"""Plain JSON size of a record's values and conflicts: one no page could hold would end a commune's feed."""

MOST_CHANGES = 2_000
"""Changes in one push."""

PAGE_RECORDS = 500
"""Records in one page of the feed."""

BUCKETS = 256
"""Parts both sides sort their records into, to find where they differ."""

CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
BYTES_PER_SECOND = 1024
"""A slow village link: the read time-out grows by one second for each of these bytes sent."""

LARGEST_HEAD = 4 * 1024
"""The clear beginning of a sealed file: magic and one line of JSON."""

LARGEST_BUNDLE = 50 * 1024 * 1024
"""A whole sealed file."""

LARGEST_CONTENT = 64 * 1024 * 1024
"""What a sealed file holds, opened."""

MOST_RATIO = 200
"""Opened bytes behind one packed byte that are believed in: real work packs 5 to 40 times."""

MOST_IN_BUNDLE = 20_000
"""Changes in one bundle; more work makes more bundles."""

MOST_OPEN_BUNDLES = 32
"""Bundles one carrier may have begun to upload and not ended."""
