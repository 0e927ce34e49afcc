import type { TaskDefinition } from '../model/task.ts';
import {
  SERVICE_CHOICES,
  type ServiceChoices,
  type ServiceChoicesParams,
  type ServiceLaunchType,
  type ServiceTarget,
} from '../protocol.ts';
import type { Feature } from './feature.ts';

/** Answers what a new service of a task definition can choose from. */
export const serviceChoices: Feature = {
  capabilities: () => ({}),
  register(connection, workspace) {
    connection.onRequest(SERVICE_CHOICES, ({ uri, position }: ServiceChoicesParams): ServiceChoices | null => {
      const task = workspace().taskAt(uri, position);
      return task ? choicesOf(task) : null;
    });
  },
};

const LAUNCH_TYPES: readonly ServiceLaunchType[] = ['FARGATE', 'EC2', 'MANAGED_INSTANCES', 'EXTERNAL'];

/** What a new service of a task definition can choose from; what is decided later is left out. */
export function choicesOf(task: TaskDefinition): ServiceChoices {
  const mode = task.networkMode;
  const family = task.string('family');
  const named = LAUNCH_TYPES.filter((type) => task.requires(type) === 'yes');
  return {
    family: family.state === 'known' ? family.value : '',
    launchTypes: named.length > 0 ? named : LAUNCH_TYPES.filter((type) => fits(type, mode.value)),
    hasOwnNetwork: mode.value === 'awsvpc',
    targets: mode.value === 'none' ? [] : task.containers.items.flatMap(targetsOf),
  };
}

/**
 * Whether tasks with a network mode can run there. Fargate needs a network of their own, external instances have none, and
 * Managed Instances have to be named.
 */
function fits(type: ServiceLaunchType, mode: string | undefined): boolean {
  if (type === 'FARGATE') return mode === 'awsvpc';
  if (type === 'MANAGED_INSTANCES') return false;
  return type === 'EC2' || mode !== 'awsvpc';
}

function targetsOf(container: TaskDefinition['containers']['items'][number]): ServiceTarget[] {
  const { name } = container;
  if (name.state !== 'known') return [];
  return container.list('portMappings').items.flatMap((mapping) => {
    const port = mapping.number('containerPort');
    return port.state === 'known' ? { containerName: name.value, containerPort: port.value } : [];
  });
}
