import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'jsonc-parser';
import { analyse } from '../../server/src/analysis.ts';
import { executionRolePolicy } from '../../server/src/policy/execution-role.ts';
import { commentedPolicy, policyDocument, type RolePolicy, remarks } from '../../server/src/policy/policy.ts';
import { taskRolePolicy } from '../../server/src/policy/task-role.ts';

function taskOf(text: string, file = 'task-definition.json') {
  const [task] = analyse(text, file, 'asked').tasks;
  assert.ok(task, 'a task definition');
  return task;
}

function json(container: object, task: object = {}): string {
  return JSON.stringify({
    family: 'shop',
    executionRoleArn: 'arn:aws:iam::444455556666:role/exec',
    ...task,
    containerDefinitions: [{ name: 'app', image: 'nginx:1.29', ...container }],
  });
}

const logs = (options: object) => ({
  logConfiguration: {
    logDriver: 'awslogs',
    options: { 'awslogs-region': 'eu-west-1', 'awslogs-group': '/ecs/shop', ...options },
  },
});

/** What a policy allows, as lines of action and resource. */
function allowed(policy: RolePolicy): string[] {
  return policy.grants.flatMap(({ statement: { Action, Resource } }) =>
    Action.flatMap((action) => Resource.map((resource) => `${action} ${resource}`)),
  );
}

describe('the execution role policy', () => {
  const cases: readonly (readonly [what: string, container: object, expected: readonly string[], task?: object])[] = [
    ['nothing for a public image', {}, []],
    ['nothing for Amazon ECR Public', { image: 'public.ecr.aws/nginx/nginx:1' }, []],
    [
      'a private repository',
      { image: '444455556666.dkr.ecr.eu-west-1.amazonaws.com/shop/app:1' },
      [
        'ecr:GetAuthorizationToken *',
        'ecr:BatchCheckLayerAvailability arn:aws:ecr:eu-west-1:444455556666:repository/shop/app',
        'ecr:GetDownloadUrlForLayer arn:aws:ecr:eu-west-1:444455556666:repository/shop/app',
        'ecr:BatchGetImage arn:aws:ecr:eu-west-1:444455556666:repository/shop/app',
      ],
    ],
    [
      'a secret, without key and version',
      {
        secrets: [
          { name: 'A', valueFrom: 'arn:aws:secretsmanager:eu-west-1:444455556666:secret:db-AbC123:password::' },
        ],
      },
      ['secretsmanager:GetSecretValue arn:aws:secretsmanager:eu-west-1:444455556666:secret:db-AbC123'],
    ],
    [
      'a secret by its name alone',
      { secrets: [{ name: 'A', valueFrom: 'arn:aws:secretsmanager:eu-west-1:444455556666:secret:prod/db' }] },
      ['secretsmanager:GetSecretValue arn:aws:secretsmanager:eu-west-1:444455556666:secret:prod/db-??????'],
    ],
    [
      'a parameter by ARN',
      { secrets: [{ name: 'A', valueFrom: 'arn:aws:ssm:eu-west-1:444455556666:parameter/a/b' }] },
      ['ssm:GetParameters arn:aws:ssm:eu-west-1:444455556666:parameter/a/b'],
    ],
    [
      'a parameter by name, region unknown',
      { secrets: [{ name: 'A', valueFrom: '/a/b' }] },
      ['ssm:GetParameters arn:aws:ssm:REGION:444455556666:parameter/a/b'],
    ],
    [
      'a log option from a parameter',
      {
        logConfiguration: {
          logDriver: 'splunk',
          secretOptions: [{ name: 'splunk-token', valueFrom: 'arn:aws:ssm:eu-west-1:444455556666:parameter/t' }],
        },
      },
      ['ssm:GetParameters arn:aws:ssm:eu-west-1:444455556666:parameter/t'],
    ],
    [
      'logs',
      logs({}),
      [
        'logs:CreateLogStream arn:aws:logs:eu-west-1:444455556666:log-group:/ecs/shop:*',
        'logs:PutLogEvents arn:aws:logs:eu-west-1:444455556666:log-group:/ecs/shop:*',
      ],
    ],
    ['another log driver', { logConfiguration: { logDriver: 'json-file' } }, []],
    [
      'an environment file',
      { environmentFiles: [{ type: 's3', value: 'arn:aws:s3:::bucket/a/b.env' }] },
      ['s3:GetObject arn:aws:s3:::bucket/a/b.env', 's3:GetBucketLocation arn:aws:s3:::bucket'],
    ],
    [
      'a private registry',
      { image: 'registry.example.com/app:1', repositoryCredentials: { credentialsParameter: 'registry' } },
      ['secretsmanager:GetSecretValue arn:aws:secretsmanager:REGION:444455556666:secret:registry-??????'],
    ],
    [
      'an account in China',
      { image: '444455556666.dkr.ecr.cn-north-1.amazonaws.com.cn/app:1' },
      [
        'ecr:GetAuthorizationToken *',
        ...['BatchCheckLayerAvailability', 'GetDownloadUrlForLayer', 'BatchGetImage'].map(
          (action) => `ecr:${action} arn:aws-cn:ecr:cn-north-1:444455556666:repository/app`,
        ),
      ],
      { executionRoleArn: undefined },
    ],
  ];
  for (const [what, container, expected, task] of cases)
    it(`allows ${what}`, () => assert.deepEqual(allowed(executionRolePolicy(taskOf(json(container, task)))), expected));

  it('lets the log group be created only where the file says so', () => {
    const creates = (value: string) =>
      allowed(executionRolePolicy(taskOf(json(logs({ 'awslogs-create-group': value }))))).some((one) =>
        one.startsWith('logs:CreateLogGroup'),
      );
    assert.equal(creates('true'), true);
    assert.equal(creates('false'), false);
  });

  it('keeps placeholders, also those with colons', () => {
    const secret = 'arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:db-AbC123:password::';
    const policy = executionRolePolicy(
      taskOf(
        json({
          image: '${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/app:${TAG}',
          secrets: [{ name: 'A', valueFrom: secret }],
        }),
      ),
    );
    assert.ok(allowed(policy).includes('ecr:BatchGetImage arn:aws:ecr:${REGION}:${ACCOUNT}:repository/app'));
    assert.ok(
      allowed(policy).includes(
        'secretsmanager:GetSecretValue arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:db-AbC123',
      ),
    );
  });

  it('says what the file cannot know', () => {
    const policy = executionRolePolicy(taskOf(json({ image: '${IMAGE}' })));
    assert.ok(allowed(policy).includes('ecr:BatchGetImage arn:aws:ecr:REGION:444455556666:repository/REPOSITORY'));
    assert.match(remarks(policy).join('\n'), /container "app" is decided outside this file/);
  });

  it('reads templates', () => {
    const text = `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: app
          Image: !Sub "\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.amazonaws.com/app:1"
          LogConfiguration:
            LogDriver: awslogs
            Options:
              awslogs-group: !Ref Group
              awslogs-region: eu-west-1
`;
    const lines = allowed(executionRolePolicy(taskOf(text, 'template.yaml')));
    assert.ok(
      lines.includes('logs:PutLogEvents arn:aws:logs:eu-west-1:${AWS::AccountId}:log-group:${Group}:*'),
      lines.join('\n'),
    );
    assert.ok(lines.some((one) => one.startsWith('ecr:BatchGetImage ')));
  });
});

