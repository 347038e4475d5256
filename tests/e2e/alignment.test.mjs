// The alignment page: a scoring pass by keyboard alone in a case started from nothing, the same by mouse, the report's table.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe } from 'node:test';
import { LOOKS, addInitiative, button, fits, look, openProgramme, pageOfCase, startCase, tabTo, toFrameworks, undoNotice, until } from './drive.mjs';
import { axe, open, shot, singleFile, withSite } from './lib.mjs';

const at = withSite();

/** Returns the accessible name of what has the focus. */
const called = page => page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent);

/** Waits until what has the focus is called this. */
const untilFocused = (page, name) =>
  page.waitForFunction(wanted => (document.activeElement.getAttribute('aria-label') ?? '').startsWith(wanted), name).catch(async () => {
    assert.fail(`expected the focus on "${name}", found "${await called(page)}"`);
  });

/** Opens the example of 2020 at its alignment. */
async function openAlignment(page) {
  await openProgramme(page, at.address, 'Alignment');
  await page.waitForSelector('.headline__sentence');
}

at.inPage('a scoring pass by keyboard alone, in a case started from nothing', async page => {
  const keys = (...names) => names.reduce((done, name) => done.then(() => page.keyboard.press(name)), Promise.resolve());
  await open(page, at.address);
  await tabTo(page, '.hero__actions button');
  await keys('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'new-title');
  await tabTo(page, '[name=purpose]', { back: true });
  await keys('ArrowRight');
  await tabTo(page, '#new-title');
  await page.keyboard.type('Depots');
  await keys('Enter');
  await page.waitForSelector('#add-initiative');

  await tabTo(page, '#add-initiative');
  for (const name of ['Electric fleet', 'Depot move']) {
    await page.keyboard.type(name);
    await keys('Enter');
    await page.waitForFunction(() => document.activeElement.id === 'add-initiative' && document.activeElement.value === '');
  }
  await tabTo(page, '.masthead__nav a[href$="/alignment"]', { back: true });
  await keys('Enter');
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === '2 initiatives, and no goals yet.');

  await tabTo(page, '#to-frameworks');
  await keys('Enter');
  await page.waitForSelector('#h-packs');
  await tabTo(page, '[aria-label="Add Our Manchester Strategy 2016-25"]');
  await keys('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.frameworks h3').length === 1);
  await tabTo(page, '.masthead__nav a[href$="/alignment"]', { back: true });
  await keys('Enter');
  await page.waitForSelector('.matrix');
  assert.equal(await page.textContent('h1'), 'No contribution has been scored yet.');
  assert.equal(await page.locator('.matrix .score[tabindex="0"]').count(), 1, 'the matrix is one tab stop');

  await tabTo(page, '.matrix .score', { back: true });
  await untilFocused(page, 'not assessed. Electric fleet, A thriving and sustainable city');
  await keys('2');
  await untilFocused(page, '+2 moderate beneficial, no reason yet. Electric fleet, A thriving and sustainable city');
  await keys('ArrowRight', '-');
  await page.waitForFunction(() => document.activeElement.textContent === '−…');
  await until(() => page.textContent('.section [role="status"]'), 'Minus: now 1, 2 or 3');
  await keys('1');
  await untilFocused(page, '−1 slight adverse, no reason yet. Electric fleet, A highly skilled city');
  await until(() => page.textContent('.section [role="status"]'), '−1 slight adverse');
  await keys('ArrowRight', 'n');
  await untilFocused(page, 'n/a, not applicable. Electric fleet, A progressive and equitable city');
  await keys('ArrowRight', 'u');
  await untilFocused(page, '?, unknown. Electric fleet, A liveable and low carbon city');
  await keys('End', '0');
  await untilFocused(page, '0 neutral, no reason yet. Electric fleet, A connected city');
  const figures = page.locator('.matrix tbody tr').first().locator('td.n');
  await until(() => figures.allTextContents(), ['17 to 42', '8 to 33', '3 of 4']);

  await keys('Home', 'Enter');
  await page.waitForFunction(() => document.activeElement.id === 'reason-text');
  await page.keyboard.type('New jobs at the depot');
  await keys('Escape');
  await untilFocused(page, '+2 moderate beneficial. Electric fleet, A thriving and sustainable city');
  await keys('Control+z');
  await untilFocused(page, '+2 moderate beneficial, no reason yet.');
  await keys('Control+Shift+z');
  await untilFocused(page, '+2 moderate beneficial. Electric fleet');

  await keys('ArrowDown', '+', '3');
  await untilFocused(page, '+3 large beneficial, no reason yet. Depot move, A thriving and sustainable city');
  await keys('Delete');
  await untilFocused(page, 'not assessed. Depot move');
  await keys('Control+End', '-', 'Escape', '3');
  await untilFocused(page, '+3 large beneficial, no reason yet. Depot move, A connected city');
  await keys('Control+Home');
  await untilFocused(page, '+2 moderate beneficial. Electric fleet');
  await page.waitForFunction(() => document.querySelector('h1').textContent
    === 'Of 5 goals 2 are supported and 1 harmed; nothing supports “Highly skilled”, and 2 have not been looked at.');
  assert.deepEqual(await axe(page), []);
  await shot(page, 'alignment-from-nothing');
});

