/// <reference lib="dom" />
import type { Changes } from '../../../../server/src/course/course.ts';
import { type Attributes, type Child, h, rendered } from './dom.ts';
import { count, t } from './words.ts';

/** Lines that stay in sight on both sides of a change. */
const AROUND = 2;

/** Code of which only what has changed is in sight; what is the same unfolds. */
export function changedCode(html: string, { runs }: Changes, attributes: Attributes): HTMLElement {
  const lines = html.split('\n');
  const parts: Child[] = [];
  let at = 0;
  runs.forEach(({ same, removed, added }, i) => {
    const unchanged = lines.slice(at, at + same);
    at += same;
    const before = i === 0 ? 0 : AROUND;
    const after = removed.length + added > 0 ? AROUND : 0;
    const folded = unchanged.slice(before, unchanged.length - after);
    // A single line takes as much room as what would stand for it.
    if (folded.length > 1) {
      parts.push(
        block(unchanged.slice(0, before)),
        h(
          'details',
          {},
          h('summary', {}, count(folded.length, '1 line as before', '{0} lines as before')),
          block(folded),
        ),
        block(unchanged.slice(unchanged.length - after)),
      );
    } else parts.push(block(unchanged));
    parts.push(block(removed, 'del', t('Removed: ')), block(lines.slice(at, at + added), 'ins', t('Added: ')));
    at += added;
  });
  return h('div', { ...attributes, class: 'code is-changed' }, parts);
}

function block(lines: readonly string[], kind?: 'ins' | 'del', spoken = ''): Child {
  if (lines.length === 0) return false;
  const pre = rendered('pre', lines.join('\n'));
  if (!kind) return pre;
  return h(kind, {}, h('span', { class: 'sr' }, spoken), pre);
}
