//! A log-linear choice among readings: each reading has signs, each sign a weight, and the likeliest reading has the
//! largest sum. Learned by climbing the likelihood of the right readings; nothing is drawn by lot.

/// Steps of gradient.
const STEPS: usize = 300;

/// One choice: the signs of each reading, by number, and which readings are right.
pub(crate) struct Example {
    pub(crate) options: Vec<(Vec<usize>, bool)>,
    /// How much it counts.
    pub(crate) weight: f64,
}

/// The weights that make the right readings of the examples likeliest, not far from those `around`: `prior` is the
/// variance of how far.
pub(crate) fn climb(examples: &[&Example], around: &[f32], prior: f64) -> Vec<f32> {
    let around: Vec<f64> = around.iter().map(|it| f64::from(*it)).collect();
    let mut weights = around.clone();
    let mut speed = vec![1e-8f64; weights.len()];
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = weights.iter().zip(&around).map(|it| (it.1 - it.0) / prior).collect();
        for example in examples {
            let scores: Vec<f64> = example.options.iter().map(|it| sum(&it.0, &weights)).collect();
            let most = scores.iter().copied().fold(f64::MIN, f64::max);
            let likely: Vec<f64> = scores.iter().map(|it| (it - most).exp()).collect();
            let all: f64 = likely.iter().sum();
            let right: f64 = likely.iter().zip(&example.options).filter(|it| it.1.1).map(|it| it.0).sum();
            for (likely, (signs, is_right)) in likely.iter().zip(&example.options) {
                let wanted = if *is_right { likely / right } else { 0.0 };
                for sign in signs {
                    slope[*sign] += example.weight * (wanted - likely / all);
                }
            }
        }
        for ((weight, slope), speed) in weights.iter_mut().zip(slope).zip(&mut speed) {
            *speed += slope * slope;
            *weight += 0.5 * slope / speed.sqrt();
        }
    }
    weights.into_iter().map(|it| it as f32).collect()
}

/// What the signs of a reading weigh together.
pub(crate) fn sum(signs: &[usize], weights: &[f64]) -> f64 {
    signs.iter().map(|it| weights[*it]).sum()
}
