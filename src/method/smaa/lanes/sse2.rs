//! The operations in SSE2, which every x86-64 processor has, by a crate that makes its instructions safe to call.

use safe_arch::{
    add_i8_m128i, add_i64_m128i, add_m128d, bitand_m128d, bitand_m128i, bitandnot_m128d, bitor_m128d, bitor_m128i,
    bitxor_m128i, cast_to_m128_from_m128i, cast_to_m128d_from_m128i, cast_to_m128i_from_m128d, cmp_eq_mask_i8_m128i,
    cmp_gt_mask_m128d, convert_to_m128d_from_lower2_m128, div_m128d, m128, m128d, m128i, max_m128, max_m128d, min_m128,
    min_m128d, move_high_low_m128, mul_m128d, pack_i16_to_i8_m128i, pack_i32_to_i16_m128i, set_splat_i8_m128i,
    set_splat_i64_m128i, set_splat_m128, set_splat_m128d, shl_imm_u64_m128i, shr_imm_u64_m128i, sub_i8_m128i, sub_m128,
    sub_m128d, sum_of_u8_abs_diff_m128i, unpack_high_m128d, unpack_low_m128d, zeroed_m128i,
};

/// Two doubles.
#[derive(Clone, Copy, Debug)]
pub(in crate::method::smaa) struct Floats(m128d);

/// Four singles.
#[derive(Clone, Copy, Debug)]
pub(in crate::method::smaa) struct Singles(m128);

/// Two 64-bit words.
#[derive(Clone, Copy, Debug)]
pub(in crate::method::smaa) struct Words(m128i);

/// Sixteen bytes.
#[derive(Clone, Copy, Debug)]
pub(in crate::method::smaa) struct Bytes(m128i);

/// Sixteen marks, there or not: bytes with all bits set or none.
#[derive(Clone, Copy, Debug)]
pub(in crate::method::smaa) struct Marks(m128i);

