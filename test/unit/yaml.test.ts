/** Reading YAML: places, functions, half-typed lines, and what is left alone. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { languageOf } from '../../server/src/formats/languages.ts';
import { type ObjectNode, propertyOf, type SyntaxNode, type ValueNode } from '../../server/src/syntax/node.ts';
import { plainValue } from './tree.ts';

const TEMPLATE = `# The web service.
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
  Task: # one task
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: !Sub "\${AWS::StackName}-web"
      Cpu: 256
      Memory: '512'
      NetworkMode: awsvpc
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Role.Arn
      ContainerDefinitions:
        - Name: web
          Image: !Join [":", [nginx, !Ref Version]]
          Essential: true
          PortMappings:
          - ContainerPort: 80
          Environment:
            - Name: MODE
              Value: >-
                folded
                text
            # Last.
            - {Name: ZONE, Value: "a"}
          HealthCheck:
            Command: ["CMD-SHELL", "curl -f http://localhost/ || exit 1"]
  Other:
    Type: AWS::SNS::Topic
`;

const read = (text: string, fileName = 'template.yaml') => languageOf(fileName, text).read(text);

function nodesOf(node: ValueNode | undefined): SyntaxNode[] {
  if (!node) return [];
  if (node.kind === 'array') return [node, ...node.items.flatMap(nodesOf)];
  if (node.kind !== 'object') return [node];
  return [node, ...node.properties.flatMap((property) => [property, property.key, ...nodesOf(property.value)])];
}

function memberOf(root: ValueNode | undefined, ...path: readonly (string | number)[]): ValueNode | undefined {
  return path.reduce<ValueNode | undefined>((node, step) => {
    if (typeof step === 'number') return node?.kind === 'array' ? node.items[step] : undefined;
    return node?.kind === 'object' ? propertyOf(node, step)?.value : undefined;
  }, root);
}

const PROPERTIES = ['Resources', 'Task', 'Properties'] as const;

describe('places', () => {
  for (const [title, text] of Object.entries({
    'line feeds': TEMPLATE,
    'carriage returns': TEMPLATE.replaceAll('\n', '\r\n'),
    'letters of two units': TEMPLATE.replace('one task', '🐳 one task').replace('MODE', '🐳'),
    'a byte order mark': `\uFEFF${TEMPLATE}`,
  })) {
    test(`each text stands where its node says, with ${title}`, () => {
      const leaves = nodesOf(read(text).root).filter((node) => node.kind === 'string' || node.kind === 'number');
      assert.ok(leaves.length > 30);
      for (const leaf of leaves) {
        const written = text.slice(leaf.offset, leaf.offset + leaf.length);
        const unquoted = /^(["']).*\1$/s.test(written) ? written.slice(1, -1) : written;
        const isFolded = written.startsWith('>') || written.startsWith('!');
        if (!isFolded) assert.equal(unquoted, String(leaf.value));
      }
    });
  }

  test('a block ends with its last value, not with the line break behind', () => {
    const { root } = read(TEMPLATE);
    const properties = memberOf(root, ...PROPERTIES) as ObjectNode;
    const text = TEMPLATE.slice(properties.offset, properties.offset + properties.length);
    assert.ok(text.startsWith('Family:') && text.endsWith('exit 1"]'), text);
  });

  test('a call of a function is one value, with its tag', () => {
    const call = memberOf(read(TEMPLATE).root, ...PROPERTIES, 'ExecutionRoleArn')!;
    assert.equal(TEMPLATE.slice(call.offset, call.offset + call.length), '!GetAtt Role.Arn');
    assert.deepEqual(plainValue(call), { 'Fn::GetAtt': 'Role.Arn' });
  });

  test('the comments are those of the text', () => {
    const { comments } = read(TEMPLATE);
    const texts = comments.map(({ offset, length }) => TEMPLATE.slice(offset, offset + length));
    assert.deepEqual(texts, ['# The web service.', '# one task', '# Last.']);
  });
});

describe('functions', () => {
  const short = 'A: !Ref X\nB: !Sub "a-${X}"\nC: !GetAtt [R, Arn]\nD: !If [c, !Ref X, 1]\nE: !Sub 012\n';
  test('the short form is read as the full one', () => {
    const text = `containerDefinitions: []\n${short}`;
    assert.deepEqual(plainValue(read(text).root!), {
      containerDefinitions: [],
      A: { Ref: 'X' },
      B: { 'Fn::Sub': 'a-${X}' },
      C: { 'Fn::GetAtt': ['R', 'Arn'] },
      D: { 'Fn::If': ['c', { Ref: 'X' }, 1] },
      E: { 'Fn::Sub': '012' },
    });
  });
});

describe('values that not everybody reads alike', () => {
  const kindOf = (value: string) =>
    memberOf(read(`containerDefinitions: [${value}]\n`).root, 'containerDefinitions', 0)!.kind;
  for (const value of [
    '0123',
    '0x1F',
    '0o17',
    '1_000',
    '22:22',
    '3.10',
    '1e3',
    '+5',
    '.5',
    '.inf',
    'yes',
    'Off',
    '012345678901',
    '12345678901234567890',
  ])
    test(`${value} is decided later`, () => assert.equal(kindOf(value), 'template'));
  for (const value of ['10.0.0.1', '8080:80', '1.2.3', 'v1', '2010-09-09', 'truely', '1 2'])
    test(`${value} is a text`, () => assert.equal(kindOf(value), 'string'));
  for (const value of ['0', '-1', '256', '1.5'])
    test(`${value} is a number`, () => assert.equal(kindOf(value), 'number'));
  for (const value of ['true', 'false', 'True', 'FALSE'])
    test(`${value} is a boolean`, () => assert.equal(kindOf(value), 'boolean'));
});

describe('while somebody types', () => {
  test('no beginning of a text is too much', () => {
    for (let end = 0; end <= TEMPLATE.length; end++) analyse(TEMPLATE.slice(0, end), 'template.yaml');
  });

  const members = nodesOf(read(TEMPLATE).root).filter((node) => node.kind === 'property');
  const inTask = members.filter(({ offset }) => offset > TEMPLATE.indexOf('Family') && isFirstOnLine(offset));

  for (const typed of [
    'Heal',
    '-',
    'User: a: b',
    'HealthCheck:',
    'User: !',
    'Command: [',
    'User: {',
    'User: "ro',
    '"',
    '*',
    '&',
    '@',
  ]) {
    test(`"${typed}" on a line of its own takes no other member along`, () => {
      assert.ok(inTask.length > 12);
      for (const { offset } of inTask) {
        const lineStart = TEMPLATE.lastIndexOf('\n', offset) + 1;
        const indent = ' '.repeat(offset - lineStart);
        const text = `${TEMPLATE.slice(0, lineStart)}${indent}${typed}\n${TEMPLATE.slice(lineStart)}`;
        const { root } = read(text);
        const there = nodesOf(root).filter((node) => node.kind === 'property');
        assert.ok(there.length >= members.length, `${members.length - there.length} lost:\n${text}`);
      }
    });
  }
});

/** Whether a member begins its line, so that another one may stand above. */
function isFirstOnLine(offset: number): boolean {
  return TEMPLATE.slice(TEMPLATE.lastIndexOf('\n', offset) + 1, offset).trim() === '';
}