at.inPage('single keys rest when they are switched off; moving and clearing do not', async page => {
  await openAlignment(page);
  await page.evaluate(() => localStorage.setItem('weighbridge.shortcuts', 'false'));
  await page.locator('.matrix .score[tabindex="0"]').focus();
  const before = await called(page);
  await page.keyboard.press('3');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await untilFocused(page, before);
  await page.keyboard.press('Delete');
  await untilFocused(page, 'not assessed');
  await page.evaluate(() => localStorage.removeItem('weighbridge.shortcuts'));
});

at.inPage('scoring by mouse: a press selects, a second leads to the reason', async page => {
  await openAlignment(page);
  const cell = page.locator('.matrix [aria-label$="Data Centre Programme, A connected city"]');
  await cell.click();
  await page.waitForSelector('.reason');
  assert.equal(await page.textContent('.reason h2'), 'Data Centre Programme against “A connected city”');
  await page.locator('.reason').getByRole('button', { name: '+3 large beneficial' }).click();
  await page.waitForFunction(() => document.querySelector('.matrix [aria-current]')?.textContent === '+3');
  await page.locator('.reason').getByRole('button', { name: 'Unknown' }).click();
  await page.waitForFunction(() => document.querySelector('.matrix [aria-current]')?.textContent === '?');
  await page.locator('.reason').getByRole('button', { name: 'Clear' }).click();
  await page.waitForFunction(() => document.querySelector('.matrix [aria-current]')?.textContent === '');
  await cell.click();
  await page.waitForFunction(() => document.activeElement.id === 'reason-text');
  await page.fill('#reason-text', 'Two sites, one network');
  await page.getByRole('button', { name: 'Back to the cell' }).click();
  await untilFocused(page, 'not assessed. Data Centre Programme, A connected city');
  const other = page.locator('.matrix [aria-label$="Cyber security, A connected city"]');
  await other.click();
  await page.waitForFunction(() => document.querySelector('.reason h2').textContent.startsWith('Cyber security'));
  assert.equal(await page.inputValue('#reason-text'), '', 'the field of another cell is its own');
  await cell.click();
  await page.waitForFunction(() => document.querySelector('#reason-text').value === 'Two sites, one network');
});

