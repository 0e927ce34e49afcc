import type { ServiceDefinition } from './service.ts';
import type { TaskDefinition } from './task.ts';

/** Whether a service may run a task definition that is in another document of the same folder. */
export function seeksTask({ task, part }: ServiceDefinition): boolean {
  if (task !== undefined) return false;
  if (part.dialect.id === 'terraform') return part.task !== undefined;
  return part.dialect.id === 'api' || part.dialect.id === 'codedeploy';
}

/**
 * The task definition that a service runs, of those in the other documents of its folder; undefined if it is none of
 * them, or if several could be meant. A service that names a revision runs what was registered, and not what a file says.
 * @param fileName path or URI of the service
 */
export function taskBeside(
  service: ServiceDefinition,
  fileName: string,
  tasks: readonly TaskDefinition[],
): TaskDefinition | undefined {
  if (!seeksTask(service)) return undefined;
  if (service.part.dialect.id === 'terraform') {
    // The files of a folder are one module, in which a resource's name occurs once.
    const named = tasks.filter(({ part }) => part.dialect.id === 'terraform' && part.id === service.part.task);
    return named.length === 1 ? named[0] : undefined;
  }
  const { whole, byFamily } = indexOf(tasks);
  const found = service.isPartial
    ? ofEcspresso(fileName, whole)
    : service.text('taskDefinition')?.value === TASK_DEFINITION
      ? ofCodePipeline(whole)
      : ofFamily(service, byFamily);
  const [task, ...others] = ofSameEnvironment(found, fileName);
  return others.length === 0 ? task : undefined;
}

/**
 * The task definitions that an image definitions file may be for, of those in the other documents of its folder.
 * @param fileName path or URI of the image definitions
 */
export function tasksForImages(fileName: string, tasks: readonly TaskDefinition[]): readonly TaskDefinition[] {
  return ofSameEnvironment(indexOf(tasks).whole, fileName);
}

function ofSameEnvironment(tasks: readonly TaskDefinition[], fileName: string): readonly TaskDefinition[] {
  return tasks.filter((one) => environmentOf(one.fileName) === environmentOf(fileName));
}

interface Index {
  /** Those that are task definitions of their own. */
  readonly whole: readonly TaskDefinition[];
  readonly byFamily: ReadonlyMap<string, readonly TaskDefinition[]>;
}

/** Made once for the services of a folder that share a list. Each task definition in it is one version of its text. */
const INDEXES = new WeakMap<readonly TaskDefinition[], Index>();

function indexOf(tasks: readonly TaskDefinition[]): Index {
  const known = INDEXES.get(tasks);
  if (known) return known;
  const whole = tasks.filter(({ part, isBareList }) => part.dialect.id === 'api' && !isBareList);
  const byFamily = new Map<string, TaskDefinition[]>();
  for (const task of whole) {
    const family = task.string('family');
    if (family.state !== 'known') continue;
    const namesakes = byFamily.get(family.value);
    if (namesakes) namesakes.push(task);
    else byFamily.set(family.value, [task]);
  }
  const index = { whole, byFamily };
  INDEXES.set(tasks, index);
  return index;
}

function ofFamily(service: ServiceDefinition, byFamily: Index['byFamily']): readonly TaskDefinition[] {
  const { value } = service.string('taskDefinition');
  const family = value?.replace(/^arn:[^/]*:task-definition\//, '');
  return family && /^[\w-]+$/.test(family) ? (byFamily.get(family) ?? []) : [];
}

/**
 * Where ecspresso has the task definition of a service that names none, unless it is told otherwise.
 * Source: the configuration file in the documentation of ecspresso, checked 2026-11-28.
 */
function ofEcspresso(fileName: string, tasks: readonly TaskDefinition[]): readonly TaskDefinition[] {
  if (!/^ecs-service-def\.[a-z]+$/.test(nameOf(fileName))) return [];
  return tasks.filter((task) => /^ecs-task-def\.[a-z]+$/.test(nameOf(task.fileName)));
}

/** What CodePipeline replaces in an AppSpec file with the task definition that it has registered. */
export const TASK_DEFINITION = '<TASK_DEFINITION>';

/**
 * Where CodePipeline has the task definition for an AppSpec file, unless it is told otherwise.
 * Source: the reference of the action "Amazon ECS and CodeDeploy blue-green" in the AWS CodePipeline user guide, checked
 * 2026-11-28.
 */
function ofCodePipeline(tasks: readonly TaskDefinition[]): readonly TaskDefinition[] {
  return tasks.filter((task) => nameOf(task.fileName) === 'taskdef.json');
}

function nameOf(fileName: string): string {
  return fileName.slice(fileName.search(/(?<![^/\\])[^/\\]*$/));
}

const ENVIRONMENT = /(?<![a-z])(?:dev|development|test|testing|qa|uat|stage|staging|prod|production|local)(?![a-z])/i;

/** The environment that a file's name says it is for: files of two environments do not belong together. */
function environmentOf(fileName: string): string {
  return ENVIRONMENT.exec(nameOf(fileName))?.[0].toLowerCase() ?? '';
}
