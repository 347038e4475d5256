// The readings, the page of a goal, what is to be found out, the filter of the matrix, and the ways from one to the other.
import assert from 'node:assert/strict';
import { bigProgramme } from './big-case.mjs';
import {
  LOOKS, button, downloaded, field, fileOf, fits, focused, heading, look, openFile, openProgramme, pageOfCase, still, tabTo, undoNotice, until,
} from './drive.mjs';
import { axe, shot, withSite } from './lib.mjs';

const at = withSite();

const view = (page, name) => page.getByRole('navigation', { name: 'Views of the alignment' }).getByRole('link', { name, exact: true });
const whole = page => page.waitForFunction(() => !document.querySelector('main [aria-busy=true]'));

/** Goes to the readings and waits until they stand. */
async function toReadings(page) {
  await view(page, 'Readings').click();
  await page.locator('.readings tbody tr').first().waitFor();
  await whole(page);
}

async function openReadings(page, title) {
  await openProgramme(page, at.address, 'Alignment', title);
  await toReadings(page);
}

/** Goes to the page of a goal. */
async function openGoal(page, title) {
  await openProgramme(page, at.address, 'Alignment');
  await view(page, 'Goals').click();
  await field(page, 'Goal').selectOption({ label: title });
  await page.locator('.headline__guard', { hasText: title.split(': ')[1] }).waitFor();
}

const names = page => page.locator('.readings__name a').allTextContents();
const row = (page, name) => page.locator('.readings tbody tr').filter({ has: page.getByRole('link', { name, exact: true }) });
const figures = async (page, name) => (await row(page, name).locator('.readings__words > [aria-hidden]').allTextContents());
const matrixNames = page => page.locator('.matrix tbody .matrix__name').allTextContents();
const cellOf = (page, name) => page.locator(`.matrix [aria-label$="${name}"]`);

at.inPage('ranges are drawn to scale, and only those that part are ranked', async page => {
  await openReadings(page);
  await until(() => heading(page), 'Network Refresh Programme 21 to 66, IT Strategy refresh 4 to 93: until more is looked at they cannot be ranked.');
  assert.match(await page.locator('.headline__guard').textContent(), /pairs of initiatives can be told apart|No two initiatives can be told apart/);
  assert.equal((await names(page)).length, 9);
  assert.equal((await names(page))[0], 'Network Refresh Programme');
  assert.deepEqual((await figures(page, 'IT Strategy refresh'))[0], '4 to 93');
  const drawn = await row(page, 'Network Refresh Programme').locator('.readings__cell').first().evaluate(cell => {
    const box = one => cell.querySelector(one).getBoundingClientRect();
    const all = cell.getBoundingClientRect();
    return [box('.readings__found').right, box('.readings__open').right].map(end => Math.round(100 * (end - all.left) / all.width));
  });
  assert.ok(Math.abs(drawn[0] - 21) <= 1 && Math.abs(drawn[1] - 66) <= 1, `${drawn}`);
  // Each rank, as the numbers beside it say: one before another only where its least is at least the other's most.
  const rows = await page.locator('.readings tbody tr').evaluateAll(rows => rows.map(row => {
    const ends = row.querySelector('.readings__words > [aria-hidden]')?.textContent.split(' to ').map(Number);
    const ranks = row.querySelector('.readings__rank').textContent.split(' to ').map(Number);
    return { ends: ends && [ends[0], ends.at(-1)], ranks: [ranks[0], ranks.at(-1)] };
  }));
  const told = rows.filter(({ ends }) => ends);
  for (const { ends: [floor, ceiling], ranks: [best, worst] } of told) {
    const above = told.filter(({ ends }) => ends[0] > ceiling).length;
    const behind = told.filter(({ ends }) => ends[1] < floor).length;
    assert.ok(best >= 1 + above && worst <= told.length - behind && best <= worst, `${floor} to ${ceiling}: ${best} to ${worst}`);
  }
});