at.inPage('a key scores the cell with the focus, however the focus came there', async page => {
  await openAlignment(page);
  const named = name => page.locator(`.matrix [aria-label$="${name}"]`);
  const [chosen, other, third] = ['Data Centre Programme, A connected city', 'Cyber security, A connected city', 'Cyber security, A thriving and sustainable city'].map(named);
  const texts = async () => Promise.all([chosen, other, third].map(cell => cell.textContent()));
  await chosen.click();
  const before = await texts();
  // As a screen reader moves it.
  await other.focus();
  await page.keyboard.press('3');
  await page.waitForFunction(() => document.activeElement.textContent === '+3');
  assert.deepEqual(await texts(), [before[0], '+3', before[2]]);
  // A sign that waits in one cell is not taken up in another.
  await page.keyboard.press('-');
  await third.focus();
  await page.keyboard.press('2');
  await page.waitForFunction(() => document.activeElement.textContent === '+2');
  assert.deepEqual(await texts(), [before[0], '+3', '+2']);
  // A press that slides off, and a right click, give the focus and choose nothing.
  const box = await chosen.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y - 300);
  await page.mouse.up();
  await page.keyboard.press('1');
  await page.waitForFunction(() => document.activeElement.textContent === '+1');
  assert.deepEqual(await texts(), ['+1', '+3', '+2']);
  await other.click({ button: 'right' });
  await page.keyboard.press('Escape');
  await page.keyboard.press('u');
  await page.waitForFunction(() => document.activeElement.textContent === '?');
  assert.deepEqual(await texts(), ['+1', '?', '+2']);
});

at.inPage('a cell that takes the focus is never behind the reason panel', async page => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openAlignment(page);
  await page.locator('.matrix .score[tabindex="0"]').focus();
  for (const direction of ['ArrowDown', 'ArrowUp']) {
    for (let i = 0; i < 9; i += 1) {
      await page.keyboard.press(direction);
      const [cell, panel] = await page.evaluate(() => {
        const bottom = document.activeElement.getBoundingClientRect();
        return [[bottom.top, bottom.bottom], document.querySelector('.reason').getBoundingClientRect().top];
      });
      assert.ok(cell[0] >= 0 && cell[1] <= panel, `cell ${cell} above the panel at ${panel}`);
    }
  }
});

at.inPage('lenses: choice, presets and own weights change the indices', async page => {
  await openAlignment(page);
  assert.equal(await page.locator('.matrix__goal').count(), 14);
  const row = page.locator('.matrix tbody tr', { hasText: 'Network Refresh' });
  const contribution = () => row.locator('.n--main').textContent();
  const equal = await contribution();
  await page.getByText('Lens weights: equal').click();
  await page.getByRole('button', { name: '70 outcomes, 10 carbon, 20 social value' }).click();
  await page.getByText('Lens weights: 70, 10, 20').waitFor();
  assert.notEqual(await contribution(), equal);
  await page.getByLabel('Carbon', { exact: true }).last().fill('-1');
  await page.keyboard.press('Enter');
  await page.locator('.field__error', { hasText: 'Enter weights of 0 or more, not all of them 0.' }).waitFor();
  await page.getByRole('radio', { name: 'Carbon' }).check();
  await page.waitForFunction(() => document.querySelectorAll('.matrix__goal').length === 3);
});

at.inPage('the report’s table is copied with its headings and edited in place', async page => {
  await at.browser.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openAlignment(page);
  await page.getByLabel('Summary for A highly skilled city').fill('Apprentices & graduates');
  await page.getByRole('button', { name: 'Copy for Word' }).click();
  await page.getByText('The table is copied.').waitFor();
  const html = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await item.getType('text/html')).text();
  });
  assert.match(html, /Manchester Strategy outcomes/);
  assert.match(html, /Summary of how this report aligns to the OMS/);
  assert.match(html, /A highly skilled city: world class and home grown talent/);
  assert.match(html, /Apprentices &amp; graduates/);
  const field = page.getByLabel('Summary for A connected city');
  await field.fill('');
  await page.getByLabel('Summary for A highly skilled city').focus();
  await page.getByText('Printed as:').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).click()]);
  assert.match(readFileSync(await download.path(), 'utf8'), /A highly skilled city.*Apprentices & graduates/);
});

