import { type ArrayNode, type ObjectNode, type PropertyNode, propertyOf } from '../syntax/node.ts';

/** Members that only a task definition has, and none of its containers. */
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

/** Members that only a container has. `cpu` and `memory` are of both. */
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

/** The members of a task that stand in one of its containers, by name: they are to be moved, and their values are no secret. */
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

/** The member of a container that stands at the task level; undefined where none of the name does. */
export function misplacedAtTop(root: ObjectNode | undefined, key: string): PropertyNode | undefined {
  const property = root && OF_CONTAINER.has(key) ? propertyOf(root, key) : undefined;
  return property?.value ? property : undefined;
}

/**
 * Whether nobody can tell which level the members of a file are of: those of a container stand beside those of a task. What `cpu`
 * has to be, text or a number, is then a guess.
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
