import { analyse } from '../../../analysis.ts';
import { sidecarKind } from '../../../model/sidecars.ts';
import type { Container, TaskDefinition } from '../../../model/task.ts';
import { possibleSizes, setSize } from '../../../rules/parts/fargate-size-fixes.ts';
import { forEachText } from '../../../rules/parts/walk.ts';
import { applyEdits, type NodeEdit, remove, set, toTextEdits } from '../../../syntax/edit.ts';
import type { Span } from '../../../syntax/node.ts';
import { containerAt, listOf, type Refactor, type Refactoring } from './refactoring.ts';

/**
 * Moves containers that have nothing to do with the others into a task definition of their own, in a file beside this
 * one. If the user asks at one of several applications that belong together, it says what joins them.
 */
export const splitTask: Refactor = (task, selection) => {
  // A second file would declare everything else of a template or of a Terraform file again.
  if (task.part.id !== '') return [];
  const groups = unrelatedGroups(task);
  if (groups.length < 2) return whyNot(task, selection);
  const here = containerAt(task, selection);
  const moving = groups.find((group) => group.some(({ node }) => node === here?.node)) ?? groups[groups.length - 1]!;
  const staying = groups.filter((group) => group !== moving).flat();
  const names = moving.map((container) => container.name.value!);
  const suffix = names[0]!.toLowerCase().replaceAll(/[^a-z0-9_-]+/g, '-');
  const family = task.text('family');
  const rename = family && task.node ? [set(task.node, 'family', `${family.value}-${names[0]}`)] : [];
  return [
    {
      title: `Move ${listOf(names)} to a separate task definition`,
      kind: 'refactor.move',
      at: [...moving.map((container) => container.label), ...[task.member('containerDefinitions')?.key ?? []].flat()],
      changes: [
        {
          label: `Move ${listOf(names)} to another file`,
          description: 'The new task definition needs its own service.',
          edits: half(task, staying),
        },
      ],
      newFile: { suffix, text: written(task, [...half(task, moving), ...rename]) },
    },
  ];
};

/** Says why two applications that depend on each other cannot be split; empty if there are no two. */
function whyNot(task: TaskDefinition, selection: Span): Refactoring[] {
  const here = containerAt(task, selection);
  const { items, open } = task.containers;
  if (!here || open || items.length > MOST_CONTAINERS || !task.containerNamesKnown || !works(here)) return [];
  const other = items.find((one) => one.node !== here.node && works(one));
  if (!other) return [];
  const shared = SHARED.find((key) => task.has(key));
  const joined = items.flatMap((one) => (one.node === here.node ? [] : (bond(here, one) ?? bond(one, here) ?? [])));
  const reason = shared ? `The containers share "${shared}"` : (joined[0] ?? dangling(task));
  if (reason === undefined) return [];
  return [
    {
      title: `Move ${here.title} to a separate task definition`,
      kind: 'refactor.move',
      at: [],
      changes: [],
      disabled: reason,
    },
  ];
}

/** Members that, if set, connect all containers of a task. */
const SHARED = ['pidMode', 'ipcMode', 'proxyConfiguration'] as const;

/** A task has ten containers at most. More are a different mistake, and every pair must be compared. */
const MOST_CONTAINERS = 10;

/** The edits that leave only the given containers, what they need, and a size that holds them. */
function half(task: TaskDefinition, keep: readonly Container[]): NodeEdit[] {
  const kept = new Set(keep.map(({ node }) => node));
  const gone = task.containers.items.filter(({ node }) => !kept.has(node));
  const used = volumesOf(keep);
  const dropped = volumesOf(gone);
  const edits = gone.map(({ node }) => remove(node));
  const volumes = task.volumes.items.filter((volume) => {
    const name = volume.text('name')?.value;
    return name !== undefined && dropped.has(name) && !used.has(name);
  });
  if (volumes.length > 0 && volumes.length === task.volumes.node!.items.length)
    edits.push(remove(task.volumes.property!));
  else for (const volume of volumes) edits.push(remove(volume.node!));
  return [...edits, ...size(task, edits, keep)];
}

/**
 * On Fargate both tasks cost money, so each gets the smallest size that holds its containers' claims, if all of them
 * state one.
 */
function size(task: TaskDefinition, edits: readonly NodeEdit[], keep: readonly Container[]): NodeEdit[] {
  const claims = (container: Container) =>
    container.number('cpu').value && (container.number('memoryReservation').value || container.number('memory').value);
  if (task.requires('FARGATE') !== 'yes' || !keep.every(claims)) return [];
  const [alone] = analyse(written(task, edits), task.fileName, 'asked').tasks;
  const [smallest] = alone ? possibleSizes(alone) : [];
  return smallest ? [...setSize(task, smallest).edits] : [];
}

