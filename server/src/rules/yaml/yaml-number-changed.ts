import { CONTAINER, REQUEST } from '../../schema/schema.ts';
import { replace } from '../../syntax/edit.ts';
import { endOf, type ValueNode } from '../../syntax/node.ts';
import { plainScalar } from '../../syntax/yaml/scalars.ts';
import { forEachLeaf } from '../parts/walk.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'YAML changes a value',
  severity: 'warning',
  source: {
    from: 'YAML 1.2.2, core schema (10.3.2), beside the types int, float and bool of YAML 1.1; CloudFormation, template formats: YAML 1.1',
    checked: '2026-11-28',
  },
  concept: 'task-definition',
  why: 'Without quotes, YAML reads `0123`, `3.10` or `1_000` as a number and `yes` as true, and ECS gets the result: `83`, `3.1`, `1000`, `true`. YAML 1.1 and 1.2 even disagree. CloudFormation uses 1.1, most other programs 1.2.',
  check(task, report) {
    const { document, root } = task;
    if (document.language.id !== 'yaml') return;
    // CloudFormation makes true and false of all these words.
    const knowsWords = task.part.dialect.id === 'cloudformation';
    forEachLeaf(root, root.kind === 'array' ? { type: 'array', items: CONTAINER } : REQUEST, (node, schema) => {
      if (node.kind !== 'template' && node.kind !== 'string') return;
      const source = document.text.slice(node.offset, Math.min(endOf(node), node.offset + 100));
      const type = schema?.type;
      if (isDate(node, source) && type === 'string' && task.part.dialect.id === 'api') {
        report({
          at: node,
          message: `Not every program reads ${source} as text: put it in quotes`,
          fixes: [{ title: 'Put it in quotes', edits: [replace(node, source)] }],
        });
        return;
      }
      // Every reader takes it as a boolean, so as a text it becomes `true` or `false` in lower case.
      const losesCase = node.kind === 'string' && /^(?:True|TRUE|False|FALSE)$/.test(source);
      if (!losesCase && (node.kind === 'string' || plainScalar(source).is !== 'unsure')) return;
      if (type === 'string') {
        report({
          at: node,
          message: `YAML changes ${source} unless it is quoted: put it in quotes`,
          fixes: [{ title: 'Put it in quotes', edits: [replace(node, source)] }],
        });
      } else if (type === 'integer' || type === 'number') {
        const number = WORD.test(source) ? undefined : numberOf(source);
        report({
          at: node,
          message:
            number === undefined
              ? `Not every program reads ${source} as the same number: write it in plain digits`
              : `Not every program reads ${source} as a number: write ${number}`,
          fixes:
            number === undefined ? [] : [{ title: `Write ${number}`, preferred: true, edits: [replace(node, number)] }],
        });
      } else if (type === 'boolean' && WORD.test(source) && !knowsWords) {
        const value = /^(?:true|yes|on)$/i.test(source);
        report({
          at: node,
          message: `Not every program reads ${source} as ${value}: write ${value}`,
          fixes: [{ title: `Write ${value}`, preferred: true, edits: [replace(node, value)] }],
        });
      }
    });
  },
});

/**
 * Whether a value is a date to YAML 1.1 and to the library of the AWS CLI, which then refuses it. CloudFormation knows no dates.
 * Sources: yaml.org/type/timestamp; resolver.py of ruamel.yaml; CloudFormation, template formats; checked 2026-11-28.
 */
function isDate({ kind }: ValueNode, source: string): boolean {
  return kind === 'string' && /^\d{4}-\d\d-\d\d(?:[Tt ]\d\d?:\d\d:\d\d.*)?$/.test(source);
}

const WORD = /^(?:true|false|yes|no|on|off)$/i;

/** The number that is meant; undefined where it may be one of several, as with a zero in front or a time. */
function numberOf(source: string): number | undefined {
  const digits = source.replaceAll('_', '');
  if (/^[-+]?0\d|:/.test(digits)) return undefined;
  const number = Number(digits);
  return Number.isFinite(number) ? number : undefined;
}

export const examples: Examples = {
  bad: [
    `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 128
          Environment:
            - Name: ACCOUNT
              Value: 012345678901 # ours
            - Name: VERSION
              Value: 3.10
            - Name: DEBUG
              Value: no
`,
    `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 1_024
          PortMappings: [{ ContainerPort: 8e3 }]
`,
    `family: web
containerDefinitions:
  - name: web
    image: nginx:1.27
    memory: 128
    readonlyRootFilesystem: yes
`,
    `family: web
containerDefinitions:
  - name: web
    image: nginx:1.27
    memory: 0128
`,
  ],
  good: [
    `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 128
          ReadonlyRootFilesystem: yes
          Environment:
            - Name: ACCOUNT
              Value: '012345678901'
            - Name: PORT
              Value: 8080
            - Name: RELEASE
              Value: 1.27.3
            - Name: REGION
              Value: !Ref AWS::Region
`,
    `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Cpu: 256
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 128
          Environment: [{ Name: START, Value: 22h30 }, { Name: HASH, Value: 0x }, { Name: RATIO, Value: 0.5 }]
`,
    '{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "environment": [{ "name": "A", "value": "0123" }] }] }',
  ],
  fixed: [
    `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 128
          Environment:
            - Name: ACCOUNT
              Value: "012345678901" # ours
            - Name: VERSION
              Value: 3.10
            - Name: DEBUG
              Value: no
`,
    `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 1024
          PortMappings: [{ ContainerPort: 8e3 }]
`,
    `family: web
containerDefinitions:
  - name: web
    image: nginx:1.27
    memory: 128
    readonlyRootFilesystem: true
`,
  ],
};
