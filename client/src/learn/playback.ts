import type { SimulationEvent } from '../../../server/src/simulator/simulation.ts';

/** Seconds as a clock shows them: 0:05, 1:02:05. */
export function clock(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number: number) => String(number).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/**
 * Where to stand in a deployment that was played anew: at the first event that is another one than before, if that is not beyond where one stood; else
 * where one stood.
 */
export function placeAfter(before: readonly SimulationEvent[], at: number, now: readonly SimulationEvent[]): number {
  const last = Math.max(0, now.length - 1);
  const changed = now.findIndex((event, i) => event.text !== before[i]?.text || event.at !== before[i]?.at);
  return Math.min(last, changed < 0 ? at : Math.min(at, changed));
}
