// Where the focus is: after what was pressed is gone, in the drawer, in tables with one stop, in forms that open; and what is
// said aloud, which is little.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { Keys } from './keys.mjs';
import { add, button, drawFrames, enter, field, focused, holdFrames, kept, openExample, startEmpty, step, tabTo, until } from './drive.mjs';
import { axe, withSite } from './lib.mjs';

const voice = page => page.locator('#voice').textContent();
/** Whether something on the page has the focus, and not the page as a whole. */
const isHeld = page => page.evaluate(() => !['BODY', 'HTML'].includes(document.activeElement.tagName));

describe('the focus', () => {
  const at = withSite();

  at.inPage('goes back where it was when a notice is dismissed', async page => {
    await startEmpty(page, at.address, 'options');
    await add(page, 'Add an option', 'Sooner');
    await button(page, 'Remove: Sooner').press('Enter');
    await page.getByText('Removed Sooner.').waitFor();
    const before = await (async () => { await until(() => isHeld(page), true); return focused(page); })();
    await button(page, 'Dismiss').press('Enter');
    await page.getByText('Removed Sooner.').waitFor({ state: 'detached' });
    await until(() => focused(page), before);
  });

  at.inPage('stays with whoever is in another field before the page is drawn', async page => {
    await openExample(page, at.address, 'criteria');
    await holdFrames(page);
    await button(page, 'Edit: Facility tier').click();
    const definition = page.locator('.leaf').getByLabel('Definition', { exact: true });
    await definition.focus();
    await drawFrames(page);
    await until(() => focused(page), await definition.getAttribute('id'));
    await page.keyboard.type('How good the weakest room is');
    await until(() => definition.inputValue().then(words => words.includes('How good the weakest room is')), true);
    await button(page, 'Edit: Facility tier').waitFor();
  });

  at.inPage('is never lost, whatever takes itself away', async page => {
    await startEmpty(page, at.address, 'options');
    await add(page, 'Add a gate', 'Legal');
    for (const [name, after] of [['Remove: Legal', 'Removed Legal.'], ['Undo', null], ['Dismiss', null]]) {
      const pressed = page.locator(after ? 'main' : '.notice').getByRole('button', { name, exact: true });
      await pressed.press('Enter');
      if (after) await page.getByText(after).waitFor();
      await until(() => isHeld(page), true, `after ${name}`);
    }
    await button(page, 'Leave out, with a reason: Do minimum').press('Enter');
    await until(async () => (await focused(page)).startsWith('why-'), true);
    await button(page, 'Cancel').press('Enter');
    await until(() => isHeld(page), true, 'after Cancel');
    await step(page, 'criteria');
    await add(page, 'Add a criterion without a family', 'Noise');
    await button(page, 'Edit: Noise').press('Enter');
    await until(async () => (await focused(page)).startsWith('name-'), true, 'the first field of the form');
    await page.getByRole('radio', { name: 'Described levels' }).check();
    await enter(field(page, 'Describe the worst level'), 'Loud');
    const removes = page.getByRole('button', { name: /^Remove: level / });
    await removes.waitFor();
    await add(page, 'Add a level', 'Quiet');
    await until(() => removes.count(), 2);
    await removes.first().press('Enter');
    await until(() => removes.count(), 1);
    await until(() => isHeld(page), true, 'after a level is removed');
    await button(page, 'Done with Noise').press('Enter');
    await until(async () => (await focused(page)).startsWith('edit-'), true);
  });

  at.inPage('goes into the drawer and back, and a table is one stop', async page => {
    await openExample(page, at.address);
    const first = page.locator('.table__open').first();
    const tables = page.locator('table:has(.table__open)');
    for (let i = 0; i < await tables.count(); i++) {
      assert.equal(await tables.nth(i).locator('.table__open[tabindex="0"]').count(), 1, `table ${i} has one stop`);
    }
    assert.equal((await first.textContent()).trim(), '71.0');
    assert.equal(await first.getAttribute('aria-label'), null, 'called what it prints');
    await tabTo(page, '.table__open');
    const from = await focused(page);
    await page.keyboard.press('ArrowDown');
    await until(async () => (await focused(page)) !== from, true);
    const below = await focused(page);
    await page.keyboard.press('ArrowUp');
    await until(() => focused(page), from);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until(() => focused(page), 'h-arithmetic');
    await page.keyboard.press('Escape');
    await until(() => focused(page), below, 'Escape gives it back');
    await page.keyboard.press('Enter');
    await until(() => focused(page), 'h-arithmetic');
    await button(page, 'Close').press('Enter');
    await until(() => focused(page), below, 'and so does Close');
    for (const name of ['Ranking, with gates', 'The figures of the chart', 'Cost beside value']) {
      await page.getByRole('heading', { name, exact: true }).waitFor();
    }
    assert.deepEqual(await axe(page), []);
  });

  at.inPage('begins at the head of the shortcuts, which stand in the middle and list the sheet', async page => {
    await openExample(page, at.address, 'scores');
    await button(page, 'Keyboard shortcuts').click();
    await until(() => focused(page), 'shortcuts-title');
    const box = await page.locator('.dialog').boundingBox();
    assert.ok(Math.abs(box.x + box.width / 2 - 640) < 12, `in the middle: ${box.x}`);
    await page.locator('.dialog caption', { hasText: 'In the score sheet' }).waitFor();
    await page.locator('.dialog kbd', { hasText: 'R or Shift Enter' }).waitFor();
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press('Escape');
    await until(() => isHeld(page), true);
  });

  at.inPage('weights take one Tab each, and Enter goes on', async page => {
    await openExample(page, at.address, 'weights');
    const ids = await page.locator('.weights .field__input').evaluateAll(all => all.map(one => one.id));
    // All that is said is kept: the new lead may be said right after what was refused.
    await page.evaluate(() => {
      const voice = document.getElementById('voice');
      window.said = [];
      new MutationObserver(() => window.said.push(voice.textContent)).observe(voice, { childList: true, characterData: true, subtree: true });
    });
    await page.locator(`#${ids[0]}`).focus();
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), ids[1]);
    await page.keyboard.press('Enter');
    await until(() => focused(page), ids[2]);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('lots');
    await page.keyboard.press('Enter');
    await until(() => page.evaluate(() => window.said.some(said => /, points: .*0 or more/i.test(said))), true, 'what was refused is said');
    assert.equal(await focused(page), ids[2], 'and keeps the focus');
  });
});

describe('what is said aloud', () => {
  const at = withSite();

  at.inPage('a new headline is, and each save is not', async page => {
    await openExample(page, at.address, 'weights');
    assert.equal(await page.locator('.masthead [role=status]').count(), 0);
    assert.equal(await voice(page), '');
    await enter(field(page, 'Supplier and migration risk, points'), 30);
    await until(async () => (await voice(page)).trim(), await page.locator('.ranking__finding').textContent());
    await kept(page);
    assert.doesNotMatch(await voice(page), /aved/);
    await button(page, 'Weigh blind again').click();
    await until(() => voice(page), '', 'nothing that names an option stays');
  });

  at.inPage('the matrix has the keys of the sheet for what both do', async page => {
    const keys = new Keys(page);
    await openExample(page, at.address);
    await page.getByRole('link', { name: 'Alignment', exact: true }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (await page.locator('.matrix .score').count()) {
      await page.locator('.matrix .score').first().focus();
      await keys.press('r');
      await until(() => focused(page), 'reason-text');
      await keys.press('Escape');
      await until(async () => (await focused(page)) !== 'reason-text', true);
    }
  });
});
