import { fargateCpuForMemory, fargateFit, fargateSmallest } from './fargate-sizes.ts';
import { healthTimes, healthTimesPlain, healthTimesRecovering } from './health-times.ts';
import { rollingStarts, rollingStops } from './rolling.ts';

/** Values that belong together in one form of a question: each names its place in the texts. */
export type Row = Readonly<Record<string, string | number>>;

/** What computes the rows of questions from our own model, by the name that their files give. */
export const COMPUTED: Readonly<Record<string, () => readonly Row[]>> = {
  'fargate-cpu-for-memory': fargateCpuForMemory,
  'fargate-fit': fargateFit,
  'fargate-smallest': fargateSmallest,
  'health-times': healthTimes,
  'health-times-plain': healthTimesPlain,
  'health-times-recovering': healthTimesRecovering,
  'rolling-starts': rollingStarts,
  'rolling-stops': rollingStops,
};
