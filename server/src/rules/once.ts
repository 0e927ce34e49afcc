import type { Finding } from '../findings/finding.ts';
import { RULES } from './index.generated.ts';

/** For each rule that reports all places as one finding, the title of the fix for all of them. */
const TITLES: ReadonlyMap<string, string> = new Map(RULES.flatMap(({ id, once }) => (once ? [[id, once]] : [])));

/**
 * Merges the findings of each rule that has {@link Rule.once}, one per severity and kind of fix: a single decision for
 * the whole file is reported once, with the other places and one fix for all of them. The findings stay in text order.
 */
export function saidOnce(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!TITLES.has(finding.rule)) continue;
    // Keep safe fixes apart from the others: a fix for both kinds would not be safe.
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

/** The title of the fix. It says so if the fix skips places where a comment would be lost. */
function titleFor(rule: string, fixable: readonly Finding[], all: number): string {
  if (fixable.length === 1) return fixable[0]!.fixes[0]!.title;
  const title = TITLES.get(rule)!;
  return fixable.length === all ? title : `${title} (${fixable.length} of ${all}, the others hold comments)`;
}