at.inPage('what nobody looked at is said, and never rewarded or called a gap', async page => {
  await openAlignment(page);
  assert.equal(await page.textContent('h1'),
    'Of 14 goals 8 are supported and 2 harmed; 5 have not been looked at, and 1 is said to apply to nothing.');
  const figures = name => page.locator('.matrix tbody tr', { hasText: name }).locator('td.n').allTextContents();
  assert.equal((await figures('Network Refresh'))[0], '21 to 66');
  assert.equal((await figures('IT Strategy'))[0], '4 to 93', 'one goal of thirteen is no lead');
  const states = await page.locator('.matrix tfoot tr').first().locator('td').allTextContents();
  assert.equal(states.filter(state => state === 'not looked at').length, 5);
  assert.equal(states.filter(state => state === 'applies to none').length, 1);
  assert.equal(states.filter(state => state === 'gap').length, 0);
});

at.inPage('the page says where to look next, and leads there', async page => {
  await openAlignment(page);
  const next = page.locator('.matrix__next button');
  const first = await next.textContent();
  assert.match(first, /^Network Refresh Programme for /);
  await next.press('Enter');
  await untilFocused(page, 'not assessed. Network Refresh Programme').catch(() => untilFocused(page, '?, unknown. Network Refresh Programme'));
  await page.keyboard.press('1');
  await page.waitForFunction(before => document.querySelector('.matrix__next button').textContent !== before, first);
});

at.inPage('initiatives are put in order, and scoring moves none of them away', async page => {
  await openAlignment(page);
  const names = () => page.locator('.matrix__name').allTextContents();
  const before = await names();
  await page.getByLabel('Order of initiatives').selectOption({ label: 'Most contribution found first' });
  await page.waitForFunction(() => document.querySelector('.matrix__name').textContent === 'Network Refresh Programme');
  const ordered = await names();
  assert.deepEqual([...ordered].sort(), [...before].sort());
  await page.locator('.matrix tbody tr').last().locator('.score').nth(1).click();
  for (const goal of [0, 1, 2]) await page.keyboard.press(goal === 0 ? '3' : 'ArrowRight').then(() => page.keyboard.press('3'));
  await page.waitForFunction(() => document.activeElement.textContent === '+3');
  assert.deepEqual(await names(), ordered, 'they stand until an order is chosen again');
  await page.getByLabel('Order of initiatives').selectOption({ label: 'As in the programme' });
  await page.waitForFunction(first => document.querySelector('.matrix__name').textContent === first, before[0]);
  assert.deepEqual(await names(), before);
});

at.inPage('harm and supporters without a reason stand in the table for the report', async page => {
  await at.browser.grantPermissions(['clipboard-read', 'clipboard-write']);
  await startCase(page, at.address);
  await addInitiative(page, 'Electric fleet', 'Depot move');
  await page.locator('.masthead__nav a[href$="/alignment"]').click();
  await toFrameworks(page);
  await page.getByLabel('Add Our Manchester Strategy 2016-25').click();
  await page.waitForFunction(() => document.querySelectorAll('.frameworks h3').length === 1);
  await pageOfCase(page, 'Alignment');
  const score = async (initiative, goal, keys) => {
    await page.getByRole('button', { name: new RegExp(`${initiative}, ${goal}`) }).click();
    for (const key of keys) await page.keyboard.press(key);
  };
  await score('Electric fleet', 'A thriving and sustainable city', '2');
  await score('Depot move', 'A thriving and sustainable city', '-3');
  for (const initiative of ['Electric fleet', 'Depot move']) await score(initiative, 'A highly skilled city', 'n');
  const row = goal => page.locator('.report-table tr', { hasText: goal }).locator('td');
  await row('A thriving').getByText('Printed as: Supported by 1 (Electric fleet +2); no reasons recorded.').waitFor();
  await row('A thriving').getByText('Printed beneath: Against: Depot move −3: no reason recorded.').waitFor();
  await row('A highly skilled').getByText('Printed as: n/a; no reasons recorded.').waitFor();
  await row('A connected').getByText('Printed as: Not looked at.').waitFor();
  // The ledger leads to the answer, and the answer stands wherever the harm does.
  await page.locator('.section > p', { hasText: '1 effect is adverse, and nothing says what is done about it.' }).waitFor();
  await page.getByRole('button', { name: 'Answer it: Depot move, A thriving and sustainable city' }).press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'reason-answer');
  await page.keyboard.type('The depot moves at night.');
  await page.keyboard.press('Escape');
  await page.locator('.harm__answer', { hasText: 'Answer: The depot moves at night.' }).waitFor();
  await row('A thriving').getByText('Answer, Depot move: The depot moves at night.').waitFor();
  await page.getByLabel('Summary for A thriving and sustainable city').fill('Jobs at the depot.');
  await page.getByRole('button', { name: 'Copy for Word' }).click();
  await page.getByText('The table is copied.').waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /Jobs at the depot\.\s*Against: Depot move −3: no reason recorded\.\s*Answer, Depot move: The depot moves at night\./, 'whatever the author says, harm stands beneath it');
});

