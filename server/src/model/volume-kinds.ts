import type { Volume } from '@aws-sdk/client-ecs';
import type { View } from './view.ts';

/** The members that say where a volume comes from, each described in a word or two. */
const KINDS = [
  ['efsVolumeConfiguration', 'Amazon EFS'],
  ['s3filesVolumeConfiguration', 'Amazon S3 Files'],
  ['fsxWindowsFileServerVolumeConfiguration', 'Amazon FSx'],
  ['dockerVolumeConfiguration', 'Docker volume'],
  ['configuredAtLaunch', 'configured at launch'],
] as const satisfies readonly [keyof Volume, string][];

/** Where a volume comes from, in a word or two. By default it is a directory that lives as long as the task. */
export function volumeKind(volume: View<Volume>): string {
  const kind = KINDS.find(([member]) =>
    member === 'configuredAtLaunch' ? volume.boolean(member).value : volume.has(member),
  );
  if (kind) return kind[1];
  return volume.object('host').has('sourcePath') ? 'on the host' : 'as long as the task';
}
