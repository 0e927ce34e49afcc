import { EXPRESS_CONTAINER } from '../../../model/express.ts';
import { isKnown } from '../../../model/field.ts';
import { namesOf } from '../../../model/references.ts';
import type { Container, TaskDefinition } from '../../../model/task.ts';
import { type NodeEdit, replace, set } from '../../../syntax/edit.ts';
import { convertToFargate } from './convert-to-fargate.ts';
import { newProblem } from './new-problems.ts';
import type { Change, Refactor, Refactoring } from './refactoring.ts';

/**
 * Makes a task definition one that an Express service can run: for Fargate, with a container `Main` that has a single TCP
 * port with a name. Source: CreateExpressGatewayServiceRequest.taskDefinitionArn in @aws-sdk/client-ecs 3.1164.0, checked
 * 2026-11-28.
 */
export const convertToExpress: Refactor = (task, selection) => {
  if (!task.node || task.containers.length === 0 || !task.containerNamesKnown) return [];
  const isForFargate = task.requires('FARGATE') === 'yes';
  if (!isForFargate && task.strings('requiresCompatibilities').open) return [];
  const [toFargate] = isForFargate ? [] : convertToFargate(task, selection);
  const offer = { title: 'Convert to Express Mode', kind: 'refactor.rewrite', at: [] } as const;
  const cannot = (disabled: string): Refactoring[] => [{ ...offer, changes: [], disabled }];
  if (toFargate?.disabled !== undefined) return cannot(toFargate.disabled);
  const main = mainOf(task);
  if (!main) return cannot(`Several containers could get the traffic: name one of them "${EXPRESS_CONTAINER}"`);
  const obstacle = obstacleIn(main);
  if (obstacle !== undefined) return cannot(`Express Mode sends traffic to one TCP port: ${main.title} ${obstacle}`);
  const changes = [...(toFargate?.changes ?? []), ...renamed(task, main, !isForFargate), ...portNamed(task, main)];
  if (changes.length === 0) return [];
  const refactoring: Refactoring = { ...offer, changes };
  const problem = newProblem(task, refactoring);
  return problem === undefined ? [refactoring] : cannot(problem);
};

/** The container with that name already, the only one, or the only one that has ports and must not stop. */
function mainOf(task: TaskDefinition): Container | undefined {
  const [named] = task.containersNamed(EXPRESS_CONTAINER);
  const { items } = task.containers;
  if (named || items.length === 1) return named ?? items[0];
  const [main, ...others] = items.filter(
    (container) =>
      !isKnown(container.boolean('essential'), false) && container.list('portMappings').presence !== 'absent',
  );
  return others.length === 0 ? main : undefined;
}

/** Why the ports of a container do not do; undefined if they do, or are decided later. */
function obstacleIn(main: Container): string | undefined {
  const ports = main.list('portMappings');
  if (ports.open || ports.presence === 'deferred') return undefined;
  const [port, ...others] = ports.items;
  if (!port) return 'has none';
  if (others.length > 0) return `has ${ports.items.length}`;
  if (isKnown(port.string('protocol'), 'udp')) return 'has one for UDP';
  return port.string('containerPortRange').state === 'absent' ? undefined : 'has a range';
}

/** The name, wherever the document uses it. Links go with the conversion to Fargate. */
function renamed(task: TaskDefinition, main: Container, losesLinks: boolean): Change[] {
  const field = main.string('name');
  if (field.state !== 'known' || field.value === EXPRESS_CONTAINER) return [];
  const { value: old } = field;
  const name = namesOf(task).find(({ kind, text }) => kind === 'container' && text === old);
  const edits = (name?.occurrences ?? []).flatMap(({ node }): NodeEdit[] => {
    if (node.value === old) return [replace(node, EXPRESS_CONTAINER)];
    return losesLinks ? [] : [replace(node, `${EXPRESS_CONTAINER}${node.value.slice(old.length)}`)];
  });
  return [
    {
      label: `Name the container "${EXPRESS_CONTAINER}"`,
      description: `Change "${old}" in pipelines and other files that name it, too.`,
      edits,
    },
  ];
}

function portNamed(task: TaskDefinition, main: Container): Change[] {
  const [port] = main.list('portMappings').items;
  if (!port?.node || port.string('name').state !== 'absent') return [];
  const taken = new Set(namesOf(task).flatMap(({ kind, text }) => (kind === 'port' ? [text] : [])));
  const name = ['http', 'main-http', 'express-http'].find((one) => !taken.has(one));
  return name === undefined ? [] : [{ label: 'Name the port', edits: [set(port.node, 'name', name)] }];
}
