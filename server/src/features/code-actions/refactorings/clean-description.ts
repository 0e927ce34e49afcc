import type { Report } from '../../../findings/report.ts';
import { READ_ONLY_PROPERTIES } from '../../../model/facts.ts';
import type { TaskDefinition } from '../../../model/task.ts';
import { TASK_RULES } from '../../../rules/index.generated.ts';
import { type NodeEdit, remove } from '../../../syntax/edit.ts';
import type { ObjectNode, PropertyNode } from '../../../syntax/node.ts';
import type { Change, Refactor } from './refactoring.ts';

/** Lists that ECS prints even if they are empty. */
const PRINTED_EMPTY = new Set([
  'environment',
  'environmentFiles',
  'mountPoints',
  'placementConstraints',
  'portMappings',
  'secrets',
  'systemControls',
  'ulimits',
  'volumes',
  'volumesFrom',
]);

/**
 * Turns the output of describe-task-definition into a file that can be registered again, without members that say
 * nothing.
 */
export const cleanDescription: Refactor = (task) => {
  const written = task.node?.properties.filter(({ key }) => READ_ONLY_PROPERTIES.has(key.value)) ?? [];
  if (!task.node || (written.length === 0 && !task.part.wrapper)) return [];
  const wrapper = fixesOf('td-describe-wrapper', task);
  // If the wrapper cannot be removed safely, offer nothing: the rest would be only half of the job.
  if (task.part.wrapper && wrapper.length === 0) return [];
  const changes: Change[] = [
    { label: 'Unwrap "taskDefinition"', edits: wrapper },
    { label: 'Remove what only ECS sets', edits: fixesOf('td-read-only-property', task) },
    { label: 'Remove what is empty', edits: [...fixesOf('td-null-or-empty-value', task), ...emptyLists(task)] },
    { label: 'Remove "cpu": 0', description: 'It is the default.', edits: zeroCpu(task) },
  ];
  return [
    {
      title: 'Remove what only describe-task-definition prints',
      kind: 'refactor.rewrite',
      at: [...written, ...(task.part.wrapper ? [task.part.wrapper.key] : [])],
      changes: changes.filter(({ edits }) => edits.length > 0),
    },
  ];
};

/** The edits of a rule's safe fixes. */
function fixesOf(id: string, task: TaskDefinition): NodeEdit[] {
  const rule = TASK_RULES.find((one) => one.id === id);
  const reports: Report[] = [];
  if (rule && rule.of !== 'container') rule.check(task, (report) => reports.push(report));
  return reports.flatMap(({ fixes = [] }) => fixes.find((fix) => fix.preferred)?.edits ?? []);
}

function emptyLists(task: TaskDefinition): NodeEdit[] {
  const objects: ObjectNode[] = [task.node!, ...task.containers.items.map((container) => container.node)];
  return objects.flatMap((object) => object.properties.filter(isPrintedEmpty).map((property) => remove(property)));
}

function isPrintedEmpty({ key, value }: PropertyNode): boolean {
  return (
    PRINTED_EMPTY.has(key.value) &&
    value?.kind === 'array' &&
    !value.open &&
    value.items.length === 0 &&
    value.length <= 2
  );
}

function zeroCpu(task: TaskDefinition): NodeEdit[] {
  return task.containers.items.flatMap((container) => {
    const cpu = container.number('cpu');
    return cpu.state === 'known' && cpu.value === 0 ? [remove(cpu.property!)] : [];
  });
}
