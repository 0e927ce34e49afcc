import { parseImage } from '../model/image.ts';
import type { Container } from '../model/task.ts';
import type { Actor } from './containers.ts';
import type { Scene } from './scene.ts';
import type { Connection, Program } from './world.ts';

/** What is known about the program in a container; undefined if nothing is. */
export function programOf({ world }: Scene, { container }: Actor): Program | undefined {
  const image = container.text('image')?.value;
  if (image === undefined || !world.programs) return undefined;
  const { tag, digest } = parseImage(image);
  const bare = image.slice(0, image.length - (tag ? tag.text.length + 1 : 0) - (digest ? digest.text.length + 1 : 0));
  return own(world.programs, image) ?? own(world.programs, bare);
}

/** The port on which a program listens; undefined if that is not known. */
export function portOf({ listens, portFrom }: Program, container: Container): number | undefined {
  const set = portFrom === undefined ? undefined : environmentOf(container).get(portFrom);
  return set === undefined ? listens : /^\d+$/.test(set) ? Number(set) : undefined;
}

/** Why a program cannot start, as it logs it; undefined if it can. */
export function troubleAtStart(scene: Scene, actor: Actor): string | undefined {
  const program = programOf(scene, actor);
  if (!program) return undefined;
  const { container } = actor;
  const environment = environmentOf(container);
  for (const { env, matches, log } of program.needs ?? []) {
    const value = environment.get(env);
    if (value === undefined || (matches !== undefined && !new RegExp(`^(?:${matches})$`).test(value))) return log;
  }
  const { comesAfter } = program;
  if (comesAfter) {
    const job = scene.actors.find((other) => other.container.text('image')?.value.startsWith(`${comesAfter.image}:`));
    if (job?.exitCode !== 0) return comesAfter.log;
  }
  for (const path of program.writes ?? []) {
    if (!isWritable(container, path)) return `EROFS: read-only file system, open '${path}/.write'`;
  }
  for (const action of program.calls ?? []) {
    const role = scene.task.text('taskRoleArn')?.value;
    if (role === undefined) return 'CredentialsProviderError: Could not load credentials from any providers';
    if (scene.world.roles && !own(scene.world.roles, role)?.includes(action))
      return `AccessDenied: User: arn:aws:sts::111122223333:assumed-role/${role.split('/').at(-1)}/… is not authorized to perform: ${action}`;
  }
  for (const connection of program.reaches ?? []) {
    const trouble = troubleWith(scene, environment, connection, actor);
    if (trouble) return trouble;
  }
  return undefined;
}

/** The environment of a container. A secret's value is not known, and is given as an empty string. */
function environmentOf(container: Container): Map<string, string> {
  const environment = new Map<string, string>();
  for (const pair of container.list('environment').items) {
    const name = pair.text('name')?.value;
    const value = pair.string('value').value;
    if (name !== undefined && value !== undefined) environment.set(name, value);
  }
  for (const secret of container.list('secrets').items) {
    const name = secret.text('name')?.value;
    if (name !== undefined) environment.set(name, '');
  }
  return environment;
}

