import type { Dialect } from '../../model/dialect.ts';
import { spellMembers } from '../spelling.ts';
import { keyOf } from './names.ts';

/** How Terraform writes a task definition, and what it takes that the API does not, or the other way round. */
export const TERRAFORM: Dialect = {
  id: 'terraform',
  reader: 'Terraform',
  unknown: 'drops',
  spell: (message) => spellMembers(message, keyOf),
  supplied: new Map(),
  exceptions: [
    {
      rule: 'td-tags-missing',
      severity: 'off',
      because: 'Tags are a map here, and the default tags of the provider add to them.',
    },
    {
      rule: 'td-null-or-empty-value',
      severity: 'off',
      because: 'The provider leaves out members that are null.',
    },
    {
      rule: 'unknown-property',
      severity: 'warning',
      because: 'The provider drops members of containers that it does not know, without a word.',
    },
  ],
};
