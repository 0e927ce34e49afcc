/**
 * On-demand price of a Fargate task on Linux, in US dollars. Not included: Spot, savings plans, tax, and storage beyond
 * the 20 GB that come with a task. Regions and architectures whose prices have not been looked up are left out.
 * Source: AWS Price List, AmazonECS, usage types Fargate-vCPU-Hours, Fargate-GB-Hours and their ARM forms (published on
 * aws.amazon.com/fargate/pricing), as quoted by public projects that read it; checked 2026-11-24.
 */

/** Price per hour, in US dollars. */
export interface FargatePrice {
  readonly vCpuHour: number;
  readonly gbHour: number;
}

/** The day the prices were last checked. */
export const FARGATE_PRICES_CHECKED = '2026-11-24';

/** Hours per month in AWS's own pricing calculator. */
const HOURS_A_MONTH = 730;

type Architecture = 'X86_64' | 'ARM64';

const VIRGINIA: FargatePrice = { vCpuHour: 0.04048, gbHour: 0.004445 };
const VIRGINIA_ARM: FargatePrice = { vCpuHour: 0.03238, gbHour: 0.00356 };

const PRICES: Readonly<Record<string, Partial<Readonly<Record<Architecture, FargatePrice>>>>> = {
  'us-east-1': { X86_64: VIRGINIA, ARM64: VIRGINIA_ARM },
  'us-east-2': { X86_64: VIRGINIA },
  'us-west-2': { X86_64: VIRGINIA },
  'eu-west-1': { X86_64: VIRGINIA, ARM64: VIRGINIA_ARM },
  'eu-central-1': { X86_64: { vCpuHour: 0.04656, gbHour: 0.00511 } },
  'ap-northeast-1': {
    X86_64: { vCpuHour: 0.05056, gbHour: 0.00553 },
    ARM64: { vCpuHour: 0.04045, gbHour: 0.00442 },
  },
  'ap-southeast-2': {
    X86_64: { vCpuHour: 0.04856, gbHour: 0.00532 },
    ARM64: { vCpuHour: 0.03885, gbHour: 0.00426 },
  },
  'sa-east-1': {
    X86_64: { vCpuHour: 0.0696, gbHour: 0.0076 },
    ARM64: { vCpuHour: 0.0557, gbHour: 0.00612 },
  },
};

/** Price of running one task for a month, in US dollars; undefined if the table has no price for it. */
export function fargateMonthly(
  region: string,
  architecture: Architecture,
  cpuUnits: number,
  memoryMiB: number,
): number | undefined {
  const price = Object.hasOwn(PRICES, region) ? PRICES[region]![architecture] : undefined;
  return price && HOURS_A_MONTH * ((cpuUnits / 1024) * price.vCpuHour + (memoryMiB / 1024) * price.gbHour);
}
