// The drills' own judgement, tried on made-up findings: a drill that counts wrongly is worse than none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drillCase, smallCase } from './case.mjs';
import { BYTES, RECORDS } from './damage.mjs';
import { FAULTS, faultWords } from './faults.mjs';
import { CLASSES, FILES } from './hostile-files.mjs';
import { Kept, isWhole, record } from './kept.mjs';
import { EDITS, promises, saysNotSaved } from './page.mjs';
import { FORMULAS, PAYLOADS, csvCells, isFormula } from './payloads.mjs';
import { Random } from './random.mjs';

const row = (place, revision, text = smallCase('Case')) => record('key', place, revision, text, 'Case');

test('the same seed gives the same choices, another seed others', () => {
  const choices = seed => { const random = new Random(seed); return Array.from({ length: 50 }, () => random.int(1, 1000)); };
  assert.deepEqual(choices(7), choices(7));
  assert.notDeepEqual(choices(7), choices(8));
  const random = new Random(3);
  const seen = new Set(Array.from({ length: 2000 }, () => random.weighted({ often: 9, seldom: 1 })));
  assert.deepEqual([...seen].sort(), ['often', 'seldom']);
  assert.deepEqual([...random.shuffled([1, 2, 3, 4])].sort(), [1, 2, 3, 4]);
});

test('a record is whole only as it was written', () => {
  assert.ok(isWhole(row('0', 5)));
  for (const change of [{ text: 'x' }, { revision: 6 }, { parent: 3 }, { case: 'other' }, { digest: 'x' }, { seal: '' }, { text: undefined }]) {
    assert.ok(!isWhole({ ...row('0', 5), ...change }), JSON.stringify(change));
  }
});

test('the newest whole record counts, in slots and snapshots, of that case alone', () => {
  const damaged = { ...row('1', 9), text: 'damaged' };
  const kept = new Kept({ slots: [row('0', 8), damaged], snapshots: [row('3', 7)], aside: [], marks: [{ id: 'key', time: 1 }] });
  assert.equal(kept.newest('key').revision, 8);
  assert.equal(kept.newest('other'), undefined);
  assert.deepEqual(new Kept({ slots: [damaged], snapshots: [row('3', 7)] }).newest('key').revision, 7);
  assert.deepEqual(new Kept({ slots: [damaged] }).newest('key'), undefined);
  assert.deepEqual(kept.where('damaged'), ['slots']);
  assert.deepEqual(kept.where('said “so” with "marks"'), []);
  assert.deepEqual(new Kept({ aside: [{ id: 'a', text: JSON.stringify({ name: 'with "marks"' }) }] }).where('with "marks"'), ['aside']);
  const deep = new Kept({ aside: [{ id: 'a', raw: { text: 'put aside whole' } }] });
  assert.ok(deep.texts().has('put aside whole'));
  assert.deepEqual(deep.where('aside whole'), ['aside']);
});

test('a fingerprint changes with any row', () => {
  const one = new Kept({ slots: [row('0', 1)] });
  assert.equal(one.print(), new Kept({ slots: [row('0', 1)].map(found => ({ ...found, time: one.stores.slots[0].time })) }).print());
  assert.notEqual(one.print(), new Kept({ slots: [] }).print());
  assert.notEqual(one.print('key'), one.print('other'));
});

test('every kind of edit is read where it stands in a case', () => {
  const { text, known } = drillCase('Case');
  const kase = JSON.parse(text).case;
  const leaf = kase.appraisals[0].criteria.flatMap(criterion => criterion.kind.family ?? [criterion]).find(({ id }) => id === known.leaves[2]);
  leaf.kind.leaf.swing = 41.25;
  kase.appraisals[0].record = { recommendation: 'Why 3 it leads' };
  kase.programme.initiatives[1].name = 'Initiative renamed 4';
  const [option, criterion] = [known.options[1], known.direct[0]];
  kase.appraisals[0].scores.find(score => score.alternative === option && score.criterion === criterion).state = { points: 12.5 };
  assert.equal(EDITS.weight.read(kase, { selector: `#points-${known.leaves[2]}` }), '41.25');
  assert.equal(EDITS.why.read(kase), 'Why 3 it leads');
  assert.equal(EDITS.rename.read(kase, { selector: `#name-${known.initiatives[1]}` }), 'Initiative renamed 4');
  assert.equal(EDITS.score.read(kase, { option, criterion }), '12.5');
  assert.equal(EDITS.add.read(kase, { words: 'Initiative renamed 4' }), 'Initiative renamed 4');
  assert.equal(EDITS.add.read(kase, { words: 'Never added' }), '');
});

test('the line at the top promises only where it says saved without a but', () => {
  assert.ok(promises('Saved in this browser 14:02. 3 changes not yet in a file.'));
  assert.ok(!promises('Saved in this browser 14:02, but one field is not yet kept.'));
  assert.ok(!promises('Saving in this browser') && !promises('Not saved. The disk is full.') && !promises('Read only. x') && !promises(''));
  assert.ok(saysNotSaved('Not saved. x') && !saysNotSaved('Saved in this browser'));
});

test('every way to damage a record or a file changes it', () => {
  const random = new Random(5);
  for (const [way, damage] of Object.entries(RECORDS)) {
    const rows = damage(random, [row('0', 3), row('1', 4, smallCase('Newer'))]);
    assert.notDeepEqual(rows, [row('0', 3), row('1', 4, smallCase('Newer'))], way);
    assert.ok(rows.every(({ id }) => id.startsWith('key/')), way);
  }
  const whole = Buffer.from(smallCase('Case'));
  for (const [way, damage] of Object.entries(BYTES)) {
    const changed = Array.from({ length: 20 }, () => damage(random, whole, Buffer.from('{"other": 1}')));
    assert.ok(changed.some(bytes => !bytes.equals(whole)), way);
  }
});

test('there are thirty faults, 150 files in 15 classes, 120 payloads and 40 formulas, all different', () => {
  assert.equal(new Set(FAULTS.map(faultWords)).size, 30);
  assert.deepEqual([Object.keys(CLASSES).length, FILES.length, new Set(FILES.map(({ group, name }) => group + name)).size], [15, 150, 150]);
  assert.equal(new Set(PAYLOADS).size, 120);
  assert.equal(new Set(FORMULAS).size, 40);
});

test('cells of a table are read by the rules of CSV, and formulas are known through what is passed over', () => {
  assert.deepEqual(csvCells('\ufeffa,"b ""c"",d"\r\n"x\r\ny",\r\n'), [['a', 'b "c",d'], ['x\r\ny', ''], ['']]);
  for (const cell of ['=1', ' =1', '\t+x', '@x', '\uff1d1', '-a', '\u00a0=1', '\u200b=1']) assert.ok(isFormula(cell), JSON.stringify(cell));
  for (const cell of ['', "'=1", '-2', '+3.5', '1e5', 'a=b', '-1,5'.replace(',', '.'), '12%']) assert.ok(!isFormula(cell), JSON.stringify(cell));
});
