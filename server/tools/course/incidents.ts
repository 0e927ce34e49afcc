import { analyse } from '../../src/analysis.ts';
import type { Symptoms } from '../../src/course/course.ts';
import type { Incident } from '../../src/course/incident.ts';
import { play } from '../../src/features/course/judge.ts';
import type { DeploymentResult, ServiceState } from '../../src/simulator/simulation.ts';
import { textsAfter } from './files.ts';
import type { ExerciseSource } from './read.ts';

/** What the server needs of an exercise to deploy and to judge it. */
export function toIncident(exercise: ExerciseSource): Incident {
  const { files, world = {}, change, expect = {}, scenarios = [], values = [], poor = [], solution } = exercise;
  const starts = textsAfter(files);
  const incident: Incident = {
    files: files.map(({ name }, i) => ({ name, start: starts[i]! })),
    world,
    change,
    expect,
    scenarios,
    values,
    poor,
    tolerates: [],
  };
  const findings = deployed(incident, textsAfter(files, solution))?.findings ?? [];
  const tolerates = findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
  return { ...incident, tolerates: [...new Set(tolerates)].sort() };
}

/**
 * What AWS shows of the files as the learner gets them.
 * @param shows what a tool says in place of the events
 */
export function symptomsOf(incident: Incident, shows: readonly string[] = []): Symptoms {
  const played = deployed(
    incident,
    incident.files.map(({ start }) => start),
  );
  if (!played) throw new Error(`${incident.files[0]!.name} cannot be deployed`);
  const { events, outcome } = played.simulation;
  const { stopCode, stoppedReason } = outcome;
  const last = events.at(-1)!.state;
  const stopped = last.containers.filter(({ status, exitCode }) => status === 'STOPPED' && exitCode !== undefined);
  const shown = events.flatMap(({ aws, log }) => (aws && !log && aws !== stoppedReason ? aws : []));
  return {
    stopCode,
    stoppedReason,
    deployment: deploymentOf(outcome.deploymentResult, last.service),
    containers: stopped.map(({ name, exitCode, reason }) => ({ name, exitCode, reason })),
    events: shows.length > 0 ? shows : [...new Set(shown)],
    logs: events.flatMap(({ subject, log }) => (log && subject ? { container: subject, text: log } : [])),
  };
}

function deploymentOf(result: DeploymentResult | undefined, service: ServiceState | undefined): Symptoms['deployment'] {
  if (!service || !result) return undefined;
  const isOver = result === 'failed' || result === 'rolled-back';
  const rolloutState = result === 'completed' ? 'COMPLETED' : isOver ? 'FAILED' : 'IN_PROGRESS';
  const { desired: desiredCount, starting: pendingCount, new: runningCount, failures: failedTasks } = service;
  return { rolloutState, desiredCount, pendingCount, runningCount, failedTasks };
}

function deployed(incident: Incident, texts: readonly string[]) {
  const files = incident.files.map(({ name }, i) => {
    return { uri: name, analysis: analyse(texts[i]!, name, i === 0 ? 'asked' : 'open') };
  });
  return play(incident, files, {});
}
