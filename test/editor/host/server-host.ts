import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CACHE } from './paths.ts';

/** VS Code's own server, out of this npm package. It needs Node 24, which another npm package brings. */
const CODE_SERVER = 'code-server@4.139.1';
const NODE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const FOLDER = join(CACHE, 'server-host');
const LIBRARY = join(FOLDER, 'node_modules/code-server/lib/vscode');
const READY = join(FOLDER, `${CODE_SERVER.replace('@', '-')}.ready`);

/** Settings for a quiet window: no chat, no welcome page. */
const QUIET = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'extensions.ignoreRecommendations': true,
};

/** Brings VS Code's server into the cache, once. Throws with what is missing where it cannot. */
export function installServerHost(): void {
  if (existsSync(READY)) return;
  console.log('Setting up VS Code’s server for the editor (once, about two minutes) ...');
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), '{ "private": true }\n');
  const node = join(FOLDER, 'node_modules', NODE);
  const env = { ...process.env, PATH: `${join(node, 'bin')}:${process.env.PATH}`, npm_config_nodedir: node };
  const quiet = ['--silent', '--no-audit', '--no-fund'];
  const npm = (cwd: string, ...args: string[]) => {
    try {
      execFileSync('npm', [...args, ...quiet], { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] });
    } catch (cause) {
      throw new Error(
        `"npm ${args.join(' ')}" failed in ${cwd}. It needs an npm registry, and python3, make and g++ for four native modules.`,
        { cause },
      );
    }
  };
  npm(FOLDER, 'install', '--ignore-scripts', `${NODE}@24`, CODE_SERVER);
  npm(LIBRARY, 'install', '--omit=dev', '--ignore-scripts');
  npm(join(LIBRARY, 'extensions'), 'install', '--omit=dev', '--ignore-scripts');
  npm(
    LIBRARY,
    'rebuild',
    '--ignore-scripts=false',
    '@vscode/spdlog',
    '@vscode/native-watchdog',
    '@parcel/watcher',
    'node-pty',
  );
  writeFileSync(READY, '');
}

/** What an editor window is opened with. */
export interface WindowOptions {
  readonly workspace: string;
  readonly extension: string;
  /** The compiled test suite to run in the window; left out for a normal window. */
  readonly tests?: string;
}

/** A running VS Code server. */
export class ServerHost {
  private constructor(
    private readonly process: ChildProcess,
    private readonly port: number,
    private readonly data: string,
  ) {}

  /**
   * Starts the server with settings of the window; installs it first where it is missing.
   * @param vsix a packaged extension to install into it, as a user would
   * @param companion the folder of an extension to be there from the beginning, as a window develops only one
   */
  static async start(
    settings: Readonly<Record<string, unknown>> = {},
    vsix?: string,
    companion?: string,
  ): Promise<ServerHost> {
    installServerHost();
    const port = await freePort();
    const data = mkdtempSync(join(tmpdir(), 'taskdef-editor-'));
    mkdirSync(join(data, 'data/Machine'), { recursive: true });
    writeFileSync(join(data, 'data/Machine/settings.json'), JSON.stringify({ ...QUIET, ...settings }));
    if (companion) install(companion, join(data, 'extensions'));
    const node = join(FOLDER, 'node_modules', NODE, 'bin/node');
    const main = join(LIBRARY, 'out/server-main.js');
    if (vsix) {
      const install = ['--install-extension', vsix, `--server-data-dir=${data}`, '--accept-server-license-terms'];
      execFileSync(node, [main, ...install], { stdio: ['ignore', 'ignore', 'inherit'] });
    }
    const child = spawn(
      node,
      [
        main,
        '--host=127.0.0.1',
        `--port=${port}`,
        '--without-connection-token',
        '--accept-server-license-terms',
        `--server-data-dir=${data}`,
        '--disable-telemetry',
        '--disable-workspace-trust',
        '--enable-smoke-test-driver',
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    await untilReady(child);
    return new ServerHost(child, port, data);
  }

  /** The address of a window. */
  address({ workspace, extension, tests }: WindowOptions): string {
    const remote = (path: string) => `vscode-remote://127.0.0.1:${this.port}${path}`;
    const payload = [
      ['extensionDevelopmentPath', remote(extension)],
      ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
      ['skipWelcome', 'true'],
    ];
    return `http://127.0.0.1:${this.port}/?folder=${encodeURI(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
  }

  stop(): void {
    this.process.kill();
    rmSync(this.data, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Puts an extension among the installed ones, as the editor lists them. */
function install(companion: string, extensions: string): void {
  const { publisher, name, version } = JSON.parse(readFileSync(join(companion, 'package.json'), 'utf8'));
  const relativeLocation = `${publisher}.${name}-${version}`;
  const path = join(extensions, relativeLocation);
  cpSync(companion, path, { recursive: true });
  const listed = { identifier: { id: `${publisher}.${name}` }, version, location: { $mid: 1, path, scheme: 'file' } };
  writeFileSync(join(extensions, 'extensions.json'), JSON.stringify([{ ...listed, relativeLocation, metadata: {} }]));
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    const take = (data: Buffer) => {
      log += data;
      if (log.includes('Web UI available')) resolve();
    };
    child.stdout!.on('data', take);
    child.stderr!.on('data', take);
    child.once('exit', (code) => reject(new Error(`VS Code’s server ended with status ${code}:\n${log}`)));
  });
}

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
