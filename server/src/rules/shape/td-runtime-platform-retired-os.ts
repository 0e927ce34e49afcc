import { set } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

/**
 * Windows versions that Microsoft no longer patches, with the day support ended; Microsoft lifecycle, checked
 * 2026-11-24.
 */
const ENDED: Readonly<Record<string, string>> = {
  WINDOWS_SERVER_2004_CORE: '2021-12-14',
  WINDOWS_SERVER_20H2_CORE: '2022-08-09',
};

/** Fargate has never offered it: its Windows versions begin with 2019. */
const NOT_ON_FARGATE = 'WINDOWS_SERVER_2016_FULL';

export default rule({
  title: 'The Windows version is out of support',
  severity: 'warning',
  source: {
    from: 'Microsoft lifecycle: Windows Server 2004 and 20H2; Amazon ECS developer guide, Windows on Fargate',
    checked: '2026-11-24',
  },
  concept: 'windows',
  why: 'A Windows container runs only on the version of Windows that its image was built for. Old versions get no security fixes, and Fargate has hosts only for 2019 and later long-term versions. A newer version needs an image built for it.',
  check(task, report) {
    const platform = task.object('runtimePlatform');
    const family = platform.string('operatingSystemFamily');
    if (family.state !== 'known') return;
    const isOnFargate = task.requires('FARGATE') === 'yes';
    const ended = Object.hasOwn(ENDED, family.value) ? ENDED[family.value] : undefined;
    if (!ended && !(isOnFargate && family.value === NOT_ON_FARGATE)) return;
    const variant = family.value.endsWith('_FULL') ? 'FULL' : 'CORE';
    report({
      at: family.node,
      message: ended
        ? `Microsoft ended support for this Windows on ${ended}: build the image for a newer version`
        : 'Fargate has no hosts with Windows Server 2016: build the image for a newer version',
      tag: 'deprecated',
      fixes: ['2022', '2025', '2019'].map((year) => ({
        title: `Set operatingSystemFamily to "WINDOWS_SERVER_${year}_${variant}"`,
        edits: [set(platform.node!, 'operatingSystemFamily', `WINDOWS_SERVER_${year}_${variant}`)],
      })),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": {
    "operatingSystemFamily": "WINDOWS_SERVER_20H2_CORE" // as the image
  },
  "containerDefinitions": [{ "name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1", "memory": 512 }]
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [{ "name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1", "memory": 512 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2016_FULL" },
  "containerDefinitions": [{ "name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1", "memory": 512 }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": {
    "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" // as the image
  },
  "containerDefinitions": [{ "name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1", "memory": 512 }]
}`,
  ],
};
