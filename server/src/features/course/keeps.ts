import type { Keep } from '../../course/keeps.ts';
import { isKnown } from '../../model/field.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';

/**
 * What a task definition must keep while an exercise is solved but has lost, in sentences.
 * @param task undefined if the text holds no task definition
 */
export function brokenKeeps(task: TaskDefinition | undefined, keeps: readonly Keep[]): string[] {
  return [...new Set(keeps.flatMap((keep) => broken(task, keep) ?? []))];
}

function broken(task: TaskDefinition | undefined, keep: Keep): string | undefined {
  const container = (name: string, holds: (container: Container) => boolean, sentence: string): string | undefined => {
    const found = task?.containersNamed(name) ?? [];
    if (found.length === 0) return `The container "${name}" is missing.`;
    return found.some(holds) ? undefined : sentence;
  };
  if ('container' in keep) return container(keep.container, () => true, '');
  if ('image' in keep) {
    const { container: name, startsWith } = keep.image;
    const holds = (each: Container) => each.text('image')?.value.startsWith(startsWith) === true;
    return container(name, holds, `"${name}" no longer runs the image ${startsWith}.`);
  }
  if ('port' in keep) {
    const { container: name, containerPort } = keep.port;
    const holds = (each: Container) =>
      each.list('portMappings').items.some((mapping) => isKnown(mapping.number('containerPort'), containerPort));
    return container(name, holds, `"${name}" no longer has port ${containerPort}.`);
  }
  if ('environment' in keep) {
    const { container: name, name: variable } = keep.environment;
    const holds = (each: Container) =>
      each.list('environment').items.some((pair) => isKnown(pair.string('name'), variable)) ||
      each.list('secrets').items.some((secret) => isKnown(secret.string('name'), variable));
    return container(name, holds, `"${name}" is no longer given ${variable}.`);
  }
  if ('mount' in keep) {
    const { container: name, containerPath } = keep.mount;
    const holds = (each: Container) =>
      each.list('mountPoints').items.some((mount) => isKnown(mount.string('containerPath'), containerPath));
    return container(name, holds, `"${name}" has nothing mounted at ${containerPath} any more.`);
  }
  if ('dependsOn' in keep) {
    const { container: name, on } = keep.dependsOn;
    const holds = (each: Container) =>
      each.list('dependsOn').items.some((dependency) => isKnown(dependency.string('containerName'), on));
    return container(name, holds, `"${name}" no longer waits for "${on}".`);
  }
  if ('launchType' in keep) {
    const { launchType } = keep;
    const named = task?.strings('requiresCompatibilities').items.some(({ value }) => value === launchType);
    return named ? undefined : `The task definition is no longer for ${launchType}.`;
  }
  if ('healthCheck' in keep) {
    const { container: name } = keep.healthCheck;
    return container(name, (each) => each.has('healthCheck'), `"${name}" no longer has a health check.`);
  }
  if ('volume' in keep) return task?.volumeNamed(keep.volume) ? undefined : `The volume "${keep.volume}" is missing.`;
  if ('essential' in keep) {
    const name = keep.essential;
    return container(name, (each) => isKnown(each.essential, true), `"${name}" is no longer essential.`);
  }
  return container(
    keep.logs,
    (each) => each.has('logConfiguration'),
    `"${keep.logs}" no longer sends its logs anywhere.`,
  );
}
