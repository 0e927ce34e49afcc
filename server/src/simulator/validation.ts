import { perhapsRefusedFor, refusedFor, tellRefusals } from './refusals.ts';
import type { Scene } from './scene.ts';

/**
 * What checks the file before ECS sees it: the AWS CLI, or the tool that deploys in its place. What it refuses are the findings that say so.
 */
export function validate(scene: Scene): void {
  const { findings } = scene;
  const { dialect } = scene.task.part;
  const refused = refusedFor(findings, READERS);
  const unknown = perhapsRefusedFor(findings, READERS);
  if (refused.length === 0 && unknown.length > 0 && dialect.unknown === 'refuses' && refusesUnknown(scene)) {
    refused.push(...unknown);
  }
  scene.pass(1);
  if (refused.length === 0) {
    const text = 'The file can be read, and the API knows the names and types of all its members.';
    scene.tell({ step: 'validation', kind: 'success', text });
    return;
  }
  tellRefusals(scene, 'validation', refused);
  scene.end({
    result: 'refused',
    registered: false,
    refusedBy: dialect.id === 'api' ? 'cli' : dialect.id,
    text:
      dialect.id === 'api'
        ? 'The AWS CLI does not send the file. Nothing reaches ECS.'
        : `${dialect.reader} refuses the file. Nothing reaches ECS.`,
  });
}

const READERS = ['cli', 'cloudformation', 'terraform'] as const;

/** Whether members are refused that did not exist in the API when this was released. */
function refusesUnknown({ task, assumptions }: Scene): boolean {
  const { id, reader } = task.part.dialect;
  if (id !== 'api') {
    const question = { id: 'unknown-members', label: `Does ${reader} refuse the members that Taskdef does not know?` };
    return assumptions.choice(question, { yes: 'Yes', no: 'No, it is newer' }) === 'yes';
  }
  return (
    assumptions.choice(
      { id: 'tool', label: 'What registers the task definition?' },
      { cli: 'The AWS CLI', other: 'A tool that drops what the API does not know' },
    ) === 'cli'
  );
}