describe('what is left alone', () => {
  const others: Readonly<Record<string, string>> = {
    'docker-compose.yml': 'services:\n  web:\n    image: nginx\n    ports: ["80:80"]\n',
    'deployment.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n',
    '.github/workflows/deploy.yml':
      'on: push\njobs:\n  deploy:\n    steps:\n      - run: jq .containerDefinitions task-definition.json\n',
    'appspec.yaml':
      'version: 0.0\nResources:\n  - function:\n      Type: AWS::Lambda::Function\n      Properties:\n        Name: web\n',
    'ecs.yaml': 'parameters:\n  paths: [src]\n',
    'task-definition.yaml': 'name: web\nimage: nginx\n',
    'template.yaml': 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n',
    'configmap.yaml':
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  t.yaml: |\n    Resources:\n      T:\n        Type: AWS::ECS::TaskDefinition\n        Properties: {}\n',
    'comment.yaml': 'Resources:\n  A:\n    # Not AWS::ECS::TaskDefinition\n    Type: AWS::SNS::Topic\n',
    'two.yaml': 'kind: A\n---\nkind: B\nspec: {containerDefinitions: []}\n',
    'empty.yaml': '',
  };
  for (const [fileName, text] of Object.entries(others)) {
    test(fileName, () => {
      for (const intent of ['open', 'asked'] as const) {
        const { detection, findings } = analyse(text, fileName, intent);
        assert.equal(detection.accepted, false, detection.reason);
        assert.deepEqual(findings, []);
      }
    });
  }
});

