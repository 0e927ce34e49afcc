import type { EFSAuthorizationConfig, EFSVolumeConfiguration, Volume } from '@aws-sdk/client-ecs';
import type { Fix } from '../../findings/report.ts';
import { isKnown } from '../../model/field.ts';
import type { TaskDefinition } from '../../model/task.ts';
import type { View } from '../../model/view.ts';
import { set } from '../../syntax/edit.ts';

/** An EFS volume, and whether it is encrypted in transit. */
export interface EfsVolume {
  readonly volume: View<Volume>;
  readonly efs: View<EFSVolumeConfiguration>;
  readonly authorization: View<EFSAuthorizationConfig>;
  /** True if it is certainly not encrypted in transit. ECS disables encryption unless the file enables it. */
  readonly unencrypted: boolean;
  /** The setting that requires encryption. If there are several, the first, so that one cause is reported once. */
  readonly demand: 'iam' | 'accessPoint' | 'port' | undefined;
}

/** The EFS volumes of a task that name a file system; one without is still to be filled in. */
export function efsVolumes(task: TaskDefinition): EfsVolume[] {
  return task.volumes.items.flatMap((volume) => {
    const efs = volume.object('efsVolumeConfiguration');
    if (!efs.node || efs.string('fileSystemId').state === 'absent') return [];
    const authorization = efs.object('authorizationConfig');
    const encryption = efs.string('transitEncryption');
    const port = efs.number('transitEncryptionPort');
    return {
      volume,
      efs,
      authorization,
      unencrypted: encryption.state === 'absent' || isKnown(encryption, 'DISABLED'),
      demand: isKnown(authorization.string('iam'), 'ENABLED')
        ? 'iam'
        : authorization.string('accessPointId').state === 'known'
          ? 'accessPoint'
          : port.state === 'known' && port.value > 0
            ? 'port'
            : undefined,
    };
  });
}

/** The fix that encrypts traffic to the file system. */
export function encrypt(efs: View<EFSVolumeConfiguration>, preferred: boolean): Fix {
  return {
    title: 'Set transitEncryption to "ENABLED"',
    preferred,
    edits: [
      set(efs.node!, 'transitEncryption', 'ENABLED', efs.member('rootDirectory') ? 'rootDirectory' : 'fileSystemId'),
    ],
  };
}