at.inPage('another order, another lens and the table, by the keyboard alone', async page => {
  await openReadings(page);
  const before = await names(page);
  await tabTo(page, '#readings-order');
  await page.keyboard.press('End');
  await until(async () => (await names(page))[0] !== before[0] || (await names(page)).join() !== before.join(), true);
  assert.deepEqual((await names(page)).toSorted(), before.toSorted());
  await tabTo(page, '[name=lens]', { back: true });
  await page.keyboard.press('ArrowRight');
  await page.locator('.headline__over', { hasText: 'alone.' }).waitFor();
  await tabTo(page, '#h-readings-table');
  await page.keyboard.press('Enter');
  const table = page.getByRole('table', { name: 'Show the table' });
  await table.waitFor();
  assert.equal(await table.locator('tbody tr').count(), 9);
  const { name, text } = await downloaded(page, () => button(page, 'Save as CSV').click());
  assert.equal(name, 'readings.csv');
  assert.match(text, /^\uFEFFInitiative,"Contribution, at least","Contribution, at most","Harm, at least"/);
  assert.equal(text.trim().split('\r\n').length, 10);
});

at.inPage('contribution stands against cost, and who has no budget is named', async page => {
  await openReadings(page);
  const cost = page.getByRole('region', { name: 'Contribution against cost' });
  const n = await cost.locator('circle').count();
  assert.ok(n > 0 && n < 9, `${n} are drawn`);
  const out = await cost.getByText('Not drawn, because they have no budget:').textContent();
  const all = await names(page);
  assert.equal(all.filter(one => out.includes(one)).length, 9 - n, out);
});

at.inPage('one press leads from the readings to the cell to look at next', async page => {
  await openReadings(page);
  const link = page.locator('.matrix__next a');
  const words = await link.textContent();
  await link.press('Enter');
  await page.waitForFunction(() => document.activeElement.classList.contains('score'));
  const label = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  assert.ok(label.includes(words.split(' for ')[0]), `${words}: ${label}`);
  assert.ok(await page.locator('.reason').isVisible(), 'its reason is beside it');
  await page.keyboard.press('2');
  await page.waitForFunction(() => document.activeElement.textContent === '+2');
  await page.goBack();
  await page.locator('.readings').waitFor();
  await until(async () => (await page.locator('.matrix__next a').textContent()) !== words, true, 'it is looked at');
});

at.inPage('a goal says on what it rests, takes the report’s words, and leads to its cells', async page => {
  await openGoal(page, 'Outcomes: A connected city');
  assert.equal(await heading(page), '“Connected” rests on one initiative, Network Refresh Programme (+2), £8.6m, which has no line in the capital table.');
  const supports = page.getByRole('region', { name: 'What supports it' });
  assert.match(await supports.locator('.goal__who').first().textContent(), /^\+\d Network Refresh/);
  await page.getByRole('region', { name: 'Money' }).getByText('counted in full for every goal').waitFor();
  await field(page, 'Summary of how this report aligns').fill('The network is renewed by 2023.');
  await page.keyboard.press('Tab');
  await pageOfCase(page, 'Alignment');
  await until(() => field(page, 'Summary for A connected city').inputValue(), 'The network is renewed by 2023.');
  // From the heading of its column, and from the panel of a cell.
  await page.locator('.matrix__goal a', { hasText: 'Connected' }).click();
  await page.locator('.goal__rows').first().waitFor();
  await page.getByRole('link', { name: 'Change: Network Refresh Programme' }).press('Enter');
  await page.waitForFunction(() => document.activeElement.getAttribute('aria-label')?.endsWith('Network Refresh Programme, A connected city'));
  await page.locator('.reason').getByRole('link', { name: 'About this goal' }).press('Enter');
  await page.locator('.goal__rows').first().waitFor();
  assert.match(await heading(page), /^“Connected” /);
});

