// Large cases: what is on the page stays bounded, every row can be reached by pages and by keys, figures are right on pages
// beyond the first, and lists end saying that they are busy. How long the page is held is printed by script/bench --large.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe } from 'node:test';
import { bigCase, bigProgramme } from './big-case.mjs';
import { chooseFile, fits, focused, initiativeNames, openFile, until } from './drive.mjs';
import { axe, shot, temporaryFolder, withSite } from './lib.mjs';

const folder = temporaryFolder();

/** The most elements that a page of a large case may have. */
const ELEMENTS = 16_000;

/** Opens a case from a file on the disk: the browser reads it itself, as it does a person's. */
async function openText(page, address, text) {
  const file = path.join(folder, 'big.json');
  writeFileSync(file, text);
  await openFile(page, address, file);
}

/** Goes to another page of the case, or step of the appraisal, and waits until its lists are complete. */
async function go(page, name) {
  await page.evaluate(name => { location.hash = location.hash.replace(/[^/]*$/, name); }, name);
  await page.locator('main h1').waitFor();
  await complete(page);
}

/** Waits until no list of the page is still being mounted. */
const complete = page => page.waitForFunction(() => !document.querySelector('main [aria-busy=true]'), null, { timeout: 60_000 });

const elements = page => page.evaluate(() => document.querySelectorAll('*').length);

