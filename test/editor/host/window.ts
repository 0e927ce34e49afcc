import type { Page } from 'playwright-core';

/** A VS Code window in a browser page, driven by keyboard as a user would. */
export class Window {
  private constructor(private readonly page: Page) {}

  static async open(page: Page, address: string): Promise<Window> {
    await page.exposeFunction('codeAutomationLog', () => {});
    await page.exposeFunction('codeAutomationExit', () => {});
    await page.goto(address);
    await page.waitForSelector('.monaco-workbench .part.editor', { timeout: 60_000 });
    return new Window(page);
  }

  /** Runs a command by its title, such as "View: Toggle Panel Visibility". */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput(title);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.quickInput(name);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.page.waitForSelector('.monaco-editor .view-line');
  }

  /** Puts the cursor at a place, lines and columns from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.quickInput(`${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Shows the hover at the cursor and returns its text. */
  async hover(): Promise<string> {
    await this.page.keyboard.press('Control+K');
    await this.page.keyboard.press('Control+I');
    const hover = this.page.locator('.monaco-hover:not(.hidden) .hover-contents').last();
    await hover.waitFor();
    return (await this.page.locator('.monaco-hover:not(.hidden)').last().textContent()) ?? '';
  }

  private async quickInput(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    await input.waitFor();
    await this.page.keyboard.type(text);
  }
}
