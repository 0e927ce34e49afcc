/** What a fix writes stands in the file, is a place to fill in, or is a constant that somebody has stated: nothing is invented. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { FARGATE_SIZES } from '../../server/src/model/facts.ts';
import { FIRELENS_OPTIONS, LOG_OPTION_VALUES, LOG_OPTIONS } from '../../server/src/model/log-options.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { limits, REQUEST, resolve, type Schema, SERVICES } from '../../server/src/schema/schema.ts';
import { applyEdits, type NodeEdit } from '../../server/src/syntax/edit.ts';
import { Ask, type Json, Words } from '../../server/src/syntax/value.ts';

/** Words that any fix may write: how commands are run, and the parts of names and addresses that are always the same. */
const WORDS = new Set([
  'sh',
  '-c',
  'CMD',
  'CMD-SHELL',
  'localhost',
  'arn',
  'aws',
  'ecs',
  'secretsmanager',
  'secret',
  'ssm',
  'parameter',
  // CloudFormation's pseudo parameters.
  'Partition',
  'Region',
  'AccountId',
]);

/** What the fixes of a rule write besides, each a constant of the rule or of the place that it tells of. */
const CONSTANTS: Readonly<Record<string, readonly (string | number)[]>> = {
  // What the official image of Redis can run.
  'dependson-healthy-without-healthcheck': ['redis-cli', 'ping', 'grep', 'PONG', 'exit'],
  'linux-capabilities-drop-all': ['ALL'],
  'resource-neuron-managed-instances': ['ALL'],
  'log-firelens-options': ['enable-ecs-log-metadata'],
  'svc-cp-reserved-name': ['FARGATE_SPOT'],
  'svc-platform-version-latest': ['LATEST'],
  'svc-platform-version-efs': ['LATEST'],
  'appspec-hook-unknown': ['BeforeInstall', 'AfterInstall', 'BeforeAllowTraffic', 'AfterAllowTraffic'],
  'express-task-definition': ['Main'],
  'svc-placement-strategy-field': ['attribute', 'availability-zone', 'instanceId'],
  'tf-containers-not-a-list': ['json_map_encoded_list'],
  'image-dockerhub-rate-limit': ['public', 'ecr', 'docker', 'library'],
  'image-ecr-uri-format': ['dkr'],
  'log-firelens-output-name': ['cloudwatch_logs', 'Name', '@type'],
  'log-json-file-unbounded': ['10m', '3'],
  'log-max-buffer-size-format': ['25m'],
  'log-mode-blocking': ['25m'],
  'role-arn-format': ['ecsTaskRole', 'ecsTaskExecutionRole', 'role'],
  'secret-value-from-format': ['parameter'],
  'security-no-new-privileges': ['no-new-privileges'],
  'security-windows-admin': ['ContainerUser'],
  'td-placement-constraint-expression': ['attribute', 'in', 'and', 'or', 'not', 'exists', 'ecs', 'instance-type'],
  'td-proxy-properties': [
    'ProxyIngressPort',
    'ProxyEgressPort',
    'AppPorts',
    'IgnoredUID',
    'EgressIgnoredIPs',
    '15000',
    '15001',
    '1337',
    '169',
    '254',
    '170',
    '2',
  ],
  'volume-docker-windows-driver': ['local'],
  'container-name-duplicate': ['2'],
  'port-name-duplicate': ['2'],
};

/** Numbers that a rule works out from others of the file, or from a limit that it states. */
const WORKED_OUT = new Set([
  'svc-ebs-iops',
  'svc-ebs-size-range',
  'container-cpu-missing-ec2',
  'container-cpu-range',
  'container-cpu-sum-over-task',
  'container-memory-hard-limit-missing',
  'container-memory-over-task',
  'container-memory-required',
  'container-memory-sum-over-task',
  'container-start-timeout-range',
  'container-stop-timeout-range',
  'dependson-timeout-missing',
  'dependson-healthy-without-healthcheck',
  'healthcheck-missing',
  'healthcheck-timeout-over-interval',
  'log-firelens-buffer-limit',
  'log-gelf-compression-level',
  'log-splunk-gzip-level',
  'mi-start-stop-timeout',
  'missing-property',
  'port-range-overlap',
  'port-reserved-host-port',
  'resource-gpu-sharing-strategy',
  'task-cpu-memory-ignored-windows',
  'ulimit-nofile-maximum',
  'yaml-number-changed',
]);

const KNOWN = new Set<string>([
  ...WORDS,
  ...Object.entries(LOG_OPTIONS).flatMap(([driver, options]) => [driver, ...options]),
  ...Object.values(FIRELENS_OPTIONS).flatMap((options) => options ?? ([] as string[])),
  ...Object.values(LOG_OPTION_VALUES).flatMap((values) => values ?? []),
  ...FARGATE_SIZES.flatMap(({ cpuUnits, memoryMiB }) => [cpuUnits, ...memoryMiB].map(String)),
]);
const seen = new Set<Schema>();
collect(REQUEST);
for (const service of Object.values(SERVICES)) collect(service);

/** The names, the values and the limits that the schema states. */
function collect(schema: Schema): void {
  const resolved = resolve(schema);
  if (seen.has(resolved)) return;
  seen.add(resolved);
  for (const value of resolved.enum ?? []) KNOWN.add(value);
  for (const { minimum, maximum, enum: values } of limits(schema))
    for (const one of [minimum, maximum, ...(values ?? [])]) if (one !== undefined) KNOWN.add(String(one));
  for (const [name, of] of Object.entries(resolved.properties ?? {})) {
    KNOWN.add(name);
    collect(of);
  }
  if (resolved.items) collect(resolved.items);
}

