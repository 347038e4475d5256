//! Agreement of another method's ranking with the additive one: a second opinion put into figures.
//!
//! The methods are elsewhere. Disagreement is a prompt to look, not a fault: methods ask different questions.

/// How far two rankings of the same options agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// How many options both rankings rank.
    pub n_compared: usize,
    /// Rank correlation over those, -1 to 1; `None` where it is not defined: fewer than two options, or all level.
    pub correlation: Option<f64>,
    /// Whether both put the same options first; `None` when there is no option that both rank.
    pub same_first: Option<bool>,
    /// The pairs that the two put in opposite orders, by position, in order.
    pub opposed: Vec<(usize, usize)>,
}

/// Returns how far two rankings agree. Ranks are 1 = best, `None` where an option has none.
///
/// `correlation` is Kendall's tau-b, or another coefficient of two lists of the same length. An option that only one of
/// the two ranks is left out; where one list is shorter, so is what it lacks.
///
/// # Reference
/// Kendall (1945), *The treatment of ties in ranking problems* (tau-b).
///
/// # Example
/// ```
/// use weighbridge::method::agreement::agreement;
/// let additive = [Some(1), Some(2), Some(3), None];
/// let other = [Some(2), Some(1), Some(3), Some(4)];
/// // Of three pairs two agree and one does not.
/// let found = agreement(&additive, &other, |_, _| Some(1.0 / 3.0));
/// assert_eq!((found.n_compared, found.same_first, found.opposed), (3, Some(false), vec![(0, 1)]));
/// ```
pub fn agreement(
    one: &[Option<usize>],
    other: &[Option<usize>],
    correlation: impl Fn(&[f64], &[f64]) -> Option<f64>,
) -> Agreement {
    let both: Vec<(usize, usize, usize)> =
        one.iter().zip(other).enumerate().filter_map(|(at, (a, b))| Some((at, (*a)?, (*b)?))).collect();
    let firsts = |of: fn(&(usize, usize, usize)) -> usize| {
        let best = both.iter().map(of).min();
        both.iter().filter(|entry| Some(of(entry)) == best).map(|entry| entry.0).collect::<Vec<_>>()
    };
    let (a, b): (Vec<f64>, Vec<f64>) = both.iter().map(|(_, a, b)| (*a as f64, *b as f64)).unzip();
    let pairs = both.iter().enumerate().flat_map(|(at, x)| both[at + 1..].iter().map(move |y| (x, y)));
    let opposed = pairs.filter(|(x, y)| x.1 != y.1 && x.1.cmp(&y.1) == x.2.cmp(&y.2).reverse());
    Agreement {
        n_compared: both.len(),
        correlation: correlation(&a, &b).filter(|found| found.is_finite()),
        same_first: (!both.is_empty()).then(|| firsts(|entry| entry.1) == firsts(|entry| entry.2)),
        opposed: opposed.map(|(x, y)| (x.0, y.0)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::agreement;

    #[test]
    fn level_options_are_not_opposed() {
        let found = agreement(&[Some(1), Some(1), Some(3)], &[Some(1), Some(2), Some(3)], |_, _| Some(0.8));
        assert!(found.opposed.is_empty());
        assert_eq!(found.same_first, Some(false), "one of two level firsts is not both");
        let reversed = agreement(&[Some(1), Some(2), Some(3)], &[Some(3), Some(2), Some(1)], |_, _| Some(-1.0));
        assert_eq!(reversed.opposed, [(0, 1), (0, 2), (1, 2)]);
    }

    #[test]
    fn only_what_both_rank_is_compared() {
        let lists = |a: &[f64], b: &[f64]| (a == [2.0, 1.0] && b == [5.0, 4.0]).then_some(1.0);
        let found = agreement(&[Some(2), None, Some(1), Some(3)], &[Some(5), Some(1), Some(4)], lists);
        assert_eq!((found.n_compared, found.correlation, found.same_first), (2, Some(1.0), Some(true)));
        let nothing = agreement(&[None], &[Some(1)], |_, _| Some(f64::NAN));
        assert_eq!((nothing.n_compared, nothing.correlation, nothing.same_first), (0, None, None));
    }
}
