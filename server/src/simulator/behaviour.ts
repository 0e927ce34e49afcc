import type { Actor } from './containers.ts';
import { isToEnd } from './containers.ts';
import { type Pull, pullOf } from './images.ts';
import type { Reach } from './network.ts';
import { HEALTH_DEFAULTS } from './probes.ts';
import { checkResult, programOf } from './programs.ts';
import type { Scene } from './scene.ts';

/** What a container does that is not in the file: all of it is assumed, and each assumption can be changed. */
export interface Behaviour {
  readonly pull: Pull;
  /** When it ends by itself, in seconds after its start, and with which code; undefined if it keeps running. */
  readonly exit: { readonly after: number; readonly code: number } | undefined;
  /** Undefined where it has no health check. */
  readonly healthy: Healthy | undefined;
  /** Peak memory use, in MiB; undefined where the file sets no limit for it. */
  readonly memoryMiB: number | undefined;
  /** Seconds from SIGTERM until it has ended by itself. */
  readonly endsWithin: number;
}

/** When a health check passes, in seconds after the container's start. */
export interface Healthy {
  readonly from: number;
  readonly until: number;
  /** How long a check takes that fails, in seconds. */
  readonly takes: number;
  /** What the container logs with the first failure. */
  readonly log?: string | undefined;
}

const DAY = 24 * 60 * 60;

/** Asks how a container behaves. */
export function behaviourOf(scene: Scene, actor: Actor, reach: Reach): Behaviour {
  const pull = pullOf(scene, actor, reach);
  const exit = exitOf(scene, actor);
  return {
    pull,
    exit,
    memoryMiB: memoryOf(scene, actor),
    healthy: healthOf(scene, actor),
    endsWithin: scene.assumptions.number(
      { id: 'ends-within', subject: actor.name, label: 'Time to end after SIGTERM (with exit code 0)' },
      { initial: programOf(scene, actor)?.endsWithin ?? 2, min: 0, max: DAY, unit: 's' },
    ),
  };
}

/** A container that another one waits for to end is taken for one that does. */
function exitOf(scene: Scene, actor: Actor): Behaviour['exit'] {
  const { actors, assumptions } = scene;
  const program = programOf(scene, actor);
  const ends = program ? program.ends !== undefined : isToEnd(actor, actors);
  const subject = actor.name;
  const answer = assumptions.choice(
    { id: 'exit', subject, label: 'Its program' },
    { runs: 'Keeps running', exits: 'Exits by itself' },
    ends ? 'exits' : 'runs',
  );
  if (answer === 'runs') return undefined;
  const after = { id: 'exit-after', subject, label: 'Time from its start until it ends' };
  const code = { id: 'exit-code', subject, label: 'Its exit code' };
  return {
    after: assumptions.number(after, { initial: program?.ends?.after ?? 10, min: 1, max: DAY, unit: 's' }),
    code: assumptions.number(code, { initial: program?.ends?.code ?? (ends ? 0 : 1), min: 0, max: 255, unit: '' }),
  };
}

function healthOf(scene: Scene, actor: Actor): Healthy | undefined {
  const { assumptions } = scene;
  const { container, name: subject } = actor;
  const program = programOf(scene, actor);
  const known = program && checkResult(program, container);
  const hangs = known?.passes === 'with-the-program' && program?.hangsAfter !== undefined;
  if (!container.has('healthCheck') || isSwitchedOff(container)) return undefined;
  const answer = assumptions.choice(
    { id: 'health', subject, label: 'Its health check' },
    { passes: 'Passes once the program is ready', never: 'Never passes', stops: 'Passes, and fails later' },
    known?.passes === 'never' ? 'never' : hangs ? 'stops' : 'passes',
  );
  const takes = answer === 'passes' ? 0 : failureOf(scene, actor);
  if (answer === 'never') return { from: Infinity, until: Infinity, takes, log: known?.log };
  const ready = { id: 'ready-after', subject, label: 'Time from its start until it is ready' };
  const initial = known?.passes === 'always' ? 0 : (program?.readyAfter ?? 10);
  const from = assumptions.number(ready, { initial, min: 0, max: DAY, unit: 's' });
  if (answer === 'passes') return { from, until: Infinity, takes };
  const broken = { id: 'fails-after', subject, label: 'Time from its start until its health check fails' };
  const until = assumptions.number(broken, {
    initial: program?.hangsAfter ?? from + 300,
    min: from,
    max: DAY,
    unit: 's',
  });
  return { from, until, takes };
}

/** How long a check takes that fails. */
function failureOf({ assumptions }: Scene, { container, name: subject }: Actor): number {
  const question = { id: 'check-fails', subject, label: 'A health check that fails' };
  const answer = assumptions.choice(question, { exits: 'Exits at once', hangs: 'Hangs until its timeout' });
  if (answer === 'exits') return 0;
  const timeout = container.object('healthCheck').number('timeout');
  const label = 'The timeout of the health check? The file leaves it open';
  return assumptions.numberOf(
    timeout,
    HEALTH_DEFAULTS.timeout,
    { id: 'timeout', subject, label },
    { min: 2, max: 120, unit: 's' },
  );
}

function isSwitchedOff(container: Actor['container']): boolean {
  const [first, second] = container.object('healthCheck').strings('command').items;
  return first?.value === 'NONE' && second === undefined;
}

/** Half of what it may use, unless the user chooses otherwise. */
function memoryOf(scene: Scene, actor: Actor): number | undefined {
  const { task, actors, assumptions } = scene;
  const { container, name: subject } = actor;
  const own = container.number('memory').value;
  const shared = task.memoryMiB.value;
  const limit = own ?? (shared === undefined ? undefined : shared / actors.length);
  if (limit === undefined) return undefined;
  const question = { id: 'memory', subject, label: 'Peak memory use' };
  return assumptions.number(question, {
    initial: programOf(scene, actor)?.memoryMiB ?? limit / 2,
    min: 1,
    max: 1024 * 1024,
    unit: 'MiB',
  });
}
