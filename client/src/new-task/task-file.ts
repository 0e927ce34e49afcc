import { FARGATE_SIZES } from '../../../server/src/model/facts.ts';
import { UNKNOWN_REGION } from '../../../server/src/model/region-name.ts';

/** Where the new task will run. */
export type LaunchType = 'FARGATE' | 'EC2' | 'EXTERNAL' | 'MANAGED_INSTANCES';

/** The user's answers about a new task definition. */
export interface Answers {
  readonly launchType: LaunchType;
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  readonly image: string;
  /** Undefined if nobody connects to the task. */
  readonly port: number | undefined;
  /** The path that answers when the container is healthy; undefined for no health check. */
  readonly healthPath?: string | undefined;
  /** Whether the application calls AWS, for which it needs a task role. */
  readonly callsAws?: boolean | undefined;
}

/** Stands in for the user's account until it is known; AWS's own examples use this number. */
export const EXAMPLE_ACCOUNT = '111122223333';

/** What a path in a URL may look like here: it goes into a command for a shell. */
const HEALTH_PATH = /^\/[\w./~%-]{0,200}$/;

/** CPU units to choose from if the host's size is the only limit. */
const HOST_CPU_UNITS = [128, 256, 512, 1024, 2048, 4096];
const HOST_MEMORY_MIB = [128, 256, 512, 1024, 2048, 4096, 8192, 16384];

/** The CPU values to choose from. */
export function cpuChoices(launchType: LaunchType): readonly number[] {
  return launchType === 'FARGATE' ? FARGATE_SIZES.map((size) => size.cpuUnits) : HOST_CPU_UNITS;
}

/** The memory values that go with a CPU value. */
export function memoryChoices(launchType: LaunchType, cpuUnits: number): readonly number[] {
  if (launchType !== 'FARGATE') return HOST_MEMORY_MIB;
  return FARGATE_SIZES.find((size) => size.cpuUnits === cpuUnits)?.memoryMiB ?? [];
}

/**
 * Validates what a caller of the command passed; undefined if the questions would not have accepted it. Any extension,
 * and any link in a document, may call a command.
 */