/** The texts and numbers of a value that are no place to fill in. */
function written(value: Json): string[] {
  if (value instanceof Ask) return [];
  if (value instanceof Words) return value.parts.filter((part): part is string => typeof part === 'string');
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap((part) => written(part as Json))
    : [];
}

function writtenBy(edit: NodeEdit): readonly string[] {
  if ('value' in edit) return written(edit.value);
  return edit.kind === 'rename' ? [edit.key] : [];
}

/** The words of a text that neither the file nor anybody states. */
function invented(rule: string, value: string, text: string): string[] {
  if (KNOWN.has(value)) return [];
  // The number of an account may be written in groups.
  const said = `${text} ${text.replaceAll(/[-\s]/g, '')}`.toLowerCase();
  const isNumber = /^\d+(?:-\d+)?$/.test(value);
  if (isNumber && (WORKED_OUT.has(rule) || new RegExp(`\\b${value}\\b`).test(text))) return [];
  const own = CONSTANTS[rule]?.map(String) ?? [];
  if (own.includes(value)) return [];
  return value
    .split(/[^\w-]+/)
    .filter((word) => word !== '' && !KNOWN.has(word) && !own.includes(word))
    .filter(
      (word) =>
        !said.includes(word.toLowerCase()) &&
        !word.split('-').every((part) => said.includes(part.toLowerCase()) || own.includes(part)),
    );
}

describe('a fix invents nothing', () => {
  const found = new Map<string, Set<string>>();
  const used = new Set<string>();
  for (const text of new Set(Object.values(RULE_EXAMPLES).flatMap(({ bad }) => bad))) {
    for (const { rule, fixes } of analyse(text, 'task-definition.json', 'asked').findings) {
      for (const { title, edits } of fixes) {
        for (const value of edits.flatMap(writtenBy)) {
          used.add(`${rule} ${value}`);
          for (const word of invented(rule, value, text)) {
            const list = found.get(rule) ?? new Set();
            found.set(rule, list.add(`${word} (${title})`));
          }
        }
      }
    }
  }

  test('in any fix of any example of any rule', () => {
    assert.ok(used.size > 300, `${used.size} were looked at`);
    assert.deepEqual(
      [...found].map(([rule, words]) => `${rule}: ${[...words].join(', ')}`),
      [],
    );
  });
});

const CHINA = 'arn:aws-cn:iam::444455556666:role/ecsTaskExecutionRole';
const LOG = (options: object) => ({ logDriver: 'awslogs', options });
const OPTIONS = { 'awslogs-group': '/prod/shop', 'awslogs-region': 'cn-north-1', 'awslogs-stream-prefix': 'shop' };

/** Whatever a fix says of accounts, partitions, regions and log groups is what the file says, even where it is to be filled in. */
function namesOf(container: object, other: object, rule: string): string[] {
  const text = JSON.stringify({
    family: 'web',
    requiresCompatibilities: ['EC2'],
    executionRoleArn: CHINA,
    containerDefinitions: [
      { name: 'web', image: 'example.com/web:1', memory: 128, ...container },
      { name: 'side', image: 'example.com/side:1', memory: 128, ...other },
    ],
  });
  const { document, findings } = analyse(text, 'task-definition.json', 'asked');
  const fixes = findings.filter((finding) => finding.rule === rule).flatMap((finding) => finding.fixes);
  assert.ok(fixes.length > 0, `${rule}: ${findings.map((finding) => finding.rule).join(', ')}`);
  return fixes.map((fix) => applyEdits(text, editsOf(document, fix)));
}

describe('a fix writes what the file knows', () => {
  const log = LOG(OPTIONS);
  const { 'awslogs-group': _, ...noGroup } = OPTIONS;
  const { 'awslogs-region': _region, ...noRegion } = OPTIONS;
  const cases: readonly (readonly [rule: string, container: object, other: object])[] = [
    ['log-missing', {}, { logConfiguration: log }],
    ['log-awslogs-group-required', { logConfiguration: LOG(noGroup) }, { logConfiguration: log }],
    ['log-awslogs-region-required', { logConfiguration: LOG(noRegion) }, { logConfiguration: log }],
    ['env-plaintext-secret', { environment: [{ name: 'DB_PASSWORD', value: 'hunter22' }] }, { logConfiguration: log }],
    [
      'log-splunk-required',
      { logConfiguration: { logDriver: 'splunk', options: { 'splunk-url': 'https://splunk.example.com:8088' } } },
      { logConfiguration: log },
    ],
  ];
  for (const [rule, container, other] of cases) {
    test(rule, () => {
      for (const after of namesOf(container, other, rule)) {
        assert.doesNotMatch(after, /111122223333|eu-west-1|arn:aws:|"\/ecs\//);
        for (const group of after.matchAll(/"awslogs-group":\s*"([^"]*)"/g)) assert.equal(group[1], '/prod/shop');
      }
    });
  }

  test('and the placeholder of its group', () => {
    const later = { logConfiguration: LOG({ ...OPTIONS, 'awslogs-group': '${group}' }) };
    for (const text of namesOf({ logConfiguration: LOG(noGroup) }, later, 'log-awslogs-group-required'))
      assert.match(text, /"awslogs-group":\s*"\$\{group\}".*"awslogs-group":\s*"\$\{group\}"/s);
  });
});
