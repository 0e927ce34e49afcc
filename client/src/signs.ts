import { hasTaskFileName, isTerraformName, isYamlName } from '../../server/src/formats/file-names.ts';

/** Words of which a text must have some, so that it is worth asking the server whether there is a task definition in it. */
interface Sign {
  /** All of these, and */
  readonly all: readonly string[];
  /** one of these, where there are some. */
  readonly any: readonly string[];
}

/** What tells, as it is written. Each format has its own; the server has the last word. */
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
  // A template of CloudFormation.
  { all: ['AWS::ECS::TaskDefinition'], any: [] },
  { all: ['AWS::ECS::Service'], any: [] },
  // Terraform's JSON.
  { all: ['"aws_ecs_task_definition"'], any: [] },
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

/** What tells in YAML. It is everywhere, and no name of a file says that there is a task definition in it. */
const YAML_SIGNS: readonly Sign[] = [{ all: [], any: ['AWS::ECS::TaskDefinition', 'containerDefinitions'] }];

/** What tells in Terraform. */
const TERRAFORM_SIGNS: readonly Sign[] = [{ all: ['aws_ecs_task_definition'], any: [] }];

/** The lines of a text, read one by one: joining those of a large document costs more than looking for a word in them. */
export interface Lines {
  readonly count: number;
  /** A line without its end. */
  at(line: number): string;
}

/** How many characters and lines are looked at from the beginning. ECS takes 64 KiB. */
const HEAD = { characters: 256 * 1024, lines: 10_000 };
/** And from the end. */
const TAIL = { characters: 64 * 1024, lines: 2_000 };
/** More are not read, however the text is laid out. */
export const MOST_LINES = HEAD.lines + TAIL.lines;

/** Whether name or content give a reason to ask the server. Looks at a bounded part of the text. */
export function mayBeTaskDefinition(path: string, lines: Lines): boolean {
  return hasTaskFileName(path) || hasSign(path, `${head(lines)}\n${tail(lines)}`);
}

/** The same for a text that is there as a whole, of a size that the caller has bounded. */
export function mayBeTaskDefinitionText(path: string, text: string): boolean {
  return hasTaskFileName(path) || hasSign(path, text);
}

/** Whether a text, or a piece of it, has a sign in it. @param path of the document, which tells what is written in it */
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
  // One long line is in the head by its beginning.
  if (lines.count <= HEAD.lines && lines.count > 0) parts.push(lines.at(lines.count - 1).slice(-TAIL.characters));
  return parts.reverse().join('\n');
}
