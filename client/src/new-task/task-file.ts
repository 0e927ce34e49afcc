import { FARGATE_SIZES } from '../../../server/src/model/facts.ts';

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
}

/** Stands in for the user's account until it is known; AWS's own examples use this number. */
export const EXAMPLE_ACCOUNT = '111122223333';
const EXAMPLE_REGION = 'us-east-1';

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
  const { launchType, cpuUnits, memoryMiB, image, port } = given as Partial<Record<keyof Answers, unknown>>;
  if (!isLaunchType(launchType)) return undefined;
  if (typeof cpuUnits !== 'number' || !cpuChoices(launchType).includes(cpuUnits)) return undefined;
  if (typeof memoryMiB !== 'number' || !memoryChoices(launchType, cpuUnits).includes(memoryMiB)) return undefined;
  if (typeof image !== 'string' || !/^[\x21-\x7E]{1,255}$/.test(image) || /["\\]|^[a-z]+:\/\//i.test(image))
    return undefined;
  if (port !== undefined && !(typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535))
    return undefined;
  return { launchType, cpuUnits, memoryMiB, image, port };
}

const LAUNCH_TYPES: readonly unknown[] = ['FARGATE', 'EC2', 'EXTERNAL', 'MANAGED_INSTANCES'] satisfies LaunchType[];

function isLaunchType(value: unknown): value is LaunchType {
  return LAUNCH_TYPES.includes(value);
}

/** The text of a task definition file that ECS accepts. */
export function taskFile({ launchType, cpuUnits, memoryMiB, image, port }: Answers): string {
  const name = nameOf(image);
  const { account = EXAMPLE_ACCOUNT, region = EXAMPLE_REGION } = ecrOf(image) ?? {};
  const onHost = launchType === 'EC2' || launchType === 'EXTERNAL';
  // External instances cannot give a task its own elastic network interface.
  const bridge = launchType === 'EXTERNAL';
  const task = {
    family: name,
    requiresCompatibilities: [launchType],
    networkMode: bridge ? 'bridge' : 'awsvpc',
    ...(onHost ? {} : { cpu: String(cpuUnits), memory: String(memoryMiB) }),
    ...(onHost ? {} : { runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' } }),
    executionRoleArn: `arn:aws:iam::${account}:role/ecsTaskExecutionRole`,
    containerDefinitions: [
      {
        name,
        image,
        ...(onHost ? { cpu: cpuUnits, memory: memoryMiB } : {}),
        essential: true,
        ...(port === undefined ? {} : { portMappings: [portMapping(port, bridge)] }),
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
  return `${JSON.stringify(task, null, 2)}\n`;
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