impl Floats {
    #[inline(always)]
    pub(in crate::method::smaa) fn new(low: f64, high: f64) -> Floats {
        Floats(m128d::from_array([low, high]))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn splat(number: f64) -> Floats {
        Floats(set_splat_m128d(number))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn low(self) -> f64 {
        self.0.to_array()[0]
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn high(self) -> f64 {
        self.0.to_array()[1]
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn add(self, other: Floats) -> Floats {
        Floats(add_m128d(self.0, other.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn sub(self, other: Floats) -> Floats {
        Floats(sub_m128d(self.0, other.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn mul(self, other: Floats) -> Floats {
        Floats(mul_m128d(self.0, other.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn div(self, other: Floats) -> Floats {
        Floats(div_m128d(self.0, other.0))
    }

    /// The smaller of each two; neither may be NaN.
    #[inline(always)]
    pub(in crate::method::smaa) fn min(self, other: Floats) -> Floats {
        Floats(min_m128d(self.0, other.0))
    }

    /// The larger of each two; neither may be NaN.
    #[inline(always)]
    pub(in crate::method::smaa) fn max(self, other: Floats) -> Floats {
        Floats(max_m128d(self.0, other.0))
    }

    /// All bits set where this number is strictly above the other.
    #[inline(always)]
    pub(in crate::method::smaa) fn above(self, other: Floats) -> Words {
        Words(cast_to_m128i_from_m128d(cmp_gt_mask_m128d(self.0, other.0)))
    }

    /// `yes` where the mask is set, `no` elsewhere.
    #[inline(always)]
    pub(in crate::method::smaa) fn select(mask: Words, yes: Floats, no: Floats) -> Floats {
        let mask = cast_to_m128d_from_m128i(mask.0);
        Floats(bitor_m128d(bitand_m128d(mask, yes.0), bitandnot_m128d(mask, no.0)))
    }

    /// The first number of each.
    #[inline(always)]
    pub(in crate::method::smaa) fn low_halves(self, other: Floats) -> Floats {
        Floats(unpack_low_m128d(self.0, other.0))
    }

    /// The second number of each.
    #[inline(always)]
    pub(in crate::method::smaa) fn high_halves(self, other: Floats) -> Floats {
        Floats(unpack_high_m128d(self.0, other.0))
    }
}

impl Singles {
    #[inline(always)]
    pub(in crate::method::smaa) fn splat(number: f32) -> Singles {
        Singles(set_splat_m128(number))
    }

    /// The smaller of each two; neither may be NaN.
    #[inline(always)]
    pub(in crate::method::smaa) fn min(self, other: Singles) -> Singles {
        Singles(min_m128(self.0, other.0))
    }

    /// The larger of each two; neither may be NaN.
    #[inline(always)]
    pub(in crate::method::smaa) fn max(self, other: Singles) -> Singles {
        Singles(max_m128(self.0, other.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn sub(self, other: Singles) -> Singles {
        Singles(sub_m128(self.0, other.0))
    }

    /// The first two, as doubles.
    #[inline(always)]
    pub(in crate::method::smaa) fn low_two(self) -> Floats {
        Floats(convert_to_m128d_from_lower2_m128(self.0))
    }

    /// The last two, as doubles.
    #[inline(always)]
    pub(in crate::method::smaa) fn high_two(self) -> Floats {
        Floats(convert_to_m128d_from_lower2_m128(move_high_low_m128(self.0, self.0)))
    }
}

impl Words {
    #[inline(always)]
    pub(in crate::method::smaa) fn new(low: u64, high: u64) -> Words {
        Words(m128i::from([low, high]))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn splat(word: u64) -> Words {
        Words(set_splat_i64_m128i(word.cast_signed()))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn add(self, other: Words) -> Words {
        Words(add_i64_m128i(self.0, other.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn xor(self, other: Words) -> Words {
        Words(bitxor_m128i(self.0, other.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn and(self, other: Words) -> Words {
        Words(bitand_m128i(self.0, other.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn or(self, other: Words) -> Words {
        Words(bitor_m128i(self.0, other.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn shl<const N: i32>(self) -> Words {
        Words(shl_imm_u64_m128i::<N>(self.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn shr<const N: i32>(self) -> Words {
        Words(shr_imm_u64_m128i::<N>(self.0))
    }

    /// The same bits, read as singles: the low half of each word before its high half.
    #[inline(always)]
    pub(in crate::method::smaa) fn singles(self) -> Singles {
        Singles(cast_to_m128_from_m128i(self.0))
    }

    /// The same bits, read as doubles.
    #[inline(always)]
    pub(in crate::method::smaa) fn floats(self) -> Floats {
        Floats(cast_to_m128d_from_m128i(self.0))
    }
}

impl Marks {
    /// Narrows sixteen masks of 64 bits to a mark each.
    #[inline(always)]
    pub(in crate::method::smaa) fn from_masks(masks: [Words; 8]) -> Marks {
        let [a, b, c, d, e, f, g, h] = masks;
        let low = pack_i16_to_i8_m128i(pack_i32_to_i16_m128i(a.0, b.0), pack_i32_to_i16_m128i(c.0, d.0));
        let high = pack_i16_to_i8_m128i(pack_i32_to_i16_m128i(e.0, f.0), pack_i32_to_i16_m128i(g.0, h.0));
        Marks(pack_i16_to_i8_m128i(low, high))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn or(self, other: Marks) -> Marks {
        Marks(bitor_m128i(self.0, other.0))
    }

    /// The byte where there is a mark, 0 elsewhere.
    #[inline(always)]
    pub(in crate::method::smaa) fn times(self, byte: u8) -> Bytes {
        Bytes(bitand_m128i(self.0, set_splat_i8_m128i(byte.cast_signed())))
    }
}

impl Bytes {
    #[inline(always)]
    pub(in crate::method::smaa) fn splat(byte: u8) -> Bytes {
        Bytes(set_splat_i8_m128i(byte.cast_signed()))
    }

    /// One more where there is a mark. No byte may be 255 there.
    #[inline(always)]
    pub(in crate::method::smaa) fn plus(self, marks: Marks) -> Bytes {
        Bytes(sub_i8_m128i(self.0, marks.0))
    }

    /// One less where there is a mark. No byte may be 0 there.
    #[inline(always)]
    pub(in crate::method::smaa) fn minus(self, marks: Marks) -> Bytes {
        Bytes(add_i8_m128i(self.0, marks.0))
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn or(self, other: Bytes) -> Bytes {
        Bytes(bitor_m128i(self.0, other.0))
    }

    /// A mark where the bytes are equal.
    #[inline(always)]
    pub(in crate::method::smaa) fn equals(self, other: Bytes) -> Marks {
        Marks(cmp_eq_mask_i8_m128i(self.0, other.0))
    }

    /// The sum of the bytes, each 0 to 255.
    #[inline(always)]
    pub(in crate::method::smaa) fn sum(self) -> u32 {
        let [low, high]: [u64; 2] = sum_of_u8_abs_diff_m128i(self.0, zeroed_m128i()).into();
        (low + high) as u32
    }

    /// The bytes in the order of the draws.
    #[inline(always)]
    pub(in crate::method::smaa) fn to_array(self) -> [u8; 16] {
        self.0.into()
    }
}
