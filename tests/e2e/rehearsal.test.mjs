// What a workshop leaves behind: a rehearsal nothing, a correction its count, a removed workshop no box, and a case that is kept
// only in its file nothing in the browser.
import assert from 'node:assert/strict';
import { focused, heading, kept, saved, until } from './drive.mjs';
import { axe, shot, withSite } from './lib.mjs';
import { count, everything, lock, onTitle, prepare, said, slip, slips, titled } from './workshop.mjs';

const at = withSite({ fresh: true });

/** Returns the text of the open case as it would be saved, without what tells when. */
async function content(page) {
  const { case: held, log } = JSON.parse(await saved(page));
  return JSON.stringify({ held, log });
}

at.inPage('a rehearsal goes from the ends to the result and leaves nothing behind', async page => {
  const keys = await prepare(page, at.address);
  await kept(page);
  const before = await content(page);
  const { box: boxBefore } = await everything(page);
  await page.locator('#workshop-title').focus();
  await keys.activate('Rehearse first');
  await page.locator('#rehearsal').waitFor();
  await lock(page, keys);
  await until(async () => (await said(page)).startsWith('Invented slips are in for all seats but the first.'), true);
  assert.equal(await count(page), '4 of 5 in');
  assert.deepEqual(await axe(page), []);
  await shot(page, 'rehearsal-1280-light');
  await keys.press('r');
  await until(async () => (await said(page)).startsWith('1 not in.'), true);
  await keys.press('r');
  await titled(page, /^78 scores in\./);
  await onTitle(page);
  await keys.press('s');
  await until(async () => / taken without discussion, and logged so\.$/.test(await said(page)), true);
  await keys.press('Enter');
  await titled(page, /: (the room is|one is)/);
  await onTitle(page);
  await keys.press('2');
  await titled(page, /, a second time$/);
  await until(() => count(page), '4 of 5 in');
  await keys.press('r');
  await until(async () => (await said(page)).startsWith('1 not in.'), true);
  await keys.press('r');
  await page.locator('#workshop-changed').waitFor();
  await keys.activate('Close', { kind: 'button', back: true });
  await onTitle(page);
  await keys.press('r');
  await until(async () => (await said(page)).startsWith('1 first choices are not in.') || (await said(page)).startsWith('1 first choice is not in.'), true);
  await keys.press('r');
  await page.locator('.workshop__finding').waitFor();
  assert.equal(await page.locator('#record-html').count(), 0, 'there is no record of a rehearsal');
  await keys.activate('End the rehearsal', { back: true });
  await titled(page, /^Ready to run\.$/);
  await kept(page);
  assert.equal(await content(page), before, 'the case and its log are as they were');
  const { box, stored } = await everything(page);
  assert.equal(box, boxBefore, 'so is the box');
  assert.ok(stored.every(text => !/Rehearsal\. /.test(text)), 'nothing in storage names it');
});

at.inPage('a slip that was mistyped is corrected after the reveal, and logged so', async page => {
  const keys = await prepare(page, at.address);
  await lock(page, keys);
  await keys.press('n');
  await titled(page, /^Resilience$/);
  await slips(page, keys, seat => Array.from({ length: 24 }, (_, place) => (seat === 5 && place === 4 ? 0 : (place + seat) % 9)));
  await onTitle(page);
  await keys.press('r');
  await titled(page, /^24 scores in\./);
  await page.locator('.talk__row button', { hasText: 'Cloud virtual backup: Time to recover' }).or(page.locator('.talk__row button').first()).first().click();
  await onTitle(page);
  const place = await heading(page);
  const here = page.locator('.spreads__row[aria-current=true] .spreads__line');
  const line = await here.textContent();
  await keys.press('c');
  await until(() => focused(page), 'correct-seat');
  await keys.type('6');
  await keys.press('Tab');
  await keys.type('95');
  await keys.press('Enter');
  await page.locator('.error-summary', { hasText: 'Expected the number of a seat' }).waitFor();
  await page.locator('#correct-seat').fill('5');
  await page.locator('#correct-figure').fill('95');
  await keys.press('Enter');
  await until(() => said(page), 'Corrected: the slip decides. It is logged as a correction.');
  await until(async () => (await here.textContent()) !== line && (await here.textContent()).includes('95'), true, place);
  await onTitle(page);
  assert.equal(await page.locator('.masthead__tools button').first().getAttribute('title'), 'Nothing to undo');
  const file = JSON.parse(await saved(page));
  assert.equal(file.case.sessions[0].rounds.reduce((sum, round) => sum + (round.corrected ?? 0), 0), 1);
  assert.ok(file.log.some(one => /Correct a ballot/.test(JSON.stringify(one))));
  assert.ok(!file.log.some(one => /95/.test(JSON.stringify({ ...one, at: '' })) && /Correct/.test(JSON.stringify(one))), 'the log says no figure and no seat');
});

at.inPage('a workshop that is removed takes its box along, and brings it back', async page => {
  const keys = await prepare(page, at.address);
  await lock(page, keys);
  await slips(page, keys, () => [3], [1, 2]);
  await keys.press('Escape');
  await onTitle(page);
  await keys.activate('Data centre siting', { kind: 'a', back: true });
  await until(() => heading(page), 'Workshops');
  const box = () => everything(page).then(found => found.box);
  assert.notEqual(await box(), '[]');
  await page.getByRole('button', { name: 'Remove Siting workshop' }).click();
  await until(box, '[]', 'its box is gone from the browser');
  await page.locator('.masthead').getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('link', { name: 'Siting workshop' }).click();
  await titled(page, /^First choice$/);
  await until(() => count(page), '2 of 5 in');
  await until(async () => (await box()) !== '[]', true, 'and back');
});

at.inPage('a case that is kept only in its file has no ballot box in the browser', async page => {
  const keys = await prepare(page, at.address);
  await lock(page, keys);
  await slips(page, keys, () => [3], [1]);
  await keys.press('Escape');
  const address = page.url();
  await page.evaluate(() => { location.hash = location.hash.replace(/workshop\/\d+$/, 'history'); });
  await page.locator('#only-file').click();
  await page.getByRole('button', { name: 'Remove it from this browser' }).click();
  await page.locator('.masthead__saved', { hasText: 'Only in your file' }).waitFor();
  const box = () => everything(page).then(found => found.box);
  await until(box, '[]');
  await page.evaluate(hash => { location.hash = hash; }, new URL(address).hash);
  await titled(page, /^First choice$/);
  await until(() => count(page), '1 of 5 in');
  await page.locator('#workshop-title').focus();
  await slips(page, keys, () => [2], [2]);
  assert.equal(await box(), '[]', 'a slip that is handed in now stays in memory');
  await keys.press('Escape');
  await onTitle(page);
});