export function readAnswers(given: unknown): Answers | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const { launchType, cpuUnits, memoryMiB, image, port, healthPath, callsAws } = given as Partial<
    Record<keyof Answers, unknown>
  >;
  if (!isLaunchType(launchType)) return undefined;
  if (typeof cpuUnits !== 'number' || !cpuChoices(launchType).includes(cpuUnits)) return undefined;
  if (typeof memoryMiB !== 'number' || !memoryChoices(launchType, cpuUnits).includes(memoryMiB)) return undefined;
  if (typeof image !== 'string' || !/^[\x21-\x7E]{1,255}$/.test(image) || /["\\]|^[a-z]+:\/\//i.test(image))
    return undefined;
  if (port !== undefined && !(typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535))
    return undefined;
  if (healthPath !== undefined && !(typeof healthPath === 'string' && isHealthPath(healthPath))) return undefined;
  if (callsAws !== undefined && typeof callsAws !== 'boolean') return undefined;
  return {
    launchType,
    cpuUnits,
    memoryMiB,
    image,
    port,
    ...(healthPath === undefined ? {} : { healthPath }),
    ...(callsAws === undefined ? {} : { callsAws }),
  };
}

/** Whether a text can be the path of a health check. */
export function isHealthPath(text: string): boolean {
  return HEALTH_PATH.test(text);
}

const LAUNCH_TYPES: readonly unknown[] = ['FARGATE', 'EC2', 'EXTERNAL', 'MANAGED_INSTANCES'] satisfies LaunchType[];

function isLaunchType(value: unknown): value is LaunchType {
  return LAUNCH_TYPES.includes(value);
}

/**
 * The text of a task definition file that ECS accepts.
 * @param indent one level of indentation
 */
export function taskFile(answers: Answers, indent = '  '): string {
  const { launchType, cpuUnits, memoryMiB, image, port, healthPath, callsAws } = answers;
  const name = nameOf(image);
  const { account = EXAMPLE_ACCOUNT, region = UNKNOWN_REGION } = ecrOf(image) ?? {};
  const onHost = launchType === 'EC2' || launchType === 'EXTERNAL';
  // External instances cannot give a task its own elastic network interface.
  const bridge = launchType === 'EXTERNAL';
  const role = (roleName: string) => `arn:aws:iam::${account}:role/${roleName}`;
  const task = {
    family: name,
    requiresCompatibilities: [launchType],
    networkMode: bridge ? 'bridge' : 'awsvpc',
    ...(onHost ? {} : { cpu: String(cpuUnits), memory: String(memoryMiB) }),
    ...(onHost ? {} : { runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' } }),
    executionRoleArn: role('ecsTaskExecutionRole'),
    // IAM allows 64 characters in the name of a role (IAM quotas, checked 2026-11-28).
    ...(callsAws ? { taskRoleArn: role(`${name.slice(0, 54)}-task-role`) } : {}),
    containerDefinitions: [
      {
        name,
        image,
        ...(onHost ? { cpu: cpuUnits, memory: memoryMiB } : {}),
        essential: true,
        ...(port === undefined ? {} : { portMappings: [portMapping(port, bridge)] }),
        ...(port === undefined || !healthPath ? {} : { healthCheck: healthCheck(port, healthPath) }),
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': `/ecs/${name}`,
            'awslogs-region': region,
            'awslogs-stream-prefix': name,
          },
        },
      },
    ],
  };
  return `${write(task, indent, '')}\n`;
}

/** Asks with curl or, in an image without it, with wget. */
function healthCheck(port: number, path: string) {
  const url = `http://localhost:${port}${path}`;
  return {
    command: ['CMD-SHELL', `curl -f ${url} || wget -q --spider ${url} || exit 1`],
    // Time to start, in seconds, in which a failure does not count.
    startPeriod: 60,
  };
}

/** JSON as people write it: lists of simple things stay on one line. */
export function write(value: unknown, indent: string, before: string): string {
  const inner = before + indent;
  if (Array.isArray(value)) {
    if (value.every(isShort)) return `[${value.map((item) => writeLine(item)).join(', ')}]`;
    return `[\n${value.map((item) => inner + write(item, indent, inner)).join(',\n')}\n${before}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${inner}${JSON.stringify(key)}: ${write(member, indent, inner)}`,
  );
  return `{\n${members.join(',\n')}\n${before}}`;
}

/** Whether a value fits on the line of its list: a simple one, or an object with a few of them. */
function isShort(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const members = Object.values(value);
  return members.length <= 3 && members.every((member) => typeof member !== 'object');
}

function writeLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${JSON.stringify(member)}`);
  return `{ ${members.join(', ')} }`;
}

/** On a shared network the host port is left open, so that a second copy of the task gets a free one. */
function portMapping(port: number, bridge: boolean) {
  return { containerPort: port, ...(bridge ? { hostPort: 0 } : {}), protocol: 'tcp' };
}

/** A name for the task and its container: the last part of the image's repository, in characters that ECS accepts. */
export function nameOf(image: string): string {
  const path = image.replace(/@.*$/s, '').replace(/:[^/]*$/, '');
  const last = path.slice(path.lastIndexOf('/') + 1);
  const name = last
    .replaceAll(/[^\w-]+/g, '-')
    .replaceAll(/^-+|(?<!-)-+$/g, '')
    .slice(0, 100);
  return name || 'app';
}

/** The account and region of an image in a private ECR repository. */
function ecrOf(image: string): { readonly account: string; readonly region: string } | undefined {
  const found = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\./.exec(image);
  return found ? { account: found[1]!, region: found[2]! } : undefined;
}
