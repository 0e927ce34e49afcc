import { FARGATE_SIZES } from '../../../src/model/facts.ts';
import type { Row } from './index.ts';

const SIZES = FARGATE_SIZES.slice(0, 6);

/** The smallest memory that goes with an amount of CPU, and one that does not. */
export function fargateSmallest(): Row[] {
  return SIZES.slice(1).map(({ cpuUnits, memoryMiB }) => ({
    cpu: cpuUnits,
    memory: memoryMiB[0]!,
    gb: memoryMiB[0]! / 1024,
    // Small enough to look right, and no size that exists.
    wrong: memoryMiB[0]! / 2,
  }));
}

/** The smallest CPU that goes with an amount of memory, and a smaller one that does not. */
export function fargateCpuForMemory(): Row[] {
  return SIZES.slice(1, 5).map(({ cpuUnits, memoryMiB }, i) => {
    const before = SIZES[i]!;
    const most = before.memoryMiB.at(-1)!;
    return {
      cpu: cpuUnits,
      vcpu: cpuUnits / 1024,
      wrong: before.cpuUnits,
      most,
      memory: memoryMiB.find((memory) => memory > most)!,
      double: cpuUnits * 2,
    };
  });
}

const PEAKS = [
  { cpu: 512, peak: 900 },
  { cpu: 256, peak: 450 },
  { cpu: 1024, peak: 2900 },
  { cpu: 512, peak: 2000 },
  { cpu: 1024, peak: 1900 },
  { cpu: 2048, peak: 6000 },
];

/** The memory to write for a peak that was measured, with a third more as room. */
export function fargateFit(): Row[] {
  return PEAKS.map(({ cpu, peak }) => {
    const need = Math.round((peak * 4) / 3);
    const { memoryMiB } = FARGATE_SIZES.find(({ cpuUnits }) => cpuUnits === cpu)!;
    const memory = memoryMiB.find((each) => each >= need)!;
    return { cpu, peak, need, memory, gb: memory / 1024, tight: memoryMiB.find((each) => each >= peak)! };
  });
}
