/** Every example of every rule in YAML: as a CloudFormation template in block style and in flow style, and as it is. */
import { describe, test } from 'node:test';
import { stringify } from 'yaml';
import { CLOUDFORMATION } from '../../server/src/formats/cloudformation/dialect.ts';
import { templateOf } from '../formats/cloudformation.ts';
import { EXAMPLES, sameInFormat, type Transcription } from '../formats/examples.ts';

const OFF = Object.fromEntries(CLOUDFORMATION.exceptions.map(({ rule, because }) => [rule, because]));

/** As people write it: version 1.1 quotes whatever either version would read as something else than a text. */
const BLOCK = { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false } as const;
const FLOW = { ...BLOCK, collectionStyle: 'flow' } as const;

const TEMPLATES = {
  ...OFF,
  'td-single-container bad 1':
    'A resource says by its type what it is, so that a container in its place is not taken for one.',
  'cfn-null-value': 'It is about templates alone.',
};

const TRANSCRIPTIONS: Readonly<Record<string, Transcription>> = {
  'a CloudFormation template in block style': {
    fileName: 'template.yaml',
    write: (task) => stringify(templateOf(task), BLOCK),
    differs: TEMPLATES,
  },
  'a CloudFormation template in block style with Windows line ends': {
    fileName: 'template.yaml',
    write: (task) => stringify(templateOf(task), BLOCK).replaceAll('\n', '\r\n'),
    differs: TEMPLATES,
  },
  'a CloudFormation template in flow style': {
    fileName: 'template.yaml',
    write: (task) => stringify(templateOf(task), FLOW),
    differs: TEMPLATES,
  },
  'a task definition in YAML': {
    fileName: 'task-definition.yaml',
    intent: 'asked',
    write: (task) => stringify(task, BLOCK),
    differs: {
      'cfn-null-value': 'It is about templates alone.',
      'td-single-container bad 1': 'A container by itself shows too little in YAML: much else has a name and an image.',
    },
  },
};

for (const [title, transcription] of Object.entries(TRANSCRIPTIONS)) {
  describe(`an example as ${title}`, () => {
    for (const example of EXAMPLES) {
      const { name, rule } = example;
      if (transcription.differs[name] || transcription.differs[rule]) continue;
      test(name, () => sameInFormat(example, transcription));
    }
  });
}
