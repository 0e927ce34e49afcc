import type { Finding } from '../findings/finding.ts';
import type { Part } from '../model/part.ts';

/** Findings of a task definition as they hold in its format, with the names that the format has. */
export function inFormat(part: Part, findings: readonly Finding[]): Finding[] {
  const { dialect } = part;
  const { id } = dialect;
  if (id === 'api') return [...findings];
  const exceptions = new Map(dialect.exceptions.map((exception) => [exception.rule, exception.severity]));
  return findings.flatMap((finding): Finding | [] => {
    const severity = exceptions.get(finding.rule) ?? finding.severity;
    if (severity === 'off') return [];
    // Where a format has its own reader, the AWS CLI never sees the names and types.
    const isReaders = finding.refusedBy === 'cli' || (severity === 'error' && !finding.refusedBy);
    return {
      ...finding,
      part,
      severity,
      refusedBy: isReaders ? id : finding.refusedBy,
      rejection: finding.rejection ?? (finding.node && dialect.rejectionOf?.(finding.rule, finding.node)),
      message: dialect.spell(finding.message),
      fixes: finding.fixes.map((fix) => ({ ...fix, title: dialect.spell(fix.title) })),
      related: finding.related.map((place) => ({ ...place, message: dialect.spell(place.message) })),
    };
  });
}
