/** The themes in which every page of ours is looked at. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { violations } from './editor-page.ts';

/** Themes, with the name by which a page knows their kind. */
const THEMES = [
  ['Default Dark Modern', 'vscode-dark'],
  ['Default Light Modern', 'vscode-light'],
  ['Default High Contrast', 'vscode-high-contrast'],
  ['Default High Contrast Light', 'vscode-high-contrast-light'],
] as const;

/** Gives a workspace a theme, or the first one, and other settings. */
export function setTheme(
  workspace: string,
  theme: string = THEMES[0][0],
  more: Readonly<Record<string, unknown>> = {},
): void {
  const settings = { 'workbench.colorTheme': theme, 'editor.minimap.enabled': false, ...more };
  mkdirSync(join(workspace, '.vscode'), { recursive: true });
  writeFileSync(join(workspace, '.vscode/settings.json'), JSON.stringify(settings));
}

/**
 * Looks at a page with axe in every theme.
 * @param shot is told when the page has a theme, to keep a picture of it
 */
export async function looksInEveryTheme(
  workspace: string,
  view: Frame,
  shot: (theme: string) => Promise<void>,
): Promise<void> {
  const problems: string[] = [];
  for (const [theme, kind] of THEMES) {
    setTheme(workspace, theme);
    await view.waitForFunction(
      ([theme, kind]) => {
        const { vscodeThemeId = '?', vscodeThemeKind } = document.body.dataset;
        // A window that comes up has another theme of the same kind first. Since 1.139 the names have no "Default" in front.
        return theme.endsWith(vscodeThemeId) && vscodeThemeKind === kind;
      },
      [theme, kind] as const,
    );
    // Colours that are on their way from one theme to the other are in none.
    await view.waitForFunction(() => document.getAnimations().length === 0);
    await shot(theme.replaceAll(' ', '-'));
    problems.push(...(await violations(view)).map((violation) => `    ${theme}: ${violation}`));
  }
  assert.deepEqual(problems, [], problems.join('\n'));
}
