//! The operations without vector instructions, for every other target; the other back ends are tested against it.

/// Two doubles.
#[derive(Clone, Copy, Debug)]
pub(in crate::appraisal::smaa) struct Floats([f64; 2]);

/// Two 64-bit words.
#[derive(Clone, Copy, Debug)]
pub(in crate::appraisal::smaa) struct Words([u64; 2]);

/// Sixteen bytes.
#[derive(Clone, Copy, Debug)]
pub(in crate::appraisal::smaa) struct Bytes([u8; 16]);

impl Floats {
    #[inline(always)]
    pub(in crate::appraisal::smaa) fn new(low: f64, high: f64) -> Floats {
        Floats([low, high])
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn splat(number: f64) -> Floats {
        Floats([number; 2])
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn low(self) -> f64 {
        self.0[0]
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn high(self) -> f64 {
        self.0[1]
    }

    #[inline(always)]
    fn both(self, other: Floats, operation: impl Fn(f64, f64) -> f64) -> Floats {
        Floats([operation(self.0[0], other.0[0]), operation(self.0[1], other.0[1])])
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn add(self, other: Floats) -> Floats {
        self.both(other, |a, b| a + b)
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn sub(self, other: Floats) -> Floats {
        self.both(other, |a, b| a - b)
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn mul(self, other: Floats) -> Floats {
        self.both(other, |a, b| a * b)
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn div(self, other: Floats) -> Floats {
        self.both(other, |a, b| a / b)
    }

    /// The smaller of each two; neither may be NaN.
    #[inline(always)]
    pub(in crate::appraisal::smaa) fn min(self, other: Floats) -> Floats {
        self.both(other, |a, b| if a < b { a } else { b })
    }

    /// The larger of each two; neither may be NaN.
    #[inline(always)]
    pub(in crate::appraisal::smaa) fn max(self, other: Floats) -> Floats {
        self.both(other, |a, b| if a > b { a } else { b })
    }

    /// All bits set where this number is strictly above the other.
    #[inline(always)]
    pub(in crate::appraisal::smaa) fn above(self, other: Floats) -> Words {
        let mask = |yes: bool| if yes { u64::MAX } else { 0 };
        Words([mask(self.0[0] > other.0[0]), mask(self.0[1] > other.0[1])])
    }

    /// `yes` where the mask is set, `no` elsewhere.
    #[inline(always)]
    pub(in crate::appraisal::smaa) fn select(mask: Words, yes: Floats, no: Floats) -> Floats {
        let pick = |lane: usize| if mask.0[lane] == 0 { no.0[lane] } else { yes.0[lane] };
        Floats([pick(0), pick(1)])
    }

    /// The first number of each.
    #[inline(always)]
    pub(in crate::appraisal::smaa) fn low_halves(self, other: Floats) -> Floats {
        Floats([self.0[0], other.0[0]])
    }

    /// The second number of each.
    #[inline(always)]
    pub(in crate::appraisal::smaa) fn high_halves(self, other: Floats) -> Floats {
        Floats([self.0[1], other.0[1]])
    }
}

impl Words {
    #[inline(always)]
    pub(in crate::appraisal::smaa) fn new(low: u64, high: u64) -> Words {
        Words([low, high])
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn splat(word: u64) -> Words {
        Words([word; 2])
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn add(self, other: Words) -> Words {
        Words([self.0[0].wrapping_add(other.0[0]), self.0[1].wrapping_add(other.0[1])])
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn xor(self, other: Words) -> Words {
        Words([self.0[0] ^ other.0[0], self.0[1] ^ other.0[1]])
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn or(self, other: Words) -> Words {
        Words([self.0[0] | other.0[0], self.0[1] | other.0[1]])
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn shl<const N: i32>(self) -> Words {
        Words([self.0[0] << N, self.0[1] << N])
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn shr<const N: i32>(self) -> Words {
        Words([self.0[0] >> N, self.0[1] >> N])
    }

    /// The same bits, read as doubles.
    #[inline(always)]
    pub(in crate::appraisal::smaa) fn floats(self) -> Floats {
        Floats([f64::from_bits(self.0[0]), f64::from_bits(self.0[1])])
    }
}

impl Bytes {
    #[inline(always)]
    pub(in crate::appraisal::smaa) fn splat(byte: u8) -> Bytes {
        Bytes([byte; 16])
    }

    /// Narrows sixteen masks of 64 bits to sixteen of 8, in order.
    #[inline(always)]
    pub(in crate::appraisal::smaa) fn from_masks(masks: [Words; 8]) -> Bytes {
        Bytes(std::array::from_fn(|lane| if masks[lane / 2].0[lane % 2] == 0 { 0 } else { 0xff }))
    }

    #[inline(always)]
    fn both(self, other: Bytes, operation: impl Fn(u8, u8) -> u8) -> Bytes {
        Bytes(std::array::from_fn(|lane| operation(self.0[lane], other.0[lane])))
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn add(self, other: Bytes) -> Bytes {
        self.both(other, u8::wrapping_add)
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn sub(self, other: Bytes) -> Bytes {
        self.both(other, u8::wrapping_sub)
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn and(self, other: Bytes) -> Bytes {
        self.both(other, |a, b| a & b)
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn or(self, other: Bytes) -> Bytes {
        self.both(other, |a, b| a | b)
    }

    /// All bits set where the bytes are equal.
    #[inline(always)]
    pub(in crate::appraisal::smaa) fn equals(self, other: Bytes) -> Bytes {
        self.both(other, |a, b| if a == b { 0xff } else { 0 })
    }

    /// The sum of the bytes, each 0 to 255.
    #[inline(always)]
    pub(in crate::appraisal::smaa) fn sum(self) -> u32 {
        self.0.iter().copied().map(u32::from).sum()
    }

    #[inline(always)]
    pub(in crate::appraisal::smaa) fn to_array(self) -> [u8; 16] {
        self.0
    }
}