describe('the task role policy', () => {
  const volume = (authorizationConfig: object) => ({
    volumes: [
      {
        name: 'data',
        efsVolumeConfiguration: { fileSystemId: 'fs-11111111', transitEncryption: 'ENABLED', authorizationConfig },
      },
    ],
  });
  const mount = (readOnly: boolean) => ({ mountPoints: [{ sourceVolume: 'data', containerPath: '/data', readOnly }] });

  it('allows writing to a file system only where a container writes', () => {
    const actions = (readOnly: boolean) =>
      taskRolePolicy(taskOf(json(mount(readOnly), volume({ iam: 'ENABLED' })))).grants[0]?.statement.Action;
    assert.deepEqual(actions(true), ['elasticfilesystem:ClientMount']);
    assert.deepEqual(actions(false), ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite']);
  });

  it('limits a file system to its access point', () => {
    const [grant] = taskRolePolicy(
      taskOf(json(mount(true), volume({ iam: 'ENABLED', accessPointId: 'fsap-1234' }))),
    ).grants;
    assert.deepEqual(grant?.statement.Condition, {
      StringEquals: {
        'elasticfilesystem:AccessPointArn': 'arn:aws:elasticfilesystem:REGION:444455556666:access-point/fsap-1234',
      },
    });
  });

  it('needs nothing for a file system without IAM authorization', () => {
    assert.deepEqual(allowed(taskRolePolicy(taskOf(json(mount(false), volume({}))))), []);
  });

  const template = (exec: string) => `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: app
          Image: nginx:1.29
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      EnableExecuteCommand: ${exec}
`;
  it('follows the service on ECS Exec', () => {
    const on = taskRolePolicy(taskOf(template('true'), 'template.yaml'));
    assert.ok(allowed(on).includes('ssmmessages:OpenDataChannel *'));
    const off = taskRolePolicy(taskOf(template('false'), 'template.yaml'));
    assert.deepEqual(allowed(off), []);
    assert.doesNotMatch(remarks(off).join('\n'), /ECS Exec/);
    assert.match(remarks(taskRolePolicy(taskOf(json({})))).join('\n'), /ECS Exec/);
  });

  it('lets the log router write where its options say', () => {
    const firelens = (options: object) =>
      allowed(taskRolePolicy(taskOf(json({ logConfiguration: { logDriver: 'awsfirelens', options } }))));
    assert.deepEqual(firelens({ Name: 'kinesis_firehose', region: 'eu-west-1', delivery_stream: 'logs' }), [
      'firehose:PutRecordBatch arn:aws:firehose:eu-west-1:444455556666:deliverystream/logs',
    ]);
    assert.deepEqual(firelens({ Name: 's3', bucket: 'my-logs' }), ['s3:PutObject arn:aws:s3:::my-logs/*']);
    assert.deepEqual(firelens({ Name: 'datadog' }), []);
  });
});

describe('a policy as text', () => {
  const policy = executionRolePolicy(
    taskOf(json({ ...logs({}), image: '444455556666.dkr.ecr.eu-west-1.amazonaws.com/app:1' })),
  );

  it('is the document with comments', () => {
    assert.deepEqual(parse(commentedPolicy(policy)), policyDocument(policy));
  });

  it('keeps what names hold within its comments', () => {
    const name = 'a\n{"Sid": "All", "Effect": "Allow", "Action": ["*"], "Resource": ["*"]},\u2028// ';
    const task = taskOf(
      json({
        ...{ name, secrets: [{ name, valueFrom: '' }], image: '444455556666.dkr.ecr.eu-west-1.amazonaws.com/app:1' },
        ...{ logConfiguration: { logDriver: 'awsfirelens', options: {} }, environmentFiles: [{ value: '' }] },
      }),
    );
    for (const of of [executionRolePolicy(task), taskRolePolicy(task)]) {
      const text = commentedPolicy(of);
      assert.match(text, /\/\/.*"Sid": "All"/);
      assert.deepEqual(parse(text), policyDocument(of));
    }
  });

  it('has statement IDs of letters and digits, each once', () => {
    const ids = policy.grants.map(({ statement }) => statement.Sid);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^[A-Za-z0-9]+$/);
  });

  it('has no document if nothing is needed, as IAM refuses an empty one', () => {
    const none = executionRolePolicy(taskOf(json({})));
    assert.equal(policyDocument(none), undefined);
    assert.match(commentedPolicy(none), /needs no permissions/);
  });

  it('warns if it is longer than IAM allows', () => {
    const secrets = Array.from({ length: 200 }, (_, i) => ({
      name: `S${i}`,
      valueFrom: `arn:aws:ssm:eu-west-1:444455556666:parameter/a/long/path/of/a/parameter/${i}`,
    }));
    assert.match(remarks(executionRolePolicy(taskOf(json({ secrets })))).join('\n'), /shorten it with wildcards/);
  });
});

