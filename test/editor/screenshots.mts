/**
 * `npm run screenshots`: makes the README's pictures in client/media/ from the real editor, in a dark and a light theme.
 * A picture that is not what it should be fails here, not in front of a reader: each step waits for what it shows.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from './host/chromium.ts';
import { ROOT } from './host/paths.ts';
import { ServerHost } from './host/server-host.ts';
import { Window } from './host/window.ts';

const THEMES = { dark: 'Default Dark Modern', light: 'Default Light Modern' } as const;
const OUT = join(ROOT, 'client/media/screenshots');

mkdirSync(OUT, { recursive: true });
for (const [name, theme] of Object.entries(THEMES)) await shoot(name, theme);

async function shoot(name: string, theme: string): Promise<void> {
  const server = await ServerHost.start({ 'workbench.colorTheme': theme, 'editor.minimap.enabled': false });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 760 } });
    const window = await Window.open(page, server.address({ workspace: join(ROOT, 'examples'), extension: ROOT }));
    const picture = (what: string) => page.screenshot({ path: join(OUT, `${what}-${name}.png`) });

    await window.openFile('task-definition.json');
    await page.locator('.squiggly-error').first().waitFor();
    await window.command('Problems: Focus on Problems View');
    await page.locator('.markers-panel .monaco-list-row').first().waitFor();
    await picture('problems');

    await window.command('View: Toggle Panel Visibility');
    await window.goTo(8, 15);
    await window.hover();
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
    console.log(`Pictures in the ${name} theme are in ${OUT}`);
  } finally {
    await browser.close();
    server.stop();
  }
}
