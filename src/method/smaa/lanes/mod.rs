//! Two or four numbers side by side: the few vector instructions that a draw needs, behind one set of names.
//!
//! Every back end does the same operations on the same bits, without fused or reordered arithmetic, so results do not
//! depend on which one is compiled in. Left to the compiler, the loops of this folder become vector code at one
//! optimisation level and not at the next; named instructions do not.

#[cfg(any(test, not(any(all(target_arch = "wasm32", target_feature = "simd128"), target_arch = "x86_64"))))]
#[cfg_attr(test, allow(dead_code, reason = "compared with the others only"))]
mod plain;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128;
#[cfg(target_arch = "x86_64")]
mod sse2;

#[cfg(not(any(all(target_arch = "wasm32", target_feature = "simd128"), target_arch = "x86_64")))]
pub(super) use plain::{Bytes, Floats, Marks, Singles, Words};
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(super) use simd128::{Bytes, Floats, Marks, Singles, Words};
#[cfg(target_arch = "x86_64")]
pub(super) use sse2::{Bytes, Floats, Marks, Singles, Words};

/// Number of draws that are made at the same time.
pub(super) const N_LANES: usize = 16;

/// Number of vectors that hold one number of each of these draws.
pub(super) const N_COLUMNS: usize = N_LANES / 2;

/// One number of each of [`N_LANES`] draws: draws 0 and 1 in the first column, 2 and 3 in the next.
pub(super) type Row = [Floats; N_COLUMNS];

/// Number of vectors that hold one single-precision number of each of these draws.
pub(super) const N_QUADS: usize = N_LANES / 4;

/// One single-precision number of each of [`N_LANES`] draws: draws 0 to 3 in the first vector, 4 to 7 in the next.
pub(super) type SingleRow = [Singles; N_QUADS];

/// Returns a row worked out column by column. Written out, so that it is straight code at every optimisation level.
#[inline(always)]
pub(super) fn map(a: &Row, f: impl Fn(Floats) -> Floats) -> Row {
    [f(a[0]), f(a[1]), f(a[2]), f(a[3]), f(a[4]), f(a[5]), f(a[6]), f(a[7])]
}

/// Returns what two rows give column by column, written out likewise.
#[inline(always)]
pub(super) fn both<T>(a: &Row, b: &Row, f: impl Fn(Floats, Floats) -> T) -> [T; N_COLUMNS] {
    [
        f(a[0], b[0]),
        f(a[1], b[1]),
        f(a[2], b[2]),
        f(a[3], b[3]),
        f(a[4], b[4]),
        f(a[5], b[5]),
        f(a[6], b[6]),
        f(a[7], b[7]),
    ]
}

/// Returns `sum + a * by`, rounded after each step.
#[inline(always)]
pub(super) fn plus_times(sum: &Row, a: &Row, by: Floats) -> Row {
    both(sum, a, |sum, a| sum.add(a.mul(by)))
}

/// Returns the same number for every draw.
#[inline(always)]
pub(super) fn row(number: f64) -> Row {
    [Floats::splat(number); N_COLUMNS]
}

/// Returns the number of one draw.
pub(super) fn lane(row: &Row, lane: usize) -> f64 {
    let column = row[lane / 2];
    if lane.is_multiple_of(2) { column.low() } else { column.high() }
}

/// Replaces the number of one draw.
pub(super) fn set_lane(row: &mut Row, lane: usize, number: f64) {
    let column = &mut row[lane / 2];
    *column =
        if lane.is_multiple_of(2) { Floats::new(number, column.high()) } else { Floats::new(column.low(), number) };
}

#[cfg(test)]
mod tests {
    use super::{lane, row, set_lane};

    #[test]
    fn a_lane_is_one_draw() {
        let mut numbers = row(0.0);
        (0..16_u32).for_each(|draw| set_lane(&mut numbers, draw as usize, f64::from(draw)));
        let read: Vec<u32> = (0..16).map(|draw| lane(&numbers, draw) as u32).collect();
        assert_eq!(read, (0..16).collect::<Vec<_>>());
    }

