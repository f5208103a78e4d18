#!/usr/bin/env python3
"""Makes `src/language/models/english-word-groups.model`: which words stand in the same places, and which are names.

usage: groups.py FOLDER GAZETTEER.toml OUT.model

FOLDER holds these packages, unpacked side by side (`pip download --no-deps`):
  spacy-lookups-data 1.0.5 (MIT)  the tables `en_lexeme_cluster` (Brown clusters, 1,000 of them, of English web text) and
                                  `en_lexeme_prob` (how frequent a word is there, capitals told from small letters)
  names 0.3.0 (MIT)               how frequent first names and surnames are in the US census of 1990 (public domain)
Kept are the frequent words, the names of the gazetteer that the tables know, and the frequent names of the census.
"""
import glob, gzip, json, sys, tomllib
from collections import defaultdict

LEAST = -16  # natural logarithm of how frequent a word is at least
STEPS = (-3, -1.5, 0, 1.5, 3)  # how many times (as a logarithm) more often a word has a capital than none
SURNAMES = 15_000  # of the census, the most frequent ones
MOSTLY = 4  # how many times more often a name is a first name than a surname, or the other way round


def census(folder):
    """Names of the census with how they are used: 1 as a first name, 2 as either, 3 as a surname."""
    share = [defaultdict(float), defaultdict(float)]
    for path in sorted(glob.glob(f"{folder}/names-*/names/dist.*")):
        surnames = path.endswith(".all.last")
        for line in open(path).read().split("\n")[:SURNAMES if surnames else None]:
            if line.strip(): share[surnames][line.split()[0].title()] += float(line.split()[1]) / (1 if surnames else 2)
    first, last = share
    return {name: 1 if first[name] > MOSTLY * last[name] else 3 if last[name] > MOSTLY * first[name] else 2
            for name in sorted({*first, *last})}


def main():
    folder, gazetteer, out = sys.argv[1:]
    table = lambda name: json.load(gzip.open(f"{folder}/spacy_lookups_data/data/en_lexeme_{name}.json.gz"))
    cluster, prob = table("cluster"), table("prob")
    names = {name for names in tomllib.load(open(gazetteer, "rb")).values() for name in names.split("\n")}
    rare = min(prob.values())
    groups, use = defaultdict(list), census(folder)
    for word in sorted({*cluster, *use}):
        plain, group = word.replace("-", "").replace("'", ""), cluster.get(word, 0)
        known = group and (prob.get(word, rare) >= LEAST or word in names)
        if not plain.isalpha() or not (known or word in use): continue
        small, title = prob.get(word.lower(), rare), prob.get(word.lower().capitalize(), rare)
        groups[group, sum(title - small > it for it in STEPS), use.get(word.title(), 0)].append(word)
    with open(out, "w", encoding="utf-8") as file:
        file.write("copydesk groups 1\n")
        for (group, capital, name), words in sorted(groups.items()):
            file.write(f"{group} {capital} {name} {' '.join(sorted(words))}\n")
    print(len(groups), "groups,", sum(map(len, groups.values())), "words")


if __name__ == "__main__":
    main()
