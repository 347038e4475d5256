//! Totals among pasted rows: which rows they are, and whether each is the sum of its lines.

use super::{Sum, SumCheck};
use crate::pence::Pence;

/// What a label says of a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// It is of all lines.
    Grand,
    /// It is of the lines since the one before.
    Sub,
    /// It is one or the other.
    Total,
    /// It begins or ends with the word, and could be a name.
    Perhaps,
}

/// Returns what a label says of a total; `None` where it says nothing of one.
pub(super) fn says(label: &str) -> Option<Says> {
    let words: Vec<String> = label
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let is_total = |word: &str| matches!(word, "total" | "totals");
    match words[..] {
        [] => None,
        ["grand" | "overall", second, ..] if is_total(second) => Some(Says::Grand),
        ["sub", second, ..] if is_total(second) => Some(Says::Sub),
        ["subtotal" | "subtotals", ..] | [.., "subtotal"] => Some(Says::Sub),
        [.., "sub", last] if is_total(last) => Some(Says::Sub),
        [.., "grand", last] if is_total(last) => Some(Says::Grand),
        [one] if is_total(one) || one == "sum" => Some(Says::Total),
        [first, ..] if is_total(first) => Some(Says::Perhaps),
        [.., last] if is_total(last) => Some(Says::Perhaps),
        _ => None,
    }
}

/// A figure of a row, as totals take it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Figure {
    /// None is given: it adds nothing.
    #[default]
    None,
    Sum(Pence),
    /// One is given that cannot be read.
    Unreadable,
}

impl Figure {
    pub(super) fn pence(self) -> Option<Pence> {
        if let Figure::Sum(pence) = self { Some(pence) } else { None }
    }
}

/// The sum of some lines in one column.
#[derive(Clone, Copy, Debug, Default)]
struct Running {
    sum: i128,
    n: usize,
    n_unreadable: usize,
}

impl Running {
    fn take(&mut self, figure: Figure) {
        match figure {
            Figure::None => {}
            Figure::Sum(pence) => {
                self.sum += i128::from(pence.get());
                self.n += 1;
            }
            Figure::Unreadable => self.n_unreadable += 1,
        }
    }

    /// Returns how a printed total stands to the sum, with figures printed to a step.
    fn check(&self, printed: Pence, step: i64) -> SumCheck {
        if self.n_unreadable > 0 {
            return SumCheck::Cannot(match self.n_unreadable {
                1 => "a line has no figure that can be read".to_owned(),
                n => format!("{n} lines have no figure that can be read"),
            });
        }
        if self.n == 0 {
            return SumCheck::Cannot("no line has a figure".to_owned());
        }
        let difference = i128::from(printed.get()) - self.sum;
        let Some(by) = i64::try_from(difference).ok().and_then(Pence::new) else {
            return SumCheck::Cannot("the sum is larger than money can be".to_owned());
        };
        // Each figure and the total may be half a step away from what it stands for (Moore 1966).
        let explained = i128::try_from(self.n).unwrap_or(i128::MAX).saturating_add(1).saturating_mul(i128::from(step));
        match difference {
            0 => SumCheck::Ok,
            _ if step > 1 && 2 * difference.abs() <= explained => SumCheck::WithinRounding(by),
            _ => SumCheck::Differs(by),
        }
    }
}

/// The lines so far, for the totals that follow.
#[derive(Clone, Debug)]
pub(super) struct Totals {
    /// The step that each column is printed to, in pence.
    steps: Vec<i64>,
    part: Vec<Running>,
    all: Vec<Running>,
    n_part: usize,
    n_subtotals: usize,
    /// Whether a total of all lines has closed them: the next line begins another table.
    is_closed: bool,
}

/// Whether a total is of all lines.
pub(super) type IsAll = bool;

impl Totals {
    pub(super) fn new(steps: Vec<i64>) -> Totals {
        let none = vec![Running::default(); steps.len()];
        Totals { steps, part: none.clone(), all: none, n_part: 0, n_subtotals: 0, is_closed: false }
    }

    pub(super) fn line(&mut self, figures: &[Figure]) {
        if self.is_closed {
            *self = Totals::new(std::mem::take(&mut self.steps));
        }
        self.n_part += 1;
        for (column, figure) in figures.iter().enumerate().take(self.steps.len()) {
            self.part[column].take(*figure);
            self.all[column].take(*figure);
        }
    }

