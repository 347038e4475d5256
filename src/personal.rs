//! Addresses and telephone numbers of persons, and names that look like a person's. A case holds roles and no persons.

/// Returns whether a text is a telephone number or an address by e-mail and nothing else.
#[must_use]
pub fn is_address(text: &str) -> bool {
    is_telephone(text.trim()) || is_mail(text.trim())
}

/// Returns a text without the addresses in it, and how many they were.
#[must_use]
pub fn without_addresses(text: &str) -> (String, usize) {
    let could_be = text.contains('@') || text.bytes().filter(u8::is_ascii_digit).count() >= 10;
    if !could_be {
        return (text.to_owned(), 0);
    }
    if is_telephone(text.trim()) {
        return (String::new(), 1);
    }
    let (mut n, mut kept) = without_telephones(text);
    if kept.contains('@') {
        let mut bare_of_mail = String::with_capacity(kept.len());
        for piece in kept.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            let bare = bare_word(word);
            if is_mail(bare) {
                n += 1;
                bare_of_mail.push_str(&word.replacen(bare, "…", 1));
                bare_of_mail.push_str(&piece[word.len()..]);
            } else {
                bare_of_mail.push_str(piece);
            }
        }
        kept = bare_of_mail;
    }
    if n > 0 && !kept.chars().any(char::is_alphanumeric) { (String::new(), n) } else { (kept, n) }
}

/// Returns the addresses and telephone numbers in a text, in its order, each as it stands there.
///
/// # Example
/// ```
/// use weighbridge::personal::addresses;
/// assert_eq!(addresses("Ask a.b@example.org, or ring (0161) 496 0000."), ["a.b@example.org", "(0161) 496 0000"]);
/// assert!(addresses("£100 000 000 by 01/02/2026").is_empty());
/// ```
#[must_use]
pub fn addresses(text: &str) -> Vec<&str> {
    let at = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let mut found: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_sign_of_number) {
        let run = &rest[start..];
        let run = &run[..run.find(|letter| !is_sign_of_number(letter)).unwrap_or(run.len())];
        let bare = bare_number(run);
        if is_telephone(bare) {
            found.push(bare);
        }
        rest = &rest[start + run.len()..];
    }
    for word in text.split_whitespace().filter(|word| word.contains('@')) {
        let bare = bare_word(word);
        if is_mail(bare) {
            found.push(bare);
        }
    }
    found.sort_by_key(|part| at(part));
    found
}

fn is_sign_of_number(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '+' | '(' | ')' | '-' | ' ' | '\u{a0}')
}

/// Returns a run of such signs from its first digit, plus or opening bracket of a number to its last digit.
fn bare_number(run: &str) -> &str {
    let bare = run.trim_matches(|letter: char| !letter.is_ascii_digit() && letter != '+');
    // The bracket of "(0161) 496 0000" belongs to the number, that of "(or 0161 496 0000)" does not.
    match run.find(bare).filter(|at| *at > 0 && run.as_bytes()[at - 1] == b'(' && bare.contains(')')) {
        Some(at) => &run[at - 1..at + bare.len()],
        None => bare,
    }
}

fn bare_word(word: &str) -> &str {
    word.trim_matches(|letter: char| matches!(letter, '(' | ')' | '<' | '>' | ',' | ';' | '.' | ':' | '"'))
}

/// Returns a text without the telephone numbers in it, and how many they were.
fn without_telephones(text: &str) -> (usize, String) {
    let (mut n, mut kept, mut rest) = (0, String::with_capacity(text.len()), text);
    while let Some(start) = rest.find(is_sign_of_number) {
        let run = &rest[start..];
        let run = &run[..run.find(|letter| !is_sign_of_number(letter)).unwrap_or(run.len())];
        let bare = bare_number(run);
        kept.push_str(&rest[..start]);
        if is_telephone(bare) {
            n += 1;
            kept.push_str(&run.replacen(bare, "…", 1));
        } else {
            kept.push_str(run);
        }
        rest = &rest[start + run.len()..];
    }
    kept.push_str(rest);
    (n, kept)
}

fn is_mail(text: &str) -> bool {
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let Some((name, place)) = text.split_once('@') else { return false };
    let is_part = |part: &str| {
        !part.is_empty()
            && part.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_' | '+'))
    };
    let ends = place.rsplit_once('.').is_some_and(|(_, end)| end.len() >= 2 && end.chars().all(char::is_alphabetic));
    is_part(name) && is_part(place) && ends
}

