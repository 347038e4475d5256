// The delivery page: the timeline of a real plan, its order and its table, one sheet of paper, what has moved since an older
// file, and ends of before that are kept in one step.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bigProgramme } from './big-case.mjs';
import {
  LOOKS, button, chooseFile, downloaded, fileOf, fits, focused, heading, kept, look, openFile, openProgramme, pageOfCase, saved, startCase, still, tabTo, undo, until,
} from './drive.mjs';
import { axe, shot, withSite } from './lib.mjs';

const at = withSite();

const PLAN = 'ICT implementation plan, 2015';
const seed = name => JSON.parse(readFileSync(new URL(`../../seeds/${name}.json`, import.meta.url), 'utf8'));

/** Goes from the programme to its delivery, and waits until the timeline stands. */
async function toDelivery(page) {
  await page.getByRole('navigation', { name: 'Views of the programme' }).getByRole('link', { name: 'Delivery' }).click();
  await page.waitForURL(/\/delivery$/);
  await page.locator('.timeline tbody tr').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('main [aria-busy=true]'));
}

async function openDelivery(page, title = PLAN) {
  await openProgramme(page, at.address, 'Programme', title);
  await toDelivery(page);
}

const names = page => page.locator('.timeline__name').evaluateAll(cells => cells.map(cell => cell.querySelector('a').textContent));
const groups = page => page.locator('.timeline__group th').evaluateAll(cells => cells.map(cell => cell.textContent));
const row = (page, name) => page.locator('.timeline tbody tr').filter({ hasText: name });

/** Returns the plan as it might have stood a year before, in a file of its own numbers. */
function olderPlan() {
  const document = seed('ict-implementation-plan-2015');
  const { context, programme } = document.case;
  context.data_date = '2013-12';
  delete context.read_as_at;
  const find = name => programme.initiatives.find(one => one.name.startsWith(name));
  find('Windows XP').planned_end = '2014-12';
  find('Replace current Wide Area').planned_end = '2015-04';
  find('Improve Business').status = 'green';
  find('Email').name = 'E-mail';
  programme.initiatives.push({ id: 900, name: 'Fax gateway', status: 'green', planned_end: '2014-06' });
  document.case.next_id = 901;
  return JSON.stringify(document);
}

/** Compares with a file, and waits for what has moved. */
async function compare(page, text, name = 'plan-2013.json') {
  await chooseFile(page, fileOf(text, name), 'Compare with an older file');
  await page.locator('#keep-ends, main h2', { hasText: /^Since / }).first().waitFor();
}

at.inPage('the plan of 2015: what falls due, who is late, and which rows stand where', async page => {
  await openDelivery(page);
  await until(() => heading(page), '4 green initiatives fall due by February 2015, when the figures are read, and have no end recorded.');
  assert.match(await page.locator('.headline__over').textContent(), /Read as at December 2014, the date of the figures\./);
  assert.match(await page.locator('.headline__guard').textContent(), /28 initiatives: 2 red, 5 amber, 12 green and 9 complete\. Upgrade the Internet capacity is 5 months past its end, and 3 are complete with no end recorded\. The report’s text counts 24 initiatives, not 28\./);
  assert.deepEqual(await groups(page), ['Red 2', 'Amber 5', 'Green 12', 'Complete 9']);
  assert.equal((await names(page)).length, 28);
  assert.equal(await row(page, 'Upgrade the Internet capacity').locator('.timeline__remark').textContent(), '5 months over');
  assert.equal(await row(page, 'Elections').locator('.timeline__missing').textContent(), 'missing');
  // The bar of the first red one, and the line at the date of the figures, are where the dates say: of 28 months from January 2014.
  const tariffs = row(page, 'Re-procurement');
  const plan = tariffs.locator('.timeline__plan');
  assert.deepEqual([await plan.getAttribute('x'), await plan.getAttribute('width')], ['14.286%', '32.143%']);
  assert.equal(await tariffs.locator('.timeline__figures').getAttribute('x1'), '42.857%');
});

