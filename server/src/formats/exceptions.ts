import type { Finding } from '../findings/finding.ts';
import type { Part } from '../model/part.ts';

/**
 * Adapts a task definition's findings to its format: applies the format's exceptions, and uses its names for members.
 */
export function inFormat(part: Part, findings: readonly Finding[]): Finding[] {
  const { dialect, kind } = part;
  const { id } = dialect;
  if (id === 'api') return part.id === '' ? [...findings] : findings.map((finding) => ({ ...finding, part }));
  const exceptions = new Map(dialect.exceptions.map((exception) => [exception.rule, exception.severity]));
  return findings.flatMap((finding): Finding | [] => {
    const severity = exceptions.get(finding.rule) ?? finding.severity;
    if (severity === 'off') return [];
    // If a format has a reader of its own, that reader checks the names and types, not the AWS CLI.
    const isReaders = finding.refusedBy === 'cli' || (severity === 'error' && !finding.refusedBy);
    return {
      ...finding,
      part,
      severity,
      refusedBy: isReaders ? id : finding.refusedBy,
      rejection: finding.rejection ?? (finding.node && dialect.rejectionOf?.(finding.rule, finding.node)),
      // This finding quotes a wrong spelling, which must stay as it is.
      message: finding.rule === 'td-cfn-casing' ? finding.message : dialect.spell(finding.message, kind),
      fixes: finding.fixes.map((fix) => ({ ...fix, title: dialect.spell(fix.title, kind) })),
      related: finding.related.map((place) => ({ ...place, message: dialect.spell(place.message, kind) })),
    };
  });
}
