import { type ArrayNode, type ObjectNode, type PropertyNode, propertyOf } from '../syntax/node.ts';

/** Members that exist only at the task level, not in containers. */
const OF_TASK: ReadonlySet<string> = new Set([
  'family',
  'taskRoleArn',
  'executionRoleArn',
  'networkMode',
  'containerDefinitions',
  'volumes',
  'placementConstraints',
  'requiresCompatibilities',
  'tags',
  'pidMode',
  'ipcMode',
  'proxyConfiguration',
  'ephemeralStorage',
  'runtimePlatform',
]);

/** Members that exist only in containers. `cpu` and `memory` exist at both levels. */
const OF_CONTAINER: ReadonlySet<string> = new Set([
  'name',
  'image',
  'essential',
  'portMappings',
  'environment',
  'secrets',
  'mountPoints',
  'volumesFrom',
  'entryPoint',
  'command',
  'logConfiguration',
  'healthCheck',
  'dependsOn',
  'links',
  'linuxParameters',
  'ulimits',
  'user',
  'memoryReservation',
  'repositoryCredentials',
  'firelensConfiguration',
]);

/** Whether a member of that name exists only at the task level. */
export function isOfTask(name: string): boolean {
  return OF_TASK.has(name);
}

/** Task-level members found inside containers, by name. They have to be moved up. */
export function misplacedInContainers(list: ArrayNode | undefined): ReadonlyMap<string, PropertyNode> {
  const found = new Map<string, PropertyNode>();
  for (const item of list?.items ?? []) {
    if (item.kind !== 'object') continue;
    for (const property of item.properties) {
      const key = property.key.value;
      if (property.value && OF_TASK.has(key) && !found.has(key)) found.set(key, property);
    }
  }
  return found;
}

/** A container member found at the task level; undefined if there is none of that name. */
export function misplacedAtTop(root: ObjectNode | undefined, key: string): PropertyNode | undefined {
  const property = root && OF_CONTAINER.has(key) ? propertyOf(root, key) : undefined;
  return property?.value ? property : undefined;
}

/**
 * Whether a file mixes container and task members so that the intended level is unclear. Whether `cpu` should be text
 * or a number is then a guess.
 */
export function isLevelUnclear(root: ObjectNode | ArrayNode): boolean {
  if (root.kind === 'object') {
    const keys = new Set(root.properties.map(({ key }) => key.value));
    if (keys.has('image') || (keys.has('name') && !keys.has('family'))) return true;
    const list = propertyOf(root, 'containerDefinitions')?.value;
    if (!list) return [...keys].some((key) => OF_CONTAINER.has(key));
    return list.kind === 'array' && hasTaskIn(list);
  }
  return hasTaskIn(root);
}

function hasTaskIn(list: ArrayNode): boolean {
  const telling = misplacedInContainers(list);
  return ['containerDefinitions', 'family', 'requiresCompatibilities', 'networkMode'].some((key) => telling.has(key));
}
