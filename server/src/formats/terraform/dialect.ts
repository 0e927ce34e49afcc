import type { Dialect } from '../../model/dialect.ts';
import { originalOf } from '../../syntax/embedded/embedded.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { originOf } from '../../syntax/projection.ts';
import { spellMembers } from '../spelling.ts';
import { nameInText } from './names.ts';
import { rejectionOf } from './rejection.ts';

/** Whether a node is in JSON that Terraform does not read itself. */
function isInText(node: SyntaxNode): boolean {
  return originalOf(originOf(node))?.embedded.document.language.id === 'json';
}

/**
 * How Terraform writes a task definition, and what it takes that the API does not, or the other way round.
 * Source: internal/service/ecs in the repository of the provider hashicorp/aws, checked 2026-11-28.
 */
export const TERRAFORM: Dialect = {
  id: 'terraform',
  reader: 'Terraform',
  unknown: 'drops',
  spell: (message, kind) => spellMembers(message, kind, (name, schema) => nameInText(name, schema, kind)),
  supplied: new Map([['DeploymentController.type', 'Terraform writes ECS.']]),
  rejectionOf,
  staysText: isInText,
  hasOneNumber: (node) => !isInText(node),
  judged: new Set(['containerDefinitions']),
  exceptions: [
    {
      rule: 'td-tags-missing',
      severity: 'off',
      because: 'The provider may add its default tags.',
    },
    {
      rule: 'td-tags-empty',
      severity: 'off',
      because: 'The provider leaves out an empty map of tags.',
    },
    {
      rule: 'td-tag-reserved-prefix',
      severity: 'off',
      because: 'The provider leaves out tags that begin with "aws:".',
    },
    {
      rule: 'td-null-or-empty-value',
      severity: 'off',
      because: 'The provider leaves out members that are null.',
    },
    {
      rule: 'unknown-property',
      severity: 'warning',
      because: 'The provider silently drops container members that it does not know.',
    },
    {
      rule: 'svc-daemon-desired-count',
      severity: 'off',
      because: 'The provider does not hand on the count of a daemon.',
    },
    {
      rule: 'svc-daemon-max-percent',
      severity: 'off',
      because: 'The provider does not hand on the maximum of a daemon.',
    },
    {
      rule: 'svc-read-only-property',
      severity: 'off',
      because: 'An argument that the resource does not have is for Terraform to report.',
    },
  ],
};
