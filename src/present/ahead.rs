//! Which of several words is meant by the first letters of one.

/// For how long letters that are typed one after the other belong together, in milliseconds.
pub const TYPED_TOGETHER_MS: f64 = 1_000.0;

/// Returns the place of the word that typed letters choose, where `at` is the place of the one that is chosen now: the first
/// that begins with them all. One letter, once or again and again, goes to the next word that begins with it. `None` where no
/// word does; capitals do not matter.
///
/// # Example
/// ```
/// use weighbridge::present::typed_ahead;
/// let words = ["None", "Not started", "No answer", "Done"];
/// assert_eq!(typed_ahead("n", &words, Some(3)), Some(0));
/// assert_eq!(typed_ahead("no", &words, Some(0)), Some(0), "the one that is chosen begins so");
/// assert_eq!(typed_ahead("Not", &words, Some(0)), Some(1));
/// assert_eq!(typed_ahead("nn", &words, Some(0)), Some(1), "the next with that letter");
/// assert_eq!(typed_ahead("nox", &words, Some(0)), None);
/// ```
#[must_use]
pub fn typed_ahead(typed: &str, words: &[impl AsRef<str>], at: Option<usize>) -> Option<usize> {
    let typed = typed.to_lowercase();
    let first = typed.chars().next()?;
    let begins =
        |at: usize, with: &str| words.get(at).is_some_and(|word| word.as_ref().to_lowercase().starts_with(with));
    let all = 0..words.len();
    if typed.chars().count() > 1 {
        if let Some(own) = at.filter(|at| begins(*at, &typed)) {
            return Some(own);
        }
        if let Some(found) = all.clone().find(|at| begins(*at, &typed)) {
            return Some(found);
        }
        if !typed.chars().all(|letter| letter == first) {
            return None;
        }
    }
    let from = at.map_or(0, |at| at + 1);
    let letter = first.to_string();
    all.clone().skip(from).chain(all).find(|at| begins(*at, &letter))
}
