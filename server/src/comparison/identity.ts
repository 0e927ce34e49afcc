import { Later, type Plain, type PlainObject } from './value.ts';

/** What identifies an item of a list whose order means nothing, by the item's API type. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  ContainerDefinition: ['name'],
  KeyValuePair: ['name'],
  Secret: ['name'],
  Volume: ['name'],
  PortMapping: ['containerPort', 'containerPortRange', 'protocol'],
  MountPoint: ['containerPath'],
  VolumeFrom: ['sourceContainer'],
  ContainerDependency: ['containerName'],
  HostEntry: ['hostname'],
  Ulimit: ['name'],
  SystemControl: ['namespace'],
  Tag: ['key'],
  ResourceRequirement: ['type'],
  InferenceAccelerator: ['deviceName'],
  Device: ['hostPath'],
  Tmpfs: ['containerPath'],
  TaskDefinitionPlacementConstraint: ['type', 'expression'],
};

/** Lists of texts or numbers whose order means nothing. */
const SETS: ReadonlySet<string> = new Set([
  'requiresCompatibilities',
  'add',
  'drop',
  'links',
  'dockerSecurityOptions',
  'ignoredExitCodes',
  'permissions',
  'mountOptions',
]);

/**
 * How to name the items of a list, so that they are compared by name and not by place. Undefined if their order counts.
 * @param type the items' API type
 */
export function keyOf(type: string | undefined): ((item: PlainObject) => string) | undefined {
  const members = type === undefined ? undefined : MEMBERS[type];
  return (
    members &&
    ((item) =>
      members
        .map((member) => textOf(item[member]))
        .filter(Boolean)
        .join(' '))
  );
}

/** Whether a list of plain values is a set. */
export function isSet(list: string): boolean {
  return SETS.has(list);
}

function textOf(value: Plain | undefined): string {
  if (value === undefined) return '';
  return value instanceof Later ? value.text : String(value);
}
