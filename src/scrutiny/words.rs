//! Words as the rules read them: letters alone, beginnings of words, and what says nothing.

/// Returns the letters and digits of a text in lower case: what is left when spaces and signs are typed in another way.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns whether a text says no more than that something does not apply.
pub(super) fn is_not_applicable(text: &str) -> bool {
    matches!(letters(text).as_str(), "na" | "notapplicable")
}

/// Returns the words of a text in lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    let is_break = |letter: char| !letter.is_alphanumeric() && letter != '’' && letter != '\'';
    text.split(is_break).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Returns how many of some beginnings of words a text has; one of several words stands anywhere in it.
pub(super) fn n_cues(text: &str, cues: &[&str]) -> usize {
    let (all, said) = (words(text), text.to_lowercase());
    let has = |cue: &&&str| {
        if cue.contains(' ') { said.contains(**cue) } else { all.iter().any(|word| word.starts_with(**cue)) }
    };
    cues.iter().filter(has).count()
}

/// Returns whether a text promises, or supposes, rather than says what is.
pub(super) fn hedges(text: &str) -> bool {
    const HEDGES: [&str; 11] =
        ["may", "might", "could", "hope", "hopes", "aim", "aims", "seek", "seeks", "intend", "intends"];
    let all = words(text);
    let looks_to =
        all.windows(2).any(|pair| matches!(pair[0].as_str(), "look" | "looks" | "looking") && pair[1] == "to");
    looks_to || all.iter().any(|word| HEDGES.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::{hedges, is_not_applicable, n_cues};

    #[test]
    fn words_are_read_from_their_beginnings() {
        let text = "Through the acquisition of new technologies Manchester may attract investment as companies look";
        assert_eq!(n_cues(text, &["invest", "companies", "econom"]), 2);
        assert_eq!(n_cues("ICT will support communities through Social Value", &["social value", "communit"]), 2);
        assert_eq!(n_cues("It retrains nobody", &["train"]), 0);
        assert!(hedges(text) && hedges("ICT will look to support carbon reduction") && !hedges("ICT is upgrading it"));
        assert!(is_not_applicable(" N/A. ") && !is_not_applicable("n/a: the report is for information"));
    }
}
