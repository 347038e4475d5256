// An exported appraisal as a member of the committee reads it: by opening, dropping or checking the file, what won, why, in
// whose view and what would change it are on one page, and each is one press away.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { LOOKS, chooseFile, downloaded, dropText, fileOf, fits, focused, kept, look, openExample, say, step, tabTo, until } from './drive.mjs';
import { axe, open, shot, withSite } from './lib.mjs';

/** The questions that a committee asks, and what answers each, as a screen reader has it. */
const QUESTIONS = [
  ['What won, and by how much?', /Dual-site co-location leads Commercial co-location by 5\.7 points/],
  ['What is recommended, and who disagreed?', /Dual-site co-location is recommended/],
  ['Where do the points come from?', /Resilience/],
  ['What does it cost?', /E costs £1\.23m more than B|costs .* more than/],
  ['What would change the answer?', /4\.0 points of weight/],
  ['Why does each option score as it does?', /Every score, with its reason and its source/],
  ['What was asked about the work, and what was answered?', /What the health check asks/],
  ['Who decided this, and in whose view?', /Who decided this, and in whose view/],
  ['What was changed after the ranking was seen?', /Late changes/],
  ['Is the file as it was exported?', /Results match/],
];

/** Exports the worked example with a recommendation, dissent and one change after its ranking was shown. */
async function exported(page, address) {
  await openExample(page, address, 'weights');
  const points = page.getByRole('textbox', { name: 'Lead time, points' });
  await points.fill('9');
  await points.press('Enter');
  await points.fill('8');
  await points.press('Enter');
  await step(page, 'record');
  await page.locator('#record-recommended').selectOption({ label: 'Dual-site co-location' });
  await say(page.locator('#record-why'), 'It survives the loss of one site.');
  await say(page.locator('#record-dissent'), 'The finance officer would wait a year.');
  await say(page.locator('#record-export'), 'A draft for the panel.');
  return (await downloaded(page, () => page.locator('#export').click())).text;
}

const verdict = (page, words) => page.locator('#check-result', { hasText: words }).waitFor();

