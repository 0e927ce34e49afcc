import type { Finding } from '../findings/finding.ts';
import { catalogueEntry } from '../rules/catalogue.ts';
import { perhapsRefusedFor, refusedFor, tellRefusals } from './refusals.ts';
import type { Scene } from './scene.ts';
import type { Step } from './simulation.ts';
import { failToStart } from './stop.ts';

/** The step at which the container agent, Docker or Fargate meets what a rule reports, by the rule's topic; else when containers are created. */
const STEP_OF_TOPIC: Readonly<Record<string, Step>> = {
  image: 'images',
  environment: 'secrets',
  ports: 'network',
  network: 'network',
};

/**
 * Stops a task whose file makes it impossible to start: the rules know what the agent, Docker and Fargate refuse.
 * @returns whether it was stopped
 */
export function refuseStart(scene: Scene, findings: readonly Finding[]): boolean {
  const refused = refusedFor(findings, ['start']);
  for (const finding of perhapsRefusedFor(findings, ['start'])) {
    const question = {
      id: `refused-${finding.rule}`,
      label: `Does it keep the task from starting? ${finding.message}`,
    };
    if (scene.assumptions.choice(question, { no: 'No', yes: 'Yes' }) === 'yes') refused.push(finding);
  }
  if (refused.length === 0) return false;
  scene.pass(2);
  for (const finding of refused) {
    const topic = catalogueEntry(finding.rule)?.topic ?? '';
    tellRefusals(scene, STEP_OF_TOPIC[topic] ?? 'start-order', [finding]);
  }
  failToStart(scene, { text: `${refused[0]!.message}.`, stoppedReason: undefined });
  return true;
}
