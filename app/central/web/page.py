"""The page of counts. It is drawn from a template beside this file and needs nothing from anywhere else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Response, get
from litestar.di import NamedDependency

from app.central import counts
from app.central.office import Office
from app.central.web.halted import halted_words
from app.i18n import DateStyle, _, format_date, format_number, language

VIETNAM = timezone(timedelta(hours=7))
_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
}


@get("/", sync_to_thread=True)
def counts_page(office: NamedDependency[Office]) -> Response[str]:
    """The counts of every commune, fresh with each look."""
    halted = halted_words().get(office.sentry.why, "")
    html = (
        _templates()
        .get_template("counts.html")
        .render(communes=counts.by_commune(office.ground), language=language(), halted=halted)
    )
    return Response(html, media_type="text/html; charset=utf-8", headers=_HEADERS)


def moment(unix_ms: int) -> str:
    """A time as people here read it, or that there was none yet."""
    if not unix_ms:
        return _("never")
    when = datetime.fromtimestamp(unix_ms / 1000, UTC).astimezone(VIETNAM)
    return f"{when:%H:%M} {format_date(when.date(), DateStyle.FULL)}"


def _templates() -> Environment:
    found = Environment(
        loader=PackageLoader("app.central.web", "templates"), autoescape=True, undefined=StrictUndefined
    )
    found.globals["_"] = _
    found.filters |= {"number": format_number, "moment": moment}
    return found
