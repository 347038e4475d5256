//! The unit in which the sums of one table or chart are printed: pounds, thousands, millions or billions, with as many
//! decimals as tell them apart.

use super::{MINUS, decimal};
use crate::pence::Pence;

/// A unit of money and its decimals, the same for every sum of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoneyUnit {
    size: &'static Size,
    decimals: usize,
}

/// One of the units.
#[derive(Debug, PartialEq, Eq)]
struct Size {
    /// As a heading names it.
    name: &'static str,
    /// As it stands behind a number.
    suffix: &'static str,
    pence: u64,
    /// The pounds from which on it is used.
    from: u64,
}

const POUNDS: Size = Size { name: "£", suffix: "", pence: 100, from: 0 };

/// The largest first.
static SIZES: [Size; 4] = [
    Size { name: "£bn", suffix: "bn", pence: 100_000_000_000, from: 1_000_000_000 },
    Size { name: "£m", suffix: "m", pence: 100_000_000, from: 1_000_000 },
    Size { name: "£k", suffix: "k", pence: 100_000, from: 10_000 },
    POUNDS,
];

/// No table prints more decimals of a unit.
const MOST: usize = 3;

impl MoneyUnit {
    /// Returns the unit for sums that stand together, chosen by the largest: billions, millions, thousands from £10,000, or
    /// pounds. It has the decimals, at most three, that give three figures to the smallest sum that is at least a tenth of the
    /// largest, and one to the smallest that is at least a thousandth.
    ///
    /// # Example
    /// ```
    /// use weighbridge::{pence::Pence, print::MoneyUnit};
    /// let rents = [6_700, 12_000, 14_100].map(|pounds| Pence::from_pounds(pounds).unwrap());
    /// let unit = MoneyUnit::of(rents);
    /// assert_eq!(unit.name(), "£k");
    /// assert_eq!(rents.map(|rent| unit.print(rent)), ["6.70", "12.00", "14.10"]);
    /// assert_eq!(unit.in_full(rents[0]), "£6.70k");
    /// ```
    #[must_use]
    pub fn of(sums: impl IntoIterator<Item = Pence>) -> MoneyUnit {
        MoneyUnit::with_details(sums, [])
    }

    /// Returns the unit as [`of`](MoneyUnit::of) does, for sums that are compared and others that stand beside them: a detail
    /// has a say in the unit, and prints at least one figure where it is a thousandth of the largest or more.
    #[must_use]
    pub fn with_details(
        compared: impl IntoIterator<Item = Pence>,
        details: impl IntoIterator<Item = Pence>,
    ) -> MoneyUnit {
        let compared = sizes(compared);
        let all: Vec<u64> = compared.iter().copied().chain(sizes(details)).collect();
        let largest = all.iter().copied().max().unwrap_or(0);
        let size = size_of(largest);
        if size.pence == POUNDS.pence {
            let is_small = largest < 100 * size.pence && all.iter().any(|sum| !sum.is_multiple_of(size.pence));
            return MoneyUnit { size, decimals: if is_small { 2 } else { 0 } };
        }
        let smallest = |sums: &[u64], least: u64| sums.iter().copied().filter(|sum| *sum >= least).min();
        let three = smallest(&compared, largest / 10).map_or(0, |sum| decimals_for(sum, size, 100));
        let one = smallest(&all, largest / 1000).map_or(0, |sum| decimals_for(sum, size, 1));
        MoneyUnit { size, decimals: three.max(one) }
    }

    /// Returns the unit for sums that a source printed in steps of `step`, with the decimals that print a step exactly.
    ///
    /// # Example
    /// ```
    /// use weighbridge::{pence::Pence, print::MoneyUnit};
    /// let pounds = |pounds| Pence::from_pounds(pounds).unwrap();
    /// let unit = MoneyUnit::in_steps(pounds(100_000), [pounds(61_900_000), pounds(400_000)]);
    /// assert_eq!((unit.name(), unit.print(pounds(400_000)).as_str()), ("£m", "0.4"));
    /// let unit = MoneyUnit::in_steps(pounds(100), [pounds(14_100), pounds(6_700)]);
    /// assert_eq!((unit.name(), unit.print(pounds(6_700)).as_str()), ("£k", "6.7"));
    /// ```
    #[must_use]
    pub fn in_steps(step: Pence, sums: impl IntoIterator<Item = Pence>) -> MoneyUnit {
        let size = size_of(sums.into_iter().map(|sum| sum.get().unsigned_abs()).max().unwrap_or(0));
        let step = step.get().unsigned_abs();
        let mut unit = size.pence;
        // A whole unit has so many factors of ten.
        let decimals = (0..).take_while(|_| {
            let is_finer = !step.is_multiple_of(unit) && unit.is_multiple_of(10);
            unit = if is_finer { unit / 10 } else { unit };
            is_finer
        });
        MoneyUnit { size, decimals: decimals.count().min(6) }
    }

