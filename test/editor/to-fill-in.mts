/** The list of what is to be filled in, as the user sees it. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { command, openEditor, openFile } from './editor-page.ts';
import { launchChromium } from './host/chromium.ts';
import { ROOT } from './host/paths.ts';
import { ServerHost } from './host/server-host.ts';

/** A small task definition with this tag and task role. */
function withWords(tag: string, role: string): string {
  const container = { name: 'web', image: `example.com/web:${tag}`, memory: 128 };
  const task = {
    family: 'shop',
    taskRoleArn: `arn:aws:iam::222233334444:role/${role}`,
    containerDefinitions: [container],
  };
  return JSON.stringify(task, null, 2);
}

const workspace = mkdtempSync(join(tmpdir(), 'taskdef-small-'));
writeFileSync(join(workspace, 'two-words.json'), withWords('TAG', 'TASK_ROLE'));
writeFileSync(join(workspace, 'one-word.json'), withWords('TAG', 'shop'));
writeFileSync(join(workspace, 'no-word.json'), withWords('1.0', 'shop'));
const server = await ServerHost.start();
const browser = await launchChromium();
try {
  const page = await openEditor(browser, server.address({ workspace, extension: ROOT }));

  await openChecked(page, 'two-words.json', 'ECS: 2 to fill in');
  await command(page, 'Taskdef: Show Placeholders to Fill In');
  await page.locator('.quick-input-titlebar', { hasText: 'To fill in' }).waitFor();
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const said = (await rows.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
  assert.equal(said.length, 2, said.join('\n'));
  assert.match(said[0]!, /^TASK_ROLE ?Line 3 ?"taskRoleArn": "arn:aws:iam::222233334444:role\/TASK_ROLE"/);
  assert.match(said[1]!, /^TAG ?Line 7 ?"image": "example\.com\/web:TAG"/);
  // What was chosen is selected, so that typing replaces it.
  await page.keyboard.type('example.com');
  await rows.filter({ hasText: 'TASK_ROLE' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await statusSays(page, /^Ln 7, Col \d+ \(3 selected\)$/);
  await page.keyboard.type('7.2');
  await page.locator('.view-line', { hasText: 'example.com/web:7.2"' }).waitFor();
  await statusSays(page, /ECS: 1 to fill in/);
  console.log('✔ the list of what is to be filled in shows the line of each word, and selects the chosen one');

  await openChecked(page, 'one-word.json', 'ECS: 1 to fill in');
  await command(page, 'Taskdef: Show Placeholders to Fill In');
  await statusSays(page, /^Ln 7, Col \d+ \(3 selected\)$/);
  console.log('✔ the only word to be filled in is selected at once');

  await openChecked(page, 'no-word.json', 'ECS: ');
  await command(page, 'Taskdef: Show Placeholders to Fill In');
  await isTold(page, 'Nothing is left to fill in.');
  console.log('✔ where nothing is left to fill in, it says so');
} finally {
  await browser.close();
  server.stop();
  rmSync(workspace, { recursive: true, force: true });
}

/** Opens a file and waits for what the status says of it. */
async function openChecked(page: Page, name: string, status: string): Promise<void> {
  await openFile(page, name);
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await page.locator('.statusbar-item', { hasText: status }).waitFor();
}

function statusSays(page: Page, words: RegExp): Promise<void> {
  return page.locator('.statusbar-item', { hasText: words }).waitFor();
}

/** Waits for a message among the notifications, and clears them. */
async function isTold(page: Page, message: string): Promise<void> {
  await command(page, 'Notifications: Show Notifications');
  await page.locator('.notifications-center .notification-list-item', { hasText: message }).waitFor({ timeout: 8000 });
  await command(page, 'Notifications: Clear All Notifications');
}
