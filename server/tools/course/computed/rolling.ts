import { rolling } from '../../../src/simulator/rolling.ts';
import type { Row } from './index.ts';

const STOPS = [
  { desired: 4, minimum: 50, maximum: 100 },
  { desired: 6, minimum: 50, maximum: 100 },
  { desired: 5, minimum: 40, maximum: 100 },
  { desired: 8, minimum: 75, maximum: 100 },
  { desired: 3, minimum: 50, maximum: 100 },
  { desired: 10, minimum: 60, maximum: 100 },
];

const STARTS = [
  { desired: 4, maximum: 150 },
  { desired: 6, maximum: 150 },
  { desired: 5, maximum: 125 },
  { desired: 10, maximum: 120 },
  { desired: 8, maximum: 175 },
  { desired: 3, maximum: 150 },
];

/** How many old tasks a rolling deployment stops first, where it has to make room. */
export function rollingStops(): Row[] {
  return STOPS.map(({ desired, minimum, maximum }) => {
    const { old } = afterFirstStep(desired, minimum, maximum);
    return {
      desired,
      minimum,
      maximum,
      stops: desired - old,
      healthy: old,
      most: Math.floor((desired * maximum) / 100),
    };
  });
}

/** How many new tasks a rolling deployment starts at once. */
export function rollingStarts(): Row[] {
  return STARTS.map(({ desired, maximum }) => {
    const { starting } = afterFirstStep(desired, 100, maximum);
    return { desired, maximum, starts: starting, most: desired + starting };
  });
}

/** The service after the first thing that our own simulator does to it. */
function afterFirstStep(desired: number, minimumHealthyPercent: number, maximumPercent: number) {
  const { events } = rolling({ desired, minimumHealthyPercent, maximumPercent });
  const first = events.find(({ service }) => service.old < desired || service.starting > 0);
  if (!first) throw new Error('the deployment is stuck');
  return first.service;
}
