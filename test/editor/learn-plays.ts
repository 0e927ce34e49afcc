/** The pictures to play with, opened and played in the course's panel. */
import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import { tabTo } from './editor-page.ts';

/** The sections that have one, and the ID of each. */
const PLAYS = {
  'task-size': 'sizes',
  networking: 'ports',
  'two-roles': 'roles',
  'health-checks': 'health',
  'deployments-and-scaling': 'rolling',
} as const;

/** A screen for each picture, after it has been looked at. */
export const PLAY_SCREENS = Object.entries(PLAYS).map(([section, id]) => ({
  name: `play-${id}`,
  open: async (view: Frame) => {
    await view.click('#nav-contents');
    await view.click(`#to-${section}`);
    await view.click(`#${id}-look`);
    await view.waitForSelector(`#${id}-outcome .play-said`);
    await view.locator(`#${id}-title`).scrollIntoViewIfNeeded();
    await view.evaluate((title) => document.getElementById(title)!.scrollIntoView(), `${id}-title`);
  },
}));

/** Predicts and looks by keyboard alone, first with what is set, then with the values of the user's file. */
export async function playsByKeyboard(page: Page, view: Frame): Promise<void> {
  await view.click('#nav-contents');
  await view.click('#to-health-checks');
  await view.focus('#health-interval');
  for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowDown');
  await tabTo(page, view, 'health-guess');
  await page.keyboard.type('30');
  await tabTo(page, view, 'health-look');
  await page.keyboard.press('Enter');
  const said = () => view.textContent('#health-outcome .play-said');
  assert.equal(await said(), 'Right: it is unhealthy after 30 s.');
  assert.match((await view.textContent('#announcements'))!, /^Right/, 'it is said aloud');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowUp');
  await tabTo(page, view, 'health-look');
  await page.keyboard.press('Enter');
  assert.equal(await said(), 'Not quite. The answer: it is unhealthy after 30 s.');

  await view.focus('#health-take');
  await page.keyboard.press('Enter');
  await view.waitForFunction(() => document.querySelector('.play-taken')?.textContent !== '');
  assert.equal(await view.inputValue('#health-interval'), '15', 'from the file');
  assert.equal(await view.locator('#health-outcome > *').count(), 0, 'to be predicted anew');
}
