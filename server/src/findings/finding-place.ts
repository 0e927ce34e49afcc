import { pathOf, pointerTo } from '../syntax/pointer.ts';
import type { Finding } from './finding.ts';

/** The steps from the task definition to the underlined node; empty if the whole definition is underlined. */
export function pathOfFinding({ node, part }: Pick<Finding, 'node' | 'part'>): (string | number)[] {
  return !node || node === part?.label ? [] : pathOf(node);
}

/**
 * The place of a finding as a JSON pointer in the API's names. If the document can hold several task definitions, the
 * pointer starts with what the document calls this one.
 */
export function pointerOfFinding(finding: Pick<Finding, 'node' | 'part'>): string {
  const path = pathOfFinding(finding);
  return pointerTo(finding.part?.id ? [finding.part.id, ...path] : path);
}
