// Start from a spreadsheet: a whole table is pasted, shown as what it would become, taken over in one step, and comes out again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe } from 'node:test';
import { LOOKS, downloaded, field, fileOf, fits, focused, kept, look, putTable, startEmpty, step, takeTable, undo, until, withoutPickers } from './drive.mjs';
import { axe, withSite } from './lib.mjs';

const table = name => readFileSync(new URL(`../files/spreadsheets/${name}`, import.meta.url), 'utf8');
const OFFICE = table('office.tsv');
const MARKS = table('marks.csv');
const MOST_CLICKS = 50;

/** Counts the presses of a person from here on. */
const countClicks = page => page.evaluate(() => {
  window.nClicks = 0;
  addEventListener('click', event => { window.nClicks += event.isTrusted ? 1 : 0; }, true);
});

const summary = page => page.locator('#table-preview').textContent();
const remarks = page => page.locator('.from-table__remarks li').allTextContents();
const leave = page => page.getByLabel(/^Why leave out /);

/** Finishes weighting, goes to the record as a person does, gives one reason for what is open, and returns the exported file. */
async function exported(page) {
  await page.locator('.rail__link', { hasText: 'Weights' }).click();
  await page.getByRole('button', { name: 'Finish weighting and show results' }).click();
  await page.locator('.rail__link', { hasText: 'Record' }).click();
  await field(page, 'One reason for all open findings').fill('A draft for the panel.');
  await withoutPickers(page);
  const { text } = await downloaded(page, () => page.getByRole('button', { name: 'Export the appraisal' }).click());
  return JSON.parse(text);
}

const totals = file => file.results.options.map(option => [option.name, (Math.round(option.total * 10 + 1e-6) / 10).toFixed(1)]);

describe('start from a spreadsheet', () => {
  const at = withSite();

  at.inPage('the office case goes from one paste to the exported file with few presses', async page => {
    await startEmpty(page, at.address, 'options');
    await countClicks(page);
    await putTable(page, OFFICE);
    await until(() => summary(page), '7 options, 6 criteria in 2 families, 42 scores, 6 weights, 42 reasons and 42 sources.');
    assert.ok((await remarks(page)).includes('The figures in “Total” follow from the scores and weights.'));
    await field(page, 'Costs').selectOption({ label: 'Use “Rent (£ a year)” as whole-life cost' });
    await page.getByText('is taken as the whole-life cost').waitFor();
    await leave(page).fill('The lease ends, so staying cannot be chosen.');
    await takeTable(page);
    const file = await exported(page);
    assert.deepEqual(totals(file).map(([, total]) => total), ['80.5', '39.7', '47.7', '52.4', '64.5', '21.0', '60.3']);
    const clicks = await page.evaluate(() => window.nClicks);
    assert.ok(clicks <= MOST_CLICKS, `${clicks} presses`);
    const open = file.findings.map(finding => finding.key.split(':')[0]);
    assert.ok(!open.includes('no_reason') && !open.includes('no_source'), 'reasons and sources came with the table');
  });

  at.inPage('marks out of ten with options down go from one paste to the exported file', async page => {
    await startEmpty(page, at.address, 'scores');
    await countClicks(page);
    await putTable(page, MARKS);
    await until(() => summary(page), '4 options, 4 criteria, 16 scores and 4 weights.');
    assert.ok((await remarks(page)).includes('Figures are read as marks out of 10.'));
    await leave(page).fill('Every contract ends this year.');
    await takeTable(page);
    const file = await exported(page);
    assert.deepEqual(totals(file).map(([, total]) => total), ['37.5', '59.5', '42.0', '60.0']);
    const clicks = await page.evaluate(() => window.nClicks);
    assert.ok(clicks <= MOST_CLICKS, `${clicks} presses`);
  });

  at.inPage('what cannot be read names its cell, and choices are read anew', async page => {
    await startEmpty(page, at.address, 'criteria');
    await putTable(page, '\tHub\tSite\nReach\t1,5\t20');
    await page.locator('#table-error', { hasText: 'B2: enter a number with a point before its decimals' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Use this table' }).count(), 0);
    await field(page, 'Your table').fill('\tHub\tSite\nReach\t15\t20\nRisk\t30\t40');
    await until(() => summary(page), '2 options, 2 criteria and 4 scores.');
    await field(page, 'The table has').selectOption({ label: 'Options in rows, criteria in columns' });
    await page.locator('.from-table__changes', { hasText: 'Reach, Hub' }).waitFor();
    for (const [width, scheme] of [...LOOKS, [768, 'light']]) {
      await look(page, width, scheme);
      await fits(page, `the preview at ${width}`);
      assert.deepEqual(await axe(page), []);
    }
  });

  at.inPage('a file is chosen, taken over, and taken back in one step', async page => {
    await startEmpty(page, at.address, 'options');
    await page.getByText('Start from a spreadsheet', { exact: true }).click();
    await withoutPickers(page);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a CSV or text file' }).click();
    await (await chooser).setFiles({ ...fileOf(MARKS, 'marks.csv'), mimeType: 'text/csv' });
    await until(() => summary(page), '4 options, 4 criteria, 16 scores and 4 weights.');
    await takeTable(page);
    assert.match(await undo(page), /Take over a table of 4 options and 4 criteria/);
    await page.getByText('Start from a spreadsheet', { exact: true }).waitFor();
  });

  at.inPage('a file that is dropped on the box is read, not opened as a case', async page => {
    await startEmpty(page, at.address, 'options');
    await page.getByText('Start from a spreadsheet', { exact: true }).click();
    await page.evaluate(text => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], 'marks.csv', { type: 'text/csv' }));
      document.querySelector('#table-text').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, MARKS);
    await until(() => summary(page), '4 options, 4 criteria, 16 scores and 4 weights.');
    assert.equal(await page.locator('.notice').count(), 0);
  });

  at.inPage('the scores go out with their reasons and sources, and come back the same', async page => {
    await startEmpty(page, at.address, 'scores');
    await putTable(page, OFFICE);
    await leave(page).fill('The lease ends.');
    await takeTable(page);
    await step(page, 'scores');
    const csv = () => downloaded(page, () => page.locator('main').getByRole('button', { name: 'Save as CSV' }).click());
    const { name, text } = await csv();
    assert.equal(name, 'scores.csv');
    assert.match(text, /Reasons/);
    await kept(page);
    await startEmpty(page, at.address, 'scores');
    await putTable(page, text);
    await leave(page).fill('The lease ends.');
    await takeTable(page);
    assert.equal((await csv()).text, text);
  });
});

