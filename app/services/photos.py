"""Makes a photo safe and small: whatever was chosen becomes a JPEG of its own, without anything hidden in it."""

import io
import warnings

from app.domain.refusals import Refused
from app.services.client_refusals import NotAPicture, PictureTooLarge

LARGEST_MEGABYTES = 20
LARGEST_MEGAPIXELS = 60
SIDE = 640
"""Longest side of a kept photo, in pixels."""
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF")


def safe_photo(content: bytes) -> bytes:
    """The picture drawn anew: upright, at most 640 pixels a side, JPEG, no metadata.

    Refuses: PictureTooLarge (over 20 MB or 60 megapixels, asked before anything is decoded), NotAPicture.
    """
    from PIL import Image, ImageOps

    if len(content) > LARGEST_MEGABYTES * 1_000_000:
        raise Refused(PictureTooLarge(LARGEST_MEGABYTES, LARGEST_MEGAPIXELS))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
                width, height = picture.size
                if width * height > LARGEST_MEGAPIXELS * 1_000_000:
                    raise Refused(PictureTooLarge(LARGEST_MEGABYTES, LARGEST_MEGAPIXELS))
                picture.draft("RGB", (SIDE * 2, SIDE * 2))
                upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except Image.DecompressionBombError as fault:
        raise Refused(PictureTooLarge(LARGEST_MEGABYTES, LARGEST_MEGAPIXELS)) from fault
    except (OSError, ValueError, SyntaxError) as fault:
        raise Refused(NotAPicture()) from fault
    upright.thumbnail((SIDE, SIDE))
    drawn = Image.new("RGB", upright.size, "white")
    drawn.paste(upright, mask=upright.getchannel("A"))
    kept = io.BytesIO()
    drawn.save(kept, "JPEG", quality=85)
    return kept.getvalue()
