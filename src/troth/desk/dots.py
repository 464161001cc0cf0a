"""A picture in dots: SVG made PNG, with a font that comes along, so that it looks the same on every machine."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import Final

SHARPER: Final = 2  # dots to a unit of the picture: screens of today have as many
FONT: Final = "SourceSansPro-Regular.ttf"


def in_dots(svg: str) -> bytes:
    """The PNG of an SVG picture.  Nothing that the SVG may point to is fetched."""
    import resvg_py

    with as_file(files("font_source_sans_pro") / "files" / FONT) as font:
        drawn: bytes = resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=SHARPER,
            skip_system_fonts=True,
            font_files=[str(font)],
            font_family="Source Sans Pro",
            serif_family="Source Sans Pro",
            sans_serif_family="Source Sans Pro",
        )
    return bytes(drawn)
