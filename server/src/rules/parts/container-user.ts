import type { Container } from '../../model/task.ts';

/** Whether a container runs as root: yes, no, `unset` where the image decides, unknown where it is decided later. */
export function runsAsRoot(container: Container): 'yes' | 'no' | 'unset' | 'unknown' {
  const user = container.string('user');
  if (user.state === 'absent') return 'unset';
  if (user.state === 'deferred') return 'unknown';
  return /^(?:root|0+)(?::|$)/.test(user.value) ? 'yes' : 'no';
}
