//! Check symbols: a code of 32 symbols that notices every one or two wrong ones, and can say which single one is wrong.

/// The powers of the field's generator, twice over so that no sum of two exponents leaves them, and the exponent of each
/// element. The field has 32 elements, by x⁵ + x² + 1.
const POWERS: [u8; 62] = powers();
const LOGS: [u8; 32] = logs();

const fn powers() -> [u8; 62] {
    let mut found = [0; 62];
    let (mut at, mut element) = (0, 1_u8);
    while at < 62 {
        found[at] = element;
        element <<= 1;
        if element & 32 != 0 {
            element ^= 0b10_0101;
        }
        at += 1;
    }
    found
}

const fn logs() -> [u8; 32] {
    let mut found = [0; 32];
    let mut at = 0;
    while at < 31 {
        found[POWERS[at] as usize] = at as u8;
        at += 1;
    }
    found
}

fn product(a: u8, b: u8) -> u8 {
    if a == 0 || b == 0 { 0 } else { POWERS[usize::from(LOGS[usize::from(a)]) + usize::from(LOGS[usize::from(b)])] }
}

/// Returns a power of the generator.
fn power(exponent: usize) -> u8 {
    POWERS[exponent % 31]
}

/// Returns the check symbols of some data, both together at most 31 symbols below 32.
///
/// # Reference
/// Reed and Solomon (1960), *Polynomial codes over certain finite fields*.
pub(super) fn check_symbols(data: &[u8], n_check: usize) -> Vec<u8> {
    // The product of x - a^i for i from 1, highest power first, without the leading 1.
    let mut generator = vec![0_u8; n_check];
    let mut whole = vec![1_u8];
    for i in 1..=n_check {
        let mut next = vec![0; whole.len() + 1];
        for (at, term) in whole.iter().enumerate() {
            next[at] ^= term;
            next[at + 1] ^= product(*term, power(i));
        }
        whole = next;
    }
    generator.copy_from_slice(&whole[1..]);
    let mut rest = vec![0_u8; n_check];
    for symbol in data {
        let factor = symbol ^ rest[0];
        rest.rotate_left(1);
        rest[n_check - 1] = 0;
        for (place, term) in rest.iter_mut().zip(&generator) {
            *place ^= product(factor, *term);
        }
    }
    rest
}

/// Returns the syndromes of a code: all 0 where nothing is wrong.
fn syndromes(code: &[u8], n_check: usize) -> Vec<u8> {
    let of = |i: usize| {
        let terms = code.iter().rev().enumerate();
        terms.fold(0, |sum, (at, symbol)| sum ^ product(*symbol, power(i * at)))
    };
    (1..=n_check).map(of).collect()
}

/// Returns whether the check symbols at the end of a code fit what stands before them.
pub(super) fn fits(code: &[u8], n_check: usize) -> bool {
    syndromes(code, n_check).iter().all(|syndrome| *syndrome == 0)
}

/// Returns the code that differs from this one in a single symbol and fits; `None` where there is none.
pub(super) fn corrected(code: &[u8], n_check: usize) -> Option<Vec<u8>> {
    let found = syndromes(code, n_check);
    let [first, second, ..] = found[..] else { return None };
    if found.contains(&0) {
        return None;
    }
    let exponent = (31 + usize::from(LOGS[usize::from(second)]) - usize::from(LOGS[usize::from(first)])) % 31;
    let at = code.len().checked_sub(exponent + 1)?;
    let wrong_by = product(first, power(31 - exponent));
    let mut right = code.to_vec();
    right[at] ^= wrong_by;
    fits(&right, n_check).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::{check_symbols, corrected, fits, product};

    fn code(data: &[u8], n_check: usize) -> Vec<u8> {
        let check = check_symbols(data, n_check);
        data.iter().copied().chain(check).collect()
    }

    #[test]
    fn the_field_is_one() {
        for a in 0..32 {
            assert_eq!((product(a, 0), product(a, 1)), (0, a));
            assert!(a == 0 || (1..32).any(|b| product(a, b) == 1), "{a} has an inverse");
            for b in 0..32 {
                assert_eq!(product(a, b), product(b, a));
                assert_eq!(product(a, b ^ 7), product(a, b) ^ product(a, 7));
            }
        }
    }

    #[test]
    fn of_codes_at_random_and_of_three_wrong_symbols_about_as_many_pass_as_theory_has_it() {
        let mut number = 7_u64;
        let mut next = |n: u64| {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (number >> 33) % n
        };
        let n_trials = 200_000;
        let at_random = (0..n_trials).filter(|_| {
            let code: Vec<u8> = (0..12).map(|_| next(32) as u8).collect();
            fits(&code, 2)
        });
        // Two symbols of 32: one in 1,024.
        let n_passed = at_random.count();
        assert!((150..250).contains(&n_passed), "{n_passed}");
        for (n_check, most) in [(2, 320), (3, 0)] {
            let good = code(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], n_check);
            let three_wrong = (0..n_trials).filter(|_| {
                let (mut wrong, mut places) = (good.clone(), Vec::new());
                while places.len() < 3 {
                    let place = next(good.len() as u64) as usize;
                    if !places.contains(&place) {
                        places.push(place);
                        wrong[place] ^= 1 + next(31) as u8;
                    }
                }
                fits(&wrong, n_check)
            });
            let n_passed = three_wrong.count();
            assert!(n_passed <= most, "{n_check} check symbols: {n_passed}");
        }
    }

    #[test]
    fn every_one_and_every_two_wrong_symbols_are_noticed_and_one_is_found() {
        for n_check in [2, 3] {
            let good = code(&[7, 4, 19, 22, 20, 2, 29, 13, 9, 24], n_check);
            assert!(fits(&good, n_check));
            for i in 0..good.len() {
                for e in 1..32 {
                    let mut one = good.clone();
                    one[i] ^= e;
                    assert!(!fits(&one, n_check));
                    assert_eq!(corrected(&one, n_check).as_ref(), Some(&good));
                    for j in i + 1..good.len() {
                        for f in 1..32 {
                            let mut two = one.clone();
                            two[j] ^= f;
                            assert!(!fits(&two, n_check), "{i} {e} {j} {f}");
                            // Three check symbols tell two wrong ones from one.
                            assert!(n_check == 2 || corrected(&two, n_check).is_none());
                        }
                    }
                }
            }
        }
    }
}
