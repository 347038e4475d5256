//! Just enough of the WebAssembly format to go through a module's sections and its data.
use crate::error::BundleError;

const HEADER: &[u8] = b"\0asm\x01\0\0\0";
const CUSTOM_SECTION: u8 = 0;
/// The section that holds a module's data.
pub(crate) const DATA_SECTION: u8 = 11;

/// One section of a module.
pub(crate) struct Section<'a> {
    /// Its number in the format.
    pub(crate) kind: u8,
    /// What it holds.
    pub(crate) body: &'a [u8],
    /// All of it, with number and length.
    pub(crate) whole: &'a [u8],
}

/// Returns the sections of a module, in order.
///
/// # Errors
/// `Program` where the bytes are not a WebAssembly module.
pub(crate) fn sections(module: &[u8]) -> Result<Vec<Section<'_>>, BundleError> {
    let mut reader = Reader { bytes: module, at: 0 };
    if reader.take(HEADER.len())? != HEADER {
        return Err(BundleError::Program { at: 0, expected: "the header of WebAssembly 1" });
    }
    let mut found = Vec::new();
    while reader.at < module.len() {
        let start = reader.at;
        let kind = reader.byte()?;
        let length = reader.number()?;
        let body = reader.take(length)?;
        found.push(Section { kind, body, whole: &module[start..reader.at] });
    }
    Ok(found)
}

/// Returns the module without its custom sections, which hold names and notes of the compiler and no code.
pub(crate) fn stripped(module: &[u8]) -> Result<Vec<u8>, BundleError> {
    let kept = sections(module)?.into_iter().filter(|section| section.kind != CUSTOM_SECTION);
    Ok(kept.fold(HEADER.to_vec(), |mut bytes, section| {
        bytes.extend(section.whole);
        bytes
    }))
}

/// A place in the bytes of a module.
pub(crate) struct Reader<'a> {
    /// All of them.
    pub(crate) bytes: &'a [u8],
    /// How many are read.
    pub(crate) at: usize,
}

impl<'a> Reader<'a> {
    /// Returns the next bytes.
    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], BundleError> {
        let end = self.at.saturating_add(length);
        let expected = BundleError::Program { at: self.at, expected: "more bytes" };
        let taken = self.bytes.get(self.at..end).ok_or(expected)?;
        self.at = end;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, BundleError> {
        self.take(1).map(|taken| taken[0])
    }

    /// Reads an unsigned LEB128 number of at most 32 bits.
    pub(crate) fn number(&mut self) -> Result<usize, BundleError> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(BundleError::Program { at: self.at, expected: "a number of at most five bytes" })
    }

    /// Reads one data segment and returns its bytes.
    pub(crate) fn segment(&mut self) -> Result<&'a [u8], BundleError> {
        let kind = self.number()?;
        if kind == 2 {
            self.number()?; // which memory
        }
        if kind != 1 {
            self.skip_offset()?;
        }
        let length = self.number()?;
        self.take(length)
    }

    /// Skips the expression that says where a segment goes: one constant or global, then `end`.
    fn skip_offset(&mut self) -> Result<(), BundleError> {
        let at = self.at;
        let (opcode, _, end) = (self.byte()?, self.number()?, self.byte()?);
        let is_known = matches!(opcode, 0x23 | 0x41) && end == 0x0b;
        is_known.then_some(()).ok_or(BundleError::Program { at, expected: "a constant offset" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stripped_is_custom_only() {
        let module = b"\0asm\x01\0\0\0\0\x03\x02ab\x05\x03\x01\0\x01\0\x01c";
        assert_eq!(stripped(module).unwrap(), b"\0asm\x01\0\0\0\x05\x03\x01\0\x01");
        assert!(matches!(stripped(b"<html>  "), Err(BundleError::Program { at: 0, .. })));
        assert!(stripped(&module[..14]).is_err());
    }
}