    /// The same tests for each back end that is compiled in.
    macro_rules! tests_of {
        ($back_end:ident) => {
            mod $back_end {
                use super::super::$back_end::{Bytes, Floats, Marks, Singles, Words};

                /// Returns marks for the draws whose bit is set.
                fn marks(bits: u16) -> Marks {
                    let mask = |draw: usize| if bits >> draw & 1 == 1 { u64::MAX } else { 0 };
                    Marks::from_masks(std::array::from_fn(|column| Words::new(mask(2 * column), mask(2 * column + 1))))
                }

                fn both(numbers: Floats) -> [u64; 2] {
                    [numbers.low().to_bits(), numbers.high().to_bits()]
                }

                #[test]
                fn marks_and_bytes_keep_the_order_of_the_draws() {
                    for bits in [0, 1, 2, 0x8000, 0xffff, 0x5555, 0x1234, 0xfedc] {
                        let expected: Vec<u8> = (0..16).map(|draw| (bits >> draw & 1) as u8).collect();
                        let marks = marks(bits);
                        assert_eq!(marks.times(1).to_array().as_slice(), expected);
                        let (plus, minus) = (Bytes::splat(254).plus(marks), Bytes::splat(1).minus(marks));
                        for (draw, mark) in expected.into_iter().enumerate() {
                            assert_eq!((plus.to_array()[draw], minus.to_array()[draw]), (254 + mark, 1 - mark));
                        }
                        assert_eq!(plus.equals(Bytes::splat(255)).times(7).sum(), 7 * bits.count_ones());
                        assert_eq!(minus.equals(plus).times(1).sum(), 0);
                        assert_eq!(Bytes::splat(255).sum(), 4080);
                        assert_eq!(marks.or(self::marks(1)).times(255).to_array()[0], 255);
                    }
                }

                #[test]
                fn every_byte_equals_itself_alone() {
                    for (a, b) in (0..=255_u8).flat_map(|a| (0..=255_u8).map(move |b| (a, b))) {
                        let equal = Bytes::splat(a).equals(Bytes::splat(b)).times(1).sum();
                        assert_eq!(equal, if a == b { 16 } else { 0 });
                    }
                }

                /// Returns four singles from their bits, and the doubles that they are.
                fn singles(numbers: [f32; 4]) -> Singles {
                    let word = |low: f32, high: f32| u64::from(low.to_bits()) | u64::from(high.to_bits()) << 32;
                    Words::new(word(numbers[0], numbers[1]), word(numbers[2], numbers[3])).singles()
                }

                fn four(numbers: Singles) -> [u64; 4] {
                    let ([a, b], [c, d]) = (both(numbers.low_two()), both(numbers.high_two()));
                    [a, b, c, d]
                }

                #[test]
                fn singles_are_those_of_plain_arithmetic_to_the_bit() {
                    let numbers = [0.0, -0.0, 1.0, 1.999_999_9, 2.0, -1.5, 0.1, 1e38, 1e-45, 1.0 + f32::EPSILON];
                    for (a, b) in numbers.into_iter().flat_map(|a| numbers.map(|b| (a, b))) {
                        let (x, y) = (singles([a, b, b, 1.25]), singles([b, a, 1.5, a]));
                        let bits = |numbers: [f32; 4]| numbers.map(|number| f64::from(number).to_bits());
                        let (less, more) = (|a, b| if a < b { a } else { b }, |a, b| if a > b { a } else { b });
                        assert_eq!(four(x), bits([a, b, b, 1.25]));
                        assert_eq!(four(Singles::splat(a)), bits([a; 4]));
                        assert_eq!(four(x.min(y)), bits([less(a, b), less(b, a), less(b, 1.5), less(1.25, a)]));
                        assert_eq!(four(x.max(y)), bits([more(a, b), more(b, a), more(b, 1.5), more(1.25, a)]));
                        assert_eq!(four(x.sub(y)), bits([a - b, b - a, b - 1.5, 1.25 - a]));
                    }
                    let words = Words::new(0x0123_4567_89ab_cdef, u64::MAX).and(Words::new(0xffff, 0xf0f0));
                    assert_eq!(both(words.floats()), [0xcdef, 0xf0f0]);
                }

                #[test]
                fn numbers_are_those_of_plain_arithmetic_to_the_bit() {
                    let numbers = [0.0, -0.0, 1.0, -1.5, 0.1, 1e300, 5e-324, f64::INFINITY];
                    for (a, b) in numbers.into_iter().flat_map(|a| numbers.map(|b| (a, b))) {
                        let (x, y) = (Floats::new(a, b), Floats::new(b, a));
                        let bits = |low: f64, high: f64| [low.to_bits(), high.to_bits()];
                        let (less, more) = (|a, b| if a < b { a } else { b }, |a, b| if a > b { a } else { b });
                        assert_eq!(both(x.add(y)), bits(a + b, b + a));
                        assert_eq!(both(x.min(y)), bits(less(a, b), less(b, a)));
                        assert_eq!(both(x.max(y)), bits(more(a, b), more(b, a)));
                        assert_eq!(both(Floats::select(x.above(y), x, y)), bits(more(a, b), more(b, a)));
                        assert_eq!(both(x.low_halves(y)), bits(a, b));
                        assert_eq!(both(x.high_halves(y)), bits(b, a));
                        if a.is_finite() && b.is_finite() {
                            assert_eq!(both(x.sub(y)), bits(a - b, b - a));
                            assert_eq!(both(x.mul(y)), bits(a * b, b * a));
                        }
                        if a.to_bits() << 1 != 0 && b.to_bits() << 1 != 0 && a.is_finite() && b.is_finite() {
                            assert_eq!(both(x.div(y)), bits(a / b, b / a));
                        }
                    }
                    let words = Words::new(0x0123_4567_89ab_cdef, u64::MAX).shl::<8>().shr::<12>();
                    let words = words.xor(Words::splat(5)).add(Words::splat(u64::MAX)).or(Words::new(1, 2));
                    let shifted = [0x0123_4567_89ab_cdef_u64, u64::MAX]
                        .map(|word| ((word << 8 >> 12) ^ 5).wrapping_add(u64::MAX));
                    assert_eq!(both(words.floats()), [shifted[0] | 1, shifted[1] | 2]);
                }
            }
        };
    }

    tests_of!(plain);
    #[cfg(target_arch = "x86_64")]
    tests_of!(sse2);
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    tests_of!(simd128);
}
