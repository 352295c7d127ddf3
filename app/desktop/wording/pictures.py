"""Why a picture or a file gave no code: what happened, that nothing was changed, what to do."""

from __future__ import annotations

from app.desktop.scanning.picture import PictureFault
from app.i18n import _


def picture_fault(fault: PictureFault | None) -> str:
    """The sentences for a picture that gave no code; None is a file that could not even be opened."""
    if fault is None:
        return _("This file could not be read. Nothing was changed. Choose another one.")
    return {
        PictureFault.NO_FILE: _("This file is no longer there. Nothing was changed. Choose another one."),
        PictureFault.TOO_LARGE: _(
            "This picture is too large. Nothing was changed. Take one of the code alone."
        ),
        PictureFault.NOT_A_PICTURE: _(
            "This picture could not be read. Nothing was changed. Choose another one."
        ),
        PictureFault.NO_CODE: _("No code was found in the picture. Take it closer and straight."),
        PictureFault.SEVERAL_CODES: _("There are several codes in the picture. Show one only."),
        PictureFault.EMPTY_CLIPBOARD: _(
            "No picture was copied. Nothing was changed. Copy one, then try again."
        ),
    }[fault]
