//! Two numbers side by side: the few vector instructions that a draw needs, behind one set of names.
//!
//! Every back end does the same operations on the same bits, without fused or reordered arithmetic, so results do not
//! depend on which one is compiled in. Left to the compiler, the loops of this folder become vector code at one
//! optimisation level and not at the next; named instructions do not.

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod plain;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub(super) use plain::{Bytes, Floats, Words};
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(super) use simd128::{Bytes, Floats, Words};

/// Number of draws that are made at the same time.
pub(super) const N_LANES: usize = 16;

/// Number of vectors that hold one number of each of these draws.
pub(super) const N_COLUMNS: usize = N_LANES / 2;

/// One number of each of [`N_LANES`] draws: draws 0 and 1 in the first column, 2 and 3 in the next.
pub(super) type Row = [Floats; N_COLUMNS];

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
