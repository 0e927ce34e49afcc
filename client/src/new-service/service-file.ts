import { UNKNOWN_REGION } from '../../../server/src/model/region-name.ts';
import type { ServiceChoices, ServiceLaunchType, ServiceTarget } from '../../../server/src/protocol.ts';
import { EXAMPLE_ACCOUNT, write } from '../new-task/task-file.ts';

/** The user's answers about a new service. */
export interface ServiceAnswers {
  readonly serviceName: string;
  readonly launchType: ServiceLaunchType;
  readonly desiredCount: number;
  /** Where a load balancer sends its traffic; undefined without one. */
  readonly target: ServiceTarget | undefined;
  /** Whether the tasks have public addresses, for which they need no NAT gateway. */
  readonly isPublic: boolean;
}

/** What a service may be called. */
export const SERVICE_NAME = /^[A-Za-z0-9_-]{1,255}$/;
/** The most tasks of a service. Source: Amazon ECS service quotas, checked 2026-11-28. */
export const MOST_TASKS = 5000;

/**
 * Validates what a caller of the command passed; undefined if the questions would not have accepted it. Any extension,
 * and any link in a document, may call a command.
 */
export function readServiceAnswers(given: unknown, choices: ServiceChoices): ServiceAnswers | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const { serviceName, launchType, desiredCount, target, isPublic } = given as Partial<
    Record<keyof ServiceAnswers, unknown>
  >;
  if (typeof serviceName !== 'string' || !SERVICE_NAME.test(serviceName)) return undefined;
  const type = choices.launchTypes.find((one) => one === launchType);
  const count = Number(desiredCount);
  if (!type || typeof desiredCount !== 'number' || !Number.isInteger(count) || count < 0 || count > MOST_TASKS)
    return undefined;
  const { containerName, containerPort } = (target ?? {}) as Partial<Record<keyof ServiceTarget, unknown>>;
  const found = choices.targets.find(
    (one) => one.containerName === containerName && one.containerPort === containerPort,
  );
  if (target !== undefined && !found) return undefined;
  return { serviceName, launchType: type, desiredCount: count, target: found, isPublic: isPublic === true };
}

/** Whether tasks get a network of their own, so that the service names subnets. */
export function hasOwnNetwork({ hasOwnNetwork: own }: ServiceChoices, launchType: ServiceLaunchType): boolean {
  return own || launchType === 'FARGATE';
}

/**
 * A service as CreateService accepts it, with examples for what only the account knows.
 * @param indent one level of indentation
 */
export function serviceFile(choices: ServiceChoices, answers: ServiceAnswers, indent = '  '): string {
  const { serviceName, launchType, desiredCount, target, isPublic } = answers;
  const network = hasOwnNetwork(choices, launchType);
  // AWS load balancers cannot reach machines outside AWS.
  const balanced = launchType === 'EXTERNAL' ? undefined : target;
  const service = {
    serviceName,
    cluster: 'default',
    taskDefinition: choices.family || serviceName,
    // Managed Instances can be used only through a capacity provider.
    ...(launchType === 'MANAGED_INSTANCES'
      ? { capacityProviderStrategy: [{ capacityProvider: 'managed-instances', weight: 1 }] }
      : { launchType }),
    desiredCount,
    deploymentConfiguration: {
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
    },
    ...(network
      ? {
          networkConfiguration: {
            awsvpcConfiguration: {
              subnets: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
              securityGroups: ['sg-0123456789abcdef0'],
              assignPublicIp: isPublic && launchType === 'FARGATE' ? 'ENABLED' : 'DISABLED',
            },
          },
        }
      : {}),
    ...(balanced
      ? {
          loadBalancers: [
            {
              targetGroupArn: `arn:aws:elasticloadbalancing:${UNKNOWN_REGION}:${EXAMPLE_ACCOUNT}:targetgroup/${groupName(serviceName)}/0123456789abcdef`,
              ...balanced,
            },
          ],
          healthCheckGracePeriodSeconds: 60,
        }
      : {}),
    propagateTags: 'SERVICE',
  };
  return `${write(service, indent, '')}\n`;
}

/**
 * A name for a target group: up to 32 letters, digits and hyphens.
 * Source: API reference of Elastic Load Balancing, CreateTargetGroup, checked 2026-11-28.
 */
function groupName(serviceName: string): string {
  const name = serviceName.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 32);
  return name.replaceAll(/^-|-$/g, '') || 'app';
}
