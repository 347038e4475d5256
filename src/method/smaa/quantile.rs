//! The normal distribution, from a share to the deviate below which that share lies.

#![allow(clippy::excessive_precision, reason = "coefficients stand as they were printed")]

/// Returns the standard normal deviate below which a share of [0, 1) lies, to about 16 digits. Zero is read as the
/// middle of the first of 2^52 steps, the last of them likewise, so the deviate is always finite.
///
/// # Reference
/// Wichura (1988), *Algorithm AS 241: The percentage points of the normal distribution*.
pub(super) fn normal(share: f64) -> f64 {
    const HALF_STEP: f64 = 1.0 / (1_u64 << 53) as f64;
    let from_middle = (share - 0.5) + HALF_STEP;
    if from_middle.abs() <= 0.425 {
        let r = 0.180_625 - from_middle * from_middle;
        return from_middle * ratio(&MIDDLE, r);
    }
    let tail = if from_middle < 0.0 { share + HALF_STEP } else { (1.0 - share) - HALF_STEP };
    let r = (-libm::log(tail)).sqrt();
    let deviate = if r <= 5.0 { ratio(&NEAR, r - 1.6) } else { ratio(&FAR, r - 5.0) };
    if from_middle < 0.0 { -deviate } else { deviate }
}

/// Returns the quotient of two polynomials, coefficients from the constant up.
fn ratio(coefficients: &[[f64; 8]; 2], r: f64) -> f64 {
    let [above, below] = coefficients.map(|row| row.iter().rev().fold(0.0, |sum, c| sum * r + c));
    above / below
}

const MIDDLE: [[f64; 8]; 2] = [
    [
        3.387_132_872_796_366_608,
        133.141_667_891_784_377_45,
        1_971.590_950_306_551_442_7,
        13_731.693_765_509_461_125,
        45_921.953_931_549_871_457,
        67_265.770_927_008_700_853,
        33_430.575_583_588_128_105,
        2_509.080_928_730_122_672_7,
    ],
    [
        1.0,
        42.313_330_701_600_911_252,
        687.187_007_492_057_908_3,
        5_394.196_021_424_751_107_7,
        21_213.794_301_586_595_867,
        39_307.895_800_092_710_61,
        28_729.085_735_721_942_674,
        5_226.495_278_852_854_561,
    ],
];
const NEAR: [[f64; 8]; 2] = [
    [
        1.423_437_110_749_683_577_34,
        4.630_337_846_156_545_295_9,
        5.769_497_221_460_691_405_5,
        3.647_848_324_763_204_605_04,
        1.270_458_252_452_368_382_58,
        0.241_780_725_177_450_611_77,
        0.022_723_844_989_269_184_583_3,
        7.745_450_142_783_414_076_4e-4,
    ],
    [
        1.0,
        2.053_191_626_637_758_821_87,
        1.676_384_830_183_803_849_4,
        0.689_767_334_985_100_004_55,
        0.148_103_976_427_480_074_59,
        0.015_198_666_563_616_457_196_6,
        5.475_938_084_995_344_946e-4,
        1.050_750_071_644_416_843_24e-9,
    ],
];
const FAR: [[f64; 8]; 2] = [
    [
        6.657_904_643_501_103_777_2,
        5.463_784_911_164_114_369_9,
        1.784_826_539_917_291_335_8,
        0.296_560_571_828_504_891_23,
        0.026_532_189_526_576_123_093,
        1.242_660_947_388_078_438_6e-3,
        2.711_555_568_743_487_578_15e-5,
        2.010_334_399_292_288_132_65e-7,
    ],
    [
        1.0,
        0.599_832_206_555_887_937_69,
        0.136_929_880_922_735_805_31,
        0.014_875_361_290_850_615_025,
        7.868_691_311_456_132_591e-4,
        1.846_318_317_510_054_681_8e-5,
        1.421_511_758_316_445_888_7e-7,
        2.044_263_103_389_939_785_64e-15,
    ],
];

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn normal_quantile_inverts_the_error_function() {
        for step in 0..=1000 {
            let share = f64::from(step) / 1000.0 * (1.0 - f64::EPSILON);
            let back = 0.5 * libm::erfc(-normal(share) / std::f64::consts::SQRT_2);
            assert!((back - share).abs() < 3e-16 + 1e-14 * share.min(1.0 - share), "{share}: {back}");
        }
        // The printed check values of the algorithm.
        assert!((normal(0.25) + 0.674_489_750_196_081_7).abs() < 1e-15);
        assert!((normal(0.001) + 3.090_232_306_167_814).abs() < 1e-12);
        assert!((normal(1e-15) + 7.9).abs() < 0.1 && normal(0.0).is_finite());
    }
}
