import { hasTaskFileName, isTerraformName, isYamlName } from './file-names.ts';

/** Words that make it worth asking the server whether a text contains a task definition. */
interface Sign {
  /** All of these must occur, */
  readonly all: readonly string[];
  /** and at least one of these, if there are any. */
  readonly any: readonly string[];
}

/** The signs, as they are written in each format. The server makes the final decision. */
const SIGNS: readonly Sign[] = [
  { all: [], any: ['"containerDefinitions"', '"ContainerDefinitions"', '"taskDefinition"'] },
  // A container, or a list of them.
  {
    all: ['"name"', '"image"'],
    any: [
      '"essential"',
      '"portMappings"',
      '"memory"',
      '"memoryReservation"',
      '"cpu"',
      '"environment"',
      '"secrets"',
      '"logConfiguration"',
      '"mountPoints"',
      '"entryPoint"',
      '"command"',
      '"dependsOn"',
      '"healthCheck"',
      '"links"',
      '"user"',
      '"volumesFrom"',
      '"firelensConfiguration"',
    ],
  },
  // Image definitions of CodePipeline.
  { all: [], any: ['"imageUri"', '"ImageURI"'] },
  // A CloudFormation template.
  { all: ['AWS::ECS::TaskDefinition'], any: [] },
  { all: [], any: ['AWS::ECS::Service', 'AWS::ECS::TaskSet'] },
  // Terraform's JSON syntax.
  { all: [], any: ['"aws_ecs_task_definition"', '"aws_ecs_service"', '"aws_ecs_task_set"'] },
  // A service.
  {
    all: [],
    any: [
      '"schedulingStrategy"',
      '"deploymentConfiguration"',
      '"desiredCount"',
      '"loadBalancers"',
      '"serviceConnectConfiguration"',
      '"forceNewDeployment"',
    ],
  },
];

/** The signs in YAML. YAML is used for everything, so a file name alone is not a sign. */
const YAML_SIGNS: readonly Sign[] = [
  { all: [], any: ['AWS::ECS::TaskDefinition', 'AWS::ECS::Service', 'AWS::ECS::TaskSet', 'containerDefinitions'] },
  // A service.
  { all: [], any: ['schedulingStrategy:', 'deploymentConfiguration:', 'desiredCount:'] },
];

/** The signs in Terraform. */
const TERRAFORM_SIGNS: readonly Sign[] = [
  { all: [], any: ['aws_ecs_task_definition', 'aws_ecs_service', 'aws_ecs_task_set'] },
];

/** The lines of a text, read one at a time: joining the lines of a large document takes longer than searching them. */
export interface Lines {
  readonly count: number;
  /** A line without its line break. */
  at(line: number): string;
}

/** Whether a file of Terraform has a sign of something that matters to the services of its module. */
export function mattersInModule(path: string, text: string): boolean {
  return mayBeTaskDefinitionText(path, text) || text.includes('aws_appautoscaling_target');
}

/** How many characters and lines to look at from the start. ECS accepts at most 64 KiB. */
const HEAD = { characters: 256 * 1024, lines: 10_000 };
/** How many to look at from the end. */
const TAIL = { characters: 64 * 1024, lines: 2_000 };
/** The most lines that are ever read, whatever the layout. */
export const MOST_LINES = HEAD.lines + TAIL.lines;

/** Whether a name or content gives a reason to ask the server. Looks at a bounded part of the text. */
export function mayBeTaskDefinition(path: string, lines: Lines): boolean {
  return hasTaskFileName(path) || hasSign(path, `${head(lines)}\n${tail(lines)}`);
}

/** The same for a complete text, whose size the caller has limited. */
export function mayBeTaskDefinitionText(path: string, text: string): boolean {
  return hasTaskFileName(path) || hasSign(path, text);
}

/** Whether a text, or a piece of it, contains a sign. @param path the document's path, which tells its language */
export function hasSign(path: string, text: string): boolean {
  if (isTerraformName(path)) return hasAny(TERRAFORM_SIGNS, text);
  return hasAny(isYamlName(path) ? YAML_SIGNS : SIGNS, text);
}

function hasAny(signs: readonly Sign[], text: string): boolean {
  return signs.some(
    ({ all, any }) =>
      all.every((word) => text.includes(word)) && (any.length === 0 || any.some((word) => text.includes(word))),
  );
}

function head(lines: Lines): string {
  const parts: string[] = [];
  let left = HEAD.characters;
  for (let i = 0; i < lines.count && i < HEAD.lines && left > 0; i++) {
    const part = lines.at(i).slice(0, left);
    parts.push(part);
    left -= part.length + 1;
  }
  return parts.join('\n');
}

function tail(lines: Lines): string {
  const parts: string[] = [];
  let left = TAIL.characters;
  const first = Math.max(HEAD.lines, lines.count - TAIL.lines);
  for (let i = lines.count - 1; i >= first && left > 0; i--) {
    const part = lines.at(i).slice(-left);
    parts.push(part);
    left -= part.length + 1;
  }
  // If there is only one long line, the head already covers its start.
  if (lines.count <= HEAD.lines && lines.count > 0) parts.push(lines.at(lines.count - 1).slice(-TAIL.characters));
  return parts.reverse().join('\n');
}
