/**
 * Runs the editor suite in a real VS Code.
 * --host=desktop uses VS Code on the desktop, --host=server VS Code's server with a Chromium, --host=web VS Code for the
 * browser with the extension in a web worker and the files in a virtual file system, as on vscode.dev.
 * --vsix=FILE installs a packaged extension into VS Code's server and runs the suite on what was installed.
 * --only=WORDS runs the tests that have these words in their names.
 * Without a host: desktop where VS Code is here or can be had, server elsewhere. A host that does not come up fails the run.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium } from './host/chromium.ts';
import { downloadVSCode, installedVSCode, noDisplay, runInDesktop } from './host/desktop-host.ts';
import { ROOT } from './host/paths.ts';
import { ServerHost, type WindowOptions } from './host/server-host.ts';
import { buildSuite } from './host/suite.ts';
import { WebHost } from './host/web-host.ts';

/** A window that does not answer for so long hangs. */
const PATIENCE_MS = 240_000;

/** What the suite prints first. */
const SUITE_BEGINS = 'Taskdef editor suite';

const { values } = parseArgs({
  options: { host: { type: 'string' }, vsix: { type: 'string' }, only: { type: 'string' } },
});

const workspace = mkdtempSync(join(tmpdir(), 'taskdef-workspace-'));
cpSync(join(ROOT, 'test/editor/workspace'), workspace, { recursive: true });
// In a browser VS Code saves by itself after a second, and one test would work on the leavings of another.
mkdirSync(join(workspace, '.vscode'));
writeFileSync(join(workspace, '.vscode/settings.json'), '{ "files.autoSave": "off" }\n');
const tests = await buildSuite(values.host === 'web' ? 'browser' : 'node', values.only);
const options: WindowOptions = { workspace, extension: ROOT, tests };
try {
  process.exitCode = await run(values.host);
} finally {
  rmSync(workspace, { recursive: true, force: true });
}

async function run(host: string | undefined): Promise<number> {
  if (values.vsix) return runInstalled(resolve(values.vsix));
  if (host === 'server') return runInServer();
  if (host === 'web') return runInWeb();
  if (host !== undefined && host !== 'desktop')
    throw new Error(`There is no host "${host}": use desktop, server or web.`);
  const executable = installedVSCode() ?? (noDisplay() && host === undefined ? undefined : await downloadVSCode());
  const obstacle = executable ? noDisplay() : 'VS Code is neither named in VSCODE_EXECUTABLE nor can it be downloaded.';
  if (!obstacle) {
    console.log(`Editor suite in the desktop host: ${executable}`);
    return runInDesktop(executable!, options);
  }
  if (host === 'desktop') throw new Error(`The desktop host cannot run. ${obstacle}`);
  return runInServer();
}

async function runInServer(): Promise<number> {
  const server = await ServerHost.start();
  console.log('Editor suite in the server host');
  try {
    return await runInBrowser(server.address(options));
  } finally {
    server.stop();
  }
}

/** What a user has: the package, installed. The window needs some extension under development to run tests: an empty one. */
async function runInstalled(vsix: string): Promise<number> {
  const empty = mkdtempSync(join(tmpdir(), 'taskdef-empty-'));
  const manifest = { name: 'empty', publisher: 'empty', version: '0.0.0', engines: { vscode: '*' } };
  writeFileSync(join(empty, 'package.json'), JSON.stringify(manifest));
  const server = await ServerHost.start({}, vsix);
  console.log(`Editor suite in the server host, with ${vsix} installed`);
  try {
    return await runInBrowser(server.address({ ...options, extension: empty }));
  } finally {
    server.stop();
    rmSync(empty, { recursive: true, force: true });
  }
}

async function runInWeb(): Promise<number> {
  const host = await WebHost.start(options);
  console.log('Editor suite in the web host');
  try {
    return await runInBrowser(host.address);
  } finally {
    host.stop();
  }
}

/** Opens the editor at an address in a Chromium, prints what the suite prints, and returns its exit status. */
async function runInBrowser(address: string): Promise<number> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const exit = new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`No result after ${PATIENCE_MS / 1000} s.`)), PATIENCE_MS);
      // Before the suite begins, the log is the editor's own: worth printing only where the suite never begins.
      let begun = false;
      const before: string[] = [];
      void page.exposeFunction('codeAutomationLog', (_level: string, args: unknown[]) => {
        if (begun) console.log(...args.map(String));
        else before.push(args.map(String).join(' '));
        begun ||= String(args[0]).includes(SUITE_BEGINS);
      });
      void page.exposeFunction('codeAutomationExit', (code: number) => {
        clearTimeout(timer);
        if (!begun) console.error(`The suite did not begin. The editor says:\n${before.join('\n')}`);
        resolve(code);
      });
    });
    await page.goto(address, { timeout: PATIENCE_MS });
    return await exit;
  } finally {
    await browser.close();
  }
}
