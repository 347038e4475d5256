// How a workshop is run by the keyboard, and where a figure of it could stand: what the tests of it share.
import assert from 'node:assert/strict';
import { focused, openExample, until } from './drive.mjs';
import { Keys } from './keys.mjs';

export const ROLES = ['Head of ICT', 'Finance', 'Procurement', 'Estates', 'Climate'];
/** Figures that stand nowhere else in the page. */
export const CANARIES = /(?<![\w.:])(37|83|61)(?![\w.,%:])/;
/** An answer of a ballot as storage writes it, also within a text that is written once more. */
export const ANSWER = /\[\d+,(\{\\*"points\\*":|\\*"chosen\\*")/;
/** What five people wrote, option by option, where they differ: in two camps, spread, and one apart. */
export const SPLIT = [[50, 50, 55, 55, 60], [40, 40, 45, 45, 50], [61, 61, 70, 70, 75], [37, 37, 40, 42, 45], [5, 10, 13, 83, 83], [70, 72, 75, 75, 80]];
export const SPREAD = [[50, 50, 55, 55, 60], [20, 35, 50, 65, 83], [20, 40, 60, 70, 83], [37, 37, 40, 42, 45], [10, 30, 50, 70, 83], [37, 50, 60, 75, 95]];
export const CLOSE = [[20, 20, 30, 30, 30], [40, 40, 40, 50, 50], [60, 60, 60, 70, 70], [30, 30, 40, 40, 40], [50, 50, 50, 60, 60], [70, 70, 70, 80, 80]];

export const said = page => page.locator('.workshop__said').textContent();
export const count = page => page.locator('#workshop-count').textContent();
export const titled = (page, words) => page.waitForFunction(source => new RegExp(source).test(document.querySelector('#workshop-title')?.textContent ?? ''), words.source);
export const onTitle = page => until(() => focused(page), 'workshop-title');

/**
 * Starts a workshop on the siting example, says whether the room sees this screen or has its `own`, and seats five roles, by the
 * keyboard alone.
 */
export async function prepare(page, address, { roles = ROLES, own = false } = {}) {
  const keys = new Keys(page);
  await openExample(page, address, 'scores');
  await keys.activate('Workshops', { kind: 'a' });
  await keys.to('What is the workshop called?');
  await keys.type('Siting workshop');
  await keys.press('Enter');
  await titled(page, /settle before you start/);
  await keys.to(/^Yes /, { kind: 'input' });
  await keys.press(own ? 'ArrowDown' : 'Space');
  await keys.to('Role', { kind: 'input' });
  for (const role of roles) {
    await keys.type(role);
    await keys.press('Enter');
    await page.locator('.workshop__role', { hasText: role }).waitFor();
  }
  await keys.fill('Ballots are deleted on', '14 August 2027');
  return keys;
}

export async function lock(page, keys) {
  await keys.activate(/^Lock the ends/);
  await titled(page, /^First choice$/);
  await onTitle(page);
}

/** Types the slip of one seat: its digit, then its figures, then Enter. */
export async function slip(page, keys, seat, figures) {
  await until(() => focused(page), 'slip-seat');
  await keys.press(String(seat));
  await until(() => focused(page), 'slip-0');
  for (const [place, figure] of figures.entries()) {
    await keys.type(String(figure));
    // A figure of tens goes on by itself.
    if (place < figures.length - 1 && await focused(page) === `slip-${place}`) await keys.press('Tab');
  }
  await keys.press('Enter');
}

/** Has figures typed in points, from the seat of a slip. */
export async function inPoints(page, keys) {
  await until(() => focused(page), 'slip-seat');
  await keys.press('Tab', 'ArrowRight', 'Shift+Tab');
}

/** Types the slips of all seats for the question that is shown. `figures(seat)` gives those of one. */
export async function slips(page, keys, figures, seats = [1, 2, 3, 4, 5]) {
  await onTitle(page);
  await keys.press('v');
  for (const seat of seats) {
    await slip(page, keys, seat, figures(seat));
    await until(async () => (await said(page)).startsWith(`Slip ${seat} is in.`), true, `slip ${seat}: ${await said(page)}`);
  }
}

/** Returns everything in which a figure could stand: what the page holds, and what storage holds but for the box. */
export const everything = page => page.evaluate(async () => {
  const texts = [document.title, location.href, JSON.stringify(history.state)];
  for (const one of document.querySelectorAll('*')) {
    for (const attribute of one.attributes) if (!/^(d|cx|cy|x|y|x1|x2|y1|y2|points|viewBox|r|style|integrity|href|src)$/.test(attribute.name)) texts.push(attribute.value);
    for (const node of one.childNodes) if (node.nodeType === Node.TEXT_NODE && !/^(SCRIPT|STYLE)$/.test(one.tagName)) texts.push(node.data);
    if ('value' in one && typeof one.value === 'string') texts.push(one.value);
  }
  const stored = [];
  for (const storage of [localStorage, sessionStorage]) stored.push(JSON.stringify(storage));
  const opening = indexedDB.open('weighbridge');
  const database = await new Promise(done => { opening.onsuccess = () => done(opening.result); });
  const asked = request => new Promise(done => { request.onsuccess = () => done(request.result); });
  let box = '';
  for (const name of database.objectStoreNames) {
    const rows = JSON.stringify(await asked(database.transaction(name).objectStore(name).getAll()));
    if (name === 'ballots') box = rows; else stored.push(rows);
  }
  database.close();
  return { texts, stored, box };
});

/** Asserts that no figure of a slip is in the page or in storage, but for the box, where `figure` is. */
export async function sealed(page, figure, what) {
  const { texts, stored, box } = await everything(page);
  assert.deepEqual(texts.filter(text => CANARIES.test(text)), [], `${what}: in the page`);
  for (const text of stored) {
    assert.doesNotMatch(text, ANSWER, `${what}: in storage`);
  }
  assert.match(box, ANSWER, `${what}: ballots are in the box`);
  assert.match(box, figure, `${what}: it is in the box`);
}
