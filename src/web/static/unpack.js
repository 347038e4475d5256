// Unpacks the program of the single file: text of 85 signs to bytes, and LZMA (lc 2, lp 0, pb 0, no header) to files.
// Browsers unpack gzip by themselves; LZMA takes a quarter less room, which a file that travels by e-mail is glad of.
// After Igor Pavlov's "LZMA specification" of 2015, which is in the public domain.

// Five signs from "(" to "~", without "<" and "\", make four bytes, the first sign counting most.
function bytesOf85(text) {
  const values = new Uint8Array(128);
  let value = 0;
  for (let sign = 40; sign < 127; sign += 1) if (sign !== 60 && sign !== 92) values[sign] = value++;
  const bytes = new DataView(new ArrayBuffer(text.length / 5 * 4));
  for (let at = 0, to = 0; at < text.length; at += 5, to += 4) {
    let word = 0;
    for (let i = at; i < at + 5; i += 1) word = word * 85 + values[text.charCodeAt(i)];
    bytes.setUint32(to, word);
  }
  return new Uint8Array(bytes.buffer);
}

// Returns the `size` bytes that `packed` holds.
function unpack(packed, size) {
  const LC = 2;
  const out = new Uint8Array(size);
  const fresh = length => new Uint16Array(length).fill(1024);
  const literals = fresh(0x300 << LC);
  const [isMatch, isRep, isRep0, isRep1, isRep2, isLongRep0] = [12, 12, 12, 12, 12, 12].map(fresh);
  const [slots, distances, align] = [fresh(4 * 64), fresh(128), fresh(16)];
  const lengths = [0, 1].map(() => ({ choice: fresh(2), low: fresh(8), mid: fresh(8), high: fresh(256) }));
  let [range, code, at, filled, state] = [0xffffffff, new DataView(packed.buffer).getUint32(1), 5, 0, 0];
  let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];

  function bit(odds, i) {
    const chance = odds[i];
    const bound = (range >>> 11) * chance;
    let found = 0;
    if (code < bound) {
      range = bound;
      odds[i] = chance + ((2048 - chance) >> 5);
    } else {
      range -= bound;
      code -= bound;
      odds[i] = chance - (chance >> 5);
      found = 1;
    }
    if (range < 0x1000000) {
      range = range * 256;
      code = code * 256 + packed[at++];
    }
    return found;
  }

  function evenBits(count) {
    let found = 0;
    for (let i = 0; i < count; i += 1) {
      range = range >>> 1;
      const set = code >= range ? 1 : 0;
      if (set) code -= range;
      if (range < 0x1000000) {
        range = range * 256;
        code = code * 256 + packed[at++];
      }
      found = found * 2 + set;
    }
    return found;
  }

  function tree(odds, count, base = 0) {
    let node = 1;
    for (let i = 0; i < count; i += 1) node = node * 2 + bit(odds, base + node);
    return node - (1 << count);
  }

  function treeFromLast(odds, count, base) {
    let [node, found] = [1, 0];
    for (let i = 0; i < count; i += 1) {
      const set = bit(odds, base + node);
      node = node * 2 + set;
      found |= set << i;
    }
    return found;
  }

  function literal() {
    const base = 0x300 * ((filled > 0 ? out[filled - 1] : 0) >> (8 - LC));
    let node = 1;
    if (state >= 7) {
      let match = out[filled - rep0 - 1];
      while (node < 0x100) {
        const expected = (match >> 7) & 1;
        match <<= 1;
        const found = bit(literals, base + ((1 + expected) << 8) + node);
        node = node * 2 + found;
        if (found !== expected) break;
      }
    }
    while (node < 0x100) node = node * 2 + bit(literals, base + node);
    out[filled++] = node;
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  }

  function lengthOf({ choice, low, mid, high }) {
    if (!bit(choice, 0)) return 2 + tree(low, 3);
    return bit(choice, 1) ? 18 + tree(high, 8) : 10 + tree(mid, 3);
  }

  function distance(length) {
    const slot = tree(slots, 6, Math.min(length - 2, 3) * 64);
    if (slot < 4) return slot;
    const count = (slot >> 1) - 1;
    const start = (2 | (slot & 1)) * 2 ** count;
    if (slot < 14) return start + treeFromLast(distances, count, start - slot);
    return start + evenBits(count - 4) * 16 + treeFromLast(align, 4, 0);
  }

  function match() {
    let length;
    if (!bit(isRep, state)) {
      [rep3, rep2, rep1] = [rep2, rep1, rep0];
      length = lengthOf(lengths[0]);
      rep0 = distance(length);
      state = state < 7 ? 7 : 10;
    } else {
      if (!bit(isRep0, state)) {
        if (!bit(isLongRep0, state)) {
          state = state < 7 ? 9 : 11;
          out[filled] = out[filled - rep0 - 1];
          filled += 1;
          return;
        }
      } else if (!bit(isRep1, state)) {
        [rep0, rep1] = [rep1, rep0];
      } else if (!bit(isRep2, state)) {
        [rep0, rep1, rep2] = [rep2, rep0, rep1];
      } else {
        [rep0, rep1, rep2, rep3] = [rep3, rep0, rep1, rep2];
      }
      length = lengthOf(lengths[1]);
      state = state < 7 ? 8 : 11;
    }
    if (rep0 >= filled) throw new Error('the program in this file is damaged');
    for (let end = filled + length; filled < end; filled += 1) out[filled] = out[filled - rep0 - 1];
  }

  while (filled < size) {
    if (bit(isMatch, state)) match();
    else literal();
  }
  return out;
}
