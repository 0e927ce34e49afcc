import { type Examples, rule } from '../rule.ts';

/**
 * Source: Amazon ECS developer guide, wfsx-volumes: each volume uses a drive letter of the instance, checked
 * 2026-11-24.
 */
const DRIVE_LETTERS = 23;

export default rule({
  title: 'There are more FSx volumes than drive letters',
  severity: 'error',
  refusedBy: 'start',
  source: { from: 'Amazon ECS developer guide, wfsx-volumes', checked: '2026-11-24' },
  concept: 'windows',
  why: 'Each FSx volume takes one of the 23 free drive letters of the instance, so a task with more of them cannot start. One volume can hold several directories.',
  check(task, report) {
    const volumes = task.volumes.items.filter(
      (volume) => volume.object('fsxWindowsFileServerVolumeConfiguration').presence === 'known',
    );
    const extra = volumes[DRIVE_LETTERS];
    if (!extra) return;
    report({
      at: extra.member('fsxWindowsFileServerVolumeConfiguration')!.key,
      message: `An instance has drive letters for only ${DRIVE_LETTERS} FSx volumes, not ${volumes.length}: use fewer`,
    });
  },
});

export const examples: Examples = {
  bad: [fsxVolumes(24)],
  good: [fsxVolumes(23), fsxVolumes(1)],
};

function fsxVolumes(count: number): string {
  const volumes = Array.from({ length: count }, (_, i) => ({
    name: `share${i}`,
    fsxWindowsFileServerVolumeConfiguration: {
      fileSystemId: 'fs-0123456789abcdef0',
      rootDirectory: `share${i}`,
      authorizationConfig: {
        credentialsParameter: 'arn:aws:ssm:eu-west-1:111122223333:parameter/fsx',
        domain: 'corp.example.com',
      },
    },
  }));
  return JSON.stringify({ family: 'web', volumes }, undefined, 2);
}
