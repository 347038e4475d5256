//! The figures that say how far judgements contradict each other, and what they are measured against.
//!
//! How the eigenvalue is found is in `balanced`.

/// Largest consistency ratio that is customarily accepted.
pub const ACCEPTED_RATIO: f64 = 0.10;

/// Which mean consistency index of random judgements a consistency ratio is measured against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RandomIndex {
    /// Saaty's table for 3 to 15 things, to two decimals. Its figure for 12 (1.48) breaks the order.
    Saaty,
    /// The table of Alonso and Lamata for 3 to 15 things, to four decimals.
    AlonsoLamata,
    /// A figure above zero that the caller stands for.
    Stated(f64),
}

impl RandomIndex {
    /// Returns the index for `n` things; `None` where none is needed (up to 2) or the table ends.
    ///
    /// # Reference
    /// Saaty (1980), *The Analytic Hierarchy Process*; Alonso and Lamata (2006), *Consistency in the analytic
    /// hierarchy process: a new approach*.
    ///
    /// # Example
    /// ```
    /// use weighbridge::method::ahp::RandomIndex;
    /// assert_eq!(RandomIndex::Saaty.value(3), Some(0.58));
    /// assert_eq!(RandomIndex::AlonsoLamata.value(3), Some(0.5245));
    /// assert_eq!(RandomIndex::Saaty.value(16), None);
    /// ```
    #[must_use]
    pub fn value(self, n: usize) -> Option<f64> {
        const SAATY: [f64; 13] = [0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];
        const ALONSO_LAMATA: [f64; 13] =
            [0.5245, 0.8815, 1.1086, 1.2479, 1.3417, 1.4056, 1.4499, 1.4854, 1.5141, 1.5365, 1.5551, 1.5713, 1.5838];
        let place = n.checked_sub(3)?;
        match self {
            RandomIndex::Saaty => SAATY.get(place).copied(),
            RandomIndex::AlonsoLamata => ALONSO_LAMATA.get(place).copied(),
            RandomIndex::Stated(value) => Some(value),
        }
    }

    /// Returns the name to print beside a ratio.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            RandomIndex::Saaty => "Saaty (1980)",
            RandomIndex::AlonsoLamata => "Alonso and Lamata (2006)",
            RandomIndex::Stated(_) => "stated",
        }
    }
}

/// How far judgements contradict each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Consistency {
    /// The largest eigenvalue: n when nothing contradicts, above it otherwise.
    pub lambda_max: f64,
    /// Consistency index, (lambda - n) / (n - 1); 0 for one or two things.
    pub index: f64,
    /// Consistency ratio: the index over the random index. 0 for one or two things; `None` where the table ends.
    pub ratio: Option<f64>,
    /// Where the random index comes from. It moves the ratio by a tenth for three things: print it.
    pub random_index: RandomIndex,
    /// The random index used; `None` where none was.
    pub random_index_value: Option<f64>,
    /// Geometric consistency index of the row geometric means; 0 for one or two things.
    pub geometric_index: f64,
}

/// Returns the geometric consistency index that goes with a ratio of 0.10, for `n` things; `None` below 3.
///
/// # Reference
/// Aguarón and Moreno-Jiménez (2003), *The geometric consistency index: approximated thresholds*.
///
/// # Example
/// ```
/// assert_eq!(weighbridge::method::ahp::accepted_geometric_index(4), Some(0.35));
/// ```
#[must_use]
pub fn accepted_geometric_index(n: usize) -> Option<f64> {
    match n {
        0..=2 => None,
        3 => Some(0.31),
        4 => Some(0.35),
        _ => Some(0.37),
    }
}