    /// Returns a total as checked and whether it is of all lines, and begins anew behind it. `says` is what its label says;
    /// `is_last` whether no line with a figure follows.
    pub(super) fn total(&mut self, figures: &[Figure], says: Says, is_last: bool) -> (Sum, IsAll) {
        let (of_part, of_all) = (self.checked(figures, &self.part), self.checked(figures, &self.all));
        let is_all = match says {
            Says::Grand => true,
            Says::Sub => false,
            Says::Total | Says::Perhaps => {
                let fits = |sum: &Sum| matches!(sum.check, SumCheck::Ok | SumCheck::WithinRounding(_));
                match (fits(&of_part) && self.n_part > 0, fits(&of_all)) {
                    (true, false) => false,
                    (false, true) => true,
                    _ => is_last,
                }
            }
        };
        // The only total of a table that nothing follows is of all lines, whatever it is called.
        let is_all = is_all || (is_last && self.n_subtotals == 0 && says != Says::Sub);
        let found = if is_all { of_all } else { of_part };
        self.part = vec![Running::default(); self.steps.len()];
        (self.n_part, self.n_subtotals) = (0, self.n_subtotals + 1);
        self.is_closed |= is_all;
        (found, is_all)
    }

    /// Returns whether the figures of a row are the sums of the lines before it in a column at least, and in none another.
    pub(super) fn fits(&self, figures: &[Figure]) -> bool {
        [&self.part, &self.all].into_iter().any(|lines| {
            let checks = self.checked(figures, lines).checks;
            let n = |is: fn(&SumCheck) -> bool| checks.iter().flatten().filter(|check| is(check)).count();
            // Two lines at least: one line alone is the sum of itself.
            lines.iter().any(|column| column.n > 1)
                && n(|check| *check == SumCheck::Ok) > 0
                && n(|check| *check != SumCheck::Ok) == 0
        })
    }

    fn checked(&self, figures: &[Figure], lines: &[Running]) -> Sum {
        let one = |(column, lines): (usize, &Running)| match figures.get(column).copied().unwrap_or_default() {
            Figure::None => None,
            Figure::Sum(pence) => Some(lines.check(pence, self.steps[column])),
            Figure::Unreadable => Some(SumCheck::Cannot("the total itself cannot be read".to_owned())),
        };
        let checks: Vec<Option<SumCheck>> = lines.iter().enumerate().map(one).collect();
        let worst = checks.iter().flatten().max_by_key(|check| rank(check)).cloned();
        let check = worst.unwrap_or_else(|| SumCheck::Cannot("it has no figure".to_owned()));
        Sum { figures: figures.iter().map(|figure| figure.pence()).collect(), checks, check }
    }
}

/// Returns how bad a check is, 0 for the best. What cannot be said comes last of those that are not wrong.
fn rank(check: &SumCheck) -> u8 {
    match check {
        SumCheck::Ok => 0,
        SumCheck::WithinRounding(_) => 1,
        SumCheck::Cannot(_) => 2,
        SumCheck::Differs(_) => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::{Figure, Says, SumCheck, Totals, says};
    use crate::pence::Pence;

    fn figures(pounds: &[i64]) -> Vec<Figure> {
        pounds.iter().map(|pounds| Figure::Sum(Pence::from_pounds(*pounds).unwrap())).collect()
    }

    #[test]
    fn labels_of_totals_are_told_from_names() {
        for (label, expected) in [
            ("Total", Some(Says::Total)),
            ("TOTALS:", Some(Says::Total)),
            ("Grand Total", Some(Says::Grand)),
            ("Sub-total", Some(Says::Sub)),
            ("Subtotal: Corporate", Some(Says::Sub)),
            ("Neighbourhoods Total", Some(Says::Perhaps)),
            ("Total ICT Investment", Some(Says::Perhaps)),
            ("Totally new hub", None),
            ("Town hall", None),
            ("", None),
        ] {
            assert_eq!(says(label), expected, "{label}");
        }
    }

    #[test]
    fn subtotals_are_of_their_part_and_the_last_of_all() {
        let mut totals = Totals::new(vec![100]);
        totals.line(&figures(&[1]));
        totals.line(&figures(&[2]));
        let (sum, is_all) = totals.total(&figures(&[3]), Says::Perhaps, false);
        assert!(sum.check == SumCheck::Ok && !is_all);
        totals.line(&figures(&[4]));
        assert_eq!(
            totals.total(&figures(&[5]), Says::Sub, false).0.check,
            SumCheck::WithinRounding(Pence::from_pounds(1).unwrap())
        );
        totals.line(&[Figure::None]);
        let (sum, is_all) = totals.total(&figures(&[7]), Says::Total, true);
        assert!(sum.check == SumCheck::Ok && is_all, "subtotals are not added again");
    }

    #[test]
    fn a_difference_beyond_rounding_and_what_cannot_be_read_are_said() {
        let mut totals = Totals::new(vec![100]);
        totals.line(&figures(&[1]));
        totals.line(&figures(&[2]));
        assert!(totals.fits(&figures(&[3])) && !totals.fits(&figures(&[4])));
        let by = Pence::from_pounds(6).unwrap();
        assert_eq!(totals.clone().total(&figures(&[9]), Says::Grand, true).0.check, SumCheck::Differs(by));
        totals.line(&[Figure::Unreadable]);
        assert!(matches!(totals.total(&figures(&[3]), Says::Grand, true).0.check, SumCheck::Cannot(_)));
    }
}
