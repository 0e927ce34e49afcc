/**
 * What Fargate charges for a task on Linux, in US dollars: on demand, without Spot, savings plans, tax, and storage beyond
 * the 20 GB that come with a task. Regions and architectures whose figures nobody has looked up are left out.
 * Source: AWS Price List, AmazonECS, usage types Fargate-vCPU-Hours, Fargate-GB-Hours and their ARM forms
 * (published on aws.amazon.com/fargate/pricing), as quoted by public projects that read it; checked 2026-11-24.
 */

/** What an hour costs, in US dollars. */
export interface FargatePrice {
  readonly vCpuHour: number;
  readonly gbHour: number;
}

/** The day on which somebody last compared the prices. */
export const FARGATE_PRICES_CHECKED = '2026-11-24';

/** How many hours a month has in AWS's own calculator. */
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

/** US dollars for one task that runs for a month; undefined where the price is not in the table. */
export function fargateMonthly(
  region: string,
  architecture: Architecture,
  cpuUnits: number,
  memoryMiB: number,
): number | undefined {
  const price = Object.hasOwn(PRICES, region) ? PRICES[region]![architecture] : undefined;
  return price && HOURS_A_MONTH * ((cpuUnits / 1024) * price.vCpuHour + (memoryMiB / 1024) * price.gbHour);
}
