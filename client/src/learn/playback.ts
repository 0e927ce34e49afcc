import type { SimulationEvent } from '../../../server/src/simulator/simulation.ts';

/** Seconds in clock format: 0:05, 1:02:05. */
export function clock(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number: number) => String(number).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/**
 * Where to be in a deployment that was played again: at the first event that differs, unless that is beyond the old
 * place; otherwise at the old place.
 */
export function placeAfter(before: readonly SimulationEvent[], at: number, now: readonly SimulationEvent[]): number {
  const last = Math.max(0, now.length - 1);
  const changed = now.findIndex((event, i) => event.text !== before[i]?.text || event.at !== before[i]?.at);
  return Math.min(last, changed < 0 ? at : Math.min(at, changed));
}
