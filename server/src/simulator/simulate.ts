import type { Finding } from '../findings/finding.ts';
import type { TaskDefinition } from '../model/task.ts';
import { enumerate } from '../model/wording.ts';
import { Assumptions, type Chosen } from './assumptions.ts';
import { behaviourOf } from './behaviour.ts';
import { shiftTraffic } from './blue-green.ts';
import { actorsOf } from './containers.ts';
import { type Course, merged, rollOut } from './deployment.ts';
import { taskHealth } from './health.ts';
import { connect } from './network.ts';
import { place } from './placement.ts';
import { planOf } from './plan.ts';
import { refuseStart } from './refused-start.ts';
import { register } from './registration.ts';
import { checkRoles } from './roles.ts';
import { type InService, Scene } from './scene.ts';
import { fetchSecrets } from './secrets.ts';
import { callService, targetOf } from './service-call.ts';
import type { Outcome, Simulation } from './simulation.ts';
import { StartOrder } from './start-order.ts';
import { isStopping } from './stop.ts';
import { validate } from './validation.ts';
import { mountVolumes } from './volumes.ts';
import type { World } from './world.ts';

/** What the task definition meets. */
export interface Surroundings {
  /** The service that runs it, if its file is known. */
  readonly service?: InService | undefined;
  readonly world?: World;
}

/**
 * Plays what AWS does with a task definition, from the check of the file to the task that runs or stops. It knows nothing but the file, what the rules have
 * found in it and what is assumed: the same three give the same deployment. Never throws, whatever the file.
 * @param findings what was found in the task definition, also what comments switch off: AWS does not read them
 * @param chosen values for assumptions of an earlier simulation, by their ids
 * @param surroundings what else is known
 */
export function simulate(
  task: TaskDefinition,
  findings: readonly Finding[],
  chosen: Chosen = {},
  { service, world = {} }: Surroundings = {},
): Simulation {
  const assumptions = new Assumptions({ ...world.chosen, ...chosen });
  const actors = actorsOf(task, assumptions);
  const scene = new Scene(task, findings, assumptions, actors, service, world);
  run(scene);
  const { launchType, family } = scene;
  const outcome = scene.outcome ?? lastOutcome(scene);
  const names = actors.map(({ name }) => name);
  return { title: family, launchType, ...inService(scene, outcome), assumptions: assumptions.list(names) };
}

function run(scene: Scene): void {
  validate(scene);
  if (scene.outcome) return;
  register(scene);
  if (scene.outcome) return;
  const target = targetOf(scene);
  scene.launchType = target.launchType;
  callService(scene, target);
  if (scene.outcome) return;
  place(scene);
  if (scene.outcome) return;
  const reach = connect(scene);
  if (!refuseStart(scene, target.findings) && !checkRoles(scene)) fetchSecrets(scene, reach);
  if (!isStopping(scene)) mountVolumes(scene);
  if (!isStopping(scene)) {
    const behaviours = new Map(scene.actors.map((actor) => [actor, behaviourOf(scene, actor, reach)]));
    for (const [actor, { endsWithin }] of behaviours) actor.endsWithin = endsWithin;
    new StartOrder(scene, behaviours).begin();
  }
  scene.play();
}

/** What was played, with what the service does around the task that is followed, where there is one. */
function inService(scene: Scene, outcome: Outcome): Pick<Simulation, 'events' | 'outcome'> {
  const { events, startedAt, countedAt } = scene;
  if (!scene.inService || outcome.result === 'refused') return { events, outcome };
  if (outcome.result === 'not-placed') {
    const deployment = 'The deployment waits until there is room, and whatever runs keeps running.';
    return { events, outcome: { ...outcome, deployment, deploymentResult: 'stuck' } };
  }
  const course: Course =
    countedAt !== undefined
      ? { result: 'healthy', after: countedAt - startedAt }
      : { result: outcome.result === 'stopped' ? 'stopped' : 'never', after: scene.now - startedAt };
  const plan = planOf(scene);
  const rollout =
    plan.strategy === 'ROLLING'
      ? rollOut(scene.serviceName, plan, course, startedAt)
      : shiftTraffic(scene.serviceName, plan, course, startedAt);
  const countedAfter = countedAt === undefined ? undefined : countedAt - startedAt;
  const { text: deployment, result: deploymentResult } = rollout;
  return {
    events: merged(events, rollout, startedAt),
    outcome: { ...outcome, deployment, deploymentResult, countedAfter },
  };
}

/** What has come of a task to which nothing happens any more. */
function lastOutcome(scene: Scene): Outcome {
  const health = taskHealth(scene);
  const waiting = scene.actors.filter(({ status }) => status === 'PENDING').map(({ name }) => `"${name}"`);
  if (scene.taskStatus !== 'RUNNING') {
    const verb = waiting.length === 1 ? 'waits' : 'wait';
    const text = `The task stays ${scene.taskStatus}: ${enumerate(waiting, 'and')} ${verb} forever. A startTimeout would end this.`;
    return { result: 'waiting', registered: true, health, text };
  }
  const text = {
    HEALTHY: 'The task runs, and is healthy.',
    UNHEALTHY: 'The task runs, and is unhealthy.',
    UNKNOWN: 'The task runs. Nothing checks whether it is healthy.',
  }[health];
  return { result: 'running', registered: true, health, text };
}
