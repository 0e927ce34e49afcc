import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { CACHE } from './paths.ts';
import type { WindowOptions } from './server-host.ts';

/** VS Code on this machine: the executable that VSCODE_EXECUTABLE names; undefined where there is none. */
export function installedVSCode(): string | undefined {
  const named = process.env.VSCODE_EXECUTABLE;
  if (named && !existsSync(named)) throw new Error(`VSCODE_EXECUTABLE names ${named}, and there is no such file.`);
  return named || undefined;
}

/** The command `code` on the PATH; undefined where there is none. */
export function codeCommand(): string | undefined {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

/** Downloads VS Code; undefined where its download site cannot be reached. */
export async function downloadVSCode(): Promise<string | undefined> {
  try {
    return await downloadAndUnzipVSCode({ cachePath: CACHE, timeout: 15_000, reporter: { report() {}, error() {} } });
  } catch {
    return undefined;
  }
}

/** Why a desktop window cannot be shown here; undefined where it can. */
export function noDisplay(): string | undefined {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return undefined;
  return 'There is no display: run under xvfb-run.';
}

/** Runs the suite in a desktop VS Code. Returns the exit status. */
export async function runInDesktop(
  executable: string,
  { workspace, extension, tests }: WindowOptions,
): Promise<number> {
  return runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests!,
    launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome'],
  });
}

/** Opens a desktop window on a folder with the extension under development. */
export function openInDesktop(command: string, { workspace, extension }: WindowOptions, companion: string): void {
  const extensions = [extension, companion].map((path) => `--extensionDevelopmentPath=${path}`);
  execFileSync(command, ['--new-window', ...extensions, workspace], { stdio: 'inherit' });
}
