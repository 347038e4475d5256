// The record step: the health check, answers to it, the export, and the page that checks what was exported.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axe, chromium, open, serve, shot, temporaryFolder, watch } from './lib.mjs';

/** Opens the worked example at its results, so that the ranking has been shown, and goes to the record. */
async function openRecord(page, address) {
  await open(page, `${address}#/`);
  await page.getByRole('button', { name: /Open the worked example/ }).click();
  await page.getByRole('heading', { level: 1, name: /leads/ }).waitFor();
  await go(page, 'record');
  await page.getByRole('heading', { name: 'Before this goes to committee' }).waitFor();
}

const go = (page, step) => page.evaluate(step => { location.hash = location.hash.replace(/[a-z]+$/, step); }, step);
const finding = (page, text) => page.locator('.finding').filter({ hasText: text });
const focused = page => page.evaluate(() => document.activeElement.id);

/** Waits until `probe` gives `expected`. */
async function until(probe, expected) {
  let found;
  for (let tries = 0; tries < 200; tries++) {
    found = await probe();
    if (found === expected) return;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  assert.equal(found, expected);
}

/** Exports by `press` and returns the file's text and name. */
async function exported(page, press) {
  const download = page.waitForEvent('download');
  await press();
  const file = await download;
  return { text: readFileSync(await file.path(), 'utf8'), name: file.suggestedFilename() };
}

/** Gives one reason for all that is open, and exports. */
async function exportWithReason(page) {
  await page.getByLabel('One reason for all that is open').fill('A draft for the panel.');
  return exported(page, () => page.getByRole('button', { name: 'Export the appraisal' }).click());
}

/** Returns a value as RFC 8785 writes it: members in order, no spaces. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map(name => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

/** Returns an exported file with the digests that belong to what it says: what a forger who knows the format would send. */
function withNewDigests({ integrity, ...file }) {
  const digest = value => createHash('sha256').update(canonical(value)).digest('hex');
  const part = name => name.replace('inputs.appraisal.', 'inputs.appraisals.0.').split('.').reduce((value, key) => value[key], file);
  const parts = Object.fromEntries(Object.keys(integrity.parts).map(name => [name, digest(part(name))]));
  return JSON.stringify({ ...file, integrity: { ...integrity, inputs: digest(file.inputs), results: digest(file.results), whole: digest(file), parts } });
}

/** Writes a text to a file and has it checked. */
async function check(page, name, text) {
  const file = path.join(temporaryFolder(), name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  // Without it the browser asks with a dialogue that a test can answer.
  await page.evaluate(() => { delete window.showOpenFilePicker; });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles(file);
  await until(() => focused(page), 'check-result');
}

const rows = page => page.locator('.check__table tbody tr').evaluateAll(rows => rows.map(row =>
  [...row.children].map(cell => cell.textContent)));

describe('record', () => {
  let site, browser;
  before(async () => {
    site = await serve();
    browser = await chromium();
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  test('each finding leads to its place', async () => {
    const page = await browser.newPage();
    const seen = watch(page);
    await openRecord(page, site.address);
    await finding(page, 'Carbon is scored more than once').getByText('Operational carbon').waitFor();
    await finding(page, 'rank the options alike').first().waitFor();
    const alike = await finding(page, 'rank the options alike').count();
    assert.ok(alike <= 5, `${alike} findings on criteria that rank alike`);
    await finding(page, 'No option is recommended').getByRole('link').click();
    await until(() => focused(page), 'record-recommended');
    await finding(page, 'The context does not say').getByRole('link').click();
    await page.getByRole('heading', { level: 2, name: 'The decision' }).waitFor();
    await until(() => focused(page), 'context-authority');
    assert.deepEqual(seen.problems, []);
    await page.close();
  });

  test('the rail says what is open at each step', async () => {
    const page = await browser.newPage();
    await openRecord(page, site.address);
    const state = step => page.locator('.rail__link', { hasText: step }).locator('.rail__state').textContent();
    assert.equal(await state('Weights'), 'Ready');
    assert.equal(await state('Scores'), 'Ready');
    assert.equal(await state('Results'), 'Lead 5.7');
    assert.equal(await state('Record'), 'Not started');
    await page.getByLabel('Option that is recommended').selectOption('Commercial co-location');
    await until(() => state('Record'), 'No reason given');
    await page.getByText('Dual-site co-location leads, and Commercial co-location is recommended.').waitFor();
    await page.getByLabel('Why', { exact: true }).fill('It costs less.');
    await page.getByLabel('Dissent').fill('None was voiced.');
    await page.getByRole('heading', { level: 1 }).click();
    await page.getByRole('heading', { level: 1, name: 'Commercial co-location is recommended.' }).waitFor();
    assert.equal(await finding(page, 'No option is recommended').count(), 0);
    assert.equal(await finding(page, 'Nothing is said of dissent').count(), 0);
    await page.close();
  });

  test('an export waits for reasons, and then matches', async () => {
    const page = await browser.newPage();
    const seen = watch(page);
    await openRecord(page, site.address);
    await page.getByRole('button', { name: 'Export the appraisal' }).click();
    const summary = page.locator('.error-summary');
    await summary.waitFor();
    await until(() => page.evaluate(() => document.activeElement.className), 'problem error-summary');
    await summary.getByText('Carbon is scored more than once').click();
    await until(async () => (await focused(page)).startsWith('answer-carbon_twice'), true);
    await page.keyboard.press('Enter');
    const carbon = finding(page, 'Carbon is scored more than once');
    await carbon.getByLabel('Reason why it stays open').fill('Each counts other tonnes.');
    await carbon.getByLabel('Reason why it stays open').press('Tab');
    await carbon.getByText('Stays open: Each counts other tonnes.').waitFor();
    await carbon.getByText('Answered').waitFor();
    assert.equal(await summary.getByText('Carbon is scored more than once').count(), 0);
    const before = await page.evaluate(() => location.hash);
    const { text, name } = await exportWithReason(page);
    assert.match(name, /^Data centre siting, \d{4}-\d\d-\d\d\.json$/);
    const file = JSON.parse(text);
    assert.deepEqual(file.results.options.map(option => (Math.round(option.total * 10 + 1e-6) / 10).toFixed(1)),
      ['34.2', '45.1', '65.4', '53.2', '61.7', '71.0']);
    assert.equal(file.findings.find(finding => finding.key.startsWith('carbon_twice')).answer, 'Each counts other tonnes.');
    assert.ok(file.findings.filter(finding => finding.level === 'open').every(finding => finding.answer));
    assert.equal(file.log.at(-1).what, 'Reason why a finding stays open');

    await page.getByRole('link', { name: 'check it here' }).click();
    await page.getByRole('heading', { level: 1, name: 'Check an exported appraisal' }).waitFor();
    await check(page, 'sent.json', text);
    await page.getByRole('heading', { name: 'Results match.' }).waitFor();
    await page.getByText(file.integrity.inputs).waitFor();
    await page.getByText('Data centre siting', { exact: true }).waitFor();

    const total = file.results.options[5].total;
    const changed = text.replace(`"total": ${total}`, `"total": ${String(total).replace('7', '8')}`);
    assert.notEqual(changed, text);
    await check(page, 'forged.json', changed);
    await page.getByRole('heading', { name: /^Results do not match: \d things differ\.$/ }).waitFor();
    const [place, says, worked] = (await rows(page))[0];
    assert.deepEqual([place, says, worked], ['total of Dual-site co-location, results', String(total).replace('7', '8'), String(total)]);

    await check(page, 'other.json', '{"format": "weighbridge", "version": 1}');
    await page.getByText('open it from Home').waitFor();
    await check(page, 'broken.json', text.slice(0, 500));
    await page.getByText('before its content is complete').waitFor();

    await page.evaluate(hash => { location.hash = hash; }, before);
    await carbon.getByText('Stays open: Each counts other tonnes.').waitFor();
    assert.deepEqual(seen.problems, []);
    await page.close();
  });

  test('a file is called by the day on the wall, not by that in Greenwich', async () => {
    const page = await browser.newPage();
    // Half past midnight in British summer time.
    await page.clock.setFixedTime(new Date('2026-07-01T23:30:00Z'));
    await openRecord(page, site.address);
    const { name, text } = await exportWithReason(page);
    assert.equal(name, 'Data centre siting, 2026-07-02.json');
    assert.equal(JSON.parse(text).exported, '2026-07-01T23:30:00Z');
    await page.close();
  });

  test('the export waits for what was emptied a moment before', async () => {
    const page = await browser.newPage();
    await openRecord(page, site.address);
    await page.locator('#record-recommended').selectOption({ index: 1 });
    const why = page.locator('#record-why');
    await why.fill('It leads by more than counts.');
    await why.blur();
    for (;;) {
      const open = page.locator('.finding').filter({ has: page.locator('.finding__kind--error') }).first();
      if (await open.count() === 0) break;
      const found = await open.locator('p').first().textContent();
      await open.locator('summary').click();
      await open.getByLabel('Reason why it stays open').fill('Known.');
      await page.keyboard.press('Tab');
      await finding(page, found).getByText('Answered').waitFor();
    }
    await page.getByLabel('One reason for all that is open').waitFor({ state: 'detached' });
    // In one go, as a quick hand and a slow computer make it: the finding is not painted when the button is pressed.
    let downloads = 0;
    page.on('download', () => { downloads += 1; });
    await why.focus();
    await page.evaluate(() => {
      const why = document.querySelector('#record-why');
      why.value = '';
      why.dispatchEvent(new Event('input', { bubbles: true }));
      why.dispatchEvent(new Event('change', { bubbles: true }));
      document.querySelector('#export').click();
    });
    await page.locator('.error-summary').waitFor();
    assert.equal(downloads, 0);
    await page.close();
  });

  test('without workers the page makes and checks the file itself', async () => {
    const page = await browser.newPage();
    const seen = watch(page);
    await page.addInitScript(() => { delete globalThis.Worker; });
    await openRecord(page, site.address);
    const { text } = await exportWithReason(page);
    await page.getByText(/^Exported as Data centre siting/).waitFor();
    await page.getByRole('link', { name: 'check it here' }).click();
    await check(page, 'sent.json', text);
    await page.getByRole('heading', { name: 'Results match.' }).waitFor();
    assert.deepEqual(seen.problems, []);
    await page.close();
  });

  test('words of a version that is not known here are shown beside ours, and not called right', async () => {
    const page = await browser.newPage();
    const seen = watch(page);
    await openRecord(page, site.address);
    const file = JSON.parse((await exportWithReason(page)).text);
    await page.getByRole('link', { name: 'check it here' }).click();
    await check(page, 'same.json', withNewDigests(file));
    await page.getByRole('heading', { name: 'Results match.' }).waitFor();
    const headline = file.results.headline;
    file.engine.version = '9.9.9';
    file.results.headline = 'Single new site leads beyond doubt.';
    await check(page, 'forged.json', withNewDigests(file));
    await page.getByRole('heading', { name: /^All \d+ figures match\. The wording was not checked\.$/ }).waitFor();
    assert.deepEqual(await rows(page), [['headline of results', 'Single new site leads beyond doubt.', headline]]);
    await page.getByText('1 sentence reads otherwise here').waitFor();
    assert.equal(await page.locator('.facts div', { hasText: 'Headline, worked out here' }).locator('dd').textContent(), headline);
    for (const width of [1280, 320]) {
      for (const colorScheme of ['light', 'dark']) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        // A button's colour changes in a moment, not at once.
        await page.evaluate(() => Promise.all(document.getAnimations().map(one => one.finished)));
        assert.deepEqual(await axe(page), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width}`);
        await shot(page, `check-wording-${width}-${colorScheme}`);
      }
    }
    assert.deepEqual(seen.problems, []);
    await page.close();
  });

  test('changes made with the ranking in view are listed and found', async () => {
    const page = await browser.newPage();
    await openRecord(page, site.address);
    await page.getByText('Nothing was changed since.').waitFor();
    await go(page, 'weights');
    const points = page.getByRole('textbox', { name: 'Lead time, points' });
    await points.fill('9');
    await points.press('Enter');
    await go(page, 'record');
    await finding(page, '1 change to weights was made after the ranking was first shown.').waitFor();
    const table = page.getByRole('region', { name: 'Changes, newest first' });
    await table.getByRole('row', { name: /Weight of Lead time 8 9/ }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await finding(page, '2 changes to weights were made').waitFor();
    await page.close();
  });

  test('by keyboard alone: a recommendation, an answer and the export', async () => {
    const page = await browser.newPage();
    await openRecord(page, site.address);
    const tabTo = async id => {
      for (let tries = 0; tries < 150; tries++) {
        await page.keyboard.press('Tab');
        if (await focused(page) === id) return;
      }
      assert.fail(`no way to ${id} by Tab`);
    };
    await page.evaluate(() => document.getElementById('main').focus());
    await tabTo('record-recommended');
    await page.keyboard.type('Dual');
    await page.getByRole('heading', { level: 1, name: 'Dual-site co-location is recommended.' }).waitFor();
    await tabTo('record-why');
    await page.keyboard.type('It survives the loss of a site.');
    await tabTo('record-export');
    await page.keyboard.type('A draft.');
    await tabTo('export');
    const { text } = await exported(page, () => page.keyboard.press('Enter'));
    assert.equal(JSON.parse(text).inputs.appraisals[0].record.recommendation, 'It survives the loss of a site.');
    await page.close();
  });

  for (const [scheme, width] of [['light', 1280], ['dark', 1280], ['light', 320], ['dark', 320]]) {
    test(`nothing stands in the way of a reader: ${scheme}, ${width}`, async () => {
      const page = await browser.newPage();
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 800 });
      await openRecord(page, site.address);
      assert.deepEqual(await axe(page), []);
      await page.getByRole('button', { name: 'Export the appraisal' }).click();
      await page.locator('.error-summary').waitFor();
      await page.locator('.finding__reason summary').first().click();
      assert.deepEqual(await axe(page), []);
      await shot(page, `record-${width}-${scheme}`);
      const scrolls = () => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
      assert.equal(await scrolls(), false);
      const { text } = await exportWithReason(page);
      await page.evaluate(() => { location.hash = '#/check'; });
      await page.getByRole('heading', { level: 1, name: 'Check an exported appraisal' }).waitFor();
      assert.deepEqual(await axe(page), []);
      await check(page, 'sent.json', text);
      assert.deepEqual(await axe(page), []);
      await shot(page, `check-match-${width}-${scheme}`);
      await check(page, 'forged.json', text.replaceAll('"swing": 8.0', '"swing": 9.0'));
      assert.deepEqual(await axe(page), []);
      assert.equal(await scrolls(), false);
      await shot(page, `check-differs-${width}-${scheme}`);
      await page.close();
    });
  }
});
