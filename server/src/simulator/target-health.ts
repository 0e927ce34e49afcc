import type { Behaviour } from './behaviour.ts';
import type { Actor } from './containers.ts';
import { portOf, programOf } from './programs.ts';
import type { Scene } from './scene.ts';
import { isStopping, stopTask } from './stop.ts';

/**
 * What a target group's health check takes where nothing is said. A new target is healthy after one success. That the
 * first check comes at once is an assumption.
 * Source: Elastic Load Balancing user guide, health checks for Application Load Balancer target groups; checked 2026-11-28.
 */
const DEFAULTS = { interval: 30, unhealthy: 2 };
const FIRST = 1;

/** A target that stays unhealthy is told for so many checks; then it goes on like that. */
const MOST_CHECKS = 200;

/** How a container answers the load balancer. */
interface Answers {
  /** Seconds after its start, from and until. */
  readonly from: number;
  readonly until: number;
  /** Why it does not, in the load balancer's words. */
  readonly reason: string;
  readonly log?: string | undefined;
}

/**
 * Lets the load balancers of a service check a task that has begun to run. A service stops a task that one of them calls
 * unhealthy, but not within the grace period, which begins when the task has started.
 * Source: Amazon ECS API reference, CreateService healthCheckGracePeriodSeconds; words of events and stopped reasons:
 * Amazon ECS developer guide, service event messages and stopped task errors; checked 2026-11-28.
 * @param changed called when the target becomes healthy
 */
export function watchTargets(scene: Scene, behaviours: ReadonlyMap<Actor, Behaviour>, changed: () => void): void {
  const { service, assumptions } = scene;
  if (!service || !scene.inService) return;
  for (const balancer of service.definition.list('loadBalancers').items) {
    const name = balancer.text('containerName')?.value;
    const port = balancer.number('containerPort').value;
    const actor = scene.actors.find((each) => each.name === name);
    if (!actor || port === undefined) continue;
    const number = (id: string, label: string, initial: number, range: [min: number, max: number], unit: 's' | '') =>
      assumptions.number({ id, label }, { initial, min: range[0], max: range[1], unit });
    const interval = number(
      'target-interval',
      'Time between two checks of the load balancer',
      DEFAULTS.interval,
      [5, 300],
      's',
    );
    const unhealthy = number(
      'target-unhealthy',
      'Failed checks until a target is unhealthy',
      DEFAULTS.unhealthy,
      [2, 10],
      '',
    );
    const answers = answersOf(scene, actor, behaviours.get(actor)!, port);
    watch(scene, actor, { port, interval, unhealthy, answers, changed });
  }
}

interface Target {
  readonly port: number;
  readonly interval: number;
  readonly unhealthy: number;
  readonly answers: Answers;
  readonly changed: () => void;
}

