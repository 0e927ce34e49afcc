import type { SyntaxNode } from '../syntax/node.ts';
import { hasPlaceholder } from '../syntax/placeholder.ts';
import { READ_ONLY_PROPERTIES } from './facts.ts';
import type { TaskDefinition } from './task.ts';

/** Folders that workflows read files from, and file names that mention an environment: both suggest a render step. */
const PIPELINE_FOLDER = /(?:^|[/\\])(?:\.?aws|\.github|\.gitlab|\.circleci|ci|deploy(?:ment)?s?)[/\\]/i;
const ENVIRONMENT = /[-_.](?:dev(?:elopment)?|stag(?:e|ing)|prod(?:uction)?|test|qa|uat)\./i;

/**
 * Whether there is any sign that a later step completes the file before ECS sees it: its location, a placeholder
 * anywhere, an empty value waiting to be filled in, or output of describe-task-definition, which render steps start
 * from.
 */
export function isCompletedLater(task: TaskDefinition): boolean {
  const { fileName } = task;
  const name = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  if (PIPELINE_FOLDER.test(fileName) || ENVIRONMENT.test(name)) return true;
  if (task.document.templates.length > 0 || task.part.wrapper) return true;
  if (task.node?.properties.some(({ key }) => READ_ONLY_PROPERTIES.has(key.value))) return true;
  return holdsSlot(task.root);
}

/**
 * Whether a file is where GitHub's starter workflow for ECS looks for it. The workflow's action drops empty values
 * before it registers the file.
 */
export function isForGithubAction({ fileName }: TaskDefinition): boolean {
  return /(?:^|[/\\])\.(?:aws|github)[/\\]/.test(fileName);
}

/** Functions of ecspresso's templates that other tools using `{{ }}` do not have. */
const ECSPRESSO_FUNCTION =
  /\{\{-?\s*(?:must_env\b|env\s+[`"]|tfstatef?\s+[`"]|ssm\s+[`"]|secretsmanager_arn\s+[`"]|cfn_(?:output|export)\s+[`"])/;

/**
 * Whether ecspresso registers a file: it has the name that `ecspresso init` gives it, or calls ecspresso's template
 * functions. ecspresso omits an empty list of tags, and accepts the output of describe-task-definition.
 * Source: kayac/ecspresso, ecspresso.go (RegisterTaskDefinition, LoadTaskDefinition), checked 2026-11-28.
 */
export function isForEcspresso({ fileName, document }: TaskDefinition): boolean {
  return /(?:^|[/\\])ecs-task-def\.json$/.test(fileName) || ECSPRESSO_FUNCTION.test(document.text);
}

/**
 * Whether a tool cleans up a file before registering it: the GitHub action for ECS, ecspresso, or some tool that
 * accepts members which only ECS writes. The AWS CLI would refuse such members, and tools that drop them also drop
 * empty values.
 * Source: aws-actions/amazon-ecs-deploy-task-definition, index.js (cleanNullKeys, removeIgnoredAttributes), checked
 * 2026-11-28.
 */
export function isCleanedLater(task: TaskDefinition): boolean {
  if (task.node?.properties.some(({ key }) => READ_ONLY_PROPERTIES.has(key.value))) return true;
  return isForGithubAction(task) || isForEcspresso(task);
}

/**
 * Whether a pipeline step fills in a file's images: the file is where workflows keep such files, or a container's image
 * is a placeholder.
 */
export function isImageWrittenLater(task: TaskDefinition): boolean {
  if (isForGithubAction(task)) return true;
  return task.containers.items.some((container) => {
    const image = container.string('image');
    return image.state === 'deferred' || (image.state === 'absent' && image.property !== undefined);
  });
}

/** Whether a text is waiting to be replaced: it has a placeholder or is empty. */
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

/** Lists of arguments, in which an empty string is a valid argument and `$VAR` is for the shell. */
const ARGUMENTS: ReadonlySet<string> = new Set(['command', 'entryPoint']);

function nameOf(node: SyntaxNode | undefined): string {
  return node?.kind === 'property' ? node.key.value : '';
}