at.inPage('another order, and the table behind the timeline, by the keyboard alone', async page => {
  await openDelivery(page);
  await tabTo(page, '#timeline-order');
  await page.keyboard.press('End');
  await until(() => groups(page), []);
  assert.equal((await names(page))[0], 'Windows XP Upgrade to windows 7');
  await page.keyboard.press('ArrowUp');
  await until(async () => (await names(page)).slice(0, 2), ['Improved secure network to Central Government', 'Temporary IT infrastructure management']);
  await tabTo(page, '#h-delivery-table');
  await page.keyboard.press('Enter');
  const table = page.getByRole('table', { name: 'Show the table' });
  await table.waitFor();
  assert.equal(await table.locator('tbody tr').count(), 28);
  assert.deepEqual(await table.locator('thead th').allTextContents(), ['Initiative', 'Status', 'Start', 'Planned end', 'Actual end', 'Months over', 'Milestones']);
  const { name, text } = await downloaded(page, () => button(page, 'Save as CSV').click());
  assert.equal(name, 'delivery.csv');
  assert.match(text, /Upgrade the Internet capacity,Amber,April 2014,July 2014,,5,/);
  await page.getByRole('link', { name: 'Initiatives', exact: true }).click();
  await page.waitForURL(/\/programme$/);
});

at.inPage('of a year alone no day is made up, and what has no date is listed', async page => {
  await openDelivery(page, 'ICT programme, February 2020');
  assert.equal((await names(page)).length, 9);
  assert.equal(await row(page, 'Network Refresh').locator('.timeline__unsure').count(), 2);
  assert.deepEqual(await row(page, 'Network Refresh').locator('.timeline__date').allTextContents(), ['2019', '2023', 'not yet']);
  assert.equal(await row(page, 'Telephony').locator('.timeline__outside').count(), 2);
  assert.equal(await row(page, 'Telephony').locator('.timeline__remark').textContent(), '12 months after an outside date');
  assert.equal(await row(page, 'Cyber security').locator('.timeline__plan').count(), 0);
  await startCase(page, at.address, 'Depots');
  await page.getByRole('link', { name: 'Delivery' }).click();
  await page.getByText('They stand here as bars.').waitFor();
  assert.deepEqual(await axe(page), []);
});

at.inPage('28 rows are printed on one sheet with their heading, and none is cut', async page => {
  await openDelivery(page);
  const pdf = await page.pdf({ preferCSSPageSize: true, tagged: false });
  const sheets = pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g);
  assert.equal(sheets.length, 1);
  const [, width, height] = pdf.toString('latin1').match(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/);
  assert.ok(Number(width) > Number(height), 'across');
  // A4 across, within the margins of the sheet.
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 1047, height: 726 });
  const { headings, cut, bottom } = await page.evaluate(() => {
    const cells = [...document.querySelectorAll('.timeline :is(th, td):not(.timeline__cell)')].filter(cell => cell.checkVisibility());
    return {
      headings: [...document.querySelectorAll('main h1')].filter(one => one.checkVisibility()).length,
      cut: cells.filter(cell => cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.textContent),
      bottom: document.querySelector('.timeline').getBoundingClientRect().bottom,
    };
  });
  assert.deepEqual([headings, cut], [1, []]);
  assert.ok(bottom <= 726, `the last row ends at ${bottom}`);
  await shot(page, 'delivery-print');
});

