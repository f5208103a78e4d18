#!/usr/bin/env python3
"""Makes `src/language/models/english-word-groups.model`: which words stand in the same places, and which are names.

usage: groups.py FOLDER GAZETTEER.toml OUT.model

FOLDER holds the package spacy-lookups-data 1.0.5 (MIT; `pip download --no-deps`), unpacked: its tables
`en_lexeme_cluster` (Brown clusters, 1,000 of them, of English web text) and `en_lexeme_prob` (how frequent a word is in
it, capitals told from small letters). Kept are the frequent words, and the names of the gazetteer that the tables know.
"""
import gzip, json, sys, tomllib
from collections import defaultdict

LEAST = -16  # natural logarithm of how frequent a word is at least
STEPS = (-3, -1.5, 0, 1.5, 3)  # how many times (as a logarithm) more often a word has a capital than none


def main():
    folder, gazetteer, out = sys.argv[1:]
    table = lambda name: json.load(gzip.open(f"{folder}/spacy_lookups_data/data/en_lexeme_{name}.json.gz"))
    cluster, prob = table("cluster"), table("prob")
    names = {name for names in tomllib.load(open(gazetteer, "rb")).values() for name in names.split("\n")}
    rare = min(prob.values())
    groups = defaultdict(list)
    for word, group in cluster.items():
        plain = word.replace("-", "").replace("'", "")
        if not group or not plain.isalpha() or (prob.get(word, rare) < LEAST and word not in names): continue
        small, title = prob.get(word.lower(), rare), prob.get(word.lower().capitalize(), rare)
        groups[group, sum(title - small > it for it in STEPS)].append(word)
    with open(out, "w", encoding="utf-8") as file:
        file.write("copydesk groups 1\n")
        for (group, capital), words in sorted(groups.items()):
            file.write(f"{group} {capital} {' '.join(sorted(words))}\n")
    print(len(groups), "groups,", sum(map(len, groups.values())), "words")


if __name__ == "__main__":
    main()