describe('reasons at human cost', () => {
  const at = withSite();

  at.inPage('the next cell that lacks something is one press away, and one source serves many', async page => {
    await startEmpty(page, at.address, 'scores');
    await putTable(page, MARKS);
    await leave(page).fill('Every contract ends.');
    await takeTable(page);
    const missing = page.locator('#missing-open');
    await until(() => missing.textContent(), 'What is missing: 16 reasons and 16 sources');
    await page.getByRole('button', { name: 'Next missing' }).click();
    await until(() => focused(page), 'score-reason');
    await page.keyboard.type('Marked by the panel.');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'every score without one (15)' }).click();
    await until(() => missing.textContent(), 'What is missing: 16 sources');
    await page.getByRole('button', { name: 'Next missing' }).click();
    await until(() => focused(page), 'score-source');
    await page.keyboard.type('Panel of 24 November.');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'this criterion (3)' }).click();
    await until(() => missing.textContent(), 'What is missing: 12 sources');
    assert.match(await undo(page), /Source for 3 scores/);
    await until(() => missing.textContent(), 'What is missing: 15 sources');
  });

  at.inPage('Ctrl+D fills a cell from the one above, and nothing that stands there', async page => {
    await startEmpty(page, at.address, 'scores');
    await putTable(page, '\tHub\tSite\nReach\t35\t20\nRisk\t\t40');
    await leave(page).fill('Not needed here.');
    await takeTable(page);
    const cell = name => page.getByRole('button', { name });
    await cell(/^Hub, Risk: not scored/).focus();
    await page.keyboard.press('Control+d');
    await cell(/^Hub, Risk: 35 points/).waitFor();
    await cell(/^Site, Risk: 40 points/).focus();
    await page.keyboard.press('Control+d');
    await cell(/^Site, Risk: 40 points/).waitFor();
  });

  at.inPage('findings of one kind are one line, answered together', async page => {
    await startEmpty(page, at.address, 'scores');
    await putTable(page, MARKS);
    await leave(page).fill('Every contract ends.');
    await takeTable(page);
    await step(page, 'record');
    const line = page.locator('.findings > .finding').filter({ hasText: 'findings: scores have no source.' });
    await line.waitFor();
    assert.equal(await line.count(), 1);
    await line.getByText('Give a reason to leave this open').first().waitFor();
    await line.locator('summary[id^="all-answer-no_source"]').click();
    const reason = line.locator('textarea[id^="all-answer-no_source"]');
    await reason.fill('The panel keeps its notes.');
    await reason.press('Tab');
    await line.locator('> .finding__kind', { hasText: 'Left open' }).waitFor();
    await line.getByText(/^Show all/).click();
    await until(() => line.locator('.finding__each .finding__kind', { hasText: 'Left open' }).count(), 4);
  });
});
