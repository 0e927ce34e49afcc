import type { Container, TaskDefinition } from '../../../model/task.ts';
import { insert, type NodeEdit, remove, set } from '../../../syntax/edit.ts';
import { Ask, type Json } from '../../../syntax/value.ts';
import { containerAt, listOf, type Refactor, type Refactoring } from './refactoring.ts';

/** Makes volumes out of what containers keep or share without one. */
export const extractVolume: Refactor = (task, selection) => {
  const container = containerAt(task, selection);
  if (!task.node || !container || task.volumes.open) return [];
  return [...mountNew(task, container), ...nameShared(task, container)];
};

/** Turns a directory of the container into a volume of the task. */
function mountNew(task: TaskDefinition, container: Container): Refactoring[] {
  if (container.list('mountPoints').presence === 'deferred') return [];
  const name = freeName(
    'data',
    task.volumes.items.map((volume) => volume.text('name')?.value),
  );
  const path = freeName(
    '/data',
    container.list('mountPoints').items.map((mount) => mount.text('containerPath')?.value),
  );
  const mount = { sourceVolume: name, containerPath: new Ask(path) };
  return [
    {
      title: `Extract a directory of container ${container.title} to a volume`,
      kind: 'refactor.extract',
      at: [],
      changes: [
        {
          label: `Add the volume "${name}"`,
          description: 'It starts empty and lasts as long as the task, until you configure it.',
          edits: [addVolume(task, name), ...addMounts(container, [mount])],
        },
      ],
    },
  ];
}

/**
 * Replaces `volumesFrom` with the mount points that it stands for, so that the volumes can be seen and changed one by
 * one.
 */
function nameShared(task: TaskDefinition, container: Container): Refactoring[] {
  const list = container.list('volumesFrom');
  if (!list.property || list.open || list.length === 0) return [];
  const own = container.list('mountPoints');
  if (own.open) return [];
  const mounts: Json[] = [];
  const sources: string[] = [];
  const paths = new Set(own.items.map((mount) => mount.string('containerPath').value));
  for (const item of list) {
    const name = item.string('sourceContainer').value;
    const [source, ...others] = name === undefined ? [] : task.containersNamed(name);
    const readOnly = item.boolean('readOnly');
    // If the other container itself takes volumes from a third, its mount points are not the whole story.
    if (!source || others.length > 0 || source.list('mountPoints').open || source.list('volumesFrom').length > 0)
      return [];
    if (readOnly.state === 'deferred') return [];
    for (const mount of source.list('mountPoints')) {
      const volume = mount.string('sourceVolume').value;
      const path = mount.string('containerPath').value;
      const isReadOnly = mount.boolean('readOnly');
      if (volume === undefined || path === undefined || isReadOnly.state === 'deferred') return [];
      if (paths.has(path)) continue;
      paths.add(path);
      const locked = readOnly.value || isReadOnly.value;
      mounts.push({ sourceVolume: volume, containerPath: path, ...(locked ? { readOnly: true } : {}) });
    }
    sources.push(name!);
  }
  if (mounts.length === 0) return [];
  return [
    {
      title: `Replace "volumesFrom" of container ${container.title} with mount points`,
      kind: 'refactor.extract',
      at: [list.property.key],
      changes: [
        {
          label: 'Mount the volumes by name',
          description: `They are those of ${listOf(sources)}. Volumes that only an image declares are not included.`,
          edits: [remove(list.property), ...addMounts(container, mounts)],
        },
      ],
    },
  ];
}

function addVolume(task: TaskDefinition, name: string): NodeEdit {
  const list = task.volumes.node;
  return list ? insert(list, { name }) : set(task.node!, 'volumes', [{ name }]);
}

function addMounts(container: Container, mounts: readonly Json[]): NodeEdit[] {
  const list = container.list('mountPoints').node;
  return list ? mounts.map((mount) => insert(list, mount)) : [set(container.node, 'mountPoints', mounts)];
}

function freeName(wanted: string, taken: readonly (string | undefined)[]): string {
  for (let i = 1; ; i++) {
    const name = i === 1 ? wanted : `${wanted}-${i}`;
    if (!taken.includes(name)) return name;
  }
}
