// The way through an appraisal: what is wanted is asked once, each step leads to the next, costs come before the ranking, and
// what a notice says ends when it is no longer so.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { add, button, enter, field, focused, heading, kept, openExample, openProgramme, pageOfCase, say, startEmpty, step, tabTo, until } from './drive.mjs';
import { axe, open, withSite } from './lib.mjs';

const STEPS = ['context', 'options', 'criteria', 'scores', 'costs', 'weights', 'results', 'sensitivity', 'record'];

describe('the way through', () => {
  const at = withSite();

  at.inPage('what is wanted and its name are asked once, by keyboard too', async page => {
    await open(page, `${at.address}#/`);
    await tabTo(page, '#start-case');
    await page.keyboard.press('Enter');
    await until(() => focused(page), 'new-title');
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press('Escape');
    await until(() => focused(page), 'start-case');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Where should the new office be?');
    await page.keyboard.press('Enter');
    await page.waitForURL(/appraisal\/\d+\/context$/);
    assert.match(await heading(page), /^Where should the new office be\?/);
    assert.equal(await page.locator('.masthead__case').textContent(), 'Where should the new office be?');
  });

  at.inPage('a programme leads to its programme, and both to both', async page => {
    for (const [purpose, question] of [['Score a programme', 'What is the programme called?'], ['Both', 'What is it all about?']]) {
      await open(page, `${at.address}#/`);
      await button(page, 'Start a case').click();
      await page.getByLabel(purpose, { exact: true }).check();
      await enter(page.getByLabel(question), purpose);
      await page.locator('.masthead__case', { hasText: purpose }).waitFor();
      await kept(page);
    }
    await page.getByRole('link', { name: 'Appraisal', exact: true }).click();
    await page.waitForURL(/appraisal\/\d+\/context$/);
  });

  at.inPage('each step ends with the way to the next, nine in all', async page => {
    await openExample(page, at.address, 'context');
    const seen = [];
    for (;;) {
      seen.push(await page.evaluate(() => location.hash.match(/[a-z]+$/)[0]));
      assert.equal(await page.locator('.rail__link').count(), 9);
      const next = page.locator('#next-step');
      if (seen.length === 9) {
        assert.equal(await next.count(), 0);
        break;
      }
      const name = (await next.textContent()).replace('Next: ', '');
      await next.click();
      await page.locator('.rail__link[aria-current=step]', { hasText: name }).waitFor({ state: 'attached' });
      await page.locator('main h1').waitFor();
    }
    assert.deepEqual(seen, STEPS);
  });

  at.inPage('costs and the recommendation that come after the ranking are no late changes; a changed cost is one', async page => {
    await startEmpty(page, at.address, 'options');
    await add(page, 'Add an option', 'North');
    await step(page, 'criteria');
    await add(page, 'Add a criterion without a family', 'Access');
    await step(page, 'weights');
    await enter(page.locator('.weights__points input[type=text]').first(), '100');
    await page.getByRole('button', { name: 'Finish weighting and show results' }).click();
    await page.waitForURL(/\/results$/);
    await page.locator('.headline__over', { hasText: 'Results.' }).waitFor();
    await step(page, 'costs');
    await page.locator('#cost-option').selectOption({ label: 'North' });
    await enter(page.locator('#cost-value'), '4m');
    await enter(page.locator('#cost-bias'), '1m');
    await step(page, 'record');
    await page.locator('#record-recommended').selectOption({ label: 'North' });
    await say(page.locator('#record-why'), 'It is near.');
    const changes = page.locator('section', { has: page.locator('#h-changes') });
    await changes.getByText('Nothing was changed since.').or(changes.getByText('Nothing has changed since')).waitFor();
    await step(page, 'costs');
    await page.locator('#cost-option').selectOption({ label: 'North' });
    await enter(page.locator('#cost-value'), '5m');
    await step(page, 'record');
    await until(() => changes.locator('tbody tr').count(), 1);
    await changes.getByRole('rowheader', { name: 'Cost of North' }).waitFor();
  });

  at.inPage('a notice ends with the next change, and never follows into another page or case', async page => {
    await openExample(page, at.address, 'options');
    const leaveOut = async () => {
      await page.getByRole('button', { name: /Public sector neighbour$/ }).and(page.getByRole('button', { name: /^(Leave out|Remove)/ })).first().click();
      const reason = page.getByLabel(/^Why is .* left out\?$/);
      if (await reason.isVisible()) {
        await reason.fill('Withdrawn.');
        await page.getByRole('button', { name: /reason$/i }).last().click();
      }
    };
    await leaveOut();
    const notice = page.locator('.notice');
    await notice.getByRole('button', { name: 'Undo' }).waitFor();
    await step(page, 'context');
    await until(() => notice.count(), 0);
    await step(page, 'options');
    await page.locator('.masthead').getByRole('button', { name: 'Undo' }).click();
    await notice.filter({ hasText: 'Undid' }).waitFor();
    await add(page, 'Add an option', 'A further one');
    await until(() => notice.count(), 0);
    await page.locator('.masthead').getByRole('button', { name: 'Undo' }).click();
    await notice.waitFor();
    await page.locator('.masthead__mark').click();
    await page.locator('#h-cases').waitFor();
    await until(() => notice.count(), 0);
    await openProgramme(page, at.address, 'Programme');
    assert.equal(await notice.count(), 0);
    await pageOfCase(page, 'Log');
  });
});
