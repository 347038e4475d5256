// The programme for a committee: implications under the template's headings, the paper out of one place, the committee file, and
// the page that reads and checks it.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  LOOKS, button, chooseFile, downloaded, fileOf, fits, focused, look, openExample, openProgramme, say, step, tabTo, until,
} from './drive.mjs';
import { axe, open, shot, withSite } from './lib.mjs';

const PLAN = 'ICT implementation plan, 2015';

/** Goes to one of the views of the programme. */
async function viewOf(page, name) {
  await page.getByRole('navigation', { name: 'Views of the programme' }).getByRole('link', { name, exact: true }).click();
  await page.waitForFunction(() => !document.querySelector('main [aria-busy=true]'));
}

async function openReport(page, address, title = undefined) {
  await openProgramme(page, address, 'Programme', title);
  await viewOf(page, 'Report');
  await page.locator('#h-export').waitFor();
}

const verdict = (page, words) => page.locator('#check-result', { hasText: words }).waitFor();

/** Gives one reason for all that is open, and exports. */
async function exportWithReason(page) {
  await say(page.locator('#programme-export'), 'A draft for the panel.');
  return downloaded(page, () => page.locator('#export').click());
}

/** Returns the cell of a table that is typed into, by its row's name and its column's head. */
async function cell(page, table, row, column) {
  const heads = await page.locator(`#${table} thead th`).allTextContents();
  const at = heads.findIndex(head => head.startsWith(column));
  assert.ok(at > 0, `${column} among ${heads}`);
  return page.locator(`#${table} tbody tr`).filter({ hasText: row }).locator('th, td').nth(at);
}

