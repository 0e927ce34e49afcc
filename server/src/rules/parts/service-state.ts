import type { DeploymentConfiguration } from '@aws-sdk/client-ecs';
import { isKnown } from '../../model/field.ts';
import type { ServiceDefinition } from '../../model/service.ts';
import type { List, View } from '../../model/view.ts';

/** Whether a service's tasks certainly have their own network interfaces. */
export function hasAwsvpc(service: ServiceDefinition): boolean {
  if (service.runsOn('FARGATE') === 'yes') return true;
  return service.task !== undefined && isKnown(service.task.networkMode, 'awsvpc');
}

/**
 * Whether a service's list is absent or empty and cannot be filled from elsewhere. In an update, an absent list keeps
 * its old value.
 */
export function isMissing(service: ServiceDefinition, list: List<unknown>): boolean {
  if (list.presence === 'known') return !list.open && list.length === 0;
  return list.presence === 'absent' && service.part.type !== 'UpdateServiceRequest' && !service.isPartial;
}

/** Whether a service's deployments are certainly carried out by something other than ECS. */
export function isDeployedByOthers(service: ServiceDefinition): boolean {
  const { controller } = service;
  return controller === 'CODE_DEPLOY' || controller === 'EXTERNAL';
}

/** A service's deployment configuration, if it is written. */
export function deploymentOf(service: ServiceDefinition): View<DeploymentConfiguration> {
  return service.object('deploymentConfiguration');
}

/** Whether the service certainly shifts traffic to new tasks, rather than replacing the old ones. */
export function shiftsTraffic(service: ServiceDefinition): boolean {
  const strategy = deploymentOf(service).string('strategy');
  return strategy.state === 'known' && /^(?:BLUE_GREEN|LINEAR|CANARY)$/.test(strategy.value);
}
