import { API } from '../model/dialect.ts';
import { SERVICE_READ_ONLY_PROPERTIES } from '../model/facts.ts';
import type { ServicePart } from '../model/part.ts';
import { memberOf, SERVICES } from '../schema/schema.ts';
import type { SourceDocument } from '../syntax/document.ts';
import { type ObjectNode, type PropertyNode, propertyOf } from '../syntax/node.ts';
import { accept, type Detection } from './detection.ts';
import { hasServiceFileName } from './file-names.ts';

/** Members that a service has and the similar input of RunTask does not. */
const TELLING = [
  'desiredCount',
  'deploymentConfiguration',
  'deploymentController',
  'schedulingStrategy',
  'availabilityZoneRebalancing',
  'healthCheckGracePeriodSeconds',
  'loadBalancers',
  'serviceRegistries',
  'serviceConnectConfiguration',
  'serviceName',
  'forceNewDeployment',
] as const;

/** Finds the service in a document, or the services that `describe-services` printed; undefined if there are none. */
export function detectService(fileName: string, { root, language }: SourceDocument): Detection | undefined {
  if (root?.kind !== 'object') return undefined;
  const described = propertyOf(root, 'services') ?? propertyOf(root, 'service');
  if (described) {
    const { value } = described;
    const items = value?.kind === 'array' ? value.items : value ? [value] : [];
    const services = items.filter((item) => item.kind === 'object').filter((item) => isService(item, false));
    if (services.length > 0) {
      const parts = services.map((item) => servicePart(item, described, services.length > 1 ? nameOf(item) : ''));
      return accept(`It is the output of describe-services: the services are in "${described.key.value}".`, ...parts);
    }
  }
  if (isTaskSet(root)) {
    const part = { kind: 'service', id: '', root, type: 'CreateTaskSetRequest', dialect: API } as const;
    return accept('It is input for CreateTaskSet: it has members of a task set at the top level.', part);
  }
  const named = hasServiceFileName(fileName);
  // Much in YAML has a name of a service and little else that is ours.
  if (!isService(root, named) || (language.id === 'yaml' && !named && !isOfEcs(root))) return undefined;
  const telling = TELLING.find((key) => propertyOf(root, key));
  return accept(`It is a service: it has "${telling ?? 'taskDefinition'}" at the top level.`, servicePart(root));
}

/**
 * Whether an object is a service: it has a service's members and hardly any others.
 * @param named whether the file has a name that is typical of services
 */
function isService(object: ObjectNode, named: boolean): boolean {
  if (propertyOf(object, 'containerDefinitions') || propertyOf(object, 'overrides')) return false;
  const telling = TELLING.filter((key) => propertyOf(object, key)).length;
  const known = object.properties.filter(({ key }) => isKnown(key.value)).length;
  if (known * 2 < object.properties.length) return false;
  return named ? known > 0 : telling > 0 && known > 1;
}

/** Whether an object has members that only services of ECS have together. */
function isOfEcs(object: ObjectNode): boolean {
  const telling = TELLING.filter((key) => propertyOf(object, key)).length;
  return telling > 1 || ['taskDefinition', 'launchType', 'platformVersion'].some((key) => propertyOf(object, key));
}

/** Whether an object is the input of CreateTaskSet, judging by members that nothing else has. */
function isTaskSet(object: ObjectNode): boolean {
  const has = (key: string) => propertyOf(object, key) !== undefined;
  if (!has('taskDefinition') || !(has('scale') || has('externalId'))) return false;
  const known = object.properties.filter(({ key }) => memberOf(SERVICES.CreateTaskSetRequest, key.value));
  return known.length * 2 >= object.properties.length;
}

function isKnown(key: string): boolean {
  const { CreateServiceRequest, UpdateServiceRequest } = SERVICES;
  if (SERVICE_READ_ONLY_PROPERTIES.has(key)) return true;
  return memberOf(CreateServiceRequest, key) !== undefined || memberOf(UpdateServiceRequest, key) !== undefined;
}

function nameOf(service: ObjectNode): string {
  const name = propertyOf(service, 'serviceName')?.value;
  return name?.kind === 'string' ? name.value : '';
}

/** A service as CreateService takes it, or as UpdateService does if it names the service to change. */
function servicePart(root: ObjectNode, wrapper?: PropertyNode, id = ''): ServicePart {
  const updates = propertyOf(root, 'service') ?? propertyOf(root, 'forceNewDeployment');
  const type = updates && !propertyOf(root, 'serviceName') ? 'UpdateServiceRequest' : 'CreateServiceRequest';
  return { kind: 'service', id, root, type, dialect: API, wrapper };
}