function watch(scene: Scene, actor: Actor, { port, interval, unhealthy, answers, changed }: Target): void {
  const subject = actor.name;
  const event = (text: string) => `(service ${scene.serviceName}) ${text}`;
  const tell = (kind: 'progress' | 'success' | 'warning' | 'failure', text: string, aws?: string) =>
    scene.tell({ step: 'load-balancer', subject, kind, text, aws: aws && event(aws) });
  scene.target = 'initial';
  tell(
    'progress',
    `Port ${port} of "${subject}" is registered with the load balancer, which begins to check it.`,
    'registered 1 targets in (target-group …)',
  );
  const graceEnd = scene.runningAt! + graceOf(scene);
  let failures = 0;
  let checks = 0;
  let isLogged = false;
  const check = () => {
    if (isStopping(scene) || ++checks > MOST_CHECKS) return;
    const age = scene.now - (actor.startedAt ?? scene.now);
    if (actor.status === 'RUNNING' && age >= answers.from && age < answers.until) {
      failures = 0;
      if (scene.target !== 'healthy') {
        scene.target = 'healthy';
        tell('success', `"${subject}" answers the load balancer: the target is healthy.`);
        changed();
      }
      if (answers.until !== Infinity) scene.later(interval, check);
      return;
    }
    failures++;
    if (answers.log && !isLogged) scene.log(actor, answers.log);
    isLogged = true;
    if (failures < unhealthy) {
      tell('warning', `The load balancer’s check of "${subject}" fails (${failures} of ${unhealthy}).`);
    } else if (scene.target !== 'unhealthy') {
      scene.target = 'unhealthy';
      tell(
        'failure',
        `The load balancer marks "${subject}" as unhealthy.`,
        `(port ${port}) is unhealthy in (target-group …) due to (reason ${answers.reason})`,
      );
      if (scene.now < graceEnd) {
        tell(
          'progress',
          `The grace period lasts until ${graceEnd - scene.runningAt!} s after the start: the task keeps running.`,
        );
        scene.later(graceEnd - scene.now, stopIfUnhealthy);
      } else stopIfUnhealthy();
    }
    scene.later(interval, check);
  };
  const stopIfUnhealthy = () => {
    if (scene.target !== 'unhealthy' || isStopping(scene)) return;
    stopTask(scene, {
      code: 'ServiceSchedulerInitiated',
      reason: 'Task failed ELB health checks in (target-group …)',
      text: `The service stops the task because the load balancer gets no good answer from "${subject}".`,
    });
  };
  scene.later(FIRST, check);
}

/** Seconds after the start in which a service overlooks that a task is unhealthy; 0 if its file does not say. */
export function graceOf({ service, assumptions }: Scene): number {
  const field = service?.definition.number('healthCheckGracePeriodSeconds');
  if (!field) return 0;
  const question = { id: 'grace-period', label: 'The health check grace period? The file leaves it open' };
  return assumptions.numberOf(field, 0, question, { min: 0, max: 24 * 60 * 60, unit: 's' });
}

function answersOf(scene: Scene, actor: Actor, behaviour: Behaviour, port: number): Answers {
  const known = knownAnswers(scene, actor, port);
  const subject = actor.name;
  const question = { id: 'target', subject, label: 'The load balancer’s health check' };
  const options = { passes: 'Passes once the program is ready', never: 'Never passes' };
  const answer = scene.assumptions.choice(question, options, known?.trouble ? 'never' : 'passes');
  const { reason, log } = known?.trouble ?? { reason: 'Health checks failed', log: undefined };
  if (answer === 'never') return { from: Infinity, until: Infinity, reason, log };
  const ready = { id: 'ready-after', subject, label: 'Time from its start until it is ready' };
  const initial = behaviour.healthy?.from ?? programOf(scene, actor)?.readyAfter ?? 10;
  const from = Number.isFinite(initial) ? initial : 10;
  return {
    from: scene.assumptions.number(ready, { initial: from, min: 0, max: 24 * 60 * 60, unit: 's' }),
    until: programOf(scene, actor)?.hangsAfter ?? Infinity,
    reason: 'Health checks failed',
  };
}

/** What is known about why the load balancer gets no good answer. */
function knownAnswers(
  scene: Scene,
  actor: Actor,
  port: number,
): { trouble: { reason: string; log?: string } | undefined } | undefined {
  const program = programOf(scene, actor);
  if (!program) return undefined;
  const groups = scene
    .service!.definition.object('networkConfiguration')
    .object('awsvpcConfiguration')
    .strings('securityGroups')
    .items.map(({ value }) => value);
  const { securityGroups, targetPath } = scene.world;
  if (securityGroups && !groups.some((id) => securityGroups[id]?.includes(port)))
    return { trouble: { reason: 'Request timed out' } };
  if (portOf(program, actor.container) !== port) return { trouble: { reason: 'Health checks failed' } };
  if (targetPath !== undefined && program.answers && !program.answers.includes(targetPath)) {
    const reason = 'Health checks failed with these codes: [404]';
    return { trouble: { reason, log: `GET ${targetPath} 404 "ELB-HealthChecker/2.0"` } };
  }
  return { trouble: undefined };
}
