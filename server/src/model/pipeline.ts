import type { SyntaxNode } from '../syntax/node.ts';
import { hasPlaceholder } from '../syntax/placeholder.ts';
import { READ_ONLY_PROPERTIES } from './facts.ts';
import type { TaskDefinition } from './task.ts';

/** Folders whose files a workflow reads, and names with the environment that a file is for: render steps go with both. */
const PIPELINE_FOLDER = /(?:^|[/\\])(?:\.?aws|\.github|\.gitlab|\.circleci|ci|deploy(?:ment)?s?)[/\\]/i;
const ENVIRONMENT = /[-_.](?:dev(?:elopment)?|stag(?:e|ing)|prod(?:uction)?|test|qa|uat)\./i;

/**
 * Whether something shows that a later step completes the file before ECS sees it: where it is kept, a placeholder anywhere,
 * an empty value that waits to be filled, or what describe-task-definition prints and a render step starts from.
 */
export function isCompletedLater(task: TaskDefinition): boolean {
  const { fileName } = task;
  const name = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  if (PIPELINE_FOLDER.test(fileName) || ENVIRONMENT.test(name)) return true;
  if (task.document.templates.length > 0 || task.part.wrapper) return true;
  if (task.node?.properties.some(({ key }) => READ_ONLY_PROPERTIES.has(key.value))) return true;
  return holdsSlot(task.root);
}

/** Whether a file lies where the starter workflow of GitHub for ECS looks for it; its action drops what is empty before it registers. */
export function isForGithubAction({ fileName }: TaskDefinition): boolean {
  return /(?:^|[/\\])\.(?:aws|github)[/\\]/.test(fileName);
}

/** The functions of ecspresso's templates that other tools with `{{ }}` do not have. */
const ECSPRESSO_FUNCTION =
  /\{\{-?\s*(?:must_env\b|env\s+[`"]|tfstatef?\s+[`"]|ssm\s+[`"]|secretsmanager_arn\s+[`"]|cfn_(?:output|export)\s+[`"])/;

/**
 * Whether ecspresso registers a file: it has the name that `ecspresso init` gives, or calls functions of its templates. ecspresso
 * leaves out an empty list of tags, and reads what describe-task-definition prints.
 * Source: kayac/ecspresso, ecspresso.go (RegisterTaskDefinition, LoadTaskDefinition), checked 2026-11-28.
 */
export function isForEcspresso({ fileName, document }: TaskDefinition): boolean {
  return /(?:^|[/\\])ecs-task-def\.json$/.test(fileName) || ECSPRESSO_FUNCTION.test(document.text);
}

/**
 * Whether a tool cleans a file before it registers it: the GitHub action for ECS, ecspresso, or whatever takes a file in which stands
 * what only ECS writes. The AWS CLI would refuse that, and the tools that leave it out leave out what is empty too.
 * Source: aws-actions/amazon-ecs-deploy-task-definition, index.js (cleanNullKeys, removeIgnoredAttributes), checked 2026-11-28.
 */
export function isCleanedLater(task: TaskDefinition): boolean {
  if (task.node?.properties.some(({ key }) => READ_ONLY_PROPERTIES.has(key.value))) return true;
  return isForGithubAction(task) || isForEcspresso(task);
}

/**
 * Whether the images of a file are written by a step of a pipeline: it lies where workflows keep such files, or the image of a
 * container is a placeholder.
 */
export function isImageWrittenLater(task: TaskDefinition): boolean {
  if (isForGithubAction(task)) return true;
  return task.containers.items.some((container) => {
    const image = container.string('image');
    return image.state === 'deferred' || (image.state === 'absent' && image.property !== undefined);
  });
}

/** Whether a text is there to be replaced: it has a placeholder, or nothing. */
export function isSlot(text: string): boolean {
  return text === '' || hasPlaceholder(text);
}

function holdsSlot(node: SyntaxNode | undefined): boolean {
  switch (node?.kind) {
    case 'null':
    case 'template':
      return true;
    case 'string':
      return isSlot(node.value);
    case 'property':
      // Variables, labels and options may be empty on purpose.
      if (node.value?.kind === 'string' && node.value.value === '')
        return node.key.value !== 'value' && /^[a-z][A-Za-z]*$/.test(node.key.value);
      return hasPlaceholder(node.key.value) || holdsSlot(node.value);
    case 'object':
      return node.properties.some(holdsSlot);
    case 'array':
      return !ARGUMENTS.has(nameOf(node.parent)) && node.items.some(holdsSlot);
    default:
      return false;
  }
}

/** Lists of arguments, where an empty text is an argument and `$VAR` a matter of the shell. */
const ARGUMENTS: ReadonlySet<string> = new Set(['command', 'entryPoint']);

function nameOf(node: SyntaxNode | undefined): string {
  return node?.kind === 'property' ? node.key.value : '';
}
