import type { Scene } from './scene.ts';

/** Seconds until a network interface is attached: an assumption, since AWS states none. */
const ATTACHMENT = 8;

/** What the task can reach from where it runs. */
export type Reach = 'all' | 'nothing';

/** Gives the task its network. What it cannot reach shows later, where something is fetched. */
export function connect(scene: Scene): Reach {
  const { task, launchType, assumptions } = scene;
  const { networkMode } = task;
  const mode =
    networkMode.value ??
    (networkMode.state === 'deferred'
      ? assumptions.choice(
          { id: 'network-mode', label: 'Which network mode? The file leaves it open' },
          { awsvpc: 'awsvpc', bridge: 'bridge', host: 'host', none: 'none' },
        )
      : task.isWindows === 'yes' && launchType !== 'FARGATE'
        ? 'default'
        : 'bridge');
  if (mode === 'awsvpc') {
    scene.pass(ATTACHMENT);
    const text = 'The task gets a network interface with its own IP address and security groups.';
    scene.tell({ step: 'network', kind: 'success', text });
  } else {
    const text = {
      bridge: 'The containers are joined to the bridge of the instance; ports are published on the instance.',
      host: 'The containers use the network of the instance itself.',
      none: 'The containers get no network.',
      default: 'The containers are joined to the network of Windows’ own Docker.',
    }[mode];
    scene.tell({ step: 'network', kind: 'success', text });
  }
  return assumptions.choice(
    { id: 'reach', label: 'Can the task reach the registries and AWS?' },
    { all: 'Yes: through a public IP, a NAT gateway or VPC endpoints', nothing: 'No' },
    isCutOff(scene) ? 'nothing' : 'all',
  );
}

/**
 * Whether a task is known to have no way out. In a public subnet it needs a public IP address, which a service gives it
 * only if asked. Source: Amazon ECS API reference, AwsVpcConfiguration assignPublicIp; checked 2026-11-28.
 */
function isCutOff({ world: { subnets }, service }: Scene): boolean {
  if (!subnets || !service) return false;
  const config = service.definition.object('networkConfiguration').object('awsvpcConfiguration');
  const hasPublicIp = config.string('assignPublicIp').value === 'ENABLED';
  return config.strings('subnets').items.some(({ value }) => {
    const way = subnets[value];
    return way === undefined || way === 'none' || (way === 'public' && !hasPublicIp);
  });
}
