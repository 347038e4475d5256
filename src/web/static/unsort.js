// Puts the code of a module together again, which src/bundle/sorted.rs has sorted by what its bytes say.

// Returns the module: what stands before its code, the streams of the code, and what stands behind it.
function unsort(before, streams, after, codeLength) {
  // For each opcode, where what follows it stands: the sign of each part.
  const [plain, bulks, vectors] = /*--tables--*/[].map(table => {
    const parts = [];
    for (const [from, to, signs] of table) for (let code = from; code <= to; code += 1) parts[code] = [...signs];
    return parts;
  });
  const out = new Uint8Array(before.length + 6 + codeLength + after.length);
  const read = streams.map(() => 0);
  let at = before.length;
  out.set(before);

  function bytes(stream, count) {
    for (let i = 0; i < count; i += 1) out[at++] = streams[stream][read[stream]++];
  }

  function number(stream) {
    let [value, shift, byte] = [0, 0, 0];
    do {
      byte = streams[stream][read[stream]++];
      out[at++] = byte;
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    return value;
  }

  function write(value) {
    for (; value > 127; value >>>= 7) out[at++] = (value & 127) | 128;
    out[at++] = value;
  }

  const takes = {
    o: () => number(0),
    l: () => number(2),
    c: () => number(3),
    m: () => number(4),
    b: () => number(5),
    r: () => number(6),
    1: () => bytes(0, 1),
    4: () => bytes(6, 4),
    8: () => bytes(6, 8),
    f: () => bytes(6, 16),
    t: () => { for (let left = number(5); left >= 0; left -= 1) number(5); },
    v: () => bytes(6, number(6)),
  };

  function instruction() {
    const opcode = streams[0][read[0]];
    bytes(0, 1);
    const parts = opcode === 0xfc ? bulks[number(0)] : opcode === 0xfd ? vectors[number(0)] : plain[opcode];
    for (const sign of parts) takes[sign]();
    return opcode;
  }

  // The length of a function stands before it, and is known behind it.
  function body() {
    const start = at;
    at += 5;
    for (let left = number(1); left > 0; left -= 1) {
      number(1);
      bytes(1, 1);
    }
    for (let depth = 1; depth > 0;) {
      const opcode = instruction();
      if (opcode === 0x0b) depth -= 1;
      else if (opcode >= 0x02 && opcode <= 0x04) depth += 1;
    }
    const end = at;
    at = start;
    write(end - start - 5);
    out.copyWithin(at, start + 5, end);
    at += end - start - 5;
  }

  out[at++] = 10;
  write(codeLength);
  for (let left = number(1); left > 0; left -= 1) body();
  out.set(after, at);
  return out.subarray(0, at + after.length);
}
