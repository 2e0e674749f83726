"""Maps of any place on earth: what is drawn, whose borders, and where the names stand."""

import itertools
import json
import re
from dataclasses import replace
from hashlib import sha256
from math import dist

import pytest

from generator.maps import (
    HEIGHT,
    WIDTH,
    Mark,
    Spot,
    Window,
    World,
    draw_base,
    place_labels,
    scale_bar,
    window_around,
)
from generator.maps.labels import SIZES, shortened, text_width
from generator.maps.projection import Azimuthal, Cylindrical, at, wrapped
from generator.maps.world import FILE, LEVELS, MAGIC

KYIV, MOSCOW, SIMFEROPOL = (50.45, 30.52), (55.75, 37.62), (44.95, 34.1)

HARD = {
    "a border village": [Spot(51.18, 35.24, 140)],
    "an island": [Spot(-8.52, 179.2, 60)],
    "the date line": [Spot(-17.8, 179.6, 300)],
    "both sides of the date line": [Spot(-17.8, 177.4, 40), Spot(-21.2, -175.2, 40), Spot(65.6, -170, 40)],
    "the south pole": [Spot(-90, 0, 2500)],
    "the north pole": [Spot(90, 0, 2500)],
    "near a pole": [Spot(-85, 170, 900)],
    "mid-ocean": [Spot(-48.9, -123.4, 300)],
    "fjords": [Spot(61, 6, 240)],
    "thousands of islands": [Spot(59.9, 21, 200)],
    "many small regions": [Spot(52, 0, 300)],
    "a continent": [Spot(50, 15, 2800)],
    "an ocean": [Spot(0, -150, 6500)],
    "the world": [Spot(50, 15, 40), Spot(-17, 179, 40), Spot(40, -100, 40), Spot(-34, 151, 40)],
    "opposite ends": [Spot(40, 10, 40), Spot(-40, -170, 40)],
}


@pytest.fixture(scope="module")
def world() -> World:
    return World()


def points(path: str) -> list[list[tuple[float, float]]]:
    """Read a path as a browser does: where it begins, then step by step; in units."""
    lines = []
    for start, steps in re.findall(r"M([^l]*)l([^Mz]*)z?", path):
        x, y = map(int, start.split())
        line = [(x / 5, y / 5)]
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            line.append((x / 5, y / 5))
        lines.append(line)
    return lines


