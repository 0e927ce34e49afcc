import { pathOf, pointerTo } from '../syntax/pointer.ts';
import type { Finding } from './finding.ts';

/** The steps from the task definition that a finding is about to what is underlined; none where that is the whole. */
export function pathOfFinding({ node, part }: Pick<Finding, 'node' | 'part'>): (string | number)[] {
  return !node || node === part?.label ? [] : pathOf(node);
}

/**
 * Where a finding is, as a JSON pointer by the names of the API. In a document that holds several task definitions it begins with
 * the name that the document gives to the one.
 */
export function pointerOfFinding(finding: Pick<Finding, 'node' | 'part'>): string {
  const path = pathOfFinding(finding);
  return pointerTo(finding.part?.id ? [finding.part.id, ...path] : path);
}
