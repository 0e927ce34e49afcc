/** Task definitions to deploy in tests of the simulator, and what to ask of what comes of it. */
import assert from 'node:assert/strict';
import { analyse } from '../../server/src/analysis.ts';
import { type Deployable, deploy as deployFiles, serviceFor } from '../../server/src/features/deployment.ts';
import type { Chosen } from '../../server/src/simulator/assumptions.ts';
import { simulate } from '../../server/src/simulator/simulate.ts';
import type { ContainerState, Simulation, SimulationEvent } from '../../server/src/simulator/simulation.ts';
import type { World } from '../../server/src/simulator/world.ts';

/** A health check with ECS's own numbers. */
export const CHECK = { command: ['CMD-SHELL', 'curl -f http://localhost/ || exit 1'] };

/** A container with an image that anybody may pull. */
export function container(name: string, members: object = {}): object {
  return { name, image: 'nginx:1.27', ...members };
}

/** A task definition for Fargate, in which nothing is wrong. */
export function onFargate(containers: readonly object[], members: object = {}): object {
  return {
    family: 'shop',
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    executionRoleArn: 'arn:aws:iam::111122223333:role/ecsTaskExecutionRole',
    containerDefinitions: containers,
    ...members,
  };
}

/** A task definition for instances, in which nothing is wrong. */
export function onInstances(containers: readonly object[], members: object = {}): object {
  const withMemory = containers.map((each) => ({ memory: 256, ...each }));
  return {
    family: 'shop',
    requiresCompatibilities: ['EC2'],
    networkMode: 'bridge',
    containerDefinitions: withMemory,
    ...members,
  };
}

/** Deploys a task definition. */
export function deploy(definition: object | string, chosen: Chosen = {}, world?: World): Simulation {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  const { tasks, findings } = analyse(text, 'task-definition.json', 'asked');
  assert.ok(tasks[0], 'it is a task definition');
  return simulate(tasks[0], findings, chosen, { ...(world && { world }) });
}

/** A task definition and its service, each in a file of its own. */
export function filesOf(definition: object, service: object): Deployable {
  const fileOf = (uri: string, content: object) => ({ uri, analysis: analyse(JSON.stringify(content), uri, 'asked') });
  const taskFile = fileOf('task-definition.json', definition);
  const task = taskFile.analysis.tasks[0]!;
  const found = serviceFor(task, taskFile, [fileOf('service.json', service)]);
  assert.ok(found.service, 'it is the service of the task definition');
  return { task, taskFile, ...found };
}

/** Deploys a task definition with its service, each in a file of its own. */
export function deployService(definition: object, service: object, chosen: Chosen = {}, world?: World): Simulation {
  return deployFiles(filesOf(definition, service), chosen, world).simulation;
}

/** A container as it is in the end. */
export function atEnd({ events }: Simulation, name: string): ContainerState {
  return stateAfter(events.at(-1), name);
}

/** The first event whose text has all these words. */
export function eventWith({ events }: Simulation, ...words: readonly string[]): SimulationEvent {
  const found = events.find(({ text }) => words.every((word) => text.includes(word)));
  assert.ok(
    found,
    `an event with ${words.join(', ')} among:\n${events.map(({ at, text }) => `${at} ${text}`).join('\n')}`,
  );
  return found;
}

/** Seconds since the deployment began at which a container starts; undefined where it never does. */
export function startOf({ events }: Simulation, name: string): number | undefined {
  return events.find(({ text }) => text === `"${name}" starts.`)?.at;
}

function stateAfter(event: SimulationEvent | undefined, name: string): ContainerState {
  const found = event?.state.containers.find((each) => each.name === name);
  assert.ok(found, `the state of ${name}`);
  return found;
}