at.inPage('an older file says what has moved, changes nothing, and its ends are kept in one step', async page => {
  await openDelivery(page);
  await kept(page);
  const address = page.url();
  await compare(page, olderPlan());
  await until(() => page.locator('#h-moves').textContent(), 'Since December 2013: 2 ends moved (median 6 months later), 1 has gone, 1 stands worse.');
  await until(() => focused(page), 'h-moves');
  assert.equal(page.url(), address, 'the case that is open stays open');
  const moved = await page.locator('.moves tbody tr').evaluateAll(rows => rows.map(row => [...row.children].map(cell => cell.textContent)));
  assert.deepEqual(moved, [
    ['Windows XP Upgrade to windows 7', 'December 2014', 'March 2015', '3 months later', '', ''],
    ['Replace current Wide Area Network across the authority', 'April 2015', 'January 2016', '9 months later', '', ''],
    ['Improve Business Continuity', '', '', '', 'Green', 'Red'],
  ]);
  assert.equal(await page.locator('.timeline__ghost').count(), 0, 'nothing is changed yet');
  assert.deepEqual(await axe(page), []);
  await page.locator('#keep-ends').press('Enter');
  await page.getByText('Kept 2 earlier ends.').waitFor();
  await until(() => page.locator('.timeline .timeline__ghost').count(), 2);
  assert.equal(await page.locator('#keep-ends').count(), 0, 'there is nothing more to keep');
  assert.match(await page.locator('.headline__guard').textContent(), /2 ends have moved, by 3 to 9 months\./);
  await shot(page, 'delivery-moved');
  await kept(page);
  await page.reload();
  await until(() => page.locator('.timeline .timeline__ghost').count(), 2);
  assert.match(await undo(page), /Undid.*Earlier ends of 2 initiatives/);
  await until(() => page.locator('.timeline .timeline__ghost').count(), 0);
});

at.inPage('what is no older file is refused, and one that is newer is said to be', async page => {
  await openDelivery(page);
  const choose = (text, name) => chooseFile(page, fileOf(text, name), 'Compare with an older file');
  await choose('{', 'broken.json');
  await page.locator('.notice--problem', { hasText: 'broken.json was not read' }).waitFor();
  await choose(JSON.stringify({ format: 'weighbridge', version: 1, case: { title: 'Empty', next_id: 1 } }), 'empty.json');
  await page.locator('.notice--problem', { hasText: 'empty.json has no initiatives to compare with.' }).waitFor();
  const newer = seed('ict-implementation-plan-2015');
  newer.case.context.data_date = '2015-12';
  await compare(page, JSON.stringify(newer), 'plan-2015.json');
  await page.getByText('This file is of December 2015, later than December 2014: it may be the newer of the two.').waitFor();
  await button(page, 'Close the comparison').click();
  await page.getByRole('heading', { name: 'What has moved since an older report?' }).waitFor();
  await until(() => focused(page), 'compare-older');
});

at.inPage('a thousand initiatives are drawn a hundred at a time', async page => {
  const document = JSON.parse(bigProgramme(1000, 6, { length: 0 }));
  document.case.programme.initiatives.forEach((one, i) => {
    const year = 2024 + (i % 4);
    Object.assign(one, { start: `${year}-0${1 + (i % 9)}`, planned_end: `${year + 1}-0${1 + (i % 7)}` });
  });
  await openFile(page, at.address, fileOf(JSON.stringify(document)));
  await pageOfCase(page, 'Programme');
  await toDelivery(page);
  await until(async () => (await names(page)).length, 100);
  await page.locator('.paging').getByRole('button', { name: 'Page 10', exact: true }).click();
  await page.getByText('Initiatives 901 to 1,000 of 1,000').waitFor();
  await page.waitForFunction(() => !document.querySelector('main [aria-busy=true]'));
  assert.equal((await names(page)).length, 100);
}, { timeout: 240_000 });

