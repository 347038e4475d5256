//! The operations in WebAssembly SIMD, where the module is built with it.

use std::arch::wasm32::*;

/// Two doubles.
#[derive(Clone, Copy, Debug)]
pub(in crate::method::smaa) struct Floats(v128);

/// Four singles.
#[derive(Clone, Copy, Debug)]
pub(in crate::method::smaa) struct Singles(v128);

/// Two 64-bit words.
#[derive(Clone, Copy, Debug)]
pub(in crate::method::smaa) struct Words(v128);

/// Sixteen bytes.
#[derive(Clone, Copy, Debug)]
pub(in crate::method::smaa) struct Bytes(v128);

/// Sixteen marks, there or not: bytes with all bits set or none.
#[derive(Clone, Copy, Debug)]
pub(in crate::method::smaa) struct Marks(v128);

impl Floats {
    #[inline(always)]
    pub(in crate::method::smaa) fn new(low: f64, high: f64) -> Floats {
        Floats(f64x2(low, high))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn splat(number: f64) -> Floats {
        Floats(f64x2_splat(number))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn low(self) -> f64 {
        f64x2_extract_lane::<0>(self.0)
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn high(self) -> f64 {
        f64x2_extract_lane::<1>(self.0)
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn add(self, other: Floats) -> Floats {
        Floats(f64x2_add(self.0, other.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn sub(self, other: Floats) -> Floats {
        Floats(f64x2_sub(self.0, other.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn mul(self, other: Floats) -> Floats {
        Floats(f64x2_mul(self.0, other.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn div(self, other: Floats) -> Floats {
        Floats(f64x2_div(self.0, other.0))
    }

    /// The smaller of each two; neither may be NaN. This order gives the second of two zeros, as elsewhere.
    #[inline(always)]
    pub(in crate::method::smaa) fn min(self, other: Floats) -> Floats {
        Floats(f64x2_pmin(other.0, self.0))
    }

    /// The larger of each two; neither may be NaN.
    #[inline(always)]
    pub(in crate::method::smaa) fn max(self, other: Floats) -> Floats {
        Floats(f64x2_pmax(other.0, self.0))
    }

    /// All bits set where this number is strictly above the other.
    #[inline(always)]
    pub(in crate::method::smaa) fn above(self, other: Floats) -> Words {
        Words(f64x2_gt(self.0, other.0))
    }

    /// `yes` where the mask is set, `no` elsewhere.
    #[inline(always)]
    pub(in crate::method::smaa) fn select(mask: Words, yes: Floats, no: Floats) -> Floats {
        Floats(v128_bitselect(yes.0, no.0, mask.0))
    }

    /// The first number of each.
    #[inline(always)]
    pub(in crate::method::smaa) fn low_halves(self, other: Floats) -> Floats {
        Floats(i64x2_shuffle::<0, 2>(self.0, other.0))
    }

    /// The second number of each.
    #[inline(always)]
    pub(in crate::method::smaa) fn high_halves(self, other: Floats) -> Floats {
        Floats(i64x2_shuffle::<1, 3>(self.0, other.0))
    }
}

impl Singles {
    #[inline(always)]
    pub(in crate::method::smaa) fn splat(number: f32) -> Singles {
        Singles(f32x4_splat(number))
    }

    /// The smaller of each two; neither may be NaN.
    #[inline(always)]
    pub(in crate::method::smaa) fn min(self, other: Singles) -> Singles {
        Singles(f32x4_pmin(other.0, self.0))
    }

    /// The larger of each two; neither may be NaN.
    #[inline(always)]
    pub(in crate::method::smaa) fn max(self, other: Singles) -> Singles {
        Singles(f32x4_pmax(other.0, self.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn sub(self, other: Singles) -> Singles {
        Singles(f32x4_sub(self.0, other.0))
    }

    /// The first two, as doubles.
    #[inline(always)]
    pub(in crate::method::smaa) fn low_two(self) -> Floats {
        Floats(f64x2_promote_low_f32x4(self.0))
    }

    /// The last two, as doubles.
    #[inline(always)]
    pub(in crate::method::smaa) fn high_two(self) -> Floats {
        Floats(f64x2_promote_low_f32x4(i64x2_shuffle::<1, 1>(self.0, self.0)))
    }
}

impl Words {
    #[inline(always)]
    pub(in crate::method::smaa) fn new(low: u64, high: u64) -> Words {
        Words(u64x2(low, high))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn splat(word: u64) -> Words {
        Words(u64x2_splat(word))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn add(self, other: Words) -> Words {
        Words(u64x2_add(self.0, other.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn xor(self, other: Words) -> Words {
        Words(v128_xor(self.0, other.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn and(self, other: Words) -> Words {
        Words(v128_and(self.0, other.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn or(self, other: Words) -> Words {
        Words(v128_or(self.0, other.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn shl<const N: i32>(self) -> Words {
        Words(u64x2_shl(self.0, N as u32))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn shr<const N: i32>(self) -> Words {
        Words(u64x2_shr(self.0, N as u32))
    }

    /// The same bits, read as singles: the low half of each word before its high half.
    #[inline(always)]
    pub(in crate::method::smaa) fn singles(self) -> Singles {
        Singles(self.0)
    }

    /// The same bits, read as doubles.
    #[inline(always)]
    pub(in crate::method::smaa) fn floats(self) -> Floats {
        Floats(self.0)
    }
}

impl Marks {
    /// Narrows sixteen masks of 64 bits to a mark each.
    #[inline(always)]
    pub(in crate::method::smaa) fn from_masks(masks: [Words; 8]) -> Marks {
        let [a, b, c, d, e, f, g, h] = masks;
        let low = i8x16_narrow_i16x8(i16x8_narrow_i32x4(a.0, b.0), i16x8_narrow_i32x4(c.0, d.0));
        let high = i8x16_narrow_i16x8(i16x8_narrow_i32x4(e.0, f.0), i16x8_narrow_i32x4(g.0, h.0));
        Marks(i8x16_narrow_i16x8(low, high))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn or(self, other: Marks) -> Marks {
        Marks(v128_or(self.0, other.0))
    }

    /// The byte where there is a mark, 0 elsewhere.
    #[inline(always)]
    pub(in crate::method::smaa) fn times(self, byte: u8) -> Bytes {
        Bytes(v128_and(self.0, u8x16_splat(byte)))
    }
}

impl Bytes {
    #[inline(always)]
    pub(in crate::method::smaa) fn splat(byte: u8) -> Bytes {
        Bytes(u8x16_splat(byte))
    }

    /// One more where there is a mark. No byte may be 255 there.
    #[inline(always)]
    pub(in crate::method::smaa) fn plus(self, marks: Marks) -> Bytes {
        Bytes(u8x16_sub(self.0, marks.0))
    }

    /// One less where there is a mark. No byte may be 0 there.
    #[inline(always)]
    pub(in crate::method::smaa) fn minus(self, marks: Marks) -> Bytes {
        Bytes(u8x16_add(self.0, marks.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn or(self, other: Bytes) -> Bytes {
        Bytes(v128_or(self.0, other.0))
    }

    /// A mark where the bytes are equal.
    #[inline(always)]
    pub(in crate::method::smaa) fn equals(self, other: Bytes) -> Marks {
        Marks(u8x16_eq(self.0, other.0))
    }

    /// The sum of the bytes, each 0 to 255.
    #[inline(always)]
    pub(in crate::method::smaa) fn sum(self) -> u32 {
        let four = u32x4_extadd_pairwise_u16x8(u16x8_extadd_pairwise_u8x16(self.0));
        let two = u64x2_extract_lane::<0>(four) + u64x2_extract_lane::<1>(four);
        (two as u32) + (two >> 32) as u32
    }

    /// The bytes in the order of the draws.
    #[inline(always)]
    pub(in crate::method::smaa) fn to_array(self) -> [u8; 16] {
        let (low, high) = (u64x2_extract_lane::<0>(self.0), u64x2_extract_lane::<1>(self.0));
        (u128::from(low) | u128::from(high) << 64).to_le_bytes()
    }
}
