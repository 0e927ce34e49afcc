/**
 * Pasting what describe-task-definition printed, with the keyboard of a real browser: an editor in a browser asks nobody when
 * an extension's test pastes.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from './host/chromium.ts';
import { ROOT } from './host/paths.ts';
import { ServerHost } from './host/server-host.ts';
import { Window } from './host/window.ts';

const TASK = { family: 'web', containerDefinitions: [{ name: 'web', image: 'nginx:1.29', memory: 128 }] };
const PRINTED = JSON.stringify({ taskDefinition: { ...TASK, revision: 3, status: 'ACTIVE' } }, null, 2);

const folder = mkdtempSync(join(tmpdir(), 'taskdef-'));
const file = join(folder, 'task-definition.json');
writeFileSync(file, '');
const server = await ServerHost.start({ 'files.autoSave': 'off' });
const browser = await launchChromium();
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  const address = server.address({ workspace: folder, extension: ROOT });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(address).origin });
  const window = await Window.open(page, address);
  await window.openFile('task-definition.json');
  // Those that come later are not asked.
  await page.locator('.statusbar-item', { hasText: 'ECS:' }).waitFor();
  await page.evaluate((text) => navigator.clipboard.writeText(text), PRINTED);

  const saved = async () => {
    await page.keyboard.press('Control+S');
    await page.locator('.tab.active:not(.dirty)').waitFor();
    return readFileSync(file, 'utf8');
  };
  await page.locator('.monaco-editor .view-line').first().click();
  await page.keyboard.press('Control+V');
  await page.locator('.post-edit-widget').waitFor();
  assert.equal(await saved(), PRINTED, 'the text is pasted as it is');
  console.log('pastes as it is');

  await page.locator('.post-edit-widget').click();
  await page
    .locator('.action-widget .monaco-list-row', { hasText: 'Paste without what only ECS sets' })
    .first()
    .click();
  await page.locator('.view-line', { hasText: '"revision"' }).waitFor({ state: 'detached' });
  assert.deepEqual(JSON.parse(await saved()), TASK, 'and without what only ECS sets if that is chosen');
  console.log('pastes without what only ECS sets');
} finally {
  await browser.close();
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}