describe('what is taken', () => {
  const task = '    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions: []\n';
  const taken: Readonly<Record<string, [text: string, fileName: string]>> = {
    'a template': [`Resources:\n  T:\n${task}`, 'a.yml'],
    'a template called .template': [`Resources:\n  T:\n${task}`, 'a.template'],
    'a template behind a document mark': [`---\nResources:\n  T:\n${task}`, 'a.yaml'],
    'a template with quoted keys': [`"Resources":\n  "T":\n${task.replace('Type', '"Type"')}`, 'a.yaml'],
    'a template in flow style': ['{Resources: {T: {Type: AWS::ECS::TaskDefinition, Properties: {}}}}', 'a.yaml'],
    'a resource in flow style': ['Resources:\n  T: {Type: AWS::ECS::TaskDefinition, Properties: {}}\n', 'a.yaml'],
    'a template in JSON': ['{"Resources": {"T": {"Type": "AWS::ECS::TaskDefinition", "Properties": {}}}}', 'a.yaml'],
    'a template without a name': [`Resources:\n  T:\n${task}`, 'untitled:Untitled-1'],
    'a resource in a loop': [
      `Resources:\n  Fn::ForEach::Tasks:\n    - Name\n    - [a, b]\n    - T\${Name}:\n${task.replaceAll('    ', '          ')}`,
      'a.yaml',
    ],
    'the second document': ['kind: A\n---\ncontainerDefinitions: []\n', 'a.yaml'],
    'a task definition': ['family: web\ncontainerDefinitions:\n- name: web\n', 'a.yaml'],
  };
  for (const [title, [text, fileName]] of Object.entries(taken)) {
    test(title, () => {
      const { detection, tasks } = analyse(text, fileName);
      assert.ok(detection.accepted, detection.reason);
      assert.equal(tasks.length, 1);
    });
  }
});

describe('templates of other tools', () => {
  const task = (lines: string) =>
    `family: web\n${lines}containerDefinitions:\n  - name: web\n    image: nginx:1.27\n    memory: 128\n`;
  const texts: Readonly<Record<string, string>> = {
    'a placeholder in the place of a text': task('cpu: {{ cpu }}\n'),
    'one in the place of a list': task('requiresCompatibilities: {{ compatibilities }}\n'),
    'a statement on a line': task('{% if role %}\ntaskRoleArn: {{ role }}\n{% endif %}\n'),
    'a statement of Ruby': task('<% if role %>\ntaskRoleArn: <%= role %>\n<% end %>\n'),
    'one with filters and quotes': task('cpu: {{ cpu | default("256") }}\n'),
    'a resource of a template':
      'Resources:\n  A:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      Cpu: {{ cpu }}\n      ContainerDefinitions:\n        - {Name: web, Image: nginx, Memory: 128}\n',
  };
  for (const [title, text] of Object.entries(texts)) {
    test(`no error of what is decided when it is rendered: ${title}`, () => {
      const { detection, findings } = analyse(text, 'a.yaml', 'asked');
      assert.ok(detection.accepted);
      const errors = findings.filter(({ severity }) => severity === 'error');
      assert.deepEqual(
        errors.map(({ message }) => message),
        [],
      );
    });
  }
});

test('a service is checked with the task definition that stands beside it', () => {
  const text = `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - {Name: web, Image: nginx:1.27, Memory: 128, PortMappings: [{ContainerPort: 80}]}
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LoadBalancers:
        - ContainerName: wbe
          ContainerPort: 80
          TargetGroupArn: !Ref Group
`;
  const { findings } = analyse(text, 'a.yaml');
  const found = findings.find(({ rule }) => rule === 'svc-lb-container-unknown');
  assert.ok(found, findings.map(({ rule }) => rule).join(', '));
  assert.equal(text.slice(found.offset, found.offset + found.length), 'wbe');
});
