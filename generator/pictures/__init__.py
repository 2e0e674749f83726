"""Pictures for link previews: words set in lines that fit, and a drawing turned into pixels.

The only room that knows the library that draws, and the fonts. They come with
Sayso, so a picture is the same on every system.
"""

from generator.pictures.draw import HEIGHT, WIDTH, draw, ingredients
from generator.pictures.fonts import Face, cleaned, missing
from generator.pictures.setting import Block, fit

__all__ = ["HEIGHT", "WIDTH", "Block", "Face", "cleaned", "draw", "fit", "ingredients", "missing"]
