import type { Dialect } from '../../model/dialect.ts';
import { spellMembers } from '../spelling.ts';
import { keyOf } from './names.ts';

/** How CloudFormation writes a task definition, and where what it accepts differs from the API. */
export const CLOUDFORMATION: Dialect = {
  id: 'cloudformation',
  reader: 'CloudFormation',
  unknown: 'refuses',
  spell: (message, kind) => spellMembers(message, kind, keyOf),
  supplied: new Map([
    ['family', 'CloudFormation makes one of the name of the stack and the logical id.'],
    ['serviceName', 'CloudFormation makes one of the name of the stack and the logical id.'],
  ]),
  exceptions: [
    {
      rule: 'td-tags-missing',
      severity: 'off',
      because: 'The tags of the stack reach the task definition.',
    },
    {
      rule: 'td-null-or-empty-value',
      severity: 'off',
      because: 'CloudFormation refuses a null and passes an empty text on: cfn-null-value says so.',
    },
  ],
};
