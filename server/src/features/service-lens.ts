import type { Finding } from '../findings/finding.ts';
import type { ServiceDefinition } from '../model/service.ts';
import type { TaskDefinition } from '../model/task.ts';
import { visible } from '../model/visible.ts';
import { cut } from '../model/wording.ts';
import { endOf, type Span } from '../syntax/node.ts';
import type { Workspace } from '../workspace.ts';
import type { Lens } from './code-lens.ts';

/** A note above a service. */
export interface ServiceLens extends Lens {
  /** Where the service begins. */
  readonly offset: number;
}

/**
 * What becomes of each service of a document together with its task definition; none for a service whose task definition
 * is not known.
 */
export function serviceLenses(workspace: Workspace, uri: string): ServiceLens[] {
  return workspace.services(uri).flatMap((service) => {
    const { task } = service;
    if (!task) return [];
    const ofService = errorsIn(service, workspace.findings(uri));
    const ofTask = errorsIn(task, workspace.findings(service.isApart ? task.fileName : uri));
    const offset = (service.part.label ?? service.root).offset;
    return {
      offset,
      title: `With ${nameOf(task)}: ${verdictOf(ofService + ofTask)}`,
      tooltip: split(ofService, ofTask),
    };
  });
}

/** How many errors are in a part of a document, or in the whole document if that holds nothing else. */
function errorsIn({ part, root }: ServiceDefinition | TaskDefinition, findings: readonly Finding[]): number {
  const isInside = ({ offset }: Span) => part.id === '' || (offset >= root.offset && offset <= endOf(root));
  const errors = findings.filter((finding) => finding.severity === 'error' && isInside(finding));
  // A resource is underlined at its name, which is outside it.
  const ofWhole = findings.filter((finding) => finding.severity === 'error' && finding.part === part);
  return new Set([...errors, ...ofWhole]).size;
}

function verdictOf(errors: number): string {
  return errors === 0 ? 'accepted' : `${errors} problem${errors === 1 ? '' : 's'}`;
}

function split(ofService: number, ofTask: number): string {
  return `The service: ${verdictOf(ofService)}. Its task definition: ${verdictOf(ofTask)}.`;
}

function nameOf(task: TaskDefinition): string {
  const family = task.string('family');
  const name = task.part.id || (family.state === 'known' ? family.value : '');
  return name ? `task definition "${visible(cut(name, 40))}"` : 'its task definition';
}
