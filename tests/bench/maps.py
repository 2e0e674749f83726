"""What a map costs: milliseconds of CPU, cold (its tiles not yet read) and warm, and bytes, for places of all kinds.

Run from the project's folder: `python tests/bench/maps.py`. The least of some
runs counts: whatever else the machine does can only add to a run.
"""

import time
from collections.abc import Callable

from generator.maps import Mark, Spot, World, draw_base, place_labels, window_around

RUNS = 9
STATES = [
    Mark(name, latitude, longitude, "state")
    for name, latitude, longitude in (("Ukraine", 50.45, 30.52), ("Russia", 55.75, 37.62), ("France", 48.85, 2.35))
]
PLACES = {
    "a border village": [Spot(51.18, 35.24, 140)],
    "an article's places": [Spot(51.18, 35.24, 40), Spot(48, 37.7, 40), Spot(51, 34, 180)],
    "islands": [Spot(-17.8, 179.6, 300)],
    "fjords": [Spot(61, 6, 240)],
    "many small regions": [Spot(52, 0, 300)],
    "a state": [Spot(50.45, 30.52, 1000)],
    "a continent": [Spot(50, 15, 2800)],
    "the north pole": [Spot(90, 0, 2500)],
    "the world": [Spot(50, 15, 40), Spot(-17, 179, 40), Spot(40, -100, 40)],
}


def least(work: Callable[[], object]) -> float:
    """Give the least CPU time of some runs, in milliseconds."""
    times = []
    for _ in range(RUNS):
        before = time.process_time()
        work()
        times.append(1000 * (time.process_time() - before))
    return min(times)


def main() -> None:
    """Draw each map and print its figures."""
    world = World()
    print(f"{'':24}{'cold ms':>9}{'warm ms':>9}{'labels ms':>11}{'bytes':>8}")
    for name, spots in PLACES.items():
        window = window_around(spots)
        cold = least(lambda window=window: draw_base(World(), window))
        warm = least(lambda window=window: draw_base(world, window))
        labels = least(lambda window=window: place_labels(world, window, STATES))
        base = draw_base(world, window)
        size = sum(map(len, (base.land, base.lake, base.region, base.border)))
        print(f"{name:24}{cold:>9.1f}{warm:>9.1f}{labels:>11.1f}{size:>8}")


if __name__ == "__main__":
    main()
