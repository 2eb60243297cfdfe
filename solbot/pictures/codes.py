"""Links as a picture to point a camera at."""

from __future__ import annotations

import io


def qr(link: str) -> bytes:
    """The link as a QR code: a PNG that a phone reads from a screen or from paper."""
    import segno

    picture = io.BytesIO()
    segno.make(link, error="m").save(picture, kind="png", scale=10, border=4)
    return picture.getvalue()
