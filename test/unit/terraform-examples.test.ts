/** Every example of every rule as a file of Terraform: the arguments and blocks of a resource, with the containers in `jsonencode`. */
import { describe, test } from 'node:test';
import { TERRAFORM } from '../../server/src/formats/terraform/dialect.ts';
import { EXAMPLES, sameInFormat, type Transcription } from '../formats/examples.ts';
import { terraformOf } from '../formats/terraform.ts';

const OFF = new Set(TERRAFORM.exceptions.map(({ rule }) => rule));

const TRANSCRIPTION: Transcription = {
  fileName: 'ecs.tf',
  write: (task) => terraformOf(task),
  differs: {
    'td-tag-duplicate-key': 'In a map the last of two keys counts.',
    'cfn-null-value': 'It is about templates of CloudFormation alone.',
    'td-single-container bad 1':
      'A resource says by its type what it is, so that a container in its place is not taken for one.',
    'td-read-only-property': 'An argument that the resource does not have is for Terraform to report.',
  },
};

describe('an example as a file of Terraform', () => {
  for (const example of EXAMPLES) {
    const { name, rule } = example;
    if (OFF.has(rule) || TRANSCRIPTION.differs[name] || TRANSCRIPTION.differs[rule]) continue;
    test(name, () => sameInFormat(example, TRANSCRIPTION));
  }
});
