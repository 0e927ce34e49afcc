import type { Dialect } from '../../model/dialect.ts';
import { spellMembers, spellQuoted } from '../spelling.ts';
import { keyOf } from './names.ts';
import { IN_CFN_LINT } from './overlap.ts';

/** How CloudFormation writes a task definition, and where what it accepts differs from the API. */
export const CLOUDFORMATION: Dialect = {
  id: 'cloudformation',
  reader: 'CloudFormation',
  unknown: 'refuses',
  spell: (message, kind) => spellQuoted(spellMembers(message, kind, keyOf), kind, keyOf),
  inCfnLint: IN_CFN_LINT,
  supplied: new Map([
    ['family', 'CloudFormation makes one from the name of the stack and the logical id.'],
    ['serviceName', 'CloudFormation makes one from the name of the stack and the logical id.'],
  ]),
  exceptions: [
    {
      rule: 'td-tags-missing',
      severity: 'off',
      because: 'CloudFormation adds the tags of the stack to the task definition.',
    },
    {
      rule: 'env-cfn-dynamic-reference',
      severity: 'off',
      because: 'CloudFormation looks up dynamic references in its templates.',
    },
    {
      rule: 'td-null-or-empty-value',
      severity: 'off',
      because: 'CloudFormation refuses a null and passes on an empty text: see cfn-null-value.',
    },
  ],
};