at.inPage('a framework is removed with its cells and comes back with them', async page => {
  await openAlignment(page);
  const before = await page.locator('.matrix .score').allTextContents();
  await toFrameworks(page);
  await page.getByRole('button', { name: 'Remove Zero carbon 2038' }).click();
  await page.locator('.warning', { hasText: /^Remove Zero carbon 2038\?\d+ cells of the matrix.* would go with it\./ }).waitFor();
  await button(page, 'Remove it').click();
  await page.getByText(/^Removed Zero carbon 2038 and \d+ cells\.$/).waitFor();
  await page.waitForFunction(() => document.activeElement.id === 'h-frameworks');
  await page.waitForFunction(() => document.querySelectorAll('.frameworks h3').length === 2);
  await undoNotice(page);
  await page.waitForFunction(() => document.querySelectorAll('.frameworks h3').length === 3);
  await pageOfCase(page, 'Alignment');
  await page.waitForFunction(() => document.querySelectorAll('.matrix__goal').length === 14);
  assert.deepEqual(await page.locator('.matrix .score').allTextContents(), before);
});

describe('accessibility', () => {
  for (const [width, colorScheme] of LOOKS) {
    at.inPage(`no faults at ${width}, ${colorScheme}`, async page => {
      await look(page, width, colorScheme);
      await openAlignment(page);
      assert.deepEqual(await axe(page), []);
      await page.locator('.matrix .score').nth(3).click();
      await page.waitForSelector('.reason');
      await page.getByText('Lens weights: equal').click();
      assert.deepEqual(await axe(page), [], 'with the reason and the weights open');
      await fits(page, `${width}`);
      await shot(page, `alignment-${width}-${colorScheme}`);
      await startCase(page, at.address, 'Nothing yet');
      await pageOfCase(page, 'Alignment');
      await page.getByText('Nothing to align yet.').waitFor();
      assert.deepEqual(await axe(page), [], 'empty');
      await shot(page, `alignment-empty-${width}-${colorScheme}`);
    });
  }

  at.inPage('no heading is hyphenated and nothing scrolls sideways at 1280', async page => {
    await openAlignment(page);
    const [scrolls, hyphens] = await page.evaluate(() => {
      const region = document.querySelector('.matrix-scroll');
      const heads = [...document.querySelectorAll('.matrix__goal')];
      return [region.scrollWidth > region.clientWidth, heads.filter(head => head.scrollWidth > head.clientWidth || /\u00ad/.test(head.textContent)).length];
    });
    assert.equal(scrolls, false);
    assert.equal(hyphens, 0);
  });

  at.inPage('narrow: one lens at a time, and arrow keys go down the list', async page => {
    await page.setViewportSize({ width: 320, height: 800 });
    await openAlignment(page);
    assert.equal(await page.locator('.matrix tbody tr').first().locator('.score').count(), 5);
    await page.locator('.matrix .score[tabindex="0"]').focus();
    for (let i = 0; i < 5; i += 1) await page.keyboard.press('ArrowDown');
    const name = await called(page);
    assert.match(name, /Windows 7 and Server 2008, A thriving and sustainable city$/);
  });
});

at.inPage('the single file scores too', async page => {
  await open(page, singleFile());
  await page.getByRole('button', { name: 'ICT programme, February 2020', exact: true }).click();
  await page.locator('.matrix .score[tabindex="0"]').focus();
  await page.keyboard.press('1');
  await untilFocused(page, '+1 slight beneficial');
});
