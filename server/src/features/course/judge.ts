import { analyse } from '../../analysis.ts';
import type { Expectation, Incident, Scenario } from '../../course/incident.ts';
import type { Chosen } from '../../simulator/assumptions.ts';
import type { Outcome, Simulation } from '../../simulator/simulation.ts';
import type { World } from '../../simulator/world.ts';
import { type Deployed, type DeployedFile, deploy, serviceFor } from '../deployment.ts';
import { holds, standIns, strayChanges, type Value, type Values, valuesOf } from './values.ts';

/** The result of an attempt at an incident. */
export interface Judgement {
  readonly solved: boolean;
  /** What is still wrong, in sentences, the outcome of the deployment first. */
  readonly problems: readonly string[];
  /** What would be better, once nothing is wrong. */
  readonly comments: readonly string[];
  /** The deployment; undefined if the files hold nothing to deploy. */
  readonly simulation: Simulation | undefined;
}

/**
 * Deploys the files of an incident as they are now, and judges the outcome by values, behaviour and
 * findings, also those that comments suppress; stand-ins for values are not accepted.
 * @param texts the files' texts, in the order of the incident
 */
export function judge(incident: Incident, texts: readonly string[]): Judgement {
  const files = incident.files.map(({ name }, i): DeployedFile => {
    return { uri: name, analysis: analyse(texts[i] ?? '', name, i === 0 ? 'asked' : 'open') };
  });
  const deployed = play(incident, files, {});
  if (!deployed)
    return {
      solved: false,
      problems: ['The files contain no task definition to deploy.'],
      comments: [],
      simulation: undefined,
    };
  const { simulation, findings } = deployed;
  const values = allValues(
    incident,
    files.map(({ analysis }) => valuesOf(analysis.document)),
  );
  const before = allValues(
    incident,
    incident.files.map(({ start, name }) => valuesOf(analyse(start, name).document)),
  );
  const problems = unmet(incident.expect, simulation);
  const behaviour = incident.scenarios.filter(({ expect, ...circumstances }) => {
    const played = play(incident, files, circumstances);
    return !played || unmet(expect, played.simulation).length > 0;
  });
  // While the deployment fails, its symptoms are more useful than what would fail next.
  if (problems.length === 0) problems.push(...behaviour.map(({ says }) => says));
  problems.push(...incident.values.filter((goal) => !holds(goal, values)).map(({ says }) => says));
  for (const path of standIns(before, values))
    problems.push(`\`${path}\` still contains a placeholder: fill it in first.`);
  problems.push(...strayChanges(before, values, incident.change));
  for (const { document } of files.map(({ analysis }) => analysis)) {
    if (document.doubts.length > 0) problems.push('A file has a syntax error and cannot be read completely.');
  }
  if (problems.length === 0) {
    const serious = findings.filter(({ severity, rule }) => severity !== 'info' && !incident.tolerates.includes(rule));
    problems.push(...new Set(serious.map(({ message }) => `A reviewer objects: ${message}.`)));
  }
  const solved = problems.length === 0;
  const comments = solved ? incident.poor.filter((goal) => holds(goal, values)).map(({ says }) => says) : [];
  return { solved, problems: [...new Set(problems)], comments, simulation };
}

/** Deploys the files in the incident's world; undefined if there is no task definition in the first. */
export function play(
  incident: Incident,
  files: readonly DeployedFile[],
  { chosen = {}, programs = {} }: { chosen?: Chosen; programs?: Scenario['programs'] },
): Deployed | undefined {
  const [taskFile, ...others] = files;
  const task = taskFile?.analysis.tasks[0];
  if (!taskFile || !task || task.containers.length === 0) return undefined;
  const found = serviceFor(task, taskFile, others);
  // With a service among the files, a deployment without it is not what the story is about.
  if (others.length > 0 && !found.service) return undefined;
  const world = incident.world as World;
  const changed = Object.entries(programs).map(([image, parts]) => [image, { ...world.programs?.[image], ...parts }]);
  const all = { ...world.programs, ...Object.fromEntries(changed) };
  return deploy({ task, taskFile, ...found }, chosen, { ...world, programs: all });
}

function allValues(incident: Incident, each: readonly Values[]): Values {
  const all = new Map<string, Value>();
  each.forEach((values, i) => {
    const prefix = i === 0 ? '' : `${incident.files[i]!.name}#`;
    for (const [path, value] of values) all.set(prefix + path, value);
  });
  return all;
}

/** How a deployment differs from the expected outcome, in sentences. */
function unmet(expect: Expectation, { outcome, events }: Simulation): string[] {
  const { result = 'running', deployment = result === 'running' ? 'completed' : undefined } = expect;
  if (outcome.result !== result) return [told(outcome)];
  if (deployment !== undefined && outcome.deploymentResult !== deployment)
    return [outcome.deployment ?? 'No service keeps the task running.'];
  if (expect.health !== undefined && outcome.health !== expect.health)
    return [`The task is ${outcome.health ?? 'UNKNOWN'}, not ${expect.health}.`];
  if (expect.stoppedReason !== undefined && !new RegExp(expect.stoppedReason).test(outcome.stoppedReason ?? ''))
    return [told(outcome)];
  const problems: string[] = [];
  if (expect.countedWithin !== undefined && !((outcome.countedAfter ?? Infinity) <= expect.countedWithin))
    problems.push(`It takes more than ${expect.countedWithin} s for the task to count as healthy.`);
  const stop = events.find(({ state }) => state.task === 'DEACTIVATING');
  const begin = events.find(({ text }) => text.endsWith(' starts.'))?.at ?? 0;
  if (expect.stopsWithin !== undefined && !((stop?.at ?? Infinity) - begin <= expect.stopsWithin))
    problems.push(`It takes more than ${expect.stopsWithin} s for the task to be stopped.`);
  const last = events.at(-1)?.state.containers ?? [];
  for (const [name, wanted] of Object.entries(expect.containers ?? {})) {
    const container = last.find((each) => each.name === name);
    const started = events.some(({ subject, text }) => subject === name && text === `"${name}" starts.`);
    if (!container) problems.push(`There is no container "${name}".`);
    else if (wanted.started !== undefined && started !== wanted.started)
      problems.push(started ? `"${name}" was started.` : `"${name}" was never started.`);
    else if (wanted.status !== undefined && container.status !== wanted.status)
      problems.push(`"${name}" is ${container.status} in the end.`);
    else if (wanted.health !== undefined && container.health !== wanted.health)
      problems.push(`"${name}" is ${container.health} in the end.`);
    else if (wanted.exitCode !== undefined && container.exitCode !== wanted.exitCode)
      problems.push(`"${name}" ends with exit code ${container.exitCode ?? '–'}.`);
  }
  const shows = (pattern: string) => events.some(({ aws = '', text }) => new RegExp(pattern).test(`${aws}\n${text}`));
  for (const pattern of expect.events ?? []) {
    if (!shows(pattern)) problems.push('The deployment does not go as the story requires.');
  }
  for (const pattern of expect.noEvents ?? []) {
    const found = events.find(({ aws = '', text }) => new RegExp(pattern).test(`${aws}\n${text}`));
    if (found) problems.push(found.text);
  }
  return problems;
}

function told({ text, stoppedReason, deployment }: Outcome): string {
  return [text, stoppedReason && `AWS shows: ${stoppedReason}.`, deployment].filter(Boolean).join(' ');
}
