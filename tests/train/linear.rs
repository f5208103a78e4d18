//! Linear models while they learn: an averaged perceptron, and logistic regression by AdaGrad.

/// The averaged perceptron (Collins 2002): moves the weights when it is wrong, and keeps their mean.
pub(crate) struct Perceptron {
    columns: usize,
    weights: Vec<f32>,
    /// Each change times the moment it was made at.
    late: Vec<f64>,
    moment: f64,
}

impl Perceptron {
    pub(crate) fn new(rows: usize, columns: usize) -> Perceptron {
        Perceptron {
            columns,
            weights: vec![0.0; rows * columns],
            late: vec![0.0; rows * columns],
            moment: 1.0,
        }
    }

    fn row(&self, feature: u32) -> usize {
        (feature as usize & (self.weights.len() / self.columns).next_power_of_two().wrapping_sub(1))
            * self.columns
    }

    /// The label with the highest sum.
    pub(crate) fn best(&self, features: &[u32]) -> usize {
        let mut sums = vec![0f32; self.columns];
        for it in features {
            let row = self.row(*it);
            sums.iter_mut().zip(&self.weights[row..row + self.columns]).for_each(|(sum, it)| *sum += it);
        }
        (0..self.columns).max_by(|a, b| sums[*a].total_cmp(&sums[*b]).then(b.cmp(a))).unwrap_or_default()
    }

    pub(crate) fn learn(&mut self, features: &[u32], want: usize, guess: usize) {
        self.moment += 1.0;
        if want == guess {
            return;
        }
        for it in features {
            let row = self.row(*it);
            for (label, step) in [(want, 1.0), (guess, -1.0)] {
                self.weights[row + label] += step;
                self.late[row + label] += f64::from(step) * self.moment;
            }
        }
    }

    /// The mean of the weights over all moments.
    pub(crate) fn averaged(&self) -> Vec<f32> {
        let mean = |(weight, late): (&f32, &f64)| (f64::from(*weight) - late / self.moment) as f32;
        self.weights.iter().zip(&self.late).map(mean).collect()
    }
}

/// One choice among options, of which one is best and some are good enough.
pub(crate) struct Choice {
    pub(crate) options: Vec<Vec<u32>>,
    pub(crate) best: usize,
    pub(crate) good: Vec<bool>,
}

impl Choice {
    /// How wrong the weights are about it.
    pub(crate) fn miss(&self, weights: &[f32]) -> f64 {
        let sums: Vec<f32> = self.options.iter().map(|it| sum(weights, it)).collect();
        miss(&sums, self.best)
    }

    pub(crate) fn choose(&self, weights: &[f32]) -> usize {
        let sums: Vec<f32> = self.options.iter().map(|it| sum(weights, it)).collect();
        (0..sums.len()).max_by(|a, b| sums[*a].total_cmp(&sums[*b]).then(b.cmp(a))).unwrap_or_default()
    }
}

/// How wrong sums are when the option `best` is right: how unlikely they call it, as a logarithm.
pub(crate) fn miss(sums: &[f32], best: usize) -> f64 {
    let most = sums.iter().copied().fold(f32::MIN, f32::max);
    let all: f32 = sums.iter().map(|it| (it - most).exp()).sum();
    f64::from(all.ln() + most - sums[best])
}

/// The sum of what features speak for.
pub(crate) fn sum(weights: &[f32], features: &[u32]) -> f32 {
    features.iter().map(|it| weights[*it as usize & (weights.len() - 1)]).sum()
}

/// How likely something with this sum is.
pub(crate) fn likely(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

/// Logistic regression, each weight with a step of its own that shrinks as it is used (Duchi et al. 2011).
pub(crate) struct Ada {
    weights: Vec<f32>,
    squares: Vec<f32>,
}

/// The first step of a weight.
const STEP: f32 = 0.05;
/// How strongly each use draws a weight to nothing.
const SHRINK: f32 = 2e-6;

impl Ada {
    pub(crate) fn new(rows: usize) -> Ada {
        Ada { weights: vec![0.0; rows], squares: vec![1e-2; rows] }
    }

    pub(crate) fn weights(&self) -> Vec<f32> {
        self.weights.clone()
    }

    fn step(&mut self, features: &[u32], gradient: f32) {
        if gradient.abs() < 1e-4 {
            return;
        }
        for it in features {
            let row = *it as usize & (self.weights.len() - 1);
            let pull = gradient + SHRINK * self.weights[row];
            self.squares[row] += pull * pull;
            self.weights[row] -= STEP * pull / self.squares[row].sqrt();
        }
    }

    /// Learns whether something is so; how wrong it was.
    pub(crate) fn learn_yes_no(&mut self, features: &[u32], yes: bool) -> f64 {
        let likely = likely(sum(&self.weights, features));
        let want = f32::from(u8::from(yes));
        self.step(features, likely - want);
        -f64::from(if yes { likely } else { 1.0 - likely }.max(1e-7).ln())
    }

    /// Learns to choose the best option; how wrong it was.
    pub(crate) fn learn_choice(&mut self, choice: &Choice) -> f64 {
        let sums: Vec<f32> = choice.options.iter().map(|it| sum(&self.weights, it)).collect();
        let most = sums.iter().copied().fold(f32::MIN, f32::max);
        let powers: Vec<f32> = sums.iter().map(|it| (it - most).exp()).collect();
        let all: f32 = powers.iter().sum();
        for (n, option) in choice.options.iter().enumerate() {
            let want = f32::from(u8::from(n == choice.best));
            self.step(option, powers[n] / all - want);
        }
        -f64::from((powers[choice.best] / all).max(1e-7).ln())
    }
}

/// The numbers up to `len` in an order that looks like none, the same for the same round.
pub(crate) fn shuffled(len: usize, round: usize) -> Vec<usize> {
    let mut out: Vec<usize> = (0..len).collect();
    let mut state = 0x9e37_79b9_7f4a_7c15u64.wrapping_mul(round as u64 + 1);
    for n in (1..len).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        out.swap(n, (state % (n as u64 + 1)) as usize);
    }
    out
}
