import type { Part } from '../model/part.ts';

type Kind = Part['kind'] | 'taskSet';

const TYPES: Readonly<Record<'cloudformation' | 'terraform', Readonly<Record<Kind, string>>>> = {
  cloudformation: { task: 'AWS::ECS::TaskDefinition', service: 'AWS::ECS::Service', taskSet: 'AWS::ECS::TaskSet' },
  terraform: { task: 'aws_ecs_task_definition', service: 'aws_ecs_service', taskSet: 'aws_ecs_task_set' },
};

/** The type of the resource that a part is in a template; undefined outside of templates. */
export function resourceTypeOf(part: Part): string | undefined {
  const { id } = part.dialect;
  if (id !== 'cloudformation' && id !== 'terraform') return undefined;
  return TYPES[id][part.kind === 'service' && part.type === 'CreateTaskSetRequest' ? 'taskSet' : part.kind];
}