function written(task: TaskDefinition, edits: readonly NodeEdit[]): string {
  return applyEdits(task.document.text, toTextEdits(task.document, edits));
}

function volumesOf(containers: readonly Container[]): Set<string> {
  return new Set(
    containers.flatMap((container) =>
      container.list('mountPoints').items.flatMap((mount) => mount.text('sourceVolume')?.value ?? []),
    ),
  );
}

/** The groups of containers that have nothing to do with each other; one group, or none, if that is not certain. */
function unrelatedGroups(task: TaskDefinition): Container[][] {
  const { items, open } = task.containers;
  if (open || items.length < 2 || items.length > MOST_CONTAINERS || !task.containerNamesKnown) return [];
  const names = items.map((container) => container.name.value!);
  if (new Set(names).size < names.length) return [];
  if (SHARED.some((key) => task.has(key)) || dangling(task) !== undefined) return [];
  const groups = components(items);
  return groups.every(isApplication) ? groups : [];
}

/** Whether a group can stand alone: it needs a container that does the work, since sidecars may serve the others. */
function isApplication(group: readonly Container[]): boolean {
  return group.some((container) => works(container) && !isHostAsked(container));
}

function works(container: Container): boolean {
  return container.essential.value === true && sidecarKind(container) === undefined;
}

function components(containers: readonly Container[]): Container[][] {
  const groups: Container[][] = [];
  for (const container of containers) {
    const related = groups.filter((group) => group.some((other) => areRelated(container, other)));
    const merged = [...related.flat(), container];
    for (const group of related) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  return groups.map((group) => containers.filter((container) => group.includes(container)));
}

function areRelated(one: Container, other: Container): boolean {
  return bond(one, other) !== undefined || bond(other, one) !== undefined;
}

/** What joins a container to another one, in a sentence; undefined if nothing does. */
function bond(one: Container, other: Container): string | undefined {
  if (isHostAsked(one)) return `${one.title} connects to the host that all containers of a task share`;
  if (mentions(one, other)) return `${one.title} refers to ${other.title} or one of its ports`;
  if (logsThrough(one, other)) return `${one.title} logs through ${other.title}`;
  const theirs = volumesOf([other]);
  const volume = [...volumesOf([one])].find((name) => theirs.has(name));
  return volume === undefined ? undefined : `${one.title} and ${other.title} share volume "${volume}"`;
}

/** A reference to a missing container may mean any of them, so it is not known which containers belong together. */
function dangling(task: TaskDefinition): string | undefined {
  const names = new Set(task.containers.items.map((container) => container.name.value));
  for (const container of task.containers) {
    const named = [
      ...container.list('dependsOn').items.map((item) => item.text('containerName')?.value),
      ...container.list('volumesFrom').items.map((item) => item.text('sourceContainer')?.value),
      ...container.strings('links').items.map((link) => link.value.split(':')[0]),
    ];
    const unknown = named.find((name) => name !== undefined && !names.has(name));
    if (unknown !== undefined) return `${container.title} names "${unknown}", which does not exist`;
  }
  return undefined;
}

function logsThrough(one: Container, router: Container): boolean {
  return (
    one.object('logConfiguration').text('logDriver')?.value === 'awsfirelens' &&
    router.object('firelensConfiguration').presence !== 'absent'
  );
}

/** Members that may tell a container where others are. */
const TELLS = [
  'dependsOn',
  'links',
  'volumesFrom',
  'environment',
  'command',
  'entryPoint',
  'dockerLabels',
  'extraHosts',
  'healthCheck',
] as const;

/** Whether one container is told the other's name or one of its ports. */
function mentions(one: Container, other: Container): boolean {
  const ports = other.list('portMappings').items.flatMap((mapping) => mapping.number('containerPort').value ?? []);
  const known = new Set([other.name.value!.toLowerCase(), ...ports.map(String)]);
  return TELLS.some((key) => {
    let found = false;
    forEachText(one.member(key)?.value, (text) => {
      const words = text.toLowerCase().match(/[a-z0-9_-]+/g) ?? [];
      if (words.some((word) => known.has(word))) found = true;
    });
    return found;
  });
}

/** Whether a container contacts the host that all containers share, on a port that another may have. */
function isHostAsked(container: Container): boolean {
  let found = false;
  for (const key of ['environment', 'command', 'entryPoint'] as const) {
    forEachText(container.member(key)?.value, (text) => {
      if (/localhost|127\.0\.0\.1|::1|host\.docker\.internal|172\.17\.0\.1/i.test(text)) found = true;
    });
  }
  return found;
}
