//! Figures by year as people paste them: a year and a number on each line.

use crate::digits::plain;
use std::fmt;

/// Why a text is no list of figures by year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearlyError {
    /// A line is not a year and a number.
    NotALine {
        /// Counted from 1.
        line: usize,
    },
    /// A year is given twice.
    Twice {
        /// The line of the second, counted from 1.
        line: usize,
        /// The year.
        year: u32,
    },
    /// There is no line at all.
    Empty,
}

impl fmt::Display for YearlyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            YearlyError::NotALine { line } => {
                write!(f, "line {line} needs a year and a figure, such as 2026 277.22, with a point before decimals")
            }
            YearlyError::Twice { line, year } => {
                write!(f, "{year} is given again on line {line}; give each year once")
            }
            YearlyError::Empty => f.write_str("enter a year and a figure on each line, such as 2026 277.22"),
        }
    }
}

impl std::error::Error for YearlyError {}

/// Returns figures by year from text: a year of four digits and a figure of 0 or more a line, parted by spaces, a tab, a
/// comma or a colon. A pound sign is read over, commas for thousands as [`plain`] reads them; empty lines are passed over.
///
/// # Errors
/// Names the first line that is something else, and a year that comes twice.
///
/// # Example
/// ```
/// use weighbridge::exchange::yearly::read_yearly;
/// assert_eq!(read_yearly("2026\t£277.22\n\n2027, 281.4"), Ok(vec![(2026, 277.22), (2027, 281.4)]));
/// assert_eq!(read_yearly("2026").unwrap_err().to_string(), "line 1 needs a year and a figure, such as 2026 277.22, with a point before decimals");
/// ```
pub fn read_yearly(text: &str) -> Result<Vec<(u32, f64)>, YearlyError> {
    let mut found: Vec<(u32, f64)> = Vec::new();
    for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line_number = i + 1;
        let (year, figure) = read_line(line).ok_or(YearlyError::NotALine { line: line_number })?;
        if found.iter().any(|(earlier, _)| *earlier == year) {
            return Err(YearlyError::Twice { line: line_number, year });
        }
        found.push((year, figure));
    }
    if found.is_empty() { Err(YearlyError::Empty) } else { Ok(found) }
}

fn read_line(line: &str) -> Option<(u32, f64)> {
    let line = line.trim();
    let (year, rest) = (line.get(..4)?, line.get(4..)?);
    let is_parted = rest.starts_with(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ':' | ';'));
    let figure = rest.trim_start_matches([',', ':', ';', ' ', '\t']);
    let figure = plain(figure.strip_prefix('£').map_or(figure, str::trim_start))?;
    let is_year = year.bytes().all(|byte| byte.is_ascii_digit());
    let (year, figure) = (year.parse().ok()?, figure.parse::<f64>().ok()?);
    (is_parted && is_year && figure.is_finite()).then_some((year, figure))
}

#[cfg(test)]
mod tests {
    use super::{YearlyError, read_yearly};

    #[test]
    fn what_a_spreadsheet_gives_is_read() {
        assert_eq!(read_yearly("2026\t1,277.5\r\n2027\t280\r\n"), Ok(vec![(2026, 1277.5), (2027, 280.0)]));
        assert_eq!(read_yearly(" 2030: 0 "), Ok(vec![(2030, 0.0)]));
    }

    #[test]
    fn what_is_something_else_is_named_by_its_line() {
        for text in [
            "2026; 277,22",
            "2026 1.277,5",
            "2026 277 22",
            "year price",
            "20265 3",
            "2026 -4",
            "2026 1e3",
            "2026 a",
            "26 4",
            "£2026 4",
            "2026 NaN",
            "2026.5",
            "é26 1",
        ] {
            assert_eq!(read_yearly(&format!("2020 1\n{text}")), Err(YearlyError::NotALine { line: 2 }), "{text}");
        }
        assert_eq!(read_yearly("2026 1\n\n2026 2"), Err(YearlyError::Twice { line: 3, year: 2026 }));
        assert_eq!(read_yearly(" \n"), Err(YearlyError::Empty));
    }
}
