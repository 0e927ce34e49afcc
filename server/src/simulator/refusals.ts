import type { Finding } from '../findings/finding.ts';
import type { Refuser } from '../model/refusal.ts';
import { catalogueEntry } from '../rules/catalogue.ts';
import { endOf } from '../syntax/node.ts';
import type { Actor } from './containers.ts';
import type { Scene } from './scene.ts';
import type { Step } from './simulation.ts';

/** The findings for which the file is certainly refused. An error without a refuser counts as a refusal by ECS. */
export function refusedFor(findings: readonly Finding[], refusers: readonly Refuser[]): Finding[] {
  return findings.filter(
    ({ severity, refusedBy = 'registration' }) => severity === 'error' && refusers.includes(refusedBy),
  );
}

/** The findings for which the file may be refused: the rules are not sure, so the user decides. */
export function perhapsRefusedFor(findings: readonly Finding[], refusers: readonly Refuser[]): Finding[] {
  return findings.filter(({ severity, refusedBy, rule }) => {
    // The AWS CLI refuses every member that it does not know; a later version may know it.
    const refuser = refusedBy ?? (rule === 'unknown-property' ? 'cli' : undefined);
    return severity !== 'error' && refuser !== undefined && refusers.includes(refuser);
  });
}

/** Tells of each finding that something is refused for it, with AWS's own words where the rule knows them. */
export function tellRefusals(scene: Scene, step: Step, findings: readonly Finding[]): void {
  for (const finding of findings) {
    const entry = catalogueEntry(finding.rule);
    // The words of the rule are those of whom the rule names.
    const isOfRule = (finding.refusedBy ?? entry?.refusedBy) === entry?.refusedBy;
    const rejection = finding.rejection ?? (isOfRule ? entry?.rule?.rejection : undefined);
    scene.tell({
      step,
      subject: actorAt(scene.actors, finding)?.name,
      kind: 'failure',
      text: `${finding.message}.`,
      aws: rejection || undefined,
    });
  }
}

/** The container in which a finding lies. */
export function actorAt(actors: readonly Actor[], { offset }: Finding): Actor | undefined {
  return actors.find(({ container: { node } }) => node.offset <= offset && offset < endOf(node));
}