    /// Returns the unit as a heading names it: "£", "£k", "£m" or "£bn".
    #[must_use]
    pub fn name(self) -> &'static str {
        self.size.name
    }

    /// Returns how many pounds one of it is.
    #[must_use]
    pub fn pounds(self) -> f64 {
        (self.size.pence / POUNDS.pence) as f64
    }

    /// Returns a sum in this unit, for a column whose heading names it.
    #[must_use]
    pub fn print(self, sum: Pence) -> String {
        decimal(sum.get() as f64 / self.size.pence as f64, self.decimals)
    }

    /// Returns a sum that stands by itself: "£7.68m".
    #[must_use]
    pub fn in_full(self, sum: Pence) -> String {
        self.with_sign(&self.print(sum))
    }

    /// Returns a printed number of this unit with the sign for pounds and the unit: "−£0.5m".
    pub(crate) fn with_sign(self, number: &str) -> String {
        let (sign, number) = number.strip_prefix(MINUS).map_or(("", number), |number| (MINUS, number));
        format!("{sign}£{number}{}", self.size.suffix)
    }
}

/// Returns the sums in pence, without signs and without those of nothing.
fn sizes(sums: impl IntoIterator<Item = Pence>) -> Vec<u64> {
    sums.into_iter().map(|sum| sum.get().unsigned_abs()).filter(|sum| *sum > 0).collect()
}

fn size_of(largest: u64) -> &'static Size {
    SIZES.iter().find(|size| largest >= size.from * POUNDS.pence).unwrap_or(&SIZES[SIZES.len() - 1])
}

/// Returns the decimals that a sum needs to print at least `least` in units of its last digit.
fn decimals_for(sum: u64, size: &Size, least: u64) -> usize {
    (0..MOST)
        .scan(1, |scale, decimals| {
            let enough = sum * *scale >= least * size.pence;
            *scale *= 10;
            Some((decimals, enough))
        })
        .find(|(_, enough)| *enough)
        .map_or(MOST, |(decimals, _)| decimals)
}

#[cfg(test)]
mod tests {
    use super::MoneyUnit;
    use crate::pence::Pence;

    fn printed(pounds: &[i64]) -> (&'static str, Vec<String>) {
        let sums: Vec<Pence> = pounds.iter().map(|pounds| Pence::from_pounds(*pounds).unwrap()).collect();
        let unit = MoneyUnit::of(sums.iter().copied());
        (unit.name(), sums.into_iter().map(|sum| unit.print(sum)).collect())
    }

    #[test]
    fn the_unit_follows_the_largest_and_the_decimals_the_smallest_that_matters() {
        for (pounds, unit, expected) in [
            (&[6_700, 12_000, 14_100][..], "£k", &["6.70", "12.00", "14.10"][..]),
            (&[7_683_123, 3_330_000, 90_000], "£m", &["7.68", "3.33", "0.09"]),
            (&[9_999, 950, 0], "£", &["9,999", "950", "0"]),
            (&[420_000, 85_700], "£k", &["420.0", "85.7"]),
            (&[1_200_000, 6_700], "£m", &["1.200", "0.007"]),
            (&[-1_250_000_000, 980_000_000], "£bn", &["−1.250", "0.980"]),
            (&[150_000_000, 120_000_000], "£m", &["150", "120"]),
            (&[1_000_000, 10], "£m", &["1.00", "0.00"]),
            (&[0], "£", &["0"]),
            (&[], "£", &[]),
        ] {
            let (name, found) = printed(pounds);
            assert_eq!(
                (name, found.as_slice()),
                (unit, expected.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>().as_slice())
            );
        }
        let pounds = |pounds| Pence::from_pounds(pounds).unwrap();
        let unit = MoneyUnit::with_details([pounds(7_680_000)], [pounds(990_000), pounds(90_000)]);
        assert_eq!(unit.print(pounds(990_000)), "0.99", "a detail has fewer figures than what is compared");
        let pence = |pence| Pence::new(pence).unwrap();
        assert_eq!(MoneyUnit::of([pence(1_250), pence(700)]).in_full(pence(1_250)), "£12.50");
        assert_eq!(MoneyUnit::of([pence(-50_000_000)]).in_full(pence(-50_000_000)), "−£500k");
    }

    #[test]
    fn what_a_source_printed_is_printed_to_its_step() {
        let pounds = |pounds| Pence::from_pounds(pounds).unwrap();
        let print = |step, sum| MoneyUnit::in_steps(pounds(step), [pounds(sum)]).in_full(pounds(sum));
        assert_eq!(print(1_000_000, 86_000_000), "£86m");
        assert_eq!(print(10_000, 7_680_000), "£7.68m");
        assert_eq!(print(5_000, 7_685_000), "£7.685m");
        assert_eq!(print(1, 6_712), "£6,712");
        assert_eq!(MoneyUnit::in_steps(Pence::new(1).unwrap(), [pounds(5)]).in_full(pounds(5)), "£5.00");
    }
}
