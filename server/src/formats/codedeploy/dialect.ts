import type { Dialect } from '../../model/dialect.ts';
import { spellMembers } from '../spelling.ts';
import { keyOf } from './names.ts';

const UNSEEN = 'How CodeDeploy words the refusal is not known.';

/** How an AppSpec file of CodeDeploy writes what it changes in a service. */
export const CODEDEPLOY: Dialect = {
  id: 'codedeploy',
  reader: 'CodeDeploy',
  unknown: 'refuses',
  spell: (message, kind) => spellMembers(message, kind, keyOf),
  supplied: new Map([['service', 'The deployment group names the service.']]),
  exceptions: [
    'unknown-property',
    'missing-property',
    'wrong-type',
    'unknown-value',
    'out-of-range',
    'wrong-format',
  ].map((rule) => ({ rule, severity: 'warning', because: UNSEEN }) as const),
};