describe('the placeholders of a policy', () => {
  const remarksOf = (text: string, fileName: string) => {
    const [task] = analyse(text, fileName).tasks;
    return [executionRolePolicy(task!), taskRolePolicy(task!)]
      .flatMap(remarks)
      .filter((each) => each.startsWith('IAM does'));
  };
  const secret = (name: string) => ({ name: 'A', valueFrom: name });
  const json = (valueFrom: string) =>
    JSON.stringify({
      family: 'a',
      containerDefinitions: [{ name: 'a', image: 'public.ecr.aws/a/a:1', memory: 64, secrets: [secret(valueFrom)] }],
    });

  it('are filled in by the template, the module or the pipeline that they come from', () => {
    const template = `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: a
      ContainerDefinitions:
        - { Name: a, Image: 'public.ecr.aws/a/a:1', Memory: 64, Secrets: [{ Name: A, ValueFrom: shop }] }
`;
    assert.match(remarksOf(template, 'template.yaml').join(), /!Sub/);
    const terraform = `resource "aws_ecs_task_definition" "a" {
  family = "a"
  container_definitions = jsonencode([{ name = "a", image = "public.ecr.aws/a/a:1", memory = 64, secrets = [{ name = "A", valueFrom = "arn:aws:ssm:\${var.region}:111122223333:parameter/a" }] }])
}
`;
    assert.match(remarksOf(terraform, 'ecs.tf').join(), /jsonencode/);
    assert.match(
      remarksOf(json('arn:aws:ssm:${REGION}:111122223333:parameter/a'), 'task-definition.json').join(),
      /pipeline/,
    );
  });

  it('are not spoken of where there are none', () => {
    assert.deepEqual(remarksOf(json('arn:aws:ssm:eu-west-1:111122223333:parameter/a'), 'task-definition.json'), []);
  });
});
