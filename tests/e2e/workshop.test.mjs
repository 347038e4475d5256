// A workshop on one screen: from the siting example to the record, by the keyboard alone; nothing of a slip is anywhere but in the
// box before the reveal; a browser that is killed in an open round loses no slip and shows none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOOKS, downloaded, fits, focused, heading, kept, look, saved, until, withoutPickers } from './drive.mjs';
import { axe, chromium, killed, open, shot, temporaryFolder, withSite } from './lib.mjs';
import { ANSWER, CANARIES, CLOSE, SPLIT, SPREAD, count, everything, inPoints, lock, onTitle, prepare, said, sealed, slip, slips, titled } from './workshop.mjs';

const at = withSite();

/** Looks at the page wide and narrow, light and dark: axe has nothing to say and nothing is cut. */
async function seen(page, name) {
  for (const [width, scheme] of LOOKS) {
    await look(page, width, scheme);
    await fits(page, `${name} at ${width}`);
    assert.deepEqual(await axe(page), [], `${name} at ${width}, ${scheme}`);
    await shot(page, `workshop-${name}-${width}-${scheme}`);
  }
  await look(page, 1280, 'light');
}

at.inPage('a whole workshop, from the example to the record, by the keyboard alone', async page => {
  const keys = await prepare(page, at.address);
  await titled(page, /^Ready to run\.$/);
  assert.match(await page.locator('.workshop__plan').textContent(), /^78 scores from 5 people in 2 hours: 24 minutes of silence, .*12 discussions/);
  await seen(page, 'ready');
  await lock(page, keys);
  assert.match(await count(page), /^0 of 5 in$/);

  // First choices, sealed until the result is shown.
  await slips(page, keys, seat => [seat === 5 ? 6 : 3]);
  await onTitle(page);
  assert.equal(await count(page), '5 of 5 in');
  assert.match(await page.locator('.room-picture__say').last().textContent(), /^All in, and sealed/);

  // Silent scoring, family by family: the first in points, the others by tens.
  await keys.press('n');
  await titled(page, /^Resilience$/);
  await seen(page, 'score');
  await page.locator('#workshop-title').focus();
  await keys.press('v');
  await inPoints(page, keys);
  const split = seat => [SPLIT, SPREAD, CLOSE, CLOSE].flatMap(criterion => criterion.map(option => option[seat - 1]));
  await slip(page, keys, 1, split(1).slice(0, 5));
  await until(() => said(page), '5 of 24 answered. Enter again hands it in with blanks.');
  assert.equal(await page.locator('#slip-4').inputValue(), '●');
  await keys.press('Tab');
  for (const figure of split(1).slice(5)) {
    await keys.type(String(figure));
    await keys.press('Tab');
  }
  await sealed(page, /\\"ballots\\"/, 'half-typed');
  await page.locator('#slip-23').focus();
  await keys.press('Enter');
  await until(() => said(page), 'Slip 1 is in. 1 of 5.');
  for (const seat of [2, 3]) {
    await slip(page, keys, seat, split(seat));
    await until(() => said(page), `Slip ${seat} is in. ${seat} of 5.`);
  }
  await sealed(page, /37/, 'three slips in');
  await seen(page, 'slip');
  assert.equal(await page.locator('.masthead__tools button').first().getAttribute('title').then(title => CANARIES.test(title)), false);

  // The browser loses the page in the open round: every slip that was handed in is there, and none is shown.
  await kept(page);
  await page.reload();
  await titled(page, /^First choice$/);
  await page.locator('#workshop-title').focus();
  await keys.press('n');
  await until(() => count(page), '3 of 5 in');
  await sealed(page, /37/, 'after a reload');
  await keys.press('r');
  await until(() => said(page), '2 not in. R again reveals without them: they are absent, not 0.');
  await keys.press('n', 'N');
  await titled(page, /^Resilience$/);
  await keys.press('v');
  await inPoints(page, keys);
  for (const seat of [4, 5]) {
    await slip(page, keys, seat, split(seat));
    await until(() => said(page), `Slip ${seat} is in. ${seat} of 5.`);
  }
  await page.locator('input[name=slip-mode]').count().then(n => assert.equal(n, 0, 'the slip closes when all are in'));
  const n = [1, 2, 2, 2, 2];
  for (const [family, criteria] of n.entries()) {
    await onTitle(page);
    await keys.press('n');
    await until(() => count(page), '0 of 5 in');
    if (family === 0) {
      await keys.press('v');
      await until(() => focused(page), 'slip-seat');
      await keys.press('Tab', 'ArrowLeft', 'Escape');
      await onTitle(page);
    }
    const tens = seat => Array.from({ length: criteria }, () => CLOSE.map(option => option[seat - 1] / 10)).flat();
    await slips(page, keys, tens);
  }
  await onTitle(page);
  await sealed(page, /83/, 'all in');

  // The reveal is a ratchet.
  await keys.press('r');
  await titled(page, /^78 scores in\./);
  await until(() => said(page).then(words => words.slice(0, 25)), '13 criteria are revealed.');
  assert.equal(await page.locator('.masthead__tools button').first().getAttribute('title'), 'Nothing to undo');
  await seen(page, 'agenda');
  await page.locator('#workshop-title').focus();
  await keys.press('s');
  await until(async () => / taken without discussion, and logged so\.$/.test(await said(page)), true);
  await page.locator('#workshop-title').focus();

  // The first score of the agenda: agree a figure.
  await keys.press('Enter');
  await titled(page, /: (the room is|one is)/);
  await onTitle(page);
  await seen(page, 'talk');
  await page.locator('#workshop-title').focus();
  await keys.press('a');
  await until(() => focused(page), 'agree-figure');
  await keys.press('Control+a');
  await keys.type('42');
  await keys.press('Tab');
  await keys.type('Two suppliers only.');
  await seen(page, 'agree');
  await page.locator('#agree-why').focus();
  await keys.press('Enter');
  await until(async () => /: settled at 42\. Enter goes on\.$/.test(await said(page)), true);
  await onTitle(page);

  // The next one is asked a second time; the first answers stay beside the second.
  await keys.press('Enter');
  await titled(page, /: (the room is|one is)/);
  await onTitle(page);
  await keys.press('2');
  await titled(page, /, a second time$/);
  await slips(page, keys, seat => [[4, 5, 5, 5, 6][seat - 1]]);
  await onTitle(page);
  await keys.press('r');
  await page.locator('#workshop-changed').waitFor();
  assert.match(await page.locator('#workshop-changed').textContent(), /^From .+ to close\. \d moved up, \d down\. Closer is not more right\.$/);
  assert.equal(await page.locator('.spreads__before .dot').count(), 5);
  await seen(page, 'second');
  await page.locator('#workshop-title').focus();
  await keys.press('a');
  await until(() => focused(page), 'agree-figure');
  assert.equal(await page.locator('#agree-figure').inputValue(), '50');
  await keys.press('Enter');
  await until(async () => /: settled at 50\./.test(await said(page)), true);
  await onTitle(page);

  // The next one is parked, and somebody dissents.
  await keys.press('Enter');
  await titled(page, /: (the room is|one is)/);
  await onTitle(page);
  await keys.press('p');
  await until(() => focused(page), 'park-what');
  await keys.type('Exit charge unknown');
  await keys.press('Tab');
  await keys.type('Procurement');
  await keys.press('Tab');
  await keys.type('21 May 2027');
  await keys.press('Enter');
  await until(() => said(page), 'Parked. Enter goes on.');
  await onTitle(page);
  await keys.press('d');
  await until(() => focused(page), 'dissent-says');
  await keys.type('Too soon to say.');
  await keys.activate('Record', { kind: 'button' });
  await until(() => said(page), 'The dissent is recorded.');

  // The result beside first choices, and the record.
  await keys.activate('Close', { kind: 'button', back: true });
  await titled(page, /scores are settled, .*1 parked, 1 dissent\.$/);
  await onTitle(page);
  await keys.press('C');
  await until(() => said(page), 'First choices are still sealed. R shows them beside the result first.');
  await keys.press('r');
  await page.locator('.workshop__finding').waitFor();
  const row = page.locator('section[aria-labelledby=h-result] tbody tr').filter({ hasText: 'Commercial co-location' });
  assert.equal(await row.locator('td').nth(2).textContent(), '4');
  assert.match(await page.locator('section[aria-labelledby=h-result]').textContent(), /By their own figures: .* first for \d/);
  await page.locator('#workshop-title').focus();
  await keys.press('C');
  await titled(page, /^Closed: /);
  await until(async () => /^Closed\. What tied the answers/.test(await said(page)), true);
  const record = await page.locator('.workshop__record').textContent();
  for (const words of ['With a vote: Head of ICT, Finance', 'after a second round', 'Two suppliers only.', 'Exit charge unknown', 'Too soon to say.', 'Commercial co-location 4']) {
    assert.ok(record.includes(words), `${words} is not in the record`);
  }
  await seen(page, 'record');
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.locator('.workshop__record table').first().isVisible());
  assert.deepEqual(await page.locator('.workshop__trail, #record-copy, #record-forget, .workshop__said').evaluateAll(all => all.filter(one => one.checkVisibility()).map(one => one.id)), []);
  await page.emulateMedia({ media: null });
  await withoutPickers(page);
  const html = await downloaded(page, () => page.locator('#record-html').click());
  assert.equal(html.name, 'Siting workshop, record.html');
  assert.match(html.text, /Two suppliers only\./);
  const archive = await downloaded(page, () => page.locator('#record-archive').click());
  assert.match(archive.text, /weighbridge-sealed-ballots/);
  await page.locator('#record-copy').click();
  await page.locator('.notice', { hasText: 'The record is copied.' }).waitFor();
  // What is settled is an ordinary score, with its reason, its source and the range of the room.
  const file = JSON.parse(await saved(page));
  const score = file.case.appraisals[0].scores.find(one => one.reason === 'Two suppliers only.');
  assert.match(score.source, /^Workshop.*, first round, 5 of 5$/);
  assert.ok(score.range, 'the middle half of the answers is the range of the score');
  assert.equal(file.case.sessions[0].closed, true);
  // Deleting the ballots on the page leaves what they came to.
  await page.locator('#record-forget').click();
  await until(async () => /^The ballots are deleted/.test(await said(page)), true);
  const { box } = await everything(page);
  assert.equal(box, '[]');
  assert.match(await page.locator('.workshop__record').textContent(), /They have been deleted, as was agreed beforehand/);
});