describe('reading an exported appraisal', () => {
  const at = withSite();
  let text;

  at.inPage('the export stands beside its button with its digest, and ends when the case changes', async page => {
    text = await exported(page, at.address);
    const outcome = page.locator('#export-outcome');
    await outcome.getByText('Exported as Data centre siting').waitFor();
    const digest = JSON.parse(text).integrity.inputs.slice(0, 16);
    await outcome.getByText(digest).waitFor();
    await page.locator('#copy-digest').click();
    await page.getByText('The digest is copied.').waitFor();
    assert.deepEqual(await axe(page), []);
    await step(page, 'context');
    await step(page, 'record');
    await outcome.getByText(digest).waitFor();
    assert.equal(await outcome.getByText('The case has changed since').count(), 0);
    await say(page.locator('#record-dissent'), 'Nobody.');
    await outcome.getByText('The case has changed since').waitFor();
  });

  at.inPage('each question is one press away, by mouse and by keyboard', async page => {
    await open(page, `${at.address}#/`);
    await chooseFile(page, fileOf(text, 'siting.json'));
    await verdict(page, 'Results match.');
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Data centre siting');
    const contents = page.getByRole('navigation', { name: 'On this page' });
    for (const [question, answer] of QUESTIONS) {
      await contents.getByRole('link', { name: question, exact: true }).click();
      // Where the focus goes is what is read aloud first.
      const section = page.locator(':focus').locator('xpath=ancestor-or-self::section[1]');
      await until(async () => answer.test(await section.innerText()), true, question);
    }
    await page.locator('#main').focus();
    await tabTo(page, 'nav.contents a');
    await page.keyboard.press('Enter');
    await until(() => focused(page), 'h-answer');
    const tree = await page.locator('main').ariaSnapshot();
    for (const words of [
      'The finance officer would wait a year.',
      'It survives the loss of one site.',
      'Stays open: A draft for the panel.',
      /2 changes after the ranking was first shown/,
      /Smallest lead that counts/,
      /Who was in the room/,
    ]) assert.match(tree, words instanceof RegExp ? words : new RegExp(words.replaceAll('.', '\\.')));
  });

  at.inPage('every score stands with its reason and source, and its points open', async page => {
    await open(page, `${at.address}#/check`);
    await page.locator('#choose').waitFor();
    await dropText(page, text);
    await verdict(page, 'Results match.');
    const { scores } = JSON.parse(text).inputs.appraisals[0];
    await until(() => page.locator('.read__scores tbody tr').count(), 90);
    const shown = await page.locator('.read__scores tbody tr').allInnerTexts();
    for (const score of scores.filter(score => score.reason)) {
      assert.ok(shown.some(row => row.includes(score.reason)), score.reason);
    }
    const first = page.locator('.read__how').first();
    await first.locator('summary').click();
    await first.getByText(/^Points: /).waitFor();
    await page.locator('#arithmetic-total-5-0').click();
    await page.locator('#arithmetic').getByText(/71\.0/).first().waitFor();
    const { text: csv, name } = await downloaded(page, () =>
      page.locator('section', { has: page.locator('#read-scores') }).last().getByRole('button', { name: 'Save as CSV' }).click());
    assert.equal(name, 'scores-with-reasons.csv');
    assert.equal(csv.trim().split('\r\n').length, 91);
  });

  at.inPage('the digest of the paper is compared as it is typed', async page => {
    await open(page, `${at.address}#/`);
    await dropText(page, text);
    await verdict(page, 'Results match.');
    const digest = JSON.parse(text).integrity.inputs;
    const answer = page.locator('#printed-digest-answer');
    await page.locator('#printed-digest').fill(digest.slice(0, 16).toUpperCase().replace(/(.{4})/g, '$1 '));
    await answer.getByText('The first 16 characters match').waitFor();
    await page.locator('#printed-digest').fill(`${digest.slice(0, 9)}${digest[9] === '0' ? '1' : '0'}`);
    await answer.getByText('It does not match: character 10 is another.').waitFor();
    assert.deepEqual(await axe(page), []);
  });

  at.inPage('nothing can be changed there, nothing is logged, and a copy can be worked on', async page => {
    await openExample(page, at.address, 'record');
    const before = await page.evaluate(() => location.hash);
    await page.evaluate(() => { location.hash = '#/'; });
    await chooseFile(page, fileOf(text, 'siting.json'));
    await verdict(page, 'Results match.');
    // What is left to choose is what is looked at, never what is said.
    const fields = await page.locator('main :is(input, textarea, select):visible').evaluateAll(all => all.map(one => one.id || one.name));
    const looks = ['level', 'printed-digest', 'draws-', 'lines-of', 'gains-'];
    assert.deepEqual(fields.filter(name => !looks.some(look => name.startsWith(look))), []);
    await page.locator('#work-on-copy').click();
    await page.waitForFunction(before => /^#\/case\/[^/]+\/.+/.test(location.hash) && location.hash !== before, before);
    await kept(page);
    await page.getByRole('heading', { level: 1, name: /Dual-site co-location leads/ }).waitFor();
    await page.getByRole('button', { name: 'Save to file' }).waitFor();
  });

  at.inPage('a case that is chosen there can be opened at once', async page => {
    await open(page, `${at.address}#/check`);
    await page.locator('#choose').waitFor();
    const { inputs } = JSON.parse(text);
    await chooseFile(page, fileOf(JSON.stringify({ format: 'weighbridge', version: 1, case: inputs }), 'work.json'), /^Choose (a|another) file$/);
    await page.getByText('work.json is a case, not a committee file').waitFor();
    assert.deepEqual(await axe(page), []);
    await page.getByRole('button', { name: 'Open the case' }).click();
    await page.getByRole('heading', { level: 1, name: /Dual-site co-location leads/ }).waitFor();
  });

  at.inPage('a forged file says so first, and is shown as it follows from its inputs', async page => {
    await open(page, `${at.address}#/`);
    await chooseFile(page, fileOf(text.replace('"finding": "', '"finding": "x').replaceAll('Dual-site co-location leads', 'Refurbish leads'), 'forged.json'));
    await verdict(page, /^Every figure matches; words were changed: answer of findings \d+,/);
    await page.getByText(/Dual-site co-location leads Commercial co-location by 5\.7 points/).first().waitFor();
  });

  for (const [width, scheme] of [...LOOKS, [768, 'light']]) {
    at.inPage(`nothing stands in the way of a reader: ${scheme}, ${width}`, async page => {
      await look(page, width, scheme);
      await open(page, `${at.address}#/`);
      await chooseFile(page, fileOf(text, 'siting.json'));
      await verdict(page, 'Results match.');
      await until(() => page.locator('.read__scores tbody tr').count(), 90);
      assert.deepEqual(await axe(page), []);
      await fits(page, 'the reading page');
      await shot(page, `reading-${width}-${scheme}`);
    });
  }
});