at.inPage('who finds out what is unknown, by the keyboard alone: on the cell, the goal, the initiative and in the report', async page => {
  await openProgramme(page, at.address, 'Alignment');
  await tabTo(page, '.matrix .score');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('u');
  await page.waitForFunction(() => document.activeElement.textContent === '?');
  const label = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  const [, initiative, goal] = label.match(/\. (.+?), (.+)$/);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'reason-text');
  await tabTo(page, '#add-task');
  await page.keyboard.press('Enter');
  await until(() => focused(page), 'task-role');
  await page.keyboard.type('Head of procurement');
  await tabTo(page, '#task-due');
  await page.keyboard.type('June 2019');
  await page.keyboard.press('Enter');
  await page.locator('.task__stands', { hasText: 'Head of procurement, by June 2019: that has passed.' }).waitFor();
  await page.keyboard.type(' or never');
  await page.keyboard.press('Enter');
  await page.locator('.task .field__error').waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('June 2019');
  await page.keyboard.press('Enter');
  await page.locator('.task .field__error').waitFor({ state: 'detached' });
  await tabTo(page, '#reason-confidence', { back: true });
  await page.keyboard.press('End');
  await until(() => page.locator('#reason-confidence').evaluate(one => one.selectedOptions[0].textContent), 'Guess');
  assert.deepEqual(await axe(page), []);
  await shot(page, 'find-out-panel');

  await toReadings(page);
  const task = page.getByRole('region', { name: 'What is to be found out' }).getByRole('listitem');
  assert.match(await task.textContent(), /^Late.*Head of procurement, by June 2019: that has passed\./);
  await task.getByRole('link').click();
  await page.waitForFunction(() => document.activeElement.textContent === '?');
  await page.locator('.reason').getByRole('link', { name: 'About this goal' }).click();
  await page.getByRole('region', { name: 'Unknown: looked at, no evidence' }).getByText('It rests on a guess.').waitFor();
  await page.getByRole('region', { name: 'Unknown: looked at, no evidence' }).getByText('Head of procurement, by June 2019').waitFor();
  assert.ok((await page.locator('.headline__guard').textContent()).includes(goal.slice(0, 10)));
  await page.getByRole('link', { name: initiative, exact: true }).first().click();
  await page.locator('#h-goals').waitFor();
  await page.getByRole('region', { name: 'What it does for goals: table' }).getByText('Head of procurement, by June 2019').waitFor();
  await page.getByRole('navigation', { name: 'Views of the programme' }).getByRole('link', { name: 'Report' }).click();
  await page.locator('#actions', { hasText: `Find out what ${initiative} does for` }).waitFor();
  // Gone from the report, it is gone from the cell; the way back brings both.
  await page.getByRole('button', { name: `Remove: Find out what ${initiative} does for` }).click();
  await page.locator('.notice', { hasText: 'Removed' }).waitFor();
  await pageOfCase(page, 'Alignment');
  await toReadings(page);
  assert.equal(await page.getByRole('region', { name: 'What is to be found out' }).getByText('Head of procurement').count(), 0);
  await page.keyboard.press('Control+z');
  await page.getByText('Head of procurement, by June 2019').waitFor();
});

at.inPage('a task that is removed beside its cell comes back by its notice', async page => {
  await openProgramme(page, at.address, 'Alignment');
  await page.locator('.matrix .score[tabindex="0"]').focus();
  await page.keyboard.press('u');
  await page.keyboard.press('Enter');
  await button(page, 'Say who finds it out').click();
  await page.locator('.task').waitFor();
  await button(page, 'Remove the task').click();
  await button(page, 'Say who finds it out').waitFor();
  await until(() => focused(page), 'add-task');
  await undoNotice(page);
  await page.locator('.task').waitFor();
  await until(() => focused(page), 'task-role');
});

at.inPage('rows of the matrix are found by words, harm and what is unknown, and none goes while it is scored', async page => {
  await openProgramme(page, at.address, 'Alignment');
  await field(page, 'Find an initiative').fill('refresh');
  await field(page, 'Find an initiative').press('Enter');
  await until(() => matrixNames(page), ['Network Refresh Programme', 'IT Strategy refresh']);
  await page.getByText('2 of 9 initiatives shown.').waitFor();
  await button(page, 'Show all').click();
  await until(async () => (await matrixNames(page)).length, 9);
  await until(() => focused(page), 'matrix-filter');
  await field(page, 'Show').selectOption('Those that harm a goal');
  const harmful = await (async () => { await until(async () => (await matrixNames(page)).length < 9, true); return matrixNames(page); })();
  for (const name of harmful) {
    assert.ok(await page.locator('.matrix tbody tr', { hasText: name }).locator('.score--m1, .score--m2, .score--m3').count() > 0, name);
  }
  const harm = page.locator('.matrix tbody tr').first().locator('.score--m1, .score--m2, .score--m3').first();
  await harm.click();
  await page.keyboard.press('0');
  await page.waitForFunction(() => document.activeElement.textContent === '0');
  assert.deepEqual(await matrixNames(page), harmful, 'what is scored stays in sight');
  await field(page, 'Show').selectOption('Those with an unknown');
  const unknown = page.locator('.matrix tbody tr');
  await until(async () => {
    const counts = await unknown.evaluateAll(rows => rows.map(one => one.querySelectorAll('.score--unknown').length));
    return counts.every(n => n > 0);
  }, true);
  assert.equal(await page.locator('.matrix').count(), 1, 'the matrix stands, however few rows are left');
});

