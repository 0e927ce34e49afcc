import type { MountPoint, Volume } from '@aws-sdk/client-ecs';
import type { Container, TaskDefinition } from '../../model/task.ts';
import type { View } from '../../model/view.ts';

/** A mount point with the container that has it. */
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

/** Whether every mount point's volume is known, so that a volume that none of them names is not mounted. */
export function mountsKnown(task: TaskDefinition): boolean {
  return (
    task.containers.length > 0 &&
    !task.containers.open &&
    task.containers.items.every((container) => !container.list('mountPoints').open) &&
    mountsOf(task).every(({ mount }) => mount.string('sourceVolume').state !== 'deferred')
  );
}

/** The members that say what a volume is; ECS takes one of them. */
export const VOLUME_KINDS = [
  'efsVolumeConfiguration',
  's3filesVolumeConfiguration',
  'fsxWindowsFileServerVolumeConfiguration',
  'dockerVolumeConfiguration',
  'host',
] as const satisfies readonly (keyof Volume)[];

/** The members that say what this volume is and are filled in; an empty object says nothing. */
export function kindsOf(volume: View<Volume>): (typeof VOLUME_KINDS)[number][] {
  return VOLUME_KINDS.filter((kind) =>
    volume
      .object(kind)
      .node?.properties.some(
        ({ value }) => value?.kind !== 'null' && !(value?.kind === 'string' && value.value === ''),
      ),
  );
}
