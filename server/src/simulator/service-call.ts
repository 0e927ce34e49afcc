import type { Compatibility } from '@aws-sdk/client-ecs';
import type { Finding } from '../findings/finding.ts';
import { LAUNCH_TYPE_NAMES, LAUNCH_TYPES } from '../model/launch-types.ts';
import { TaskDefinition } from '../model/task.ts';
import { runRules } from '../rules/run.ts';
import { perhapsRefusedFor, refusedFor, tellRefusals } from './refusals.ts';
import type { Scene } from './scene.ts';

/** Where the task is to run, and what the file says against it beyond what it says of itself. */
export interface Target {
  readonly launchType: Compatibility;
  readonly findings: readonly Finding[];
  /** Whether the service names a launch type that the task definition is not for. */
  readonly isOther?: true;
}

/**
 * Where the task is to run. One that names its launch types runs on one of them; of another it is assumed, and the rules are asked what they would say
 * of it there.
 */
export function targetOf(scene: Scene): Target {
  const { task, assumptions } = scene;
  const named = LAUNCH_TYPES.filter((each) => task.requires(each) === 'yes');
  const ofService = LAUNCH_TYPES.find((each) => scene.service?.definition.runsOn(each) === 'yes');
  if (ofService && (named.length === 0 || named.includes(ofService))) {
    if (named.length > 0) return { launchType: ofService, findings: scene.findings };
    const others = runRules(new TaskDefinition(task.document, task.part, '', ofService));
    return { launchType: ofService, findings: [...scene.findings, ...added(scene, others)] };
  }
  if (ofService) return { launchType: ofService, findings: scene.findings, isOther: true };
  if (named.length === 1) return { launchType: named[0]!, findings: scene.findings };
  const judged = new Map<Compatibility, Finding[]>();
  const against = (each: Compatibility) => {
    const known = judged.get(each) ?? runRules(new TaskDefinition(task.document, task.part, '', each));
    judged.set(each, known);
    return known.filter(({ severity }) => severity === 'error');
  };
  const possible = named.length > 0 ? named : LAUNCH_TYPES;
  const likeliest = named[0] ?? (['FARGATE', 'EC2'] as const).find((each) => against(each).length === 0) ?? 'EC2';
  const options: Record<string, string> = Object.fromEntries(possible.map((each) => [each, LAUNCH_TYPE_NAMES[each]]));
  const question = { id: 'launch-type', label: 'Where does it run?' };
  const launchType = assumptions.choice<string>(question, options, likeliest) as Compatibility;
  if (named.length > 0) return { launchType, findings: scene.findings };
  return { launchType, findings: [...scene.findings, ...added(scene, against(launchType))] };
}

/** The errors that were not found before. */
function added({ findings }: Scene, others: readonly Finding[]): Finding[] {
  return others.filter(
    (one) =>
      one.severity === 'error' && !findings.some(({ rule, offset }) => rule === one.rule && offset === one.offset),
  );
}

/** CreateService, UpdateService or RunTask. */
export function callService(scene: Scene, { launchType, findings, isOther }: Target): void {
  const { assumptions } = scene;
  scene.inService =
    scene.service !== undefined ||
    assumptions.choice(
      { id: 'started-by', label: 'What starts the task?' },
      { service: 'A service, which keeps it running', task: 'run-task, once' },
    ) === 'service';
  scene.pass(1);
  if (isServiceRefused(scene)) return;
  if (isOther) {
    refuse(
      scene,
      `The task definition is not for ${LAUNCH_TYPE_NAMES[launchType]}, which the service names.`,
      launchType === 'FARGATE',
    );
    return;
  }
  const unfit = refusedFor(findings, ['registration']);
  if (unfit.length > 0) {
    // Registered without this launch type: only a call that names it finds out.
    // The words for Fargate are those that users report; checked 2026-11-28.
    tellRefusals(scene, 'service-call', unfit);
    refuse(scene, `The task definition does not fit ${LAUNCH_TYPE_NAMES[launchType]}.`, launchType === 'FARGATE');
    return;
  }
  const refused = refusedFor(findings, ['service']);
  for (const finding of perhapsRefusedFor(findings, ['service'])) {
    const question = { id: `refused-${finding.rule}`, label: `Is it refused? ${finding.message}` };
    if (assumptions.choice(question, { no: 'No', yes: 'Yes' }) === 'yes') refused.push(finding);
  }
  if (refused.length > 0) {
    tellRefusals(scene, 'service-call', refused);
    refuse(scene, 'ECS does not start a task from this task definition.', false);
    return;
  }
  const name = LAUNCH_TYPE_NAMES[launchType];
  scene.startedAt = scene.now;
  scene.tell({
    step: 'service-call',
    kind: 'success',
    text: scene.inService
      ? `The service deploys the new revision on ${name}. This simulation follows one of its tasks.`
      : `run-task starts one task on ${name}. Nothing replaces it when it ends.`,
  });
}

/** Whether the service's own file is refused, by whoever reads it or by ECS. */
function isServiceRefused(scene: Scene): boolean {
  const refused = refusedFor(scene.service?.findings ?? [], [
    'cli',
    'cloudformation',
    'terraform',
    'registration',
    'service',
  ]);
  if (refused.length === 0) return false;
  tellRefusals(scene, 'service-call', refused);
  refuse(scene, 'The service is refused, and whatever runs now keeps running.', false);
  return true;
}

function refuse(scene: Scene, text: string, isFargate: boolean): void {
  const aws = isFargate ? 'Task definition does not support launch_type FARGATE.' : undefined;
  scene.tell({ step: 'service-call', kind: 'failure', text, aws });
  scene.end({ result: 'refused', registered: true, refusedBy: 'service', text: `It is registered. ${text}` });
}
