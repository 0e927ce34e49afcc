import type { Finding } from '../findings/finding.ts';
import { RULES } from './index.generated.ts';

/** What the fix for all places is called, by the rules that have one finding for all of them. */
const TITLES: ReadonlyMap<string, string> = new Map(RULES.flatMap(({ id, once }) => (once ? [[id, once]] : [])));

/**
 * The findings with those of a rule that says {@link Rule.once} made one for each severity and kind of fix: what is one decision for the whole file is
 * said once, with the other places and one fix for all. They keep the order of the text.
 */
export function saidOnce(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!TITLES.has(finding.rule)) continue;
    // What is safe to fix stays apart from what is not, or nothing of it would be.
    const key = `${finding.rule} ${finding.severity} ${finding.fixes[0]?.preferred === true}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  const merged = new Map<Finding, Finding | undefined>();
  for (const group of groups.values()) {
    if (group.length === 1) continue;
    group.sort((a, b) => a.offset - b.offset);
    for (const finding of group) merged.set(finding, undefined);
    merged.set(group[0]!, mergeAll(group));
  }
  return findings.flatMap((finding) => (merged.has(finding) ? (merged.get(finding) ?? []) : finding));
}

function mergeAll(group: readonly Finding[]): Finding {
  const [first, ...others] = group;
  const fixable = group.filter(({ fixes }) => fixes.length > 0);
  const edits = fixable.flatMap(({ fixes }) => fixes[0]!.edits);
  const places = others.map(({ node, offset, length, message }) => ({ node: node!, offset, length, message }));
  return {
    ...first!,
    message: `${first!.message} (and ${others.length} more)`,
    related: [...first!.related, ...places],
    fixes:
      edits.length === 0
        ? []
        : [
            {
              title: titleFor(first!.rule, fixable, group.length),
              edits,
              preferred: fixable.every(({ fixes }) => fixes[0]!.preferred === true),
            },
          ],
  };
}

/** Names the fix; it leaves out what would lose a comment, and says so. */
function titleFor(rule: string, fixable: readonly Finding[], all: number): string {
  if (fixable.length === 1) return fixable[0]!.fixes[0]!.title;
  const title = TITLES.get(rule)!;
  return fixable.length === all ? title : `${title} (${fixable.length} of ${all}, the others hold comments)`;
}
