import type { Scene } from './scene.ts';
import { failToStart } from './stop.ts';

/** Seconds until a mount that gets no answer is given up: an assumption. */
const GIVING_UP = 90;

/** What comes of a mount. */
type Mount = 'mounts' | 'unreachable' | 'missing' | 'denied';

/** What Fargate says, as users report it; checked 2026-11-28. */
const words = (stderr: string) =>
  `ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: ${stderr} : unsuccessful EFS utils command execution; code: 32`;

/**
 * Mounts the EFS file systems, before the containers start.
 * Source: Amazon ECS developer guide, Amazon EFS volumes; checked 2026-11-28.
 */
export function mountVolumes(scene: Scene): void {
  const { assumptions, launchType, task } = scene;
  for (const [i, volume] of task.volumes.items.entries()) {
    const efs = volume.object('efsVolumeConfiguration');
    if (efs.presence !== 'known') continue;
    const name = volume.text('name')?.value || `number ${i + 1}`;
    const hasIam = efs.object('authorizationConfig').string('iam').value === 'ENABLED';
    const options: Partial<Record<Mount, string>> = {
      mounts: 'It can be mounted',
      unreachable: 'Its security group does not let the task in on port 2049',
      missing: 'The directory in it does not exist',
      ...(hasIam && { denied: 'The task role may not mount it' }),
    };
    const answer = assumptions.choice(
      { id: `mount-${name}`, label: `The file system of the volume "${name}"` },
      options as Record<Mount, string>,
      'mounts',
    );
    if (answer === 'mounts') {
      scene.pass(2);
      scene.tell({ step: 'volumes', kind: 'success', text: `The file system of the volume "${name}" is mounted.` });
      continue;
    }
    scene.pass(answer === 'unreachable' ? GIVING_UP : 2);
    const text = {
      unreachable: `The file system of the volume "${name}" does not answer on port 2049.`,
      missing: `The file system of the volume "${name}" has no such directory.`,
      denied: `The task role may not mount the file system of the volume "${name}".`,
    }[answer];
    const id = efs.text('fileSystemId')?.value ?? 'fs-…';
    const stderr =
      answer === 'missing'
        ? `b'mount.nfs4: mounting ${id}.efs.….amazonaws.com:… failed, reason given by server: No such file or directory'`
        : '…';
    const aws = launchType === 'FARGATE' ? words(stderr) : undefined;
    scene.tell({ step: 'volumes', kind: 'failure', text, aws });
    failToStart(scene, { text, stoppedReason: aws });
    return;
  }
}
