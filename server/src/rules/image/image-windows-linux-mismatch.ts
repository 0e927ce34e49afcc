import type { ImageReference } from '../../model/image.ts';
import { replace } from '../../syntax/edit.ts';
import { settledImage } from '../parts/settled-image.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A Windows image in a Linux task, or the reverse',
  severity: 'warning',
  source: {
    from: 'Microsoft, Windows container base images; Docker refuses an image of another operating system',
    checked: '2026-11-24',
  },
  concept: 'windows',
  why: 'A container shares the kernel of its host, so an image for Windows starts only on Windows and an image for Linux only on Linux. `operatingSystemFamily` decides which of the two the task gets.',
  check(container, report) {
    const { task } = container;
    const family = task.object('runtimePlatform').string('operatingSystemFamily');
    if (family.state !== 'known') return;
    const isWindows = task.isWindows === 'yes';
    if (!isWindows && family.value !== 'LINUX') return;
    const settled = settledImage(container);
    if (!settled) return;
    const families = isWindowsImage(settled.image)
      ? windowsFamilies(settled.image)
      : isLinuxImage(settled.image)
        ? ['LINUX']
        : [];
    if (families.length === 0 || families.includes('LINUX') === !isWindows) return;
    const system = isWindows ? 'Linux' : 'Windows';
    report({
      at: settled.node,
      message: `This image is for ${system}, but the task is for ${family.value}: change one of them`,
      fixes: families.map((name) => ({
        title: `Set operatingSystemFamily to "${name}"`,
        edits: [replace(family.node, name)],
      })),
      related: [{ at: family.node, message: 'The operating system of the task' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "LINUX" }, // the default
  "containerDefinitions": [
    { "name": "web", "image": "mcr.microsoft.com/windows/servercore:ltsc2022", "memory": 512 }
  ]
}`,
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    {
      "name": "web",
      "image": "public.ecr.aws/docker/library/alpine:3.20",
      "memory": 512,
      "user": "1000",
      "readonlyRootFilesystem": true,
      "linuxParameters": { "capabilities": { "drop": ["ALL"] } }
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [{ "name": "web", "image": "mcr.microsoft.com/windows/servercore:ltsc2022", "memory": 512 }]
}`,
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "LINUX" },
  "containerDefinitions": [{ "name": "web", "image": "mcr.microsoft.com/dotnet/aspnet:8.0", "memory": 512 }]
}`,
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "\${system}" },
  "containerDefinitions": [{ "name": "web", "image": "mcr.microsoft.com/windows/servercore:ltsc2022", "memory": 512 }]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "mcr.microsoft.com/windows/servercore:ltsc2022", "memory": 512 }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, // the default
  "containerDefinitions": [
    { "name": "web", "image": "mcr.microsoft.com/windows/servercore:ltsc2022", "memory": 512 }
  ]
}`,
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "LINUX" },
  "containerDefinitions": [
    {
      "name": "web",
      "image": "public.ecr.aws/docker/library/alpine:3.20",
      "memory": 512,
      "user": "1000",
      "readonlyRootFilesystem": true,
      "linuxParameters": { "capabilities": { "drop": ["ALL"] } }
    }
  ]
}`,
  ],
};

function isWindowsImage({ registry, repository }: ImageReference): boolean {
  return registry?.text === 'mcr.microsoft.com' && repository.text.startsWith('windows/');
}

/** Distributions whose official images exist for Linux only. */
const LINUX_IMAGES: ReadonlySet<string> = new Set(['alpine', 'amazonlinux', 'debian', 'ubuntu']);

function isLinuxImage({ registry, repository }: ImageReference): boolean {
  const official =
    registry?.text === 'public.ecr.aws' ? /^docker\/library\/([^/]+)$/.exec(repository.text)?.[1] : undefined;
  return LINUX_IMAGES.has(official ?? (registry ? '' : repository.text));
}

/** The operating system families that run a Windows base image, by the year in its tag; 2022 if it has none. */
function windowsFamilies({ repository, tag }: ImageReference): string[] {
  const year = /^ltsc(2019|2022|2025)/.exec(tag?.text ?? '')?.[1] ?? '2022';
  const kinds = repository.text === 'windows/server' ? ['FULL', 'CORE'] : ['CORE', 'FULL'];
  return kinds.map((kind) => `WINDOWS_SERVER_${year}_${kind}`);
}
