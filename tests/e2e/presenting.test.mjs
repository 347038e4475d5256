// Results and sensitivity for a room outside a workshop: one finding a screen, by the keys, in the sizes of the room's window.
import assert from 'node:assert/strict';
import { LOOKS, look, openExample, tabTo, until } from './drive.mjs';
import { axe, shot, withSite } from './lib.mjs';

const at = withSite();
const title = page => page.locator('#picture-title').textContent();
const place = page => page.locator('.picture__over span').last().textContent();

for (const [step, first] of [['results', /^Dual-site co-location leads Commercial co-location by 5\.7/], ['sensitivity', /^The smallest change that ties E and B is 4\.0 points/]]) {
  at.inPage(`the findings of ${step}, one a screen`, async page => {
    await openExample(page, at.address, step);
    await tabTo(page, '#to-present');
    await page.keyboard.press('Enter');
    await page.locator('.presenting').waitFor();
    assert.match(await title(page), first);
    assert.equal(await page.locator('.masthead').isVisible(), false, 'nothing of the page is on the screen');
    const of = Number((await place(page)).split(' of ')[1]);
    assert.ok(of >= 3, `${of} screens`);
    await page.setViewportSize({ width: 1920, height: 1080 });
    const titles = [];
    for (let n = 1; n <= of; n++) {
      await until(() => place(page), `${n} of ${of}`);
      titles.push(await title(page));
      const small = await page.evaluate(() => [...document.querySelectorAll('.picture__sheet *')].filter(one => !one.closest('.picture__foot, .visually-hidden')
        && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && parseFloat(getComputedStyle(one).fontSize) < 24).map(one => one.textContent));
      assert.deepEqual(small, [], `text under 24 px on screen ${n}`);
      assert.deepEqual(await axe(page), [], `screen ${n}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight + 1 && document.documentElement.scrollWidth <= innerWidth), `screen ${n} fits`);
      await shot(page, `present-${step}-${n}-1920-light`);
      // What does not fit on one screen comes before the next finding.
      while (n < of && await place(page) === `${n} of ${of}`) await page.keyboard.press('ArrowRight');
    }
    assert.equal(new Set(titles).size, titles.length, 'each says something else');
    assert.equal(await page.locator('#present-next').isDisabled() || /Screen/.test(await page.locator('.picture__foot').textContent()), true);
    while (await place(page) === `${of} of ${of}`) await page.keyboard.press('ArrowLeft');
    await until(() => place(page), `${of - 1} of ${of}`);
    for (const [width, scheme] of LOOKS) {
      await look(page, width, scheme);
      assert.deepEqual(await axe(page), [], `at ${width}, ${scheme}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `at ${width}`);
      await shot(page, `present-${step}-${width}-${scheme}`);
    }
    await look(page, 1280, 'light');
    await page.keyboard.press('Escape');
    await page.locator('.masthead').waitFor();
    assert.match(page.url(), new RegExp(`/${step}$`));
  });
}
