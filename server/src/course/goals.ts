import generated from './goals.generated.json';
import type { Incident } from './incident.ts';

const INCIDENTS = generated as unknown as Readonly<Record<string, Incident>>;

/** The incident of an exercise; undefined where there is none of that id. */
export function incidentOf(exercise: string): Incident | undefined {
  return Object.hasOwn(INCIDENTS, exercise) ? INCIDENTS[exercise] : undefined;
}
