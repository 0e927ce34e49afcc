/** Every example of every rule as a CloudFormation template in JSON. */
import { describe, test } from 'node:test';
import { CLOUDFORMATION } from '../../server/src/formats/cloudformation/dialect.ts';
import { templateOf } from '../formats/cloudformation.ts';
import { EXAMPLES, sameInFormat, type Transcription } from '../formats/examples.ts';

const OFF = new Set(CLOUDFORMATION.exceptions.map(({ rule }) => rule));

const TRANSCRIPTION: Transcription = {
  fileName: 'template.json',
  write: (task) => `${JSON.stringify(templateOf(task), null, 2)}\n`,
  differs: {
    'td-single-container bad 1':
      'A resource says by its type what it is, so that a container in its place is not taken for one.',
    'cfn-null-value': 'It is about templates alone.',
  },
};

describe('an example as a CloudFormation template', () => {
  for (const example of EXAMPLES) {
    const { name, rule } = example;
    if (OFF.has(rule) || TRANSCRIPTION.differs[name] || TRANSCRIPTION.differs[rule]) continue;
    test(name, () => sameInFormat(example, TRANSCRIPTION));
  }
});