/// Telephone numbers begin with a nought or with a plus, and have ten to fourteen digits.
fn is_telephone(text: &str) -> bool {
    let text = ["tel:", "Tel:", "tel", "Tel", "t:", "T:"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
        .trim();
    let n_digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_sign = |letter: char| {
        letter.is_ascii_digit() || letter.is_whitespace() || matches!(letter, '(' | ')' | '-' | '.' | '/')
    };
    let rest = text.strip_prefix('+').unwrap_or(text);
    let begins = text.starts_with("+") || rest.starts_with('0') || rest.starts_with("(0");
    begins && (10..=14).contains(&n_digits) && rest.chars().all(is_sign) && !text.contains('/')
}

/// Returns whether a text looks like the name of a person: two or three words of letters with large initials, none of which is
/// a word for a role or for a part of a council.
#[must_use]
pub fn looks_like_a_person(text: &str) -> bool {
    const ROLES: [&str; 44] = [
        "head",
        "director",
        "manager",
        "officer",
        "lead",
        "leader",
        "chief",
        "assistant",
        "deputy",
        "executive",
        "team",
        "service",
        "services",
        "department",
        "directorate",
        "council",
        "board",
        "group",
        "partner",
        "sponsor",
        "owner",
        "lawyer",
        "engineer",
        "architect",
        "planner",
        "accountant",
        "treasurer",
        "secretary",
        "surveyor",
        "member",
        "chair",
        "cabinet",
        "project",
        "programme",
        "estates",
        "finance",
        "housing",
        "highways",
        "corporate",
        "strategy",
        "digital",
        "property",
        "planning",
        "agency",
    ];
    const TITLES: [&str; 7] = ["mr", "mrs", "ms", "miss", "dr", "cllr", "councillor"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let small = |word: &str| word.trim_end_matches('.').to_lowercase();
    let is_name = |word: &&str| {
        let rest = word.chars().skip(1);
        let small_rest = rest
            .clone()
            .all(|letter| letter.is_lowercase() || matches!(letter, '-' | '\'' | '’' | '.') || letter.is_uppercase());
        word.starts_with(char::is_uppercase)
            && small_rest
            && (word.chars().count() <= 2 || rest.clone().any(char::is_lowercase))
    };
    let has_title = words.len() > 1 && words.first().is_some_and(|word| TITLES.contains(&small(word).as_str()));
    let is_role = words.iter().any(|word| ROLES.contains(&small(word).as_str()));
    has_title || ((2..=3).contains(&words.len()) && words.iter().all(is_name) && !is_role)
}

#[cfg(test)]
mod tests {
    use super::{addresses, is_address, looks_like_a_person, without_addresses};

    #[test]
    fn addresses_are_told_and_taken_out() {
        for text in ["+44 161 000 0000", "0161 496 0000", "(0161) 496-0000", "person@example.org", "Tel: 01632 960000"]
        {
            assert!(is_address(text), "{text}");
        }
        for text in ["Hub", "2026/27", "R00001", "@SUM(A1:A9)", "1234567890", "03/04/2025", "100 000 000"] {
            assert!(!is_address(text), "{text}");
        }
        assert_eq!(without_addresses("Ask a.b@example.org, or ring"), ("Ask …, or ring".to_owned(), 1));
        assert_eq!(without_addresses("Ring 0161 496 0000 (or +44 1632 960000)").0, "Ring … (or …)");
        assert_eq!(without_addresses("£100 000 000 by 01/02/2026").1, 0);
        assert_eq!(without_addresses("person@example.org"), (String::new(), 1));
        assert_eq!(addresses("Ring 0161 496 0000\n(or +44 1632 960000)"), ["0161 496 0000", "+44 1632 960000"]);
        assert_eq!(without_addresses("£4.2m @ 3%"), ("£4.2m @ 3%".to_owned(), 0));
    }

    #[test]
    fn persons_are_told_from_roles() {
        for text in ["Jane Smith", "J. Smith", "Mr Khan", "Cllr O’Neill", "Anne-Marie de Vries"] {
            assert_eq!(looks_like_a_person(text), text != "Anne-Marie de Vries", "{text}");
        }
        for text in ["Head of ICT", "Finance Director", "ICT", "Highways", "TBC", "Corporate Core"] {
            assert!(!looks_like_a_person(text), "{text}");
        }
    }
}