at.inPage('harm and benefit part without colour', async page => {
  await openProgramme(page, at.address, 'Alignment');
  for (const print of [false, true]) {
    await page.emulateMedia({ media: print ? 'print' : 'screen' });
    const backgrounds = await page.locator('.matrix__key').evaluate(key => Object.fromEntries([...key.querySelectorAll('.score:not(.score--carried)')].map(one => [one.textContent, getComputedStyle(one).backgroundImage])));
    for (const [mark, image] of Object.entries(backgrounds)) {
      assert.equal(image !== 'none', mark.startsWith('−'), `${mark}: ${image}`);
    }
  }
});

at.inPage('findings stand beside the programme where there is room, each with its way, and beneath where there is not', async page => {
  await openProgramme(page, at.address, 'Programme');
  const boxes = () => page.evaluate(() => ['#h-initiatives', '#h-findings'].map(id => document.querySelector(id).getBoundingClientRect()).map(({ x, y }) => [x, y]));
  await page.setViewportSize({ width: 1280, height: 800 });
  let [list, findings] = await boxes();
  assert.ok(findings[0] > list[0] + 400 && Math.abs(findings[1] - list[1]) < 60, `${list} ${findings}`);
  await fits(page, 'beside');
  await page.setViewportSize({ width: 1024, height: 800 });
  [list, findings] = await boxes();
  assert.ok(findings[1] > list[1] + 100 && findings[0] === list[0], `${list} ${findings}`);
  await pageOfCase(page, 'Alignment');
  const finding = page.locator('#alignment-findings, .findings').locator('.finding').filter({ has: page.locator('a[href*="/goal/"], a[href*="/alignment/"]') });
  assert.ok(await finding.count() > 0, 'findings on goals and cells lead there');
  await finding.locator('a[href*="/goal/"], a[href*="/alignment/"]').first().click();
  await page.waitForFunction(() => /\/(goal|alignment)\//.test(location.hash));
  await page.locator('h1').waitFor();
});

at.inPage('a thousand initiatives are read a hundred at a time', async page => {
  await openFile(page, at.address, fileOf(bigProgramme(1000, 30, { length: 0 })));
  await pageOfCase(page, 'Alignment');
  await toReadings(page);
  await until(async () => (await names(page)).length, 100);
  assert.match(await page.locator('.headline__guard').textContent(), /of 499,500 pairs of initiatives can be told apart/);
  await view(page, 'Goals').click();
  await page.locator('.goal__rows').first().waitFor();
  await whole(page);
  await page.getByText(/Initiatives 1 to 25 of/).first().waitFor();
}, { timeout: 240_000 });

for (const [width, colorScheme] of LOOKS) {
  at.inPage(`no accessibility faults at ${width}, ${colorScheme}`, async page => {
    await look(page, width, colorScheme);
    await openReadings(page);
    await page.getByText('Show the table').click();
    await page.getByRole('table', { name: 'Show the table' }).waitFor();
    await still(page);
    assert.deepEqual(await axe(page), [], 'readings');
    await fits(page, 'readings');
    await page.getByText('Show the table').click();
    await shot(page, `readings-${width}-${colorScheme}`);
    await openGoal(page, 'Outcomes: A connected city');
    await still(page);
    assert.deepEqual(await axe(page), [], 'goal');
    await fits(page, 'goal');
    await shot(page, `goal-${width}-${colorScheme}`);
    await pageOfCase(page, 'Alignment');
    await cellOf(page, 'Network Refresh Programme, A connected city').click();
    await still(page);
    assert.deepEqual(await axe(page), [], 'matrix');
    await fits(page, 'matrix');
    await shot(page, `matrix-${width}-${colorScheme}`);
    await pageOfCase(page, 'Programme');
    await still(page);
    assert.deepEqual(await axe(page), [], 'programme');
    await fits(page, 'programme');
    await shot(page, `programme-${width}-${colorScheme}`);
  });
}

at.inPage('the readings are printed with their bars', async page => {
  await openReadings(page);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 1047, height: 726 });
  const bars = await page.locator('.readings__found').evaluateAll(all => all.filter(one => one.checkVisibility() && one.getBoundingClientRect().width > 0).length);
  assert.ok(bars > 0, `${bars} bars`);
  assert.equal(await page.locator('.readings thead').evaluate(one => one.getBoundingClientRect().height > 8), true, 'with its heads');
  await shot(page, 'readings-print');
});