describe('the programme for a committee', () => {
  const at = withSite();
  let text;

  at.inPage('open findings stand in the way of the export until each, or all of them, have a reason', async page => {
    await openReport(page, at.address);
    await page.locator('#export').click();
    const summary = page.locator('.error-summary');
    await summary.waitFor();
    await until(() => focused(page), 'problem error-summary');
    await summary.getByText('Give one reason for all open findings, or one for each:').click();
    await until(() => focused(page), 'programme-export');
    const made = await exportWithReason(page);
    assert.match(made.name, /^.+, \d{4}-\d\d-\d\d\.json$/);
    text = made.text;
    const file = JSON.parse(text);
    assert.equal(file.results, undefined, 'no appraisal, and no results of one');
    assert.equal(file.programme.goals.length, 14);
    assert.ok(file.programme.findings.filter(one => one.level === 'open').every(one => one.answer === 'A draft for the panel.'));
    const outcome = page.locator('#export-outcome');
    await outcome.getByText(file.integrity.inputs.slice(0, 16)).waitFor();
    assert.deepEqual(await axe(page), []);
  });

  at.inPage('the file is read and checked: headline, goals with harm, ranges, money, findings and answers', async page => {
    await open(page, `${at.address}#/`);
    await chooseFile(page, fileOf(text, 'programme.json'));
    await verdict(page, 'Results match.');
    await page.locator('#read-programme', { hasText: 'Of 14 goals 8 are supported and 2 harmed' }).waitFor();
    const contents = page.getByRole('navigation', { name: 'On this page' });
    const answers = [
      ['Which goals does the programme serve, and which does it harm?', /supported and harmed/],
      ['How does each initiative stand, as far as anybody has looked?', /Network Refresh Programme[^]*21 to 66/],
      ['What is harmed, and what is done about it?', /−1[^]*nothing is said/],
      ['Does the money add up?', /2 do not add up/],
      ['What does each initiative mean for equality, carbon and the rest?', /Environmental Impact Assessment/],
      ['What was asked about the programme, and what was answered?', /A draft for the panel\./],
      ['Is the file as it was exported?', /Results match/],
    ];
    for (const [question, answer] of answers) {
      await contents.getByRole('link', { name: question, exact: true }).click();
      const section = page.locator(':focus').locator('xpath=ancestor-or-self::section[1]');
      await until(async () => answer.test(await section.innerText()), true, question);
    }
    const digest = JSON.parse(text).integrity.inputs;
    await page.getByLabel('Digest printed in the paper').fill(digest.slice(0, 16));
    await page.getByText('The first 16 characters match').waitFor();
    assert.deepEqual(await axe(page), []);
  });

  at.inPage('a figure that was changed is named with both values', async page => {
    await open(page, `${at.address}#/check`);
    const file = JSON.parse(text);
    const network = file.programme.initiatives.find(one => one.name === 'Network Refresh Programme');
    network.lowest_contribution = 91;
    await chooseFile(page, fileOf(JSON.stringify(file), 'forged.json'), /^Choose (a|another) file$/);
    await verdict(page, 'Results do not match: 1 of');
    const row = page.locator('.check__table tbody tr').first();
    assert.match(await row.textContent(), /lowest contribution of Network Refresh Programme, programme91/);
  });

  at.inPage('an initiative and the appraisal of its options lead to each other, and one file holds both', async page => {
    await openExample(page, at.address, 'context');
    await page.getByText('It chooses among the options of').getByRole('link', { name: 'Data centre programme' }).click();
    await until(() => page.textContent('h1'), 'Data centre programme: nothing is said of it yet.');
    await page.getByText('Its options are appraised in').getByRole('link', { name: 'Data centre siting' }).click();
    await step(page, 'record');
    await say(page.locator('#record-export'), 'A draft.');
    await page.getByRole('navigation', { name: 'Pages of the case' }).getByRole('link', { name: 'Programme', exact: true }).click();
    await viewOf(page, 'Report');
    assert.equal(await page.locator('#export-appraisal').evaluate(list => list.selectedOptions[0].text), 'Data centre siting');
    // Nothing is open of one initiative, and the appraisal's findings were answered on its record.
    const made = await downloaded(page, () => page.locator('#export').click());
    const file = JSON.parse(made.text);
    assert.deepEqual([file.appraisal, file.results.options.length, file.programme.initiatives.length], [1, 6, 1]);
    await open(page, `${at.address}#/check`);
    await chooseFile(page, fileOf(made.text, 'both.json'), /^Choose (a|another) file$/);
    await verdict(page, 'Results match.');
    await page.locator('#read-programme').waitFor();
    await page.getByRole('heading', { name: /Dual-site co-location leads/ }).first().waitFor();
    assert.deepEqual(await axe(page), []);
  });

  at.inPage('implications are answered by the keyboard alone, asked about, and printed under the headings of the template', async page => {
    await openReport(page, at.address, PLAN);
    await tabTo(page, '#implications :is(td, th)');
    await page.keyboard.press('ArrowRight');
    // The first of the columns is that of the template's first section.
    assert.match((await page.locator('#implications thead th').allTextContents())[1], /^Risk/);
    const legal = (await page.locator('#implications thead th').allTextContents()).findIndex(head => head === 'Legal');
    for (let column = 1; column < legal; column++) await page.keyboard.press('ArrowRight');
    // The first letters choose "None", the third the word that begins with all of them.
    await page.keyboard.type('No');
    await until(() => page.locator('#implications-entry').inputValue(), 'None');
    await page.keyboard.type('t');
    await until(() => page.locator('#implications-entry').inputValue(), 'Not applicable');
    await page.keyboard.press('Enter');
    await page.getByText('1 of 224 questions answered.').waitFor();
    await page.locator('.finding', { hasText: 'An implication is said not to apply, and not why.' }).waitFor();
    assert.deepEqual(await axe(page), []);
    await page.locator('#paper-part').selectOption('Implications');
    const paper = await downloaded(page, () => button(page, 'Save as Markdown').click());
    assert.match(paper.name, /, implications\.md$/);
    const headings = [...paper.text.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
    assert.deepEqual(headings.slice(0, 3), [
      '3.0 RELEVANT RISKS', '5.0 CONSULTATION', '7.0 IMPLICATIONS FOR VOLUNTARY, COMMUNITY AND FAITH GROUPS',
    ]);
    assert.match(paper.text, /Not applicable; no reason is given\./);
  });

  at.inPage('the paper is one HTML file without script, and opens as a page of its own', async page => {
    await openReport(page, at.address);
    const { name, text: html } = await downloaded(page, () => button(page, 'Save as HTML').click());
    assert.match(name, /, paper\.html$/);
    assert.doesNotMatch(html, /<script|javascript:|\son[a-z]+=/i);
    assert.match(html, /default-src 'none'/);
    assert.match(html, /Against: /, 'harm stands in the alignment table');
    const alone = await at.browser.newPage();
    const problems = [];
    alone.on('console', line => line.type() === 'error' && problems.push(line.text()));
    await alone.setViewportSize({ width: 320, height: 800 });
    await alone.setContent(html);
    assert.deepEqual(problems, [], 'the policy lets its styles be');
    assert.equal(await alone.evaluate(() => getComputedStyle(document.querySelector('td')).verticalAlign), 'top');
    assert.deepEqual(await axe(alone), []);
    await fits(alone, 'the paper at 320');
    await shot(alone, 'paper-file-320');
    await alone.setViewportSize({ width: 1280, height: 900 });
    await shot(alone, 'paper-file-1280');
    await alone.close();
    const csv = await downloaded(page, () => button(page, 'Save as CSV').click());
    assert.match(csv.text, /^\ufeff/);
    assert.match(csv.text, /ICT capital budget: sums that do not come out exactly/);
    await page.locator('#paper-copy').click();
    await page.getByText('The paper is copied. Paste it into Word.').waitFor();
  });

  for (const [width, colorScheme] of LOOKS) {
    at.inPage(`no accessibility faults at ${width}, ${colorScheme}`, async page => {
      await look(page, width, colorScheme);
      await openReport(page, at.address);
      assert.deepEqual(await axe(page), []);
      await fits(page, `report ${width}`);
      await page.locator('#h-paper').scrollIntoViewIfNeeded();
      await shot(page, `report-paper-${width}-${colorScheme}`);
      await page.locator('#export').click();
      await page.locator('.error-summary').waitFor();
      assert.deepEqual(await axe(page), [], 'refused');
      await open(page, `${at.address}#/check`);
      await chooseFile(page, fileOf(text, 'programme.json'), /^Choose (a|another) file$/);
      await verdict(page, 'Results match.');
      await page.waitForFunction(() => !document.querySelector('main [aria-busy=true]'));
      assert.deepEqual(await axe(page), [], 'the file');
      await fits(page, `file ${width}`);
      await shot(page, `programme-file-${width}-${colorScheme}`);
    });
  }
});
