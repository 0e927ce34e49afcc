import type { DeploymentStrategy } from '@aws-sdk/client-ecs';
import { meantName } from '../model/meaning.ts';
import { roomOf } from './capacity.ts';
import type { Scene } from './scene.ts';

/** How a service deploys: what its file says; what the file leaves out or open is a default of ECS, or assumed. */
export interface Plan {
  readonly strategy: DeploymentStrategy;
  readonly desired: number;
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  /** Whether tasks of an older revision run. */
  readonly hasOld: boolean;
  readonly breaker: 'off' | 'on' | 'rollback';
  /** How many tasks have to fail until the circuit breaker opens. */
  readonly threshold: number;
  /** How many tasks fit on the instances, and what they lack for one more; undefined where AWS provides the machines. */
  readonly room?: { readonly tasks: number; readonly lack: string } | undefined;
  /** Whether a load balancer sends requests to the tasks. */
  readonly isBalanced: boolean;
  /** Minutes that both revisions stay after all traffic goes to the new one. */
  readonly bakeMinutes: number;
  /** With CANARY and LINEAR: the percentage of traffic that is shifted first or each time, and the minutes until the next. */
  readonly stepPercent: number;
  readonly stepMinutes: number;
}

/**
 * What a service takes where nothing is said, in percent of the desired count; a new service also deploys ROLLING.
 * Source: Amazon ECS API reference, DeploymentConfiguration; checked 2026-11-28.
 */
const PERCENTAGES = { minimumHealthyPercent: 100, maximumPercent: 200 };

/** The same for a service with one task on each instance; a maximum above 100 is refused. Source: as above. */
const PERCENTAGES_OF_DAEMON = { minimumHealthyPercent: 0, maximumPercent: 100 };

/** The percentages of a service that says nothing of them. */
export function defaultPercentages(isDaemon: boolean): typeof PERCENTAGES {
  return isDaemon ? PERCENTAGES_OF_DAEMON : PERCENTAGES;
}

/** Defaults of LinearConfiguration and CanaryConfiguration. Source: Amazon ECS API reference; checked 2026-11-28. */
const SHIFTS = { LINEAR: { percent: 10, minutes: 6 }, CANARY: { percent: 5, minutes: 10 } } as const;

/** Asks how the service deploys, as far as its file does not say. */
export function planOf(scene: Scene): Plan {
  const { assumptions, service } = scene;
  const definition = service?.definition;
  const config = definition?.object('deploymentConfiguration');
  const percent = (key: 'minimumHealthyPercent' | 'maximumPercent', min: number, max: number) => {
    const isMinimum = key === 'minimumHealthyPercent';
    const question = isMinimum
      ? { id: 'minimum-healthy', label: 'Minimum healthy percent' }
      : { id: 'maximum', label: 'Maximum percent' };
    const range = { min, max, unit: '%' } as const;
    const initial = defaultPercentages(service?.definition.isDaemon === true)[key];
    if (!config || config.presence === 'deferred') return assumptions.number(question, { ...range, initial });
    return assumptions.numberOf(config.number(key), initial, question, range);
  };
  const strategy = strategyOf(scene);
  const desired = desiredCount(scene);
  return {
    strategy,
    desired,
    hasOld:
      assumptions.choice(
        { id: 'old-revision', label: 'Do tasks of an older revision run?' },
        { yes: 'Yes, as many as desired', no: 'No, the service is new' },
      ) === 'yes',
    minimumHealthyPercent: percent('minimumHealthyPercent', 0, 100),
    maximumPercent: percent('maximumPercent', 100, 400),
    breaker: breakerOf(scene, strategy),
    threshold: thresholdOf(scene, desired),
    // A daemon has one task on each instance, so another instance is no room for it.
    room: definition?.isDaemon ? undefined : roomOf(scene),
    isBalanced: definition !== undefined && definition.list('loadBalancers').length > 0,
    bakeMinutes: config?.number('bakeTimeInMinutes').value ?? 0,
    ...shiftOf(scene, strategy),
  };
}

