//! The operations without vector instructions, for every other target. Bytes are kept by eights in a word, which is
//! quick enough where nothing vectorises, and easy to vectorise where something does.

/// Two doubles.
#[derive(Clone, Copy, Debug)]
pub(in crate::method::smaa) struct Floats([f64; 2]);

/// Four singles.
#[derive(Clone, Copy, Debug)]
pub(in crate::method::smaa) struct Singles([f32; 4]);

/// Two 64-bit words.
#[derive(Clone, Copy, Debug)]
pub(in crate::method::smaa) struct Words([u64; 2]);

/// Sixteen bytes: those of even draws in the first word, those of odd draws in the second, earlier draws lower down.
#[derive(Clone, Copy, Debug)]
pub(in crate::method::smaa) struct Bytes([u64; 2]);

/// Sixteen marks, there or not: bytes of 1 or 0.
#[derive(Clone, Copy, Debug)]
pub(in crate::method::smaa) struct Marks([u64; 2]);

/// A byte of 1 for each of eight draws.
const ONES: u64 = 0x0101_0101_0101_0101;

impl Floats {
    #[inline(always)]
    pub(in crate::method::smaa) fn new(low: f64, high: f64) -> Floats {
        Floats([low, high])
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn splat(number: f64) -> Floats {
        Floats([number; 2])
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn low(self) -> f64 {
        self.0[0]
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn high(self) -> f64 {
        self.0[1]
    }

    #[inline(always)]
    fn both(self, other: Floats, operation: impl Fn(f64, f64) -> f64) -> Floats {
        Floats([operation(self.0[0], other.0[0]), operation(self.0[1], other.0[1])])
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn add(self, other: Floats) -> Floats {
        self.both(other, |a, b| a + b)
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn sub(self, other: Floats) -> Floats {
        self.both(other, |a, b| a - b)
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn mul(self, other: Floats) -> Floats {
        self.both(other, |a, b| a * b)
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn div(self, other: Floats) -> Floats {
        self.both(other, |a, b| a / b)
    }

    /// The smaller of each two; neither may be NaN.
    #[inline(always)]
    pub(in crate::method::smaa) fn min(self, other: Floats) -> Floats {
        self.both(other, |a, b| if a < b { a } else { b })
    }

    /// The larger of each two; neither may be NaN.
    #[inline(always)]
    pub(in crate::method::smaa) fn max(self, other: Floats) -> Floats {
        self.both(other, |a, b| if a > b { a } else { b })
    }

    /// All bits set where this number is strictly above the other.
    #[inline(always)]
    pub(in crate::method::smaa) fn above(self, other: Floats) -> Words {
        let mask = |yes: bool| if yes { u64::MAX } else { 0 };
        Words([mask(self.0[0] > other.0[0]), mask(self.0[1] > other.0[1])])
    }

    /// `yes` where the mask is set, `no` elsewhere.
    #[inline(always)]
    pub(in crate::method::smaa) fn select(mask: Words, yes: Floats, no: Floats) -> Floats {
        let pick = |lane: usize| if mask.0[lane] == 0 { no.0[lane] } else { yes.0[lane] };
        Floats([pick(0), pick(1)])
    }

    /// The first number of each.
    #[inline(always)]
    pub(in crate::method::smaa) fn low_halves(self, other: Floats) -> Floats {
        Floats([self.0[0], other.0[0]])
    }

    /// The second number of each.
    #[inline(always)]
    pub(in crate::method::smaa) fn high_halves(self, other: Floats) -> Floats {
        Floats([self.0[1], other.0[1]])
    }
}

impl Singles {
    #[inline(always)]
    pub(in crate::method::smaa) fn splat(number: f32) -> Singles {
        Singles([number; 4])
    }

    #[inline(always)]
    fn both(self, other: Singles, operation: impl Fn(f32, f32) -> f32) -> Singles {
        Singles(std::array::from_fn(|lane| operation(self.0[lane], other.0[lane])))
    }

    /// The smaller of each two; neither may be NaN.
    #[inline(always)]
    pub(in crate::method::smaa) fn min(self, other: Singles) -> Singles {
        self.both(other, |a, b| if a < b { a } else { b })
    }

    /// The larger of each two; neither may be NaN.
    #[inline(always)]
    pub(in crate::method::smaa) fn max(self, other: Singles) -> Singles {
        self.both(other, |a, b| if a > b { a } else { b })
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn sub(self, other: Singles) -> Singles {
        self.both(other, |a, b| a - b)
    }

    /// The first two, as doubles.
    #[inline(always)]
    pub(in crate::method::smaa) fn low_two(self) -> Floats {
        Floats([f64::from(self.0[0]), f64::from(self.0[1])])
    }

    /// The last two, as doubles.
    #[inline(always)]
    pub(in crate::method::smaa) fn high_two(self) -> Floats {
        Floats([f64::from(self.0[2]), f64::from(self.0[3])])
    }
}

impl Words {
    #[inline(always)]
    pub(in crate::method::smaa) fn new(low: u64, high: u64) -> Words {
        Words([low, high])
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn splat(word: u64) -> Words {
        Words([word; 2])
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn add(self, other: Words) -> Words {
        Words([self.0[0].wrapping_add(other.0[0]), self.0[1].wrapping_add(other.0[1])])
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn xor(self, other: Words) -> Words {
        Words([self.0[0] ^ other.0[0], self.0[1] ^ other.0[1]])
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn and(self, other: Words) -> Words {
        Words([self.0[0] & other.0[0], self.0[1] & other.0[1]])
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn or(self, other: Words) -> Words {
        Words([self.0[0] | other.0[0], self.0[1] | other.0[1]])
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn shl<const N: i32>(self) -> Words {
        Words([self.0[0] << N, self.0[1] << N])
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn shr<const N: i32>(self) -> Words {
        Words([self.0[0] >> N, self.0[1] >> N])
    }

    /// The same bits, read as singles: the low half of each word before its high half.
    #[inline(always)]
    pub(in crate::method::smaa) fn singles(self) -> Singles {
        let half = |word: u64, by: u32| f32::from_bits((word >> by) as u32);
        Singles([half(self.0[0], 0), half(self.0[0], 32), half(self.0[1], 0), half(self.0[1], 32)])
    }

    /// The same bits, read as doubles.
    #[inline(always)]
    pub(in crate::method::smaa) fn floats(self) -> Floats {
        Floats([f64::from_bits(self.0[0]), f64::from_bits(self.0[1])])
    }
}

impl Marks {
    /// Narrows sixteen masks of 64 bits to a mark each.
    #[inline(always)]
    pub(in crate::method::smaa) fn from_masks(masks: [Words; 8]) -> Marks {
        let column = |column: usize| {
            let place = 1 << (8 * column);
            [masks[column].0[0] & place, masks[column].0[1] & place]
        };
        let [a, b, c, d] = [column(0), column(1), column(2), column(3)];
        let [e, f, g, h] = [column(4), column(5), column(6), column(7)];
        let half = |i: usize| (a[i] | b[i]) | (c[i] | d[i]) | (e[i] | f[i]) | (g[i] | h[i]);
        Marks([half(0), half(1)])
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn or(self, other: Marks) -> Marks {
        Marks([self.0[0] | other.0[0], self.0[1] | other.0[1]])
    }

    /// The byte where there is a mark, 0 elsewhere.
    #[inline(always)]
    pub(in crate::method::smaa) fn times(self, byte: u8) -> Bytes {
        Bytes([self.0[0] * u64::from(byte), self.0[1] * u64::from(byte)])
    }
}

impl Bytes {
    #[inline(always)]
    pub(in crate::method::smaa) fn splat(byte: u8) -> Bytes {
        Bytes([ONES * u64::from(byte); 2])
    }

    /// One more where there is a mark. No byte may be 255 there.
    #[inline(always)]
    pub(in crate::method::smaa) fn plus(self, marks: Marks) -> Bytes {
        Bytes([self.0[0].wrapping_add(marks.0[0]), self.0[1].wrapping_add(marks.0[1])])
    }

    /// One less where there is a mark. No byte may be 0 there.
    #[inline(always)]
    pub(in crate::method::smaa) fn minus(self, marks: Marks) -> Bytes {
        Bytes([self.0[0].wrapping_sub(marks.0[0]), self.0[1].wrapping_sub(marks.0[1])])
    }

    #[inline(always)]
    pub(in crate::method::smaa) fn or(self, other: Bytes) -> Bytes {
        Bytes([self.0[0] | other.0[0], self.0[1] | other.0[1]])
    }

    /// A mark where the bytes are equal.
    #[inline(always)]
    pub(in crate::method::smaa) fn equals(self, other: Bytes) -> Marks {
        // Seven low bits plus 127 reach the top bit unless all are 0.
        let low = ONES * 0x7f;
        let half = |i: usize| {
            let differ = self.0[i] ^ other.0[i];
            !(((differ & low) + low) | differ) >> 7 & ONES
        };
        Marks([half(0), half(1)])
    }

    /// The sum of the bytes, each 0 to 255.
    #[inline(always)]
    pub(in crate::method::smaa) fn sum(self) -> u32 {
        let even = 0x00ff_00ff_00ff_00ff;
        let pairs = |word: u64| (word & even) + (word >> 8 & even);
        let fours = pairs(self.0[0]) + pairs(self.0[1]);
        (fours.wrapping_mul(0x0001_0001_0001_0001) >> 48) as u32
    }

    /// The bytes in the order of the draws.
    #[inline(always)]
    pub(in crate::method::smaa) fn to_array(self) -> [u8; 16] {
        let (even, odd) = (self.0[0].to_le_bytes(), self.0[1].to_le_bytes());
        let mut bytes = [0; 16];
        for column in 0..8 {
            (bytes[2 * column], bytes[2 * column + 1]) = (even[column], odd[column]);
        }
        bytes
    }
}
