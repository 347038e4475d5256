//! The code of a module sorted by what its bytes say: opcodes with opcodes, locals with locals. Sorted so it packs a twelfth
//! smaller. `src/web/static/unsort.js` puts it together again, by the same table.
use crate::error::BundleError;
use crate::module::{Reader, sections};

/// The section that holds a module's functions.
const CODE_SECTION: u8 = 10;

/// What follows an opcode, from one number to another: one sign for each part.
///
/// `o`, `l`, `c`, `m`, `b` and `r` are a LEB128 number that goes to the opcodes, the locals, the constants, the offsets, the
/// branches or the rest. `1` is a byte that goes to the opcodes; `4`, `8` and `f` are 4, 8 and 16 bytes that go to the rest.
/// `t` is a count and one number more than it says, to the branches; `v` a count and as many bytes, to the rest.
type Parts = (u32, u32, &'static str);

/// Opcodes of one byte. After "WebAssembly Core Specification 2.0", section 5.4.
const PLAIN: [Parts; 24] = [
    (0x00, 0x01, ""),
    (0x02, 0x04, "o"),
    (0x05, 0x05, ""),
    (END, END, ""),
    (0x0c, 0x0d, "b"),
    (0x0e, 0x0e, "t"),
    (0x0f, 0x0f, ""),
    (0x10, 0x10, "o"),
    (0x11, 0x11, "rr"),
    (0x1a, 0x1b, ""),
    (0x1c, 0x1c, "v"),
    (0x20, 0x22, "l"),
    (0x23, 0x26, "r"),
    (0x28, 0x3e, "om"),
    (0x3f, 0x40, "o"),
    (0x41, 0x42, "c"),
    (0x43, 0x43, "4"),
    (0x44, 0x44, "8"),
    (0x45, 0xc4, ""),
    (0xd0, 0xd0, "o"),
    (0xd1, 0xd1, ""),
    (0xd2, 0xd2, "o"),
    (BULK, BULK, ""),
    (VECTOR, VECTOR, ""),
];

const END: u32 = 0x0b;
/// The prefix of the opcodes in [`BULKS`].
const BULK: u32 = 0xfc;
/// The prefix of the opcodes in [`VECTORS`].
const VECTOR: u32 = 0xfd;

const BULKS: [Parts; 9] = [
    (0, 7, ""),
    (8, 8, "oo"),
    (9, 9, "o"),
    (10, 10, "oo"),
    (11, 11, "o"),
    (12, 12, "oo"),
    (13, 13, "o"),
    (14, 14, "oo"),
    (15, 17, "o"),
];

const VECTORS: [Parts; 8] = [
    (0, 11, "om"),
    (12, 13, "f"),
    (14, 20, ""),
    (21, 34, "1"),
    (35, 83, ""),
    (84, 91, "om1"),
    (92, 93, "om"),
    (94, 255, ""),
];

/// A module whose code is sorted.
pub(crate) struct Sorted {
    /// What stands before the code, the seven streams (opcodes, heads, locals, constants, offsets, branches, the rest), and
    /// what stands behind the code.
    pub(crate) pieces: Vec<Vec<u8>>,
    /// The length of the code as it was, in bytes.
    pub(crate) code_length: usize,
}

/// Returns the module with its code sorted.
///
/// # Errors
/// `Program` where the bytes are no module, or hold an instruction that is not in the tables.
pub(crate) fn sorted(module: &[u8]) -> Result<Sorted, BundleError> {
    let found = sections(module)?;
    let absent = BundleError::Program { at: module.len(), expected: "a section of code" };
    let code = found.iter().find(|section| section.kind == CODE_SECTION).ok_or(absent)?;
    let start = module.len()
        - found.iter().skip_while(|one| !std::ptr::eq(*one, code)).map(|one| one.whole.len()).sum::<usize>();
    let mut streams = Streams::default();
    let mut reader = Reader { bytes: code.body, at: 0 };
    let n_functions = streams.number(HEADS, &mut reader)?;
    for _ in 0..n_functions {
        streams.function(&mut reader)?;
    }
    let (before, after) = (module[..start].to_vec(), module[start + code.whole.len()..].to_vec());
    let pieces = std::iter::once(before).chain(streams.0).chain([after]).collect();
    Ok(Sorted { pieces, code_length: code.body.len() })
}

/// Returns the tables as JavaScript, for the counterpart.
pub(crate) fn tables() -> String {
    serde_json::json!([&PLAIN[..], &BULKS[..], &VECTORS[..]]).to_string()
}

const OPCODES: usize = 0;
/// How many functions there are, and which locals each has.
const HEADS: usize = 1;
const LOCALS: usize = 2;
const CONSTANTS: usize = 3;
const OFFSETS: usize = 4;
const BRANCHES: usize = 5;
const REST: usize = 6;

#[derive(Default)]
struct Streams([Vec<u8>; 7]);

impl Streams {
    /// Takes one function. Its length is not kept: it follows from the rest.
    fn function(&mut self, reader: &mut Reader<'_>) -> Result<(), BundleError> {
        let length = reader.number()?;
        let end = reader.at + length;
        for _ in 0..self.number(HEADS, reader)? {
            self.number(HEADS, reader)?;
            self.bytes(HEADS, 1, reader)?;
        }
        let mut depth = 1;
        while depth > 0 {
            match self.instruction(reader)? {
                0x02..=0x04 => depth += 1,
                END => depth -= 1,
                _ => {}
            }
        }
        let whole = BundleError::Program { at: reader.at, expected: "the end of a function" };
        if reader.at == end { Ok(()) } else { Err(whole) }
    }

    /// Takes one instruction, and returns its first byte.
    fn instruction(&mut self, reader: &mut Reader<'_>) -> Result<u32, BundleError> {
        let unknown = BundleError::Program { at: reader.at, expected: "an instruction that the single file can hold" };
        self.bytes(OPCODES, 1, reader)?;
        let opcode = u32::from(reader.bytes[reader.at - 1]);
        let (table, code) = match opcode {
            BULK => (&BULKS[..], self.number(OPCODES, reader)?),
            VECTOR => (&VECTORS[..], self.number(OPCODES, reader)?),
            _ => (&PLAIN[..], opcode),
        };
        let parts = table.iter().find(|(from, to, _)| (*from..=*to).contains(&code)).ok_or(unknown)?.2;
        for part in parts.chars() {
            match part {
                'o' => drop(self.number(OPCODES, reader)?),
                'l' => drop(self.number(LOCALS, reader)?),
                'c' => drop(self.number(CONSTANTS, reader)?),
                'm' => drop(self.number(OFFSETS, reader)?),
                'b' => drop(self.number(BRANCHES, reader)?),
                'r' => drop(self.number(REST, reader)?),
                '1' => self.bytes(OPCODES, 1, reader)?,
                '4' => self.bytes(REST, 4, reader)?,
                '8' => self.bytes(REST, 8, reader)?,
                'f' => self.bytes(REST, 16, reader)?,
                't' => {
                    for _ in 0..=self.number(BRANCHES, reader)? {
                        self.number(BRANCHES, reader)?;
                    }
                }
                _ => {
                    let n_bytes = self.number(REST, reader)? as usize;
                    self.bytes(REST, n_bytes, reader)?;
                }
            }
        }
        Ok(opcode)
    }

    /// Takes a number of at most 64 bits, as it is written; returns the last 32 of them.
    fn number(&mut self, stream: usize, reader: &mut Reader<'_>) -> Result<u32, BundleError> {
        let mut value = 0_u32;
        for shift in (0..70).step_by(7) {
            let byte = reader.take(1)?[0];
            self.0[stream].push(byte);
            value |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(BundleError::Program { at: reader.at, expected: "a number of at most ten bytes" })
    }

    fn bytes(&mut self, stream: usize, n_bytes: usize, reader: &mut Reader<'_>) -> Result<(), BundleError> {
        self.0[stream].extend(reader.take(n_bytes)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module of one function with two locals: a block, a constant, a load, a branch, a table of branches, a vector.
    const MODULE: &[u8] =
        b"\0asm\x01\0\0\0\x01\x01\x77\x0a\x2f\x01\x2d\x01\x02\x7f\x02\x40\x20\x01\x41\xc0\x00\x28\x02\x08\x0d\x00\
        \x0e\x01\x02\x03\xfd\x0cabcdefghijklmnop\xfd\x15\x07\x0b\x10\x84\x01\x0b\x0b\x01\x76";

    #[test]
    fn each_byte_goes_where_the_tables_say() {
        let sorted = sorted(MODULE).unwrap();
        let pieces: Vec<&[u8]> = sorted.pieces.iter().map(Vec::as_slice).collect();
        assert_eq!(sorted.code_length, 0x2f);
        assert_eq!(pieces[0], b"\0asm\x01\0\0\0\x01\x01\x77");
        assert_eq!(pieces[1], b"\x02\x40\x20\x41\x28\x02\x0d\x0e\xfd\x0c\xfd\x15\x07\x0b\x10\x84\x01\x0b");
        assert_eq!(pieces[2], b"\x01\x01\x02\x7f");
        assert_eq!(pieces[3], b"\x01");
        assert_eq!(pieces[4], b"\xc0\x00");
        assert_eq!(pieces[5], b"\x08");
        assert_eq!(pieces[6], b"\x00\x01\x02\x03");
        assert_eq!(pieces[7], b"abcdefghijklmnop");
        assert_eq!(pieces[8], b"\x0b\x01\x76");
    }

    #[test]
    fn what_is_not_in_the_tables_is_refused_and_named() {
        let mut module = MODULE.to_vec();
        let at = module.iter().position(|byte| *byte == 0x41).unwrap();
        module[at] = 0xfe;
        let error = sorted(&module).err().unwrap().to_string();
        assert_eq!(error, "expected an instruction that the single file can hold at byte 9 of the compiled program");
        assert!(sorted(b"\0asm\x01\0\0\0").is_err());
    }
}
