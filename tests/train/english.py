#!/usr/bin/env python3
"""Makes the English training data for names: silver labels by spaCy on news, and GUM's names with the noise taken out.

usage: english.py SPACY_MODEL_FOLDER NEWS.jsonl GUM.jsonl GAZETTEER.toml OUT.jsonl

No English news with annotated names may be trained on freely, so a small model labels the texts (spaCy's
en_core_web_sm 3.8.0, MIT), and what it does not agree with itself about within an article is settled by the article:
a surname is what the full name is, and a name is what it is called most often. GUM's names are cut from entities by
tools; those that are ordinary words with a capital ("the Petitioner") are left out. Letters to the editor are not in
either: openings, endings and lists of people are made up from the lists of names, so that names side by side are
told apart. The same files always give the same labels.
"""
import json, random, re, sys, tomllib
from collections import Counter, defaultdict

KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "MISC", "EVENT": "MISC",
         "PRODUCT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC"}
TITLES = ("Mr.", "Mrs.", "Ms.", "Dr.", "Sen.", "Rep.", "Gov.", "President", "Senator", "Governor")


def trim(text, start, end):
    """The span without article, genitive and white space."""
    while start < end:
        words = text[start:end]
        if words.lower().startswith("the "): start += 4
        elif words.endswith(("'s", "’s")): end -= 2
        elif words[-1] in "'’ \n,": end -= 1
        elif words[0] in " \n": start += 1
        else: break
    return start, end


def silver(model, documents):
    import spacy
    nlp = spacy.load(model, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    for document, read in zip(documents, nlp.pipe((it["text"] for it in documents), batch_size=16)):
        entities = []
        for it in read.ents:
            start, end = trim(document["text"], it.start_char, it.end_char)
            name = document["text"][start:end]
            if it.label_ in KINDS and name and "\n" not in name and any(c.isupper() for c in name):
                entities.append({"start": start, "end": end, "type": KINDS[it.label_]})
        yield {"id": document["id"], "text": document["text"], "entities": entities}


def settle(documents, ordinary):
    """Lets each article decide what its names are."""
    everywhere = defaultdict(Counter)
    for d in documents:
        for e in d["entities"]: everywhere[d["text"][e["start"]:e["end"]]][e["type"]] += 1
    for d in documents:
        text, here = d["text"], defaultdict(Counter)
        for e in d["entities"]: here[text[e["start"]:e["end"]]][e["type"]] += 1
        people = {name.split()[-1] for name, kinds in here.items()
                  if 2 <= len(name.split()) <= 3 and kinds.most_common(1)[0][0] == "PER"}
        settled = []
        for e in d["entities"]:
            name, start = text[e["start"]:e["end"]], e["start"]
            kinds, all_kinds = here[name].copy(), everywhere[name]
            if sum(all_kinds.values()) > 3:
                for kind, n in sorted(all_kinds.items()): kinds[kind] += 2 * n / sum(all_kinds.values())
            kind = "PER" if name in people else kinds.most_common(1)[0][0]
            if kind == "PER":
                while " " in name and (ordinary(name.split()[0]) or name.split()[0] in TITLES):
                    start += len(name.split()[0]) + 1
                    name = text[start:e["end"]]
                if ordinary(name) or (len(name.split()) > 3 and any(map(ordinary, name.split()))): continue
            settled.append({"start": start, "end": e["end"], "type": kind})
        d["entities"] = settled
    return documents


# How letters open, end and list people, and how news brings them in with a title. F is a first name, P a first name
# and surname, M one with an initial, S a surname, G a place, O an organisation.
LETTERS = ["Dear F, I hope you are well.", "Hi F, Thanks for the note.", "F, Please take a look at this.", "F - Can you call me?",
           "Thanks, F", "Thanks, F P", "Thank you, F F, This is the latest.", "Regards, P", "Best, F M Vice President",
           "Keep in touch, F M", "Let me know. F", "Cheers F PS. See you soon.", "Sincerely, P Director", "Love, F and F",
           "Attendees: P P P", "Participants: P, P, P and P", "P 04/26/2001 07:17 AM To: P, P cc: P Subject: Meeting",
           "From: P Sent: Monday To: P; P", "Ask F or F about it.", "I talked to F yesterday and F agreed.", "F said hi.",
           "Please call P at the number below.", "Coach: P P, P", "Has anyone read the book by P?", "Dear All, Please read.",
           "Dear Sir, I write to you today.", "Try it. You will love it!", "Does anyone know? Thanks Again!", "Posted by P on Monday",
           "F is a great doctor.", "My cat is called F.", "We met F, the owner, and F was great.", "P (born 1950) wrote it.",
           "Outside court, Detective Inspector P of O paid tribute.", "Judge P said so.", "Chief Constable P of O said no.",
           "Professor P of O disagreed.", "Councillor P, of G, voted against.", "Sergeant P from O arrived.", "Dr P of G left.",
           "Mayor P of G said S was wrong.", "It was over, Inspector S said.", "P, a spokesman for O, said so.", "By P",
           "FYI - F", "Hey F! How are you?", "Call Direct or Fax us.", "Great Food! Best Place in town, ask for F."]


def letters(gazetteer, number):
    """Letters that nobody wrote, with the names in them."""
    lists = {key: names.split("\n")[1:-1] for key, names in tomllib.load(open(gazetteer, "rb")).items()}
    first, last = lists["women"] + lists["men"] + lists["either"], lists["surnames"]
    pick = random.Random(1)
    name = {"F": lambda: pick.choice(first), "P": lambda: f"{pick.choice(first)} {pick.choice(last)}",
            "S": lambda: pick.choice(last), "G": lambda: pick.choice(lists["places"]),
            "O": lambda: pick.choice(["{} Police", "University of {}", "{} University", "{} City Council", "{} Hospital"]).format(
                pick.choice(lists["places"])),
            "M": lambda: f"{pick.choice(first)} {pick.choice('ABCDEGHJKLMNPRSTW')}. {pick.choice(last)}"}
    for n in range(number):
        text, entities = "", []
        for letter in pick.choices(LETTERS, k=3):
            for part in re.split(r"\b([FPMSGO])\b", letter + " "):
                if part in name:
                    kind = {"G": "LOC", "O": "ORG"}.get(part, "PER")
                    part = name[part]()
                    entities.append({"start": len(text), "end": len(text) + len(part), "type": kind})
                text += part
        yield {"id": f"letter-{n}", "text": text.strip(), "entities": entities}


def main():
    model, news, gum, gazetteer, out = sys.argv[1:]
    read = lambda path: [json.loads(line) for line in open(path, encoding="utf-8")]
    news = read(news)
    small, capital = Counter(), Counter()
    for d in news:
        for word in re.findall("[A-Za-z]+", d["text"]): (small if word.islower() else capital)[word.lower()] += 1
    ordinary = lambda word: small[word.lower()] > 3 * capital[word.lower()] + 1
    documents = settle(list(silver(model, news)), ordinary)
    for d in read(gum):
        name = lambda e: d["text"][e["start"]:e["end"]]
        is_name = lambda e: any(c.isupper() for c in name(e)) and not all(ordinary(w.strip(".,")) for w in name(e).split())
        documents.append({"id": d["id"], "text": d["text"], "entities": [e for e in d["entities"] if is_name(e)]})
    documents.extend(letters(gazetteer, 4000))
    with open(out, "w", encoding="utf-8") as file:
        for d in documents: file.write(json.dumps(d, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
