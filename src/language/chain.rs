//! Words in a row, each with a label: a linear model whose best reading holds as a whole.
//!
//! Every word's features speak for labels, and so does every label for the one behind it. Of all readings the one
//! with the highest sum is taken (Viterbi 1967); run in both directions it also tells how much worse every other
//! label would fit at every word.

use super::labels::{LABELS, Label};
use super::model::{Model, feature};

/// One row of scores: a label each.
pub type Row = [i32; LABELS];

/// Below every real score, and far enough from the least number to be added to.
const NEVER: i32 = i32::MIN / 4;

/// The kind of the features that tell which label stands before: the label's number.
const BEFORE: u32 = 0;

/// A model of labels in a row, ready to read.
#[derive(Clone, Debug)]
pub struct Chain {
    model: Model,
    /// Scores of the labels behind each label; [`NEVER`] for what may not follow.
    steps: [Row; LABELS],
    /// The same the other way about: scores of the labels before each label.
    back: [Row; LABELS],
}

/// How well each label fits each word, in the best reading that has it there.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The best reading.
    pub best: Vec<Label>,
    /// For each word and label the sum of the best reading that has the label there.
    pub rows: Vec<Row>,
}

impl Chain {
    /// Makes a model ready.
    ///
    /// # Errors
    /// What is wrong with it: other labels than those of names.
    pub fn new(model: Model) -> Result<Chain, String> {
        let own = (0..LABELS).map(|it| Label::new(it).name());
        if !model.labels().eq(own) {
            return Err("its labels are not those of names".to_owned());
        }
        let mut steps = [[0; LABELS]; LABELS];
        for (from, row) in steps.iter_mut().enumerate() {
            model.add(Chain::behind(Label::new(from)), row);
            for (to, score) in row.iter_mut().enumerate() {
                if !Label::new(to).follows(Label::new(from)) {
                    *score = NEVER;
                }
            }
        }
        let back = std::array::from_fn(|to| std::array::from_fn(|from| steps[from][to]));
        Ok(Chain { model, steps, back })
    }

    /// The number of the feature that `label` stands right before.
    #[must_use]
    pub fn behind(label: Label) -> u32 {
        feature(BEFORE, &[label.number() as u8])
    }

    /// What a word's features speak for.
    #[must_use]
    pub fn score(&self, features: &[u32]) -> Row {
        let mut row = [0; LABELS];
        self.model.sum(features, &mut row);
        row
    }

    /// What a difference of 1 between sums stands for, in nats.
    #[must_use]
    pub fn step(&self) -> f32 {
        self.model.step()
    }

    /// The best reading of words with these scores, and how well all others fit.
    #[must_use]
    pub fn fit(&self, own: Vec<Row>) -> Fit {
        let mut rows: Vec<Row> = Vec::with_capacity(own.len());
        let mut ahead: Row = self.steps[0];
        for row in &own {
            let sums: Row = std::array::from_fn(|it| (row[it] + ahead[it]).max(NEVER));
            ahead = [NEVER; LABELS];
            for (before, steps) in sums.iter().zip(&self.steps) {
                for (best, step) in ahead.iter_mut().zip(steps) {
                    *best = (*best).max(before + step);
                }
            }
            rows.push(sums);
        }
        // Behind the last word no name goes on.
        let mut behind: Row = std::array::from_fn(|it| self.steps[it][0]);
        for (row, own) in rows.iter_mut().zip(&own).rev() {
            for (sum, it) in row.iter_mut().zip(behind) {
                *sum = (*sum + it).max(NEVER);
            }
            let next: Row = std::array::from_fn(|it| own[it] + behind[it]);
            behind = [NEVER; LABELS];
            for (next, steps) in next.iter().zip(&self.back) {
                for (best, step) in behind.iter_mut().zip(steps) {
                    *best = (*best).max(next + step);
                }
            }
        }
        let mut best: Vec<Label> = Vec::with_capacity(rows.len());
        for row in &rows {
            let before = best.last().copied().unwrap_or(Label::NONE);
            let may = (0..LABELS).filter(|it| Label::new(*it).follows(before));
            best.push(Label::new(may.max_by_key(|it| (row[*it], LABELS - it)).unwrap_or(0)));
        }
        Fit { best, rows }
    }
}
