/** Task definitions in CloudFormation templates. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { applyEdits, toTextEdits } from '../../server/src/syntax/edit.ts';
import { offer } from './completing.ts';

const WEB = { Name: 'web', Image: 'nginx:1.27', Essential: true, Memory: 512 };

/** A template with these properties of one task definition. */
function template(properties: object, id = 'Web'): string {
  return JSON.stringify({ Resources: { [id]: { Type: 'AWS::ECS::TaskDefinition', Properties: properties } } }, null, 2);
}

function errorsOf(text: string): string[] {
  return analyse(text, 'template.json')
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ rule, message }) => `${rule}: ${message}`);
}

describe('a template', () => {
  test('with two task definitions has both judged, each under its name', () => {
    const bad = { ...WEB, MemoryReservation: 1024 };
    const text = JSON.stringify({
      Resources: {
        A: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [bad] } },
        Bucket: { Type: 'AWS::S3::Bucket' },
        B: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [bad] } },
      },
    });
    const { findings, tasks } = analyse(text, 'template.json');
    assert.deepEqual(
      tasks.map(({ part }) => part.id),
      ['A', 'B'],
    );
    const errors = findings.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      errors.map(({ part }) => part?.id),
      ['A', 'B'],
    );
  });

  test('that is right has no error: no family, numbers and texts for each other', () => {
    const properties = {
      Cpu: 256,
      Memory: '512',
      NetworkMode: 'awsvpc',
      RequiresCompatibilities: ['FARGATE'],
      ContainerDefinitions: [{ ...WEB, Essential: 'true', PortMappings: [{ ContainerPort: '80' }] }],
    };
    assert.deepEqual(errorsOf(template(properties)), []);
  });

  test('what a function decides is not judged, and NoValue is not there', () => {
    const properties = {
      Cpu: { Ref: 'Cpu' },
      Memory: { 'Fn::If': ['Big', '1024', '512'] },
      TaskRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
      NetworkMode: { Ref: 'AWS::NoValue' },
      ContainerDefinitions: [
        {
          ...WEB,
          Name: { Ref: 'Name' },
          Image: { 'Fn::Sub': '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/web:1' },
        },
        { 'Fn::If': ['Debug', { Name: 'debug', Image: 'busybox:1' }, { Ref: 'AWS::NoValue' }] },
        { ...WEB, Name: 'b', DependsOn: [{ ContainerName: { Ref: 'Name' }, Condition: 'START' }] },
      ],
    };
    assert.deepEqual(errorsOf(template(properties)), []);
  });

  test('quotes a wrong spelling as it is written', () => {
    const text = `Resources:
  T:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: app
          Image: nginx:1.29
          portMappings:
            - containerPort: 80
`;
    const casing = analyse(text, 'template.yaml').findings.find(({ rule }) => rule === 'td-cfn-casing');
    assert.match(casing!.message, /does not know "(?:portMappings|containerPort)" and 1 more/);
  });

  test('a member by the name of the API is renamed with all others, and what is in it is judged', () => {
    const text = template({
      ContainerDefinitions: [{ name: 'web', image: 'nginx:1.27', memory: 512, memoryReservation: 1024 }],
    });
    const { findings, document } = analyse(text, 'template.json');
    const [casing, ...others] = findings.filter(({ severity }) => severity === 'error');
    assert.equal(casing?.rule, 'td-cfn-casing');
    assert.equal(casing.message, 'CloudFormation does not know "name" and 3 more: write an upper-case first letter');
    assert.deepEqual(
      others.map(({ rule }) => rule),
      ['container-memory-reservation-over-memory'],
    );
    const fixed = applyEdits(text, toTextEdits(document, casing.fixes[0]!.edits));
    assert.equal(
      fixed,
      text
        .replace('"name"', '"Name"')
        .replace('"image"', '"Image"')
        .replace('"memory"', '"Memory"')
        .replace('"memoryReservation"', '"MemoryReservation"'),
    );
  });

  test('fixes and messages have the names of CloudFormation', () => {
    const text = template({
      RequiresCompatibilities: ['FARGATE'],
      Cpu: '256',
      Memory: '512',
      ContainerDefinitions: [WEB],
    });
    const { findings, document } = analyse(text, 'template.json');
    const finding = findings.find(({ rule }) => rule === 'fargate-network-mode');
    assert.match(finding!.message, /NetworkMode/);
    assert.match(finding!.fixes[0]!.title, /NetworkMode/);
    const fixed = applyEdits(text, toTextEdits(document, finding!.fixes[0]!.edits));
    assert.equal(JSON.parse(fixed).Resources.Web.Properties.NetworkMode, 'awsvpc');
  });

  test('messages have the names of one word too', () => {
    const messages = analyse(
      template({
        ContainerDefinitions: [
          { ...WEB, MemoryReservation: 1, Name: 'a b', User: ['x'], Environment: ['x'] },
          { Memory: 8 },
        ],
      }),
      'template.json',
    ).findings.flatMap(({ severity, message, fixes }) =>
      severity === 'error' ? [message, ...fixes.map(({ title }) => title)] : [],
    );
    for (const start of ['Each item of "Environment"', '"Name" "a b"', '"User" has to be', '"Name" is missing'])
      assert.ok(
        messages.some((message) => message.startsWith(start)),
        `${start}: ${messages.join('\n')}`,
      );
  });

  test('has its members spelt as it writes them, in messages and titles, and values as they are', () => {
    const container = {
      ...WEB,
      Essential: true,
      Privileged: true,
      Hostname: 'web',
      LinuxParameters: { Swappiness: 60 },
      MountPoints: [{ SourceVolume: 'tmp', ContainerPath: '/tmp' }],
      Environment: [{ Name: 'DB_PASSWORD', Value: 'k7Jq!2mZr9' }],
      DependsOn: [{ ContainerName: 'job', Condition: 'COMPLETE' }],
      ResourceRequirements: [{ Type: 'GPU' }],
    };
    const text = template({
      RequiresCompatibilities: ['FARGATE'],
      NetworkMode: 'awsvpc',
      PidMode: 'host',
      Cpu: '512',
      Memory: '512',
      ContainerDefinitions: [container, { ...WEB, Name: 'job' }],
    });
    const { findings } = analyse(text, 'template.json');
    const words = findings.flatMap(({ message, fixes }) => [message, ...fixes.map(({ title }) => title)]).join('\n');
    for (const wanted of [
      'containers: remove "Privileged"',
      '"Hostname": remove it',
      'does not support "Swappiness"',
      'add it to "Volumes"',
      'move it to "Secrets"',
      'give it "Essential": false',
      'Give "job" "Essential": false',
      'Memory "512" does not fit Cpu "512"',
      'Set Memory to "1024"',
      'consider "User"',
      'PidMode "host"',
    ])
      assert.ok(words.includes(wanted), `${wanted}:\n${words}`);
    const own = findings.flatMap(({ message }) => [
      ...message.matchAll(/(?:remove|consider|give it|add it to) "([a-z]+)"/g),
    ]);
    assert.deepEqual(
      own.map(([all]) => all),
      [],
    );
  });

  test('whose properties a function gives is not judged', () => {
    for (const properties of [
      { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/task.yaml' } } },
      { 'Fn::FindInMap': ['Tasks', { Ref: 'Stage' }, 'Properties'] },
      { Ref: 'AWS::NoValue' },
    ])
      assert.deepEqual(
        analyse(template(properties), 'template.json').findings.filter(({ severity }) => severity !== 'info'),
        [],
      );
  });

  test('looks up dynamic references itself', () => {
    const environment = [{ Name: 'PASSWORD', Value: '{{resolve:secretsmanager:web/db:SecretString:password}}' }];
    const { findings } = analyse(
      template({ ContainerDefinitions: [{ ...WEB, Environment: environment }] }),
      'template.json',
    );
    assert.ok(!findings.some(({ rule }) => rule === 'env-cfn-dynamic-reference'));
  });
});

describe('completion in a template', () => {
  const marked = (member: string) =>
    `{ "Resources": { "Web": { "Type": "AWS::ECS::TaskDefinition", "Properties": { "ContainerDefinitions": [{ "Name": "web", ${member} }] } } } }`;

  test('names are those of CloudFormation, with what they hold', () => {
    const found = offer(marked('"|"'), 'template.json');
    assert.ok(found.labels.includes('PortMappings') && !found.labels.includes('portMappings'));
    assert.match(found.taking('PortMappings'), /"PortMappings": \[\{ "ContainerPort": 8080/);
    assert.match(found.taking('LogConfiguration'), /"LogDriver": "awslogs", "Options": \{ "awslogs-group"/);
  });

  test('a member without its value, and values', () => {
    assert.ok(
      offer(marked('"DependsOn": [{ "ContainerName": "web", "Condition": "|" }]'), 'template.json').labels.includes(
        'START',
      ),
    );
    assert.ok(offer(marked('"Heal|'), 'template.json').labels.includes('HealthCheck'));
  });
});
