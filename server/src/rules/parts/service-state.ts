import type { DeploymentConfiguration } from '@aws-sdk/client-ecs';
import { isKnown } from '../../model/field.ts';
import type { ServiceDefinition } from '../../model/service.ts';
import type { List, View } from '../../model/view.ts';

/** Whether the tasks of a service have network interfaces of their own, for sure. */
export function hasAwsvpc(service: ServiceDefinition): boolean {
  if (service.runsOn('FARGATE') === 'yes') return true;
  return service.task !== undefined && isKnown(service.task.networkMode, 'awsvpc');
}

/** Whether a list of a service is left out or empty, and nothing can add to it: in an update, what is left out stays as it is. */
export function isMissing(service: ServiceDefinition, list: List<unknown>): boolean {
  if (list.presence === 'known') return !list.open && list.length === 0;
  return list.presence === 'absent' && service.part.type === 'CreateServiceRequest' && !service.isPartial;
}

/** Whether anybody but ECS carries out the deployments of a service, for sure. */
export function isDeployedByOthers(service: ServiceDefinition): boolean {
  const { controller } = service;
  return controller === 'CODE_DEPLOY' || controller === 'EXTERNAL';
}

/** How a service is deployed, where that is written. */
export function deploymentOf(service: ServiceDefinition): View<DeploymentConfiguration> {
  return service.object('deploymentConfiguration');
}

/** Whether traffic moves to new tasks by another strategy than replacing old ones, for sure. */
export function shiftsTraffic(service: ServiceDefinition): boolean {
  const strategy = deploymentOf(service).string('strategy');
  return strategy.state === 'known' && /^(?:BLUE_GREEN|LINEAR|CANARY)$/.test(strategy.value);
}