function isWritable(container: Container, path: string): boolean {
  const isIn = (folder: string | undefined) =>
    folder !== undefined && (path === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`));
  const mount = container.list('mountPoints').items.find((each) => isIn(each.text('containerPath')?.value));
  if (mount) return mount.boolean('readOnly').value !== true;
  if (container.boolean('readonlyRootFilesystem').value !== true) return true;
  return container
    .object('linuxParameters')
    .list('tmpfs')
    .items.some((each) => isIn(each.text('containerPath')?.value));
}

function troubleWith(
  scene: Scene,
  environment: ReadonlyMap<string, string>,
  { env, host: otherwise, port: usual }: Connection,
  self: Actor,
): string | undefined {
  const written = (env === undefined ? undefined : environment.get(env)) ?? otherwise ?? '';
  const [, host = '', ownPort] = /^(?:\w+:\/\/)?([^:/]*)(?::(\d+))?/.exec(written) ?? [];
  const port = ownPort === undefined ? usual : Number(ownPort);
  const isLocal = host === 'localhost' || host === '127.0.0.1';
  if (!isLocal && !isLinked(self.container, host)) {
    const { hosts } = scene.world;
    if (hosts ? hosts.includes(`${host}:${port}`) : host !== '') return undefined;
    return hosts?.some((each) => each.startsWith(`${host}:`))
      ? `Error: connect ECONNREFUSED ${host}:${port}`
      : `Error: getaddrinfo ENOTFOUND ${host}`;
  }
  const name = isLocal ? undefined : linkTarget(self.container, host);
  // On a bridge each container has a localhost of its own.
  const sharesHost = scene.task.networkMode.value === 'awsvpc' || scene.task.networkMode.value === 'host';
  const found = scene.actors.find((other) => {
    const program = programOf(scene, other);
    if (!program || portOf(program, other.container) !== port) return false;
    return name === undefined ? sharesHost && other !== self : other.name === name;
  });
  if (!found) return `Error: connect ECONNREFUSED ${isLocal ? '127.0.0.1' : host}:${port}`;
  const isReady =
    found.status === 'RUNNING' && scene.now - found.lastStart >= (programOf(scene, found)?.readyAfter ?? 0);
  return isReady ? undefined : `Error: connect ECONNREFUSED ${isLocal ? '127.0.0.1' : host}:${port}`;
}

function isLinked(container: Container, host: string): boolean {
  return linkTarget(container, host) !== undefined;
}

/** The container that a link gives a name. */
function linkTarget(container: Container, host: string): string | undefined {
  for (const { value } of container.strings('links').items) {
    const [name = '', alias = name] = value.split(':');
    if (alias === host) return name;
  }
  return undefined;
}

/** What comes of a health check command when a program runs as it should. */
export interface CheckResult {
  /** `always`: it passes whatever the program does. `never`: it cannot pass. */
  readonly passes: 'with-the-program' | 'always' | 'never';
  /** A line in the program's log about a request that failed. */
  readonly log?: string | undefined;
}

/**
 * What a health check command does, as far as it can be told: it calls curl or wget on a port and path, another program
 * of the image, or `exit`.
 */
export function checkResult(program: Program, container: Container): CheckResult {
  const check = container.object('healthCheck');
  const words = check.strings('command').items.map(({ value }) => value);
  const [prefix, ...rest] = words;
  if (prefix !== 'CMD' && prefix !== 'CMD-SHELL') return { passes: 'never' };
  const command = prefix === 'CMD' ? rest : wordsOf(rest[0] ?? '');
  const [tool = '', ...args] = command;
  if (prefix === 'CMD-SHELL' && tool === 'exit') return { passes: args[0] === '0' || !args[0] ? 'always' : 'never' };
  if (tool === 'true' || tool === 'echo' || tool === ':') return { passes: 'always' };
  if (!(program.has ?? []).includes(tool.split('/').at(-1)!)) return { passes: 'never' };
  const address = args
    .map((word) => /^(?:https?:\/\/)?([\w.-]+)(?::(\d+))?(\/\S*)?$/.exec(word))
    .find((found) => {
      return found && (found[1] === 'localhost' || found[1] === '127.0.0.1' || found[0].startsWith('http'));
    });
  if (tool !== 'curl' && tool !== 'wget') {
    const port = args.find((word) => /^\d{2,5}$/.test(word));
    const isOther = port !== undefined && Number(port) !== portOf(program, container);
    return { passes: isOther ? 'never' : 'with-the-program' };
  }
  if (!address || !/^(?:localhost|127\.0\.0\.1)$/.test(address[1]!)) return { passes: 'never' };
  if (Number(address[2] ?? 80) !== portOf(program, container)) return { passes: 'never' };
  const timeout = check.number('timeout').value ?? 5;
  if ((program.answersWithin ?? 0) >= timeout) return { passes: 'never' };
  const path = address[3] ?? '/';
  if (program.answers && !program.answers.includes(path)) {
    const log = `GET ${path} 404`;
    // Without -f, curl succeeds on any answer.
    const isStrict =
      tool === 'wget' || args.some((word) => word === '--fail' || (/^-[a-zA-Z]+$/.test(word) && word.includes('f')));
    return { passes: isStrict ? 'never' : 'with-the-program', log };
  }
  return { passes: 'with-the-program' };
}

/** The words of the first command of a shell line. */
function wordsOf(line: string): string[] {
  const first = line.split(/\|\||&&|;|\|/)[0]!.trim();
  return first.split(/\s+/).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
