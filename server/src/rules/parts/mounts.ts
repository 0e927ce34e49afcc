import type { MountPoint, Volume } from '@aws-sdk/client-ecs';
import type { Container, TaskDefinition } from '../../model/task.ts';
import type { View } from '../../model/view.ts';

/** A mount point and its container. */
export interface Mount {
  readonly container: Container;
  readonly mount: View<MountPoint>;
}

/** All mount points of the task. */
export function mountsOf(task: TaskDefinition): Mount[] {
  return task.containers.items.flatMap((container) =>
    container.list('mountPoints').items.map((mount) => ({ container, mount })),
  );
}

/** Whether the volume of every mount point is known, so that a volume none of them names is certainly not mounted. */
export function mountsKnown(task: TaskDefinition): boolean {
  return (
    task.containers.length > 0 &&
    !task.containers.open &&
    task.containers.items.every((container) => !container.list('mountPoints').open) &&
    mountsOf(task).every(({ mount }) => mount.string('sourceVolume').state !== 'deferred')
  );
}

/** The members that determine the kind of a volume; ECS accepts only one of them. */
export const VOLUME_KINDS = [
  'efsVolumeConfiguration',
  's3filesVolumeConfiguration',
  'fsxWindowsFileServerVolumeConfiguration',
  'dockerVolumeConfiguration',
  'host',
] as const satisfies readonly (keyof Volume)[];

/** The members that determine this volume's kind and are filled in; an empty object does not count. */
export function kindsOf(volume: View<Volume>): (typeof VOLUME_KINDS)[number][] {
  return VOLUME_KINDS.filter((kind) =>
    volume
      .object(kind)
      .node?.properties.some(
        ({ value }) => value?.kind !== 'null' && !(value?.kind === 'string' && value.value === ''),
      ),
  );
}