for (const [width, colorScheme] of LOOKS) {
  at.inPage(`no accessibility faults at ${width}, ${colorScheme}`, async page => {
    await look(page, width, colorScheme);
    for (const [title, name] of [[PLAN, 'plan'], ['ICT programme, February 2020', 'update']]) {
      await openDelivery(page, title);
      await page.getByText('Show the table').click();
      await page.getByRole('table', { name: 'Show the table' }).waitFor();
      await still(page);
      assert.deepEqual(await axe(page), [], name);
      await fits(page, name);
      const { covered, black } = await page.evaluate(() => ({
        covered: [...document.querySelectorAll('.timeline__name')].filter(cell => {
          const [number, link] = [...cell.children].map(one => one.getClientRects()[0]);
          return number.right > link.left;
        }).map(cell => cell.textContent),
        black: [...document.querySelectorAll('.timeline__done')].filter(bar => getComputedStyle(bar).fill === 'rgb(0, 0, 0)').length,
      }));
      assert.deepEqual([covered, black], [[], 0], 'no number covers a name, and every bar has a colour of its own');
      await page.getByText('Show the table').click();
      await shot(page, `delivery-${name}-${width}-${colorScheme}`);
    }
  });
}

// An older table in place of an older file.

const OLDER_TABLE = 'ICT plan, December 2013\n\nWork stream\tPlanned End Date\tRAG\nWindows XP Upgrade to windows 7\tDec-14\tAmber\n'
  + 'Replace current Wide Area Network across the authority\tApr-15\tGreen\nImprove Business Continuity\tJan-16\tGreen\n'
  + 'Email Service Upgrades\tMar-15\tAmber\nFax gateway\tJun-14\tGreen\n';

at.inPage('an older table is pasted in place of an older file: near names are asked, and its ends are kept in one step', async page => {
  await openDelivery(page);
  await tabTo(page, '#paste-open');
  await page.keyboard.press('Enter');
  await until(() => focused(page), 'paste-text');
  await page.keyboard.insertText(OLDER_TABLE);
  const says = page.locator('#paste-preview');
  await until(() => says.textContent(), '3 rows are initiatives of this programme, 1 is not in it, 1 waits for an answer.');
  await page.getByLabel(/is “Email Service Upgrades” the initiative/).selectOption({ label: 'Yes, and its name stays' });
  await button(page, 'Use these answers').click();
  await until(() => says.textContent(), '4 rows are initiatives of this programme, 1 is not in it.');
  await page.getByLabel('Date of the older table, if known').fill('December 2013');
  await tabTo(page, '#paste-compare');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Since December 2013: 2 ends moved (median 6 months later), 1 has gone, 24 are new, 1 stands worse.' }).waitFor();
  await until(() => focused(page), 'h-moves');
  await page.getByText('ICT plan, December 2013: 4 initiatives in both.').waitFor();
  assert.deepEqual(await page.locator('.moves tbody th').allTextContents(), [
    'Windows XP Upgrade to windows 7', 'Replace current Wide Area Network across the authority', 'Improve Business Continuity',
  ]);
  assert.equal(await page.locator('.timeline .timeline__ghost').count(), 0, 'nothing is kept yet');
  await tabTo(page, '#keep-ends');
  await page.keyboard.press('Enter');
  await until(() => page.locator('.timeline .timeline__ghost').count(), 2);
  const { initiatives } = JSON.parse(await saved(page)).case.programme;
  assert.deepEqual(initiatives[0].earlier_ends, [{ date: '2014-12', as_at: '2013-12', source: 'Older table: ICT plan, December 2013' }]);
  assert.match(await undo(page), /Undid.*Earlier ends of 2 initiatives/);
  await until(() => page.locator('.timeline .timeline__ghost').count(), 0);
});

at.inPage('an older table is shown without faults, wide and narrow, light and dark', async page => {
  await openDelivery(page);
  await button(page, 'Paste an older table').click();
  await page.getByLabel('Your table').fill(OLDER_TABLE);
  await page.locator('#paste-preview', { hasText: '1 waits for an answer' }).waitFor();
  for (const [width, scheme] of LOOKS) {
    await look(page, width, scheme);
    await fits(page, `the older table at ${width}`);
    assert.deepEqual(await axe(page), []);
    await shot(page, `delivery-older-${width}-${scheme}`);
  }
});
