import { perhapsRefusedFor, refusedFor, tellRefusals } from './refusals.ts';
import type { Scene } from './scene.ts';

/**
 * What checks the file before ECS sees it: the AWS CLI, or the tool that deploys in its place. What it refuses are the findings that say so.
 */
export function validate(scene: Scene): void {
  const { findings, assumptions } = scene;
  const refused = refusedFor(findings, ['cli', 'cloudformation', 'terraform']);
  const unknown = perhapsRefusedFor(findings, ['cli']);
  if (refused.length === 0 && unknown.length > 0) {
    const tool = assumptions.choice(
      { id: 'tool', label: 'What registers the task definition?' },
      { cli: 'The AWS CLI', other: 'A tool that leaves out what the API does not know' },
    );
    if (tool === 'cli') refused.push(...unknown);
  }
  scene.pass(1);
  if (refused.length === 0) {
    const text = 'The file can be read, and the API knows the names and types of all its members.';
    scene.tell({ step: 'validation', kind: 'success', text });
    return;
  }
  tellRefusals(scene, 'validation', refused);
  const refusedBy = refused[0]?.refusedBy ?? 'cli';
  const who = { cloudformation: 'CloudFormation refuses', terraform: 'Terraform refuses' }[refusedBy as string];
  scene.end({
    result: 'refused',
    registered: false,
    refusedBy,
    text: who ? `${who} the file. Nothing reaches ECS.` : 'The AWS CLI does not send the file. Nothing reaches ECS.',
  });
}