test('a browser that is killed in an open round loses no slip and shows none', async () => {
  const profile = temporaryFolder();
  const first = await chromium({ profile });
  const page = await first.newPage();
  const keys = await prepare(page, at.address);
  await lock(page, keys);
  await slips(page, keys, () => [3], [1, 2]);
  await keys.press('Escape');
  const address = page.url();
  await kept(page);
  await killed(first, profile);
  const second = await chromium({ profile });
  const again = await second.newPage();
  await open(again, address);
  await titled(again, /^First choice$/);
  await until(() => count(again), '2 of 5 in');
  const { texts, stored } = await everything(again);
  assert.ok([...texts, ...stored].every(text => !ANSWER.test(text)));
  await second.close();
});

at.inPage('a question is discarded with a reason, the screen blanks, and the timer closes nothing', async page => {
  const keys = await prepare(page, at.address);
  await lock(page, keys);
  await keys.press('b');
  await page.getByText('Back in a moment.').waitFor();
  await keys.press('v');
  assert.equal(await page.locator('.slip').count(), 0, 'no key acts on a blank screen but those that end it');
  await keys.press('Escape');
  await onTitle(page);
  await keys.press('t');
  assert.match(await page.locator('.workshop__timer').textContent(), /^2:(30|29|28) left /);
  await keys.press('+');
  await until(async () => /^3:/.test(await page.locator('.workshop__timer').textContent()), true);
  await keys.press('t');
  await until(async () => / left, stopped /.test(await page.locator('.workshop__timer').textContent()), true);
  await keys.press('t');
  await until(async () => /^3:\d\d left /.test(await page.locator('.workshop__timer').textContent()), true);
  await keys.press('T');
  await until(() => page.locator('.workshop__timer').count(), 0);
  await keys.press('n');
  await titled(page, /^Resilience$/);
  await keys.activate('Discard this question');
  await until(() => focused(page), 'discard-why');
  await keys.press('Enter');
  await page.locator('.error-summary', { hasText: 'discarded with a reason' }).waitFor();
  await page.locator('#discard-why').focus();
  await keys.type('The ends were not the same picture in every head.');
  await keys.press('Enter');
  await until(() => said(page), '4 questions discarded.');
  await keys.activate('Close', { kind: 'button', back: true });
  assert.match(await page.locator('.workshop__record').textContent(), /A round on Time to recover \(RTO\) does not count\. The ends were not/);
  assert.equal(await heading(page), '0 scores are settled, 0 parked, 0 dissents.');
  await keys.activate('Data centre siting', { kind: 'a', back: true });
  await until(() => heading(page), 'Workshops');
  assert.equal(await page.locator('.case__holds').textContent(), 'Scoring: 10 questions open.');
  await seen(page, 'list');
});
