//! copydesk: the copy desk inside the editor. This page is the book; each module says more.
//!
//! # What it promises
//!
//! An article is understood while it is being written: who is in it, who says what, which day is meant, and which
//! figures nobody answers for. The same text always gives the same answer, whichever edits led to it. Any text is
//! an article. Nothing is rewritten, nothing leaves the machine, and nothing of an article is logged.
//!
//! ```
//! use copydesk::article::{Article, Given};
//! use copydesk::text::{Edit, Span};
//! use copydesk::{desk, format::Plain, rules};
//!
//! let text = "Brua er stengd\n\nBrua åpner igjen 31. april, sier ordfører Marit Holme.\n";
//! let article = Article::parse(text, &Plain, Given::default());
//! assert_eq!(rules::check(&article)[0].rule, "impossible-date");
//!
//! let day = text.find("31").expect("it is there");
//! let edited = article.edit(&Edit::new(Span::new(day, day + 2), "30"))?;
//! assert!(rules::check(&edited).is_empty());
//! assert_eq!(edited.reread(), 1); // One block of two; the first snapshot is as it was.
//!
//! let name = text.find("Holme").expect("it is there");
//! let hover = desk::hover(&edited, &[], name).expect("a person stands there");
//! assert!(hover.markdown.starts_with("**Marit Holme**, ordfører"));
//! # Ok::<(), copydesk::text::OutOfBounds>(())
//! ```
//!
//! # Layers, and what each holds to
//!
//! A layer knows only those before it. Behind each invariant stands the test that holds it.
//!
//! [`text`]: bytes and positions.
//!
//! 1. Every offset counts UTF-8 bytes; line and column in three encodings lead there and back
//!    (`tests/text.rs`: `every_character_has_its_place`).
//! 2. An edit outside the text or inside a character is refused and changes nothing
//!    (`tests/text.rs`: `edits_outside_the_text_change_nothing`).
//! 3. Bytes are read as text or refused with the reason, and never panic (`src/text/decode.rs`: `no_bytes_panic`;
//!    `tests/check.rs`: `every_encoding_is_read_or_refused_by_name`).
//!
//! [`language`]: words, as data.
//!
//! 4. Every shipped language has every file and field of what it says it knows, and one that knows all has every
//!    message (`tests/tidy.rs`: `every_language_is_whole`); about the rest it is silent (`tests/languages.rs`:
//!    `who_knows_only_dates_asks_only_about_dates`).
//! 5. Every file of a language is explained (`tests/tidy.rs`: `every_file_of_a_language_is_explained`).
//!
//! [`format`](mod@format): what is prose in a file.
//!
//! 6. Every byte belongs to exactly one block, whatever the text (`tests/incremental.rs`:
//!    `any_bytes_are_an_article`, `any_fragments_are_an_article`).
//! 7. Reading takes time in proportion to the text (`src/format/markdown.rs`: `long_input_in_linear_time`).
//!
//! [`article`]: the incremental parser.
//!
//! 8. An edited article equals the article of its text read afresh (`tests/incremental.rs`:
//!    `an_edited_article_is_the_article_of_its_text`).
//! 9. A letter inside a paragraph reads few blocks again (`tests/incremental.rs`:
//!    `an_edit_in_a_paragraph_reads_few_blocks_again`, `an_edit_in_a_long_article_reads_few_blocks_again`).
//! 10. What is understood of the labelled articles never grows less (`tests/gold.rs`:
//!     `articles_are_understood_as_labelled`).
//!
//! [`rules`]: what the desk asks about.
//!
//! 11. The examples on a rule's page hold: what they mark is found, and nothing else of that rule (`tests/rules.rs`:
//!     `every_example_holds`).
//! 12. Every rule has its file, its page and its place in the list (`tests/tidy.rs`:
//!     `every_rule_is_registered_and_shows_what_it_means`).
//!
//! [`desk`]: what an editor may ask.
//!
//! 13. Every place of every text can be asked about, and the answers agree with each other (`tests/desk.rs`:
//!     `every_place_has_an_answer`).
//! 14. A person renamed gets every form of the name back when renamed again (`tests/rename.rs`:
//!     `a_name_can_be_given_back`), and a namesake is never touched (`a_namesake_keeps_their_name`).
//! 15. Once the writer has paused, exactly what the rules find is shown (`src/desk/peace.rs`:
//!     `every_road_ends_in_the_same_findings`).
//!
//! [`report`]: text and JSON.
//!
//! 16. JSON is what its schema says (`tests/check.rs`: `output_is_what_the_schema_says`).
//! 17. What a layer below knows is not serialized; a report has types of its own (`tests/tidy.rs`:
//!     `nothing_below_the_reports_is_serialized`).
//!
//! [`cli`] and [`server`]: the edge, where the world begins.
//!
//! 18. Only the edge knows files, clocks, terminals and protocols (`tests/tidy.rs`:
//!     `only_the_edge_knows_the_world`), and each layer only those below it (`a_layer_knows_only_those_below_it`).
//! 19. How many threads work changes nothing (`tests/check.rs`: `threads_change_nothing`), and answers keep the
//!     order of their lines (`jsonl_keeps_its_order_past_errors`).
//! 20. Edits and questions are taken in the order they were sent (`tests/server.rs`:
//!     `edits_and_questions_keep_their_order`).
//! 21. One broken edit or one panic costs one document or one answer, and never the server (`tests/server.rs`:
//!     `an_edit_outside_the_text_costs_one_document`, `a_panic_costs_one_answer_or_one_document`).
//! 22. A large text keeps nobody else waiting (`tests/server.rs`: `a_large_text_blocks_nobody`).
//! 23. The sentence being written is left in peace (`tests/server.rs`:
//!     `the_sentence_being_written_is_left_in_peace`).
//!
//! # What is not supported
//!
//! Statements other than figures of dead and injured people; whether a claim is true; bare weekdays in the present
//! tense, which may lie ahead; anything across articles; configuration files; SARIF; files other than plain text and
//! Markdown; languages other than bokmål, nynorsk and English, but for the dates of Swedish, Danish and German; texts
//! of more than 4 GB. Who speaks in a dash turn without a reporting clause is read from the conversation around it and
//! is the least certain answer of all.

pub mod article;
pub mod cli;
pub mod desk;
pub mod format;
pub mod language;
pub mod report;
pub mod rules;
pub mod server;
pub mod text;
