import type { Explored } from '../course/explored.ts';
import type { Field } from '../model/field.ts';
import type { ServiceDefinition } from '../model/service.ts';
import { type Container, TaskDefinition } from '../model/task.ts';
import { visible } from '../model/visible.ts';
import { executionRolePolicy } from '../policy/execution-role.ts';
import { taskRolePolicy } from '../policy/task-role.ts';
import { defaultPercentages } from '../simulator/plan.ts';
import { HEALTH_DEFAULTS } from '../simulator/probes.ts';
import type { Deployable } from './deployment.ts';

/** What the pictures of the course show of a task definition and its service. */
export function explore({ task: written, taskFile, service }: Deployable): Explored {
  const task = new TaskDefinition(written.document, written.part, taskFile.uri);
  // The permissions for ECS Exec depend on the service, which may be in another file; the analysis must not change.
  if (service) (task.services as ServiceDefinition[]).push(service);
  const { containers } = task;
  const config = service?.object('deploymentConfiguration');
  const percentages = defaultPercentages(service?.isDaemon === true);
  return {
    title: visible(task.text('family')?.value || 'task'),
    healthChecks: containers.items.flatMap((container) => {
      const check = container.object('healthCheck');
      if (check.presence !== 'known') return [];
      const numberOf = (key: keyof typeof HEALTH_DEFAULTS) => given(check.number(key), HEALTH_DEFAULTS[key]);
      return {
        container: nameOf(container),
        interval: numberOf('interval'),
        timeout: numberOf('timeout'),
        retries: numberOf('retries'),
        startPeriod: numberOf('startPeriod'),
      };
    }),
    networkMode: task.networkMode.value,
    ports: containers.items.flatMap((container) =>
      container.list('portMappings').items.map((mapping) => ({
        container: nameOf(container),
        containerPort: mapping.number('containerPort').value,
        hostPort: given(mapping.number('hostPort'), 0),
      })),
    ),
    cpu: task.cpuUnits.value,
    service: service && {
      desiredCount: service.number('desiredCount').value,
      minimumHealthyPercent: config && given(config.number('minimumHealthyPercent'), percentages.minimumHealthyPercent),
      maximumPercent: config && given(config.number('maximumPercent'), percentages.maximumPercent),
    },
    roles: [executionRolePolicy(task), taskRolePolicy(task)].flatMap(({ role, grants }) =>
      grants.map(({ statement, why }) => ({ role, statement: statement.Sid, why: visible(why) })),
    ),
  };
}

/** A number that the file gives, or what ECS takes if it gives none; undefined if it is decided later. */
function given(field: Field<number>, absent: number): number | undefined {
  return field.state === 'absent' ? absent : field.value;
}

function nameOf(container: Container): string {
  return visible(container.text('name')?.value || container.title);
}
