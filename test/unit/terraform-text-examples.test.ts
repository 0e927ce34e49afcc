/** Every example of every rule as a resource of Terraform whose containers are JSON in a text: in quotes, in a heredoc, in a `.tf.json`. */
import { describe, test } from 'node:test';
import { TERRAFORM } from '../../server/src/formats/terraform/dialect.ts';
import { EXAMPLES, sameInFormat, type Transcription } from '../formats/examples.ts';
import { terraformJsonOf, terraformWithText } from '../formats/terraform-texts.ts';

const OFF = new Set(TERRAFORM.exceptions.map(({ rule }) => rule));

const differs: Readonly<Record<string, string>> = {
  'td-tag-duplicate-key': 'In a map the last of two keys counts.',
  'cfn-null-value': 'It is about templates of CloudFormation alone.',
  'td-single-container bad 1':
    'A resource says by its type what it is, so that a container in its place is not taken for one.',
  'td-read-only-property': 'An argument that the resource does not have is for Terraform to report.',
};

const FORMS: Readonly<Record<string, Transcription>> = {
  'in quotes': { fileName: 'ecs.tf', write: (task) => terraformWithText(task, 'quotes'), differs },
  'in a heredoc': { fileName: 'ecs.tf', write: (task) => terraformWithText(task, 'heredoc'), differs },
  "in Terraform's JSON": { fileName: 'ecs.tf.json', write: terraformJsonOf, differs },
};

for (const [form, transcription] of Object.entries(FORMS))
  describe(`an example with its containers as a text ${form}`, () => {
    for (const example of EXAMPLES) {
      const { name, rule } = example;
      if (OFF.has(rule) || differs[name] || differs[rule]) continue;
      test(name, () => sameInFormat(example, transcription));
    }
  });
