/**
 * `npm run screenshots`: makes the README's pictures in client/media/ from the real editor, in a dark and a light theme.
 * A picture that is not what it should be fails here, not in front of a reader: each step waits for what it shows.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { launchChromium } from './host/chromium.ts';
import { ROOT } from './host/paths.ts';
import { ServerHost } from './host/server-host.ts';
import { Window } from './host/window.ts';

const THEMES = { dark: 'Default Dark Modern', light: 'Default Light Modern' } as const;
const OUT = join(ROOT, 'client/media/screenshots');

mkdirSync(OUT, { recursive: true });
for (const [name, theme] of Object.entries(THEMES)) await shoot(name, theme);

/** What a selector finds in the page of a webview, which stands in two frames. */
function inWebview(page: Page, selector: string): Locator {
  return page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame').locator(selector).first();
}

async function shoot(name: string, theme: string): Promise<void> {
  // What is typed for a picture is never to be found in the examples.
  const folder = mkdtempSync(join(tmpdir(), 'taskdef-'));
  const workspace = join(folder, 'examples');
  cpSync(join(ROOT, 'examples'), workspace, { recursive: true });
  const server = await ServerHost.start({ 'workbench.colorTheme': theme, 'editor.minimap.enabled': false });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 760 } });
    // A busy machine is slow, and a picture is worth the wait.
    page.setDefaultTimeout(60_000);
    const window = await Window.open(page, server.address({ workspace, extension: ROOT }));
    const picture = (what: string) => page.screenshot({ path: join(OUT, `${what}-${name}.png`) });

    await window.openFile('task-definition.json');
    await page.locator('.squiggly-error').first().waitFor();
    await window.command('Problems: Focus on Problems View');
    await page.locator('.markers-panel .monaco-list-row').first().waitFor();
    await picture('problems');

    await window.command('View: Toggle Panel Visibility');
    await window.goTo(8, 15);
    await window.hover();
    await page.locator('.monaco-hover:not(.hidden)', { hasText: 'Learn' }).waitFor();
    await picture('hover');

    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .monaco-list-row').first().waitFor();
    await picture('light-bulb');

    await page.keyboard.press('Escape');
    await page.locator('.statusbar-item', { hasText: 'ECS:' }).waitFor();
    await page.locator('[id="status.languageStatus"]').hover();
    await page.locator('.monaco-hover:not(.hidden)', { hasText: 'Show problems' }).waitFor();
    await picture('status');

    // Away from everything that has a tooltip.
    await page.mouse.move(26, 450);
    await window.goTo(8, 14);
    for (const _ of '512') await page.keyboard.press('Delete');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: '1024' }).first().waitFor();
    await picture('completion');
    await page.keyboard.press('Escape');
    for (const _ of '512') await page.keyboard.press('Control+Z');

    // Room for what has pictures.
    await window.command('View: Toggle Primary Side Bar Visibility');
    await window.command('Taskdef: Show This Task as a Picture');
    await inWebview(page, 'svg').waitFor();
    await picture('task-picture');
    await window.command('View: Close All Editors');

    await window.command('Taskdef: Learn Amazon ECS');
    await inWebview(page, 'h1').waitFor();
    await picture('lesson');
    await window.command('View: Close All Editors');

    await window.command('Taskdef: Take a Quiz on Amazon ECS');
    await inWebview(page, 'h1').waitFor();
    await picture('quiz');
    await window.command('View: Close All Editors');

    await window.command('Taskdef: Get Started');
    await page.locator('.getting-started-step.expanded').first().waitFor();
    await inWebview(page, 'svg').waitFor();
    // What this host says about itself is not ours.
    await page
      .locator('.gettingStartedContainer .footer')
      .first()
      .evaluate((footer) => footer.remove());
    // Without what this host says about itself at the bottom.
    await page.screenshot({
      path: join(OUT, `get-started-${name}.png`),
      clip: { x: 0, y: 0, width: 1200, height: 690 },
    });
    console.log(`Pictures in the ${name} theme are in ${OUT}`);
  } finally {
    await browser.close();
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
