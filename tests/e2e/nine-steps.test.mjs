// All nine steps, of the worked example and of an appraisal that was only just started: nothing for axe to find and nothing
// wider than the page, in light, dark and forced colours, wide and narrow.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fits, openExample, startAppraisal, startCase, step } from './drive.mjs';
import { axe, pause, shot, withSite } from './lib.mjs';

const STEPS = ['context', 'options', 'criteria', 'scores', 'costs', 'weights', 'results', 'sensitivity', 'record'];
const LOOKS = [
  ['light', { colorScheme: 'light', forcedColors: 'none' }],
  ['dark', { colorScheme: 'dark', forcedColors: 'none' }],
  ['forced', { colorScheme: 'dark', forcedColors: 'active' }],
];

/** Goes to a step, and waits until nothing is being worked out there: the sensitivity step draws by itself. */
async function settle(page, name) {
  await step(page, name);
  await page.waitForFunction(() => !document.querySelector('progress, [aria-busy=true]'));
}

async function examine(page, prefix) {
  for (const [look, media] of LOOKS) {
    await page.emulateMedia(media);
    // Buttons fade from one colour to the other.
    await pause(300);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      for (const name of STEPS) {
        await settle(page, name);
        assert.deepEqual(await axe(page), [], `${prefix} ${name}, ${look}, ${width}`);
        await fits(page, `${prefix} ${name}, ${look}, ${width}`);
        if (prefix === 'example') await shot(page, `${name}-${width}-${look}`);
      }
    }
  }
}

test('these are the steps that there are, in their order', () => {
  const route = readFileSync(new URL('../../src/route.rs', import.meta.url), 'utf8');
  const words = Object.fromEntries([...route.matchAll(/Step::(\w+) => "(\w+)"/g)].map(([, step, word]) => [step, word]));
  const [, all] = route.match(/const ALL: \[Step; \d+\] = \[(.*?)\];/s);
  assert.deepEqual([...all.matchAll(/Step::(\w+)/g)].map(([, step]) => words[step]), STEPS);
});

describe('the nine steps', () => {
  const at = withSite();

  at.inPage('of the worked example', async page => {
    await openExample(page, at.address);
    await examine(page, 'example');
  });

  at.inPage('of an appraisal that was only just started: each says what comes first, and none of them fails', async page => {
    await startCase(page, at.address);
    await startAppraisal(page);
    await examine(page, 'new');
  });
});
