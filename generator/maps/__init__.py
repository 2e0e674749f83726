"""Maps: a window onto the world file, drawn as paths, marks and labels for an SVG. Nothing is fetched, ever."""

from generator.maps.draw import Base, draw_base
from generator.maps.labels import Box, Label, Mark, place_labels
from generator.maps.scale import ScaleBar, scale_bar
from generator.maps.window import HEIGHT, WIDTH, Spot, Window, window_around
from generator.maps.world import World

__all__ = [
    "HEIGHT",
    "WIDTH",
    "Base",
    "Box",
    "Label",
    "Mark",
    "ScaleBar",
    "Spot",
    "Window",
    "World",
    "draw_base",
    "place_labels",
    "scale_bar",
    "window_around",
]
