//! Learned models: what a language knows from labelled text instead of from a list of words.
//!
//! A model is linear: a text's features each bring a weight for each label, and the sum decides. Features are
//! hashed into rows (the hashing trick of Weinberger et al. 2009), so that a model is one table that is used as it
//! lies in the program, with no loading and no dictionary. Training sees the same hashes and learns around the
//! few that collide. How each model was made stands in the card beside it (`models/*.md`).
//!
//! Two tables beside the models are no model of a language but hold for all of them: `coreference.toml`, what each
//! sign weighs when a pronoun or a role noun is taken for somebody of the article, and `speakers.toml`, what each weighs
//! when words without a reporting clause are given to somebody.

use std::fmt;

/// First line of a model's file.
const MAGIC: &str = "copydesk model 1";

/// How many weights of eight bits add up within sixteen, whatever they are; twice as many such sums as of thirty-two
/// bits are made at once.
const FEW: usize = 256;

/// A linear model over hashed features.
#[derive(Clone, Copy)]
pub struct Model {
    /// Names of the labels, separated by spaces.
    labels: &'static str,
    columns: usize,
    /// Rows less one; their number is a power of two.
    mask: u32,
    /// What a weight of 1 in the file stands for.
    step: f32,
    weights: &'static [u8],
}

impl Model {
    /// Reads a model's file: four lines of header (`copydesk model 1`, `labels …`, `rows N`, `step X`), then one
    /// signed byte a row and label.
    ///
    /// # Errors
    /// What is wrong with the file, in a few words for who made it.
    pub fn read(bytes: &'static [u8]) -> Result<Model, String> {
        let mut rest = bytes;
        let mut line = || -> Result<&'static str, String> {
            let end = rest.iter().position(|it| *it == b'\n').ok_or("its header ends early")?;
            let (line, behind) = (&rest[..end], &rest[end + 1..]);
            rest = behind;
            std::str::from_utf8(line).map_err(|it| it.to_string())
        };
        if line()? != MAGIC {
            return Err(format!("it does not begin with «{MAGIC}»"));
        }
        let field = |line: &'static str, name: &str| {
            line.strip_prefix(name).map(str::trim).ok_or_else(|| format!("no line «{name}»"))
        };
        let labels = field(line()?, "labels")?;
        let rows: u32 = field(line()?, "rows")?.parse().map_err(|_| "«rows» is no number")?;
        let step: f32 = field(line()?, "step")?.parse().map_err(|_| "«step» is no number")?;
        let columns = labels.split(' ').filter(|it| !it.is_empty()).count();
        if columns == 0 || !rows.is_power_of_two() {
            return Err("it needs a label, and a number of rows that is a power of two".to_owned());
        }
        if rest.len() != rows as usize * columns {
            return Err(format!("it has {} weights instead of {rows} × {columns}", rest.len()));
        }
        Ok(Model { labels, columns, mask: rows - 1, step, weights: rest })
    }

    /// The file of a model with these weights, row by row; each is rounded to one of 255 steps.
    ///
    /// # Panics
    /// If the weights do not fill a power of two of rows.
    pub fn write(labels: &[&str], weights: &[f32]) -> Vec<u8> {
        let rows = weights.len() / labels.len();
        assert!(rows.is_power_of_two() && rows * labels.len() == weights.len(), "rows of all labels");
        let largest = weights.iter().fold(0f32, |sum, it| sum.max(it.abs()));
        let step = if largest > 0.0 { largest / 127.0 } else { 1.0 };
        let header = format!("{MAGIC}\nlabels {}\nrows {rows}\nstep {step}\n", labels.join(" "));
        let bytes = weights.iter().map(|it| ((it / step).round() as i8).cast_unsigned());
        header.into_bytes().into_iter().chain(bytes).collect()
    }

    /// The labels, in the order of the weights.
    pub fn labels(&self) -> impl Iterator<Item = &'static str> {
        self.labels.split(' ').filter(|it| !it.is_empty())
    }

    /// What a weight of 1 stands for: a sum of weights times this is a score.
    pub fn step(&self) -> f32 {
        self.step
    }

    /// The sums of what features speak for, where the number of labels is known beforehand.
    ///
    /// # Panics
    /// If the model has another number of labels.
    pub fn sum<const N: usize>(&self, features: &[u32], sums: &mut [i32; N]) {
        let (rows, _) = self.weights.as_chunks::<N>();
        assert_eq!(self.columns, N, "a row has a weight for each label");
        for few in features.chunks(FEW) {
            let mut near = [0i16; N];
            for feature in few {
                let row = &rows[(feature & self.mask) as usize];
                near.iter_mut().zip(row).for_each(|(sum, it)| *sum += i16::from(it.cast_signed()));
            }
            sums.iter_mut().zip(near).for_each(|(sum, it)| *sum += i32::from(it));
        }
    }

    /// Adds what a feature speaks for to the sum of each label.
    pub fn add(&self, feature: u32, sums: &mut [i32]) {
        let row = (feature & self.mask) as usize * self.columns;
        let weights = &self.weights[row..row + self.columns];
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum += i32::from(weight.cast_signed());
        }
    }
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Model({}; {} rows)", self.labels, self.mask + 1)
    }
}

/// The number of a feature: what it looks at (`kind`) and what it sees there. The same on every machine, and
/// forever: shipped models hang on it (FNV-1a with the finish of MurmurHash3).
#[must_use]
pub fn feature(kind: u32, seen: &[u8]) -> u32 {
    let mut hash = 0x811c_9dc5 ^ kind.wrapping_mul(0x9e37_79b1);
    for byte in seen {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    finish(hash)
}

/// The number of a feature that sees two things at once, each by its own number. As lasting as [`feature`].
#[must_use]
pub fn feature_of(kind: u32, first: u32, second: u32) -> u32 {
    let hash = (kind.wrapping_mul(0x9e37_79b1) ^ first).wrapping_mul(0x0100_0193).rotate_left(13);
    finish((hash ^ second).wrapping_mul(0x0100_0193))
}

/// Spreads what a hash knows over all its bits.
fn finish(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    let hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let weights = [0.0, 1.27, -1.27, 0.0, 0.5, -0.02, 0.0, 0.0];
        let file: &'static [u8] = Vec::leak(Model::write(&["O", "B-PER"], &weights));
        let model = Model::read(file).expect("it was just written");
        assert_eq!(model.labels().collect::<Vec<_>>(), ["O", "B-PER"]);
        assert!((model.step() - 0.01).abs() < 1e-6);
        let mut sums = [0, 0];
        model.add(0, &mut sums);
        model.add(2 + 4, &mut sums); // The row is the number's last two bits.
        assert_eq!(sums, [50, 125]);
    }

    #[test]
    fn a_broken_file_is_refused() {
        for (file, why) in [
            (&b"copydesk"[..], "ends early"),
            (b"other\n", "does not begin"),
            (b"copydesk model 1\nlabels O\nrows 3\nstep 1\n...", "power of two"),
            (b"copydesk model 1\nlabels O\nrows 4\nstep 1\n...", "3 weights instead of 4 × 1"),
        ] {
            let error = Model::read(file).expect_err("it is broken");
            assert!(error.contains(why), "{error}");
        }
    }

    #[test]
    fn a_feature_keeps_its_number() {
        // Shipped models would be noise if these changed.
        assert_eq!(feature(0, b""), feature(0, b""));
        assert_ne!(feature(0, b"a"), feature(1, b"a"));
        assert_eq!([feature(1, b"oslo"), feature(2, "å".as_bytes())], [0x2dcfc309, 0x497973e7]);
    }
}
