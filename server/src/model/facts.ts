/** Limits and tables of Amazon ECS, each with its source and the date it was checked. */

/** A task size that Fargate offers: a CPU value in units, and the memory values in MiB that go with it. */
export interface FargateSize {
  readonly cpuUnits: number;
  readonly memoryMiB: readonly number[];
  /** Whether Windows tasks can use this size. */
  readonly windows: boolean;
}

function steps(first: number, last: number, step: number): number[] {
  return Array.from({ length: (last - first) / step + 1 }, (_, i) => first + i * step);
}

/**
 * Fargate task sizes. Source: Amazon ECS developer guide, "Troubleshoot Amazon ECS task definition invalid CPU or
 * memory errors", for sizes up to 16 vCPU; cfn-lint PR #4668 and pulumi-awsx PR #2053 for 32 vCPU; checked 2026-11-28.
 */
export const FARGATE_SIZES: readonly FargateSize[] = [
  { cpuUnits: 256, memoryMiB: [512, 1024, 2048], windows: false },
  { cpuUnits: 512, memoryMiB: steps(1024, 4096, 1024), windows: false },
  { cpuUnits: 1024, memoryMiB: steps(2048, 8192, 1024), windows: true },
  { cpuUnits: 2048, memoryMiB: steps(4096, 16384, 1024), windows: true },
  { cpuUnits: 4096, memoryMiB: steps(8192, 30720, 1024), windows: true },
  { cpuUnits: 8192, memoryMiB: steps(16384, 61440, 4096), windows: false },
  { cpuUnits: 16384, memoryMiB: steps(32768, 122880, 8192), windows: false },
  { cpuUnits: 32768, memoryMiB: [61440, 122880, 249856], windows: false },
];

/** The Fargate size with a CPU value, in units; undefined if Fargate has none. */
export function fargateSize(cpuUnits: number): FargateSize | undefined {
  return FARGATE_SIZES.find((size) => size.cpuUnits === cpuUnits);
}

/**
 * Members that DescribeServices returns but CreateService does not accept.
 * Source: @aws-sdk/client-ecs 3.1164.0, Service less CreateServiceRequest, checked 2026-11-28.
 */
export const SERVICE_READ_ONLY_PROPERTIES: ReadonlySet<string> = new Set([
  'serviceArn',
  'clusterArn',
  'status',
  'runningCount',
  'pendingCount',
  'platformFamily',
  'taskSets',
  'deployments',
  'roleArn',
  'events',
  'createdAt',
  'createdBy',
  'currentServiceDeployment',
  'currentServiceRevisions',
  'resourceManagementType',
]);

/**
 * Members that DescribeTaskDefinition returns but RegisterTaskDefinition does not accept.
 * Source: @aws-sdk/client-ecs 3.1164.0, TaskDefinition less RegisterTaskDefinitionRequest, checked 2026-11-24.
 */
export const READ_ONLY_PROPERTIES: ReadonlySet<string> = new Set([
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'deregisteredAt',
  'deleteRequestedAt',
  'registeredBy',
]);