def is_on(window: Window, path: str, latitude: float, longitude: float) -> bool:
    """Tell whether a place lies in what a path fills (the rule of the SVG: not zero turns around it)."""
    x, y = window.point(latitude, longitude)
    turns = 0
    for line in points(path):
        for (x0, y0), (x1, y1) in itertools.pairwise([*line, line[0]]):
            if (y0 <= y) != (y1 <= y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
                turns += 1 if y1 > y0 else -1
    return turns != 0


def passes(window: Window, path: str, latitude: float, longitude: float, within: float = 4) -> bool:
    """Tell whether a line comes near a place."""
    spot = window.point(latitude, longitude)
    stretches = (pair for line in points(path) for pair in itertools.pairwise(line))
    return any(
        dist(spot, (x0 + share * (x1 - x0), y0 + share * (y1 - y0))) <= within
        for (x0, y0), (x1, y1) in stretches
        for share in (0, 0.25, 0.5, 0.75, 1)
    )


# Whose borders.


def test_crimea_is_ukraine_unless_control_is_asked_for(world):
    ukraine, russia = world.country(*KYIV), world.country(*MOSCOW)
    assert world.country(*SIMFEROPOL) == ukraine != russia
    assert world.country(*SIMFEROPOL, recognised=False) == russia
    assert world.country(*KYIV, recognised=False) == ukraine


def test_the_line_across_the_isthmus_is_a_border_in_one_view_and_a_regions_edge_in_the_other(world):
    window = window_around([Spot(46.0, 34.0, 250)])
    isthmus = 46.11, 33.65
    recognised, de_facto = (draw_base(world, window, recognised=choice) for choice in (True, False))
    assert not passes(window, recognised.border, *isthmus)
    assert passes(window, recognised.region, *isthmus)
    assert passes(window, de_facto.border, *isthmus)


@pytest.mark.parametrize(
    ("name", "latitude", "longitude"),
    [("Northern Cyprus", 35.15, 33.2), ("Somaliland", 9.4, 48.95), ("the Golan Heights", 33.1, 35.85)],
)
def test_lines_of_control_are_no_borders_where_they_are_not_recognised(world, name, latitude, longitude):
    window = window_around([Spot(latitude, longitude, 200)])
    lines = {choice: draw_base(world, window, recognised=choice).border for choice in (True, False)}
    assert lines[True] != lines[False], name


def test_a_border_that_nobody_disputes_is_in_both_views(world):
    window = window_around([Spot(48.3, 7.7, 100)])
    assert len({draw_base(world, window, recognised=choice).border for choice in (True, False)}) == 1


# What is drawn.


@pytest.mark.parametrize("spots", HARD.values(), ids=HARD)
def test_any_place_on_earth_gives_a_small_map_that_shows_it(world, spots):
    window = window_around(spots)
    base = draw_base(world, window)
    assert sum(map(len, (base.land, base.lake, base.region, base.border))) < 30_000
    for spot in spots:
        assert window.shows(spot.latitude, spot.longitude)
    assert draw_base(World(), window_around(spots)) == base
    for line in (line for path in (base.land, base.lake) for line in points(path)):
        assert all(-10 <= x <= WIDTH + 10 and -10 <= y <= HEIGHT + 10 for x, y in line)


@pytest.mark.parametrize(
    ("latitude", "longitude", "reach", "dry"),
    [
        (51.18, 35.24, 140, True),
        (-17.8, 178.0, 300, True),  # Viti Levu
        (-16.8, -179.95, 300, True),  # Taveuni, on the other side of the date line
        (-18.0, 175.0, 300, False),
        (-90.0, 0.0, 2500, True),
        (90.0, 0.0, 2500, False),
        (-48.9, -123.4, 300, False),
        (41.9, 50.5, 900, False),  # the Caspian Sea
        (35.9, 14.43, 60, True),  # Malta
        (72.0, -40.0, 1500, True),  # Greenland
        (60.0, 100.0, 3500, True),
        (47.0, 60.0, 2500, True),
    ],
)
def test_land_is_land_and_water_is_water(world, latitude, longitude, reach, dry):
    window = window_around([Spot(latitude, longitude, reach)])
    base = draw_base(world, window)
    assert (is_on(window, base.land, latitude, longitude) and not is_on(window, base.lake, latitude, longitude)) == dry


def test_a_lake_is_water(world):
    window = window_around([Spot(61.0, 31.5, 200)])
    assert is_on(window, draw_base(world, window).lake, 61.0, 31.5)


def test_no_seam_shows_where_tiles_meet(world):
    window = window_around([Spot(51, 36, 140)])  # a corner of four of the finest tiles
    land = draw_base(world, window).land
    for step in range(40):
        assert is_on(window, land, 51 + step / 90, 36)
        assert is_on(window, land, 51, 36 + step / 60)


def test_regions_are_left_out_where_they_would_be_a_net(world):
    assert draw_base(world, window_around([Spot(50, 30, 300)])).region
    assert not draw_base(world, window_around([Spot(50, 30, 2000)])).region


def test_nothing_is_read_before_a_map_is_drawn(tmp_path):
    World(tmp_path / "there is no such file")


# Windows.


def test_a_window_shows_all_spots_and_a_little_more():
    spots = [Spot(51.18, 35.24, 40), Spot(48, 37.7, 40), Spot(50.75, 37.5, 40)]
    window = window_around(spots)
    assert all(window.shows(spot.latitude, spot.longitude, margin=10) for spot in spots)
    assert window.per_unit * WIDTH < 900


def test_spots_on_both_sides_of_the_date_line_are_neighbours():
    window = window_around([Spot(0, 179, 50), Spot(0, -179, 50)])
    assert window.per_unit * WIDTH < 500
    west, east, _, _ = window.bounds()
    assert east - west < 10


def test_places_all_over_the_world_get_the_world():
    window = window_around(HARD["the world"])
    assert window.is_world
    assert window.bounds() == (-180, 180, -90, 90)
    assert scale_bar(window) is None


def test_finer_pieces_are_taken_for_smaller_windows():
    levels = [window_around([Spot(50, 30, reach)]).level for reach in (100, 500, 2000, 6500)]
    assert levels == sorted(levels)
    assert levels[0] == 0
    assert levels[-1] > 1


@pytest.mark.parametrize("projection", [Azimuthal(50, 30), Azimuthal(-90, 0), Azimuthal(0, 179), Cylindrical(60)])
def test_there_and_back(projection):
    for latitude, longitude in ((51.2, 35.2), (-40, 170.5), (10, -60)):
        back = projection.back(*at(projection, latitude, longitude))
        assert back == pytest.approx((latitude, longitude), abs=1e-6)


def test_beyond_the_globe_there_is_nothing():
    assert Azimuthal(0, 0).back(13_000, 0) is None
    assert Azimuthal(10, 20).back(0, 0) == (10, 20)
    assert Cylindrical(0).back(21_000, 0) is None
    assert wrapped(190) == -170


# Scale.


@pytest.mark.parametrize(("reach", "km"), [(50, 20), (140, 50), (300, 100), (900, 500)])
def test_the_scale_bar_is_a_round_number_and_true(reach, km):
    window = window_around([Spot(50, 30, reach)])
    bar = scale_bar(window)
    assert bar.km == km
    x0, y0 = window.point(50, 30)
    x1, y1 = window.point(50 + km / 111.19, 30)
    assert dist((x0, y0), (x1, y1)) == pytest.approx(bar.length, rel=0.01)


# Labels.

VILLAGE = Mark("Basivka", 51.18, 35.24, "here", None, 20)
UKRAINE, RUSSIA = Mark("Ukraine", *KYIV, "state", "u"), Mark("Russia", *MOSCOW, "state", "r")


def labelled(world, marks, reach=140, **options):
    return {
        label.name: label for label in place_labels(world, window_around([Spot(51.18, 35.24, reach)]), marks, **options)
    }


def test_a_state_is_named_on_its_own_land(world):
    window = window_around([Spot(51.18, 35.24, 140)])
    for label in place_labels(world, window, [VILLAGE, UKRAINE, RUSSIA]):
        capital = {"Ukraine": KYIV, "Russia": MOSCOW}.get(label.name)
        if capital:
            place = window.place(label.text_x, label.text_y)
            assert world.country(*place) == world.country(*capital)
    assert set(labelled(world, [VILLAGE, UKRAINE, RUSSIA])) == {"Basivka", "Ukraine", "Russia"}


def test_a_state_that_the_map_does_not_show_is_not_named(world):
    at_sea = Mark("Atlantis", 30, -40, "state")
    assert set(labelled(world, [VILLAGE, Mark("France", 48.85, 2.35, "state"), at_sea])) == {"Basivka"}


@pytest.mark.parametrize("size", range(len(SIZES)))
def test_names_do_not_touch_each_other(world, size):
    marks = [Mark(f"Village {n}", 51 + n % 7 / 20, 35 + n / 40, "point", "x") for n in range(40)]
    marks += [VILLAGE, UKRAINE, RUSSIA, Mark("Some region", 51, 35, "area", "x")]
    boxes = []
    for label in labelled(world, marks).values():
        if label.size is not None and label.size <= size:
            wide, high = text_width(label.name) * SIZES[size], SIZES[size]
            left = label.text_x - {"start": 0, "middle": wide / 2, "end": wide}[label.anchor]
            boxes.append((left, label.text_y - high / 2, left + wide, label.text_y + high / 2))
    assert len(boxes) > 3
    for one, other in itertools.combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart
    assert all(left >= 0 and top >= 0 and right <= WIDTH and low <= HEIGHT for left, top, right, low in boxes)


def test_of_two_names_for_one_spot_the_more_important_stays(world):
    marks = [Mark(name, 51.18, 35.24, "area") for name in ("One region with a long name", "Two")]
    for ordered in (marks, marks[::-1]):
        found = labelled(world, [ordered[0], *[Mark(f"{n}", 51.18, 35.24, "area") for n in range(30)], ordered[1]])
        assert ordered[0].name in found


def test_a_pin_stays_without_its_name_and_an_area_goes(world):
    long = "国境"
    assert labelled(world, [Mark("国" * 400, 51.18, 35.24, "area")]) == {}
    pin = labelled(world, [Mark(long * 40, 51.18, 35.24, "point", "x")])
    assert list(pin) == [shortened(long * 40)]


def test_what_is_outside_is_not_labelled(world):
    assert labelled(world, [Mark("Kyiv", *KYIV, "point")]) == {}


def test_a_taken_box_stays_free(world):
    everything = [(0, 0, WIDTH, HEIGHT)]
    found = place_labels(world, window_around([Spot(51.18, 35.24, 140)]), [VILLAGE, UKRAINE], everything)
    assert [(label.name, label.size) for label in found] == [("Basivka", None)]


def test_a_ring_is_drawn_to_scale_where_it_can_be_told_from_its_pin(world):
    window = window_around([Spot(51.18, 35.24, 140)])
    assert labelled(world, [VILLAGE])["Basivka"].ring == pytest.approx(20 / window.per_unit, abs=0.1)
    assert labelled(world, [VILLAGE], reach=3000)["Basivka"].ring is None


def test_other_scripts_have_their_widths():
    assert text_width("国家") > text_width("ab")
    assert text_width("e\u0301") == text_width("e")


# The world file.


def test_the_world_file_is_the_one_that_its_origin_describes():
    origin = json.loads(FILE.with_suffix(".json").read_text(encoding="utf-8"))
    data = FILE.read_bytes()
    assert data.startswith(MAGIC)
    assert origin["sha256"] == sha256(data).hexdigest()
    assert origin["licence"] == "public domain"
    assert len(data) == origin["bytes"] < 3_000_000


def test_every_piece_of_every_tile_can_be_read(world):
    for number, level in enumerate(LEVELS):
        for column in range(0, level.columns, 7):
            for row in range(0, level.rows, 3):
                for piece in world.tile(number, column, row):
                    assert len(piece.x) == len(piece.y) > 1
                    reach = level.tile / level.step + 7
                    assert -7 <= min(piece.x) <= max(piece.x) <= reach
                    assert -7 <= min(piece.y) <= max(piece.y) <= reach


def test_a_name_stands_on_its_own_side_of_a_border() -> None:
    """The village lies on the line itself: its name goes to the west, where the state is that it belongs to."""
    window = window_around([Spot(51.19, 35.09, 140)])
    village = Mark("Basivka", 51.19, 35.09, "here")
    (anywhere,) = place_labels(World(), window, [village])
    (at_home,) = place_labels(World(), window, [replace(village, home=(49.0, 32.0))])
    (abroad,) = place_labels(World(), window, [replace(village, home=(55.75, 37.62))])
    assert (anywhere.anchor, at_home.anchor, abroad.anchor) == ("start", "end", "start")


@pytest.mark.parametrize("spot", [(51.5, 0.0), (0.0, 180.0), (0.0, -180.0), (90.0, 0.0), (-90.0, 0.0), (82.5, -62.3)])
def test_whatever_is_on_earth_is_on_a_map_of_all_of_it(spot: tuple[float, float]) -> None:
    window = window_around([Spot(-18.1, 178.4, 40), Spot(82.5, -62.3, 40), Spot(-90, 0, 40), Spot(51.5, 0, 40)])
    assert window.is_world
    assert [label.name for label in place_labels(World(), window, [Mark("There", *spot, "here")])] == ["There"]