function desiredCount({ assumptions, service }: Scene): number {
  const range = { min: 1, max: 20, unit: '' } as const;
  if (service?.definition.isDaemon) {
    const instances = { id: 'daemon-instances', label: 'Instances in the cluster: the service runs one task on each' };
    return assumptions.number(instances, { ...range, initial: 3 });
  }
  const question = { id: 'desired-count', label: 'Desired count of the service' };
  const field = service?.definition.number('desiredCount');
  if (field?.state === 'known') return Math.min(1000, Math.max(0, Math.round(field.value)));
  return assumptions.number(question, { ...range, initial: 2 });
}

function breakerOf(scene: Scene, strategy: DeploymentStrategy): Plan['breaker'] {
  const breaker = writtenBreaker(scene);
  if (breaker === 'off' || strategy === 'ROLLING') return breaker;
  // The API reference has it for rolling updates only, the developer guide (deployment failure detection) for blue/green
  // as well; checked 2026-11-28.
  const question = { id: 'breaker-works', label: `Does the circuit breaker watch ${strategy}? AWS’s pages differ` };
  const initial = strategy === 'BLUE_GREEN' ? 'yes' : 'no';
  return scene.assumptions.choice(question, { yes: 'Yes', no: 'No' }, initial) === 'yes' ? breaker : 'off';
}

function breakerIn({ service }: Scene) {
  return service?.definition.object('deploymentConfiguration').object('deploymentCircuitBreaker');
}

function writtenBreaker(scene: Scene): Plan['breaker'] {
  const breaker = breakerIn(scene);
  const enable = breaker?.boolean('enable');
  const rollback = breaker?.boolean('rollback');
  if (breaker && enable && rollback) {
    if (breaker.presence === 'absent' || enable.value === false || enable.state === 'absent') return 'off';
    if (enable.value === true && rollback.state !== 'deferred') return rollback.value === true ? 'rollback' : 'on';
  }
  return scene.assumptions.choice(
    { id: 'circuit-breaker', label: 'Deployment circuit breaker' },
    { off: 'Off (the default)', on: 'On', rollback: 'On, with rollback' },
  );
}

/**
 * Half of the desired count, at least 3 and at most 200, unless the service says otherwise.
 * Source: Amazon ECS API reference, ThresholdConfiguration; checked 2026-11-28.
 */
function thresholdOf(scene: Scene, desired: number): number {
  const config = breakerIn(scene)?.object('thresholdConfiguration');
  const type = config?.string('type').value ?? 'BOUNDED_PERCENT';
  const value = config?.number('value').value ?? 50;
  if (type === 'COUNT') return Math.max(1, value);
  const share = Math.ceil((desired * value) / 100);
  return type === 'UNBOUNDED_PERCENT' ? Math.max(1, share) : Math.min(200, Math.max(3, share));
}

function strategyOf({ assumptions, service }: Scene): DeploymentStrategy {
  const field = service?.definition.object('deploymentConfiguration').string('strategy');
  if (!field || field.state === 'absent') return 'ROLLING';
  const name = field.value === undefined ? undefined : meantName('strategy', field.value);
  const found = STRATEGIES.find((each) => each === name);
  const question = { id: 'strategy', label: 'The deployment strategy? The file leaves it open' };
  const options = { ROLLING: 'ROLLING', BLUE_GREEN: 'BLUE_GREEN', LINEAR: 'LINEAR', CANARY: 'CANARY' };
  return found ?? assumptions.choice(question, options);
}

const STRATEGIES = ['ROLLING', 'BLUE_GREEN', 'LINEAR', 'CANARY'] as const;

function shiftOf({ service }: Scene, strategy: DeploymentStrategy): Pick<Plan, 'stepPercent' | 'stepMinutes'> {
  const config = service?.definition.object('deploymentConfiguration');
  if (strategy === 'LINEAR') {
    const linear = config?.object('linearConfiguration');
    return {
      stepPercent: linear?.number('stepPercent').value ?? SHIFTS.LINEAR.percent,
      stepMinutes: linear?.number('stepBakeTimeInMinutes').value ?? SHIFTS.LINEAR.minutes,
    };
  }
  const canary = config?.object('canaryConfiguration');
  return {
    stepPercent: canary?.number('canaryPercent').value ?? SHIFTS.CANARY.percent,
    stepMinutes: canary?.number('canaryBakeTimeInMinutes').value ?? SHIFTS.CANARY.minutes,
  };
}