describe('large cases', () => {
  const at = withSite();
  const inPage = (name, work) => at.inPage(name, work, { timeout: 240_000 });

  inPage('a thousand initiatives are listed forty at a time, and all can be reached', async page => {
    const text = bigProgramme(1000, 6, { length: 0 });
    const names = JSON.parse(text).case.programme.initiatives.map(({ name }) => name);
    await openText(page, at.address, text);
    await go(page, 'programme');
    await page.getByText('Initiatives 1 to 40 of 1,000').waitFor();
    assert.ok(await elements(page) < ELEMENTS);
    const pages = page.getByRole('navigation', { name: 'Pages: initiatives' });
    assert.equal(await pages.getByRole('button', { name: 'Previous page' }).count(), 0);
    const found = [];
    for (;;) {
      await complete(page);
      found.push(...await initiativeNames(page));
      const next = pages.getByRole('button', { name: 'Next page' });
      if (await next.count() === 0) break;
      await next.press('Enter');
      // The line above the list has the focus, and says which rows these are.
      await until(() => focused(page), 'initiatives-shown');
    }
    assert.deepEqual(found, names);
    await page.getByText('Initiatives 961 to 1,000 of 1,000').waitFor();
    await pages.getByRole('button', { name: 'Page 5' }).count().then(n => assert.equal(n, 0, 'pages far away are left out'));
    await pages.getByRole('button', { name: 'Page 24', exact: true }).click();
    await page.getByText('Initiatives 921 to 960 of 1,000').waitFor();
    assert.deepEqual(await pages.locator('[aria-current=page]').allTextContents(), ['24']);
    // It is kept while the app is open.
    await go(page, 'log');
    await go(page, 'programme');
    await page.getByText('Initiatives 921 to 960 of 1,000').waitFor();
    // Moved over the end of its page, an initiative is followed; removed, its neighbour has the focus.
    const last = page.locator('#initiatives tbody tr').last();
    await last.getByRole('button', { name: /^Down/ }).press('Enter');
    await page.getByText('Initiatives 961 to 1,000 of 1,000').waitFor();
    await until(() => page.evaluate(() => document.activeElement.getAttribute('aria-label')), `Down: ${names[959]}, now 961 of 1000`);
    await page.getByLabel('Name of the initiative').fill('The newest of all');
    await page.getByLabel('Name of the initiative').press('Enter');
    await page.getByText('Initiatives 1,001 to 1,001 of 1,001').waitFor();
    assert.deepEqual(await initiativeNames(page), ['The newest of all']);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await pages.getByRole('button', { name: 'Page 25', exact: true }).click();
      await complete(page);
      assert.deepEqual(await axe(page), []);
      await fits(page, `${width}`);
      await shot(page, `large-programme-${width}`);
      await pages.getByRole('button', { name: 'Page 26', exact: true }).click();
    }
  });

  inPage('a large matrix is shown a page at a time, right on each, and keys go from page to page', async page => {
    const text = bigProgramme(250, 30);
    const { programme, contributions, frameworks } = JSON.parse(text).case;
    await openText(page, at.address, text);
    await go(page, 'alignment');
    await page.getByText('Initiatives 1 to 40 of 250').waitFor();
    assert.equal(await page.locator('.matrix tbody tr').count(), 40);
    assert.equal(await page.locator('.matrix .score').count(), 1200);
    assert.ok(await elements(page) < ELEMENTS);
    const supporting = await page.locator('.matrix tfoot tr').first().textContent();
    await page.getByRole('navigation', { name: 'Pages: initiatives' }).getByRole('button', { name: 'Next page' }).click();
    await until(() => focused(page), 'matrix-initiatives-shown');
    await page.getByText('Initiatives 41 to 80 of 250').waitFor();
    await complete(page);
    // The figures of the page's first row are those of its contributions.
    const initiative = programme.initiatives[40];
    const goals = frameworks.flatMap(framework => framework.goals);
    const own = goals.map(goal => contributions.find(found => found.initiative === initiative.id && found.goal === goal.id));
    const mark = ({ assessment }) => {
      if (assessment === 'unknown') return '?';
      if (assessment === 'not_applicable') return 'n/a';
      const { scored } = assessment;
      return scored > 0 ? `+${scored}` : scored < 0 ? `−${-scored}` : '0';
    };
    const row = page.locator('.matrix tbody tr').first();
    assert.equal(await row.locator('.matrix__name').textContent(), initiative.name);
    assert.deepEqual((await row.locator('.score').allTextContents()).map(text => text.toLowerCase()), own.map(mark));
    const n = kind => own.filter(kind).length;
    const applicable = n(({ assessment }) => assessment !== 'not_applicable');
    assert.equal(await row.locator('[data-goal=Coverage]').textContent(), `${n(({ assessment }) => assessment.scored !== undefined)} of ${applicable}`);
    assert.equal(await page.locator('.matrix tfoot tr').first().textContent(), supporting, 'the foot counts all initiatives, not the page');
    // Down from the last row of a page, and up again.
    const last = page.locator('.matrix tbody tr').last().locator('.score').nth(3);
    await last.focus();
    await last.click();
    await page.keyboard.press('ArrowDown');
    await page.getByText('Initiatives 81 to 120 of 250').waitFor();
    await until(() => focused(page), `cell-${programme.initiatives[80].id}-${goals[3].id}`);
    await page.keyboard.press('ArrowUp');
    await page.getByText('Initiatives 41 to 80 of 250').waitFor();
    await until(() => focused(page), `cell-${programme.initiatives[79].id}-${goals[3].id}`);
    await page.keyboard.press('Control+End');
    await until(() => focused(page), `cell-${programme.initiatives[249].id}-${goals[29].id}`);
    await page.keyboard.press('2');
    await until(() => page.evaluate(() => document.activeElement.textContent), '+2');
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await complete(page);
      assert.deepEqual(await axe(page), []);
      await shot(page, `large-alignment-${width}`);
    }
  });

  inPage('three hundred goals are side by side sixty at a time', async page => {
    const text = bigProgramme(12, 300, { length: 0 });
    await openText(page, at.address, text);
    await go(page, 'alignment');
    await page.getByText('Goals 1 to 60 of 300').waitFor();
    assert.equal(await page.locator('.matrix .score').count(), 12 * 60);
    assert.ok(await elements(page) < ELEMENTS);
    await page.getByRole('navigation', { name: 'Pages: goals' }).getByRole('button', { name: 'Page 5', exact: true }).click();
    await page.getByText('Goals 241 to 300 of 300').waitFor();
    await complete(page);
    const heads = await page.locator('.matrix__goal').evaluateAll(all => all.map(head => head.getAttribute('aria-label')));
    assert.equal(heads.length, 60);
    assert.equal(heads[59], 'Goal 100 of framework 3');
    // A key goes on to the next page of goals too.
    await page.getByRole('navigation', { name: 'Pages: goals' }).getByRole('button', { name: 'Page 1', exact: true }).click();
    await complete(page);
    await page.locator('.matrix tbody tr').first().locator('.score').last().click();
    await page.keyboard.press('ArrowRight');
    await page.getByText('Goals 61 to 120 of 300').waitFor();
    await until(() => page.evaluate(() => document.activeElement.getAttribute('aria-label')?.split(', ').at(-1)), 'Goal 61 of framework 1');
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('#matrix-goals-shown').getByText('Printed here:').isVisible(), 'print says which part it is');
    assert.ok(!(await page.getByRole('navigation', { name: 'Pages: goals' }).isVisible().catch(() => false)));
  });

  inPage('two hundred options on two hundred criteria: every step is bounded and complete', async page => {
    await openText(page, at.address, bigCase(200, 200, { gaps: 0 }));
    for (const [step, rows, n] of [
      ['options', '.option', 200], ['criteria', '.leaf', 200], ['weights', '.weights .field__input', 200],
      ['record', '.findings .finding', null], ['context', 'main h1', 1],
    ]) {
      await go(page, step);
      if (n !== null) assert.equal(await page.locator(rows).count(), n, step);
      assert.equal(await page.locator('main .mounting').count(), 0, step);
      const found = await elements(page);
      assert.ok(found < ELEMENTS, `${step}: ${found} elements`);
    }
    await go(page, 'results');
    await page.getByText('The first 30 of 200 options are drawn. The 5 families of most weight have bars of their own.').waitFor();
    assert.equal(await page.locator('.bars__row:not(.bars__row--axis)').count(), 30);
    assert.equal(await page.locator('.chart__key').getByText('The other 20').count(), 1);
    assert.ok(await elements(page) < ELEMENTS);
    await page.getByLabel('Level of the criteria tree').selectOption('By criterion');
    await page.getByText('Options 1 to 10 of 200').waitFor();
    const figures = page.locator('table[aria-labelledby=cap-figures]');
    const found = new Set();
    const pages = page.getByRole('navigation', { name: 'Pages: options' }).last();
    for (let number = 1; number <= 20; number += 1) {
      await page.getByText(`Options ${(number - 1) * 10 + 1} to ${number * 10} of 200`).waitFor();
      await complete(page);
      for (const name of await figures.locator('tbody th').allTextContents()) found.add(name);
      if (number < 20) await pages.getByRole('button', { name: 'Next page' }).click();
    }
    assert.equal(found.size, 200, 'every option is on some page');
    assert.ok(await elements(page) < ELEMENTS);
    assert.deepEqual(await axe(page), []);
  });

  inPage('a large stress test says how far it is and can be stopped', async page => {
    await openText(page, at.address, bigCase(200, 200, { gaps: 0 }));
    await page.evaluate(() => { location.hash = location.hash.replace(/[^/]*$/, 'sensitivity'); });
    const stop = page.getByRole('button', { name: 'Stop working it out' });
    await stop.waitFor();
    // The first parts are there before the last ones. It is stopped from within: a look from outside comes too late on a quick
    // computer.
    const wasUnderWay = await page.evaluate(() => new Promise(resolve => {
      const look = () => {
        if (!document.querySelector('.strip tbody tr')) return requestAnimationFrame(look);
        resolve(/Not worked out yet\./.test(document.querySelector('main').textContent));
        [...document.querySelectorAll('main button')].find(one => one.textContent === 'Stop working it out').click();
      };
      look();
    }));
    assert.ok(wasUnderWay);
    await page.getByText('Stopped. What is missing below was not worked out.').waitFor();
    await complete(page);
    assert.ok(await elements(page) < ELEMENTS);
    assert.deepEqual(await axe(page), []);
    await page.getByRole('button', { name: 'Work it out' }).click();
    await stop.waitFor();
    await shot(page, 'large-sensitivity');
  });

  inPage('a committee file that nobody could check is not made; a large one is made while the page is left, and checking it can be stopped', async page => {
    const reason = 'A draft for the panel.';
    const press = async () => {
      await go(page, 'record');
      await page.getByLabel('One reason for all open findings').fill(reason);
      await page.getByRole('button', { name: 'Export the appraisal' }).click();
    };
    await openText(page, at.address, bigCase(200, 200, { gaps: 0 }));
    await press();
    await page.getByText(/^Not exported: the file would have \d+ MB, and at most 20 are read when it is checked; shorten reasons, or compare fewer options on fewer criteria\.$/).waitFor({ timeout: 60_000 });
    await openText(page, at.address, bigCase(150, 150, { gaps: 0 }));
    const download = page.waitForEvent('download', { timeout: 60_000 });
    await press();
    await page.getByText(/is being made…$/).waitFor();
    await go(page, 'context');
    const file = path.join(folder, 'large-export.json');
    await (await download).saveAs(file);
    await go(page, 'record');
    await page.getByText(/^Exported as /).waitFor();
    await page.getByRole('link', { name: 'check it here' }).click();
    const choose = () => chooseFile(page, file, /^Choose (a|another) file$/);
    await choose();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByText('large-export.json was not checked: you stopped it.').waitFor();
    await until(() => focused(page), 'choose');
    await choose();
    await page.getByRole('heading', { name: 'Results match.' }).waitFor({ timeout: 60_000 });
  });

  inPage('a case that nearly fills a file says so before it is too large to be kept, and then why it is not', async page => {
    const LARGEST = 20 * 1024 * 1024;
    const document = JSON.parse(bigProgramme(300, 60, { length: 900 }));
    const size = () => Buffer.byteLength(JSON.stringify(document, null, 2)) + 1;
    const room = LARGEST - 10_000 - size();
    assert.ok(room > 0, 'there is room for the last text');
    // Texts of 20,000 signs at most, until 10 kB are left.
    const narratives = document.case.programme.initiatives;
    for (let left = room, i = 0; left > 0; left -= 20_000, i += 1) narratives[i].narrative = 'x'.repeat(Math.min(left, 20_000));
    assert.ok(size() < LARGEST && size() > LARGEST * 0.99, `${size()} bytes`);
    await openText(page, at.address, JSON.stringify(document));
    const line = page.locator('.masthead__saved');
    await line.getByText('Saved in this browser').waitFor({ timeout: 60_000 });
    await page.getByText(/^This case nearly fills a file: \d+ kB are left of 20 MiB; shorten long texts, or begin a new case\.$/).waitFor();
    assert.deepEqual(await axe(page, 'header'), []);
    // One text more than fits: it stays on the screen, is said not to be saved, and a file says that it is too large.
    await go(page, 'alignment');
    const field = page.locator('.report-table textarea').first();
    await field.fill('y'.repeat(15_000));
    await field.blur();
    await line.getByText(/^Not saved\. This case is \d+ kB larger than a file may be, 20 MiB, and could not be opened again; shorten long texts, or divide it into several cases\./).waitFor({ timeout: 60_000 });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save to file' }).click();
    await download;
    await page.getByText(/^Saved to .*\.json, but this case is \d+ kB larger than a file may be/).waitFor({ timeout: 60_000 });
    // Shortened, it is kept again.
    await field.fill('y');
    await field.blur();
    await line.getByText('Saved in this browser').waitFor({ timeout: 60_000 });
  });
});
