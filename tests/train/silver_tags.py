#!/usr/bin/env python3
"""Word classes for training the English tagger, by spaCy (silver: a program's, nobody looked at them).

usage: silver_tags.py MODEL-FOLDER ARTICLES.jsonl > TAGS.jsonl

Each line in is an article {"id", "text"}; each line out {"id", "tags": [[start, end, tag], ..]} with offsets in
characters and Penn Treebank tags. MODEL-FOLDER is an unpacked en_core_web_sm (MIT licence) of spaCy 3.8.
"""
import json
import sys

import spacy


def main():
    tagger = spacy.load(sys.argv[1], exclude=["parser", "ner", "lemmatizer"])
    articles = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
    docs = tagger.pipe((it["text"] for it in articles), batch_size=16)
    for article, doc in zip(articles, docs):
        tags = [[it.idx, it.idx + len(it), it.tag_] for it in doc if not it.is_space]
        print(json.dumps({"id": article["id"], "tags": tags}))


main()
