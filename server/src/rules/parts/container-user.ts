import type { Container } from '../../model/task.ts';

/** Whether a container runs as root: yes, no, `unset` if the image decides, or unknown if the user is deferred. */
export function runsAsRoot(container: Container): 'yes' | 'no' | 'unset' | 'unknown' {
  const user = container.string('user');
  if (user.state === 'absent') return 'unset';
  if (user.state === 'deferred') return 'unknown';
  return /^(?:root|0+)(?::|$)/.test(user.value) ? 'yes' : 'no';
}
