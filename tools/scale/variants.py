#!/usr/bin/env python3
"""Articles for measuring, made from the sample that the program ships: as many as wanted, none like another, the same in every run.

usage: variants.py N [--sample DIR] [--folder DIR]
Writes JSON Lines to standard output, one article a line as `dateline extract -` reads it; with --folder, a text file for each article.
A variant has the sentences of one sample article with other places, other numbers and another day; one in five is a near copy of the one
before it, as wire copy is, and two articles in three tell of an event that a neighbour tells of too.
"""
import argparse, html, json, pathlib, random, re

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PLACES = ("Kirkuk Basra Mosul Ramadi Fallujah Samarra Tikrit Najaf Karbala Nasiriyah Amarah Diwaniyah Aleppo Homs Hama Idlib Raqqa Latakia Daraa Palmyra "
          "Aden Taiz Marib Mukalla Hodeidah Gao Mopti Kidal Timbuktu Menaka Maiduguri Kaduna Jos Baidoa Kismayo Beledweyne Marka Kandahar Kunduz Herat "
          "Ghazni Quetta Peshawar Kharkiv Kherson Odesa Sumy").split()
OUTLETS = [f"Outlet {n}" for n in range(40)]
DAYS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def paragraphs(path):
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    if path.suffix == ".html":
        text = re.sub(r"(?s)<(script|style|head).*?</\1>", " ", text)
        text = "\n".join(html.unescape(re.sub(r"<[^>]+>", " ", p)) for p in re.findall(r"(?s)<p[^>]*>(.*?)</p>", text))
    lines = [re.sub(r"\s+", " ", line).strip() for line in text.splitlines()]
    return [line for line in lines if len(line) > 80]


def variant(n, sources):
    """Article number n. What it tells of depends on n // 3, how it tells it on n."""
    story, telling = random.Random(n // 3), random.Random(n - (n % 5 == 4))
    year, month, day = story.randint(2015, 2024), story.randint(1, 12), story.randint(1, 28)
    place, other, dead = story.choice(PLACES), story.choice(PLACES), story.randint(3, 60)
    lines = story.choice(sources)
    lines = [line for line in lines if telling.random() > 0.2] or lines
    swap = {}

    def number(match):
        return swap.setdefault(match[0], str(max(2, int(match[0]) + telling.randint(-3, 9))))

    lines = [re.sub(r"(?<![\d.,–-])\b([2-9]|[1-9]\d)\b(?![\d.,–-])", number, line) for line in lines]
    lead = f"Gunmen killed {dead} people in an attack on a market in {place} on {day} {DAYS[month - 1]} {year}, the police said."
    after = f"A day earlier a bomb had gone off near {other}, wounding {story.randint(2, 40)} others."
    text = "\n\n".join([lead, after] + lines[:12])
    date = f"{year}-{month:02}-{day:02}"
    return {"path": f"{n:07}.txt", "title": f"Market of {place} attacked", "outlet": OUTLETS[telling.randrange(len(OUTLETS))], "published": date, "text": text}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n", type=int)
    parser.add_argument("--sample", type=pathlib.Path, default=ROOT / "assets" / "sample")
    parser.add_argument("--folder", type=pathlib.Path)
    options = parser.parse_args()
    sources = [lines for path in sorted(options.sample.iterdir()) if (lines := paragraphs(path))]
    for n in range(options.n):
        article = variant(n, sources)
        if options.folder:
            folder = options.folder / f"{n // 1000:04}"
            folder.mkdir(parents=True, exist_ok=True)
            year, month, day = article["published"].split("-")
            head = f"{article['title']}\n\nPublished {int(day)} {DAYS[int(month) - 1]} {year}\n\n"
            (folder / article["path"]).write_text(head + article["text"] + f"\n\nArticle {n}.\n", encoding="utf-8")
        else:
            article["text"] += f"\n\nArticle {n}."
            print(json.dumps(article, ensure_ascii=False))


if __name__ == "__main__":
    main()
