import { type Name, namesOf, type Occurrence } from '../../model/references.ts';
import type { ServiceDefinition } from '../../model/service.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { TASK_DEFINITION } from '../../model/task-beside.ts';
import { endOf } from '../../syntax/node.ts';
import { originOf } from '../../syntax/projection.ts';
import { folderOf, keyOf, type TaskFile } from '../../workspace-files.ts';
import { type FoundName, findName } from './names.ts';

/** A place where a name is written, in any file of the workspace. */
export interface Place {
  readonly file: TaskFile;
  readonly occurrence: Occurrence;
}

/** A name with its places in all files. */
export interface FoundEverywhere extends FoundName {
  /** In the order of the files, those of the file with the cursor first. */
  readonly places: readonly Place[];
}

/** A task definition or a service in a file. */
interface Member {
  readonly file: TaskFile;
  readonly scope: TaskDefinition | ServiceDefinition;
}

/** The name at an offset in one of the files, with its places in the others. */
export function findEverywhere(files: readonly TaskFile[], uri: string, offset: number): FoundEverywhere | undefined {
  const here = files.find((file) => file.uri === uri);
  const found = here && findName(here, offset);
  if (!found) return undefined;
  const group = groupOf(files, { file: here, scope: found.scope });
  const places = group.flatMap(({ file, scope }) =>
    namesOf(scope)
      .filter(({ kind, text }) => kind === found.name.kind && text === found.name.text)
      .flatMap(({ occurrences }) => occurrences.map((occurrence) => ({ file, occurrence }))),
  );
  const name: Name = { ...found.name, occurrences: places.map(({ occurrence }) => occurrence) };
  const tasks = group.flatMap(({ scope }) => ('containers' in scope ? scope : []));
  return { ...found, name, tasks, places };
}

/** What shares its names with a task definition or a service, itself first. */
function groupOf(files: readonly TaskFile[], first: Member): Member[] {
  const links = linksIn(files);
  const group = new Map([[first.scope, first]]);
  // The map is iterated while entries are added to it.
  for (const { scope } of group.values()) {
    for (const [a, b] of links) {
      if (a.scope === scope) group.set(b.scope, b);
      else if (b.scope === scope) group.set(a.scope, a);
    }
  }
  return [...group.values()];
}

/** Which of the files' task definitions and services belong together. */
function linksIn(files: readonly TaskFile[]): [Member, Member][] {
  const tasks = files.flatMap((file) => file.tasks.map((scope) => ({ file, scope })));
  const links: [Member, Member][] = [];
  for (const file of files) {
    for (const scope of file.services) {
      const task = scope.task ? undefined : taskOf({ file, scope }, tasks);
      if (task) links.push([{ file, scope }, task]);
    }
    for (const scope of file.tasks) {
      const target = containersFile(file, scope);
      const list = target && tasks.find((one) => one.scope.isBareList && keyOf(one.file.uri) === target);
      if (list) links.push([{ file, scope }, list]);
    }
  }
  return links;
}

/**
 * The task definition that a service runs: in Terraform the resource of that name in the same module; otherwise the
 * nearest with its family, or the only one in the same folder if the deploying tool fills in the family. Undefined if there are several, as for several environments.
 */
function taskOf(
  { file, scope }: { file: TaskFile; scope: ServiceDefinition },
  tasks: readonly { file: TaskFile; scope: TaskDefinition }[],
): Member | undefined {
  const { dialect, task: resource } = scope.part;
  if (dialect.id === 'terraform' && resource !== undefined) {
    // The files of a folder are one module.
    const same = tasks.filter(
      (task) => task.scope.part.dialect === dialect && task.scope.part.id === resource && areBeside(task.file, file),
    );
    return same.length === 1 ? same[0] : undefined;
  }
  if (scope.isPartial || scope.text('taskDefinition')?.value === TASK_DEFINITION) {
    const beside = tasks.filter(
      (task) => areBeside(task.file, file) && task.scope.part.dialect.id === 'api' && !task.scope.isBareList,
    );
    return beside.length === 1 ? beside[0] : undefined;
  }
  const family = namesOf(scope).find(({ kind }) => kind === 'family')?.text;
  const named = family === undefined ? [] : tasks.filter((task) => task.scope.text('family')?.value === family);
  const steps = named.map((task) => distance(folderOf(file.uri), folderOf(task.file.uri)));
  const least = Math.min(...steps);
  const nearest = named.filter((_, i) => steps[i] === least);
  return nearest.length === 1 ? nearest[0] : undefined;
}

/** How many steps lead from one folder to another. */
function distance(from: string, to: string): number {
  const a = from.split('/');
  const b = to.split('/');
  let common = 0;
  while (common < a.length && a[common] === b[common]) common++;
  return a.length + b.length - 2 * common;
}

function areBeside(one: TaskFile, other: TaskFile): boolean {
  return folderOf(one.uri) === folderOf(other.uri);
}

/** The key of the file that Terraform reads a task's containers from; undefined if they are in the task's own file. */
function containersFile(file: TaskFile, task: TaskDefinition): string | undefined {
  if (task.part.dialect.id !== 'terraform') return undefined;
  const value = task.node?.properties.find(({ key }) => key.value === 'containerDefinitions')?.value;
  if (!value) return undefined;
  const written = originOf(value);
  const expression = file.document.text.slice(written.offset, endOf(written));
  const path = /\b(?:file|templatefile)\(\s*"(?:\$\{path\.module\}\/)?([^"$\\]+)"/.exec(expression)?.[1];
  if (path === undefined) return undefined;
  try {
    return keyOf(new URL(path.split('/').map(encodeURIComponent).join('/'), file.uri).href);
  } catch {
    return undefined;
  }
}
