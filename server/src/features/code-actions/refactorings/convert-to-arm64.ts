import { isKnown } from '../../../model/field.ts';
import { parseImage } from '../../../model/image.ts';
import type { Container, TaskDefinition } from '../../../model/task.ts';
import { replace, set } from '../../../syntax/edit.ts';
import { hasPlaceholder } from '../../../syntax/placeholder.ts';
import { newProblem } from './new-problems.ts';
import { type Change, listOf, type Refactor, type Refactoring } from './refactoring.ts';

/** Words in tags that mark an image as X86_64. */
const X86 = /(?<=^|[-_.])(?:amd64|x86[-_]64)(?=$|[-_.])/;

/** Makes the task run on ARM64 (Graviton) processors. */
export const convertToArm64: Refactor = (task) => {
  if (!task.node || task.isWindows !== 'no') return [];
  const platform = task.object('runtimePlatform');
  const architecture = platform.string('cpuArchitecture');
  if (platform.presence === 'deferred') return [];
  if (architecture.state !== 'absent' && !isKnown(architecture, 'X86_64')) return [];
  const images = [...new Set(task.containers.items.flatMap((container) => container.text('image')?.value ?? []))];
  const onInstances = task.requires('FARGATE') !== 'yes';
  const change: Change = {
    label: 'Set cpuArchitecture to "ARM64"',
    description: [
      images.length > 0 && `Needs images built for linux/arm64: ${listOf(images)}`,
      onInstances && 'Needs instances with ARM64 processors',
    ]
      .filter(Boolean)
      .join('. '),
    confirm: true,
    edits: [
      platform.node
        ? set(platform.node, 'cpuArchitecture', 'ARM64')
        : set(
            task.node,
            'runtimePlatform',
            { operatingSystemFamily: 'LINUX', cpuArchitecture: 'ARM64' },
            task.has('requiresCompatibilities') ? 'requiresCompatibilities' : 'family',
          ),
    ],
  };
  const refactoring: Refactoring = {
    title: 'Convert to ARM64',
    kind: 'refactor.rewrite',
    at: [task.member('runtimePlatform'), task.member('cpu')].filter((property) => property !== undefined),
    changes: [change, ...otherTags(task)],
  };
  const problem = newProblem(task, refactoring);
  return [problem === undefined ? refactoring : { ...refactoring, changes: [], disabled: problem }];
};

/** Changes tags that name the processor to their usual counterparts. The user must check that these exist. */
function otherTags(task: TaskDefinition): Change[] {
  const edits = task.containers.items.flatMap((container: Container) => {
    const node = container.text('image');
    if (!node || hasPlaceholder(node.value)) return [];
    const { tag, digest } = parseImage(node.value);
    if (!tag || digest || !X86.test(tag.text)) return [];
    const value = node.value.slice(0, tag.offset) + tag.text.replace(X86, 'arm64');
    return [replace(node, value)];
  });
  if (edits.length === 0) return [];
  return [
    {
      label: 'Use tags for ARM64',
      description: 'The tags name the architecture: check that the registry has the other one.',
      confirm: true,
      edits,
    },
  ];
}
