/**
 * A false error costs more than ten missed warnings: what ECS takes has none.
 * The fixtures are our own files for what AWS documents; the generated ones combine what is valid at random.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { ContainerDefinition, RegisterTaskDefinitionRequest } from '@aws-sdk/client-ecs';
import fc from 'fast-check';
import { analyse } from '../../server/src/analysis.ts';
import { FARGATE_SIZES } from '../../server/src/model/facts.ts';
import '../unit/arbitraries.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/documented');

function errors(text: string): string[] {
  return analyse(text, 'task-definition.json')
    .findings.filter((finding) => finding.severity === 'error')
    .map((finding) => `${finding.rule}: ${finding.message}`);
}

describe('what AWS documents has no error', () => {
  for (const file of readdirSync(FIXTURES)) {
    test(file, () => assert.deepEqual(errors(readFileSync(join(FIXTURES, file), 'utf8')), []));
  }
});

const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_-]{0,20}$/);
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/);
const image = fc
  .tuple(word, word, fc.stringMatching(/^[0-9]{1,2}\.[0-9]{1,2}$/))
  .map(([a, b, tag]) => `${a}/${b}:${tag}`);
const environment = fc.uniqueArray(fc.record({ name: fc.stringMatching(/^[A-Z]{1,8}$/), value: fc.string() }), {
  selector: (entry) => entry.name,
  maxLength: 4,
});
const healthCheck = fc.record(
  {
    command: fc.constantFrom<string[][]>(['CMD', 'true'], ['CMD-SHELL', 'curl -f http://localhost/ || exit 1']),
    interval: fc.integer({ min: 5, max: 300 }),
    timeout: fc.integer({ min: 2, max: 5 }),
    retries: fc.integer({ min: 1, max: 10 }),
    startPeriod: fc.integer({ min: 0, max: 300 }),
  },
  { requiredKeys: ['command'] },
);
const ulimits = fc
  .tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1000, max: 65535 }))
  .map(([softLimit, hardLimit]) => [{ name: 'nofile' as const, softLimit, hardLimit }]);
const logConfiguration = fc
  .record({ group: word, region: fc.constantFrom('eu-west-1', 'us-east-1'), prefix: word })
  .map(({ group, region, prefix }) => ({
    logDriver: 'awslogs' as const,
    options: { 'awslogs-group': `/ecs/${group}`, 'awslogs-region': region, 'awslogs-stream-prefix': prefix },
  }));

const container = fc.record(
  {
    name,
    image,
    essential: fc.constant(true),
    environment,
    healthCheck,
    ulimits,
    logConfiguration,
    command: fc.array(word, { minLength: 1, maxLength: 3 }),
    user: fc.constantFrom('1000', 'node', '1000:1000'),
    readonlyRootFilesystem: fc.boolean(),
    startTimeout: fc.integer({ min: 2, max: 120 }),
    stopTimeout: fc.integer({ min: 2, max: 120 }),
    dockerLabels: fc.dictionary(word, fc.string(), { maxKeys: 3 }),
  },
  { requiredKeys: ['name', 'image', 'essential', 'logConfiguration'] },
);

/** Containers with names and ports of their own, each waiting for some of those before it. */
const containers = fc
  .tuple(
    fc.uniqueArray(container, { selector: ({ name }) => name, minLength: 1, maxLength: 4 }),
    fc.integer({ min: 1024, max: 60000 }),
  )
  .map(([list, port]) =>
    list.map((definition, i): ContainerDefinition => {
      const before = list.slice(0, i);
      return {
        ...definition,
        portMappings: [{ containerPort: port + i, protocol: 'tcp' }],
        dependsOn: before.map((other) => ({
          containerName: other.name,
          condition: other.healthCheck ? ('HEALTHY' as const) : ('START' as const),
        })),
      };
    }),
  );

const fargate = fc
  .tuple(name, containers, fc.constantFrom(...FARGATE_SIZES), fc.nat())
  .map(([family, containerDefinitions, size, n]): RegisterTaskDefinitionRequest => {
    return {
      family,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: String(size.cpuUnits),
      memory: String(size.memoryMiB[n % size.memoryMiB.length]),
      executionRoleArn: 'arn:aws:iam::111122223333:role/ecsTaskExecutionRole',
      containerDefinitions,
    };
  });

const ec2 = fc
  .tuple(name, containers, fc.constantFrom('bridge', 'awsvpc', undefined), fc.integer({ min: 6, max: 4096 }))
  .map(([family, list, networkMode, memory]): RegisterTaskDefinitionRequest => {
    const containerDefinitions = list.map((definition) => ({ ...definition, memory }));
    return { family, requiresCompatibilities: ['EC2'], containerDefinitions, ...(networkMode ? { networkMode } : {}) };
  });

const valid = fc.oneof(fargate, ec2);

describe('what is valid at random', () => {
  test('has no error', () => {
    fc.assert(
      fc.property(valid, (definition) => assert.deepEqual(errors(JSON.stringify(definition, null, 2)), [])),
      { numRuns: 300 },
    );
  });

  test('has no error with a placeholder in the place of any value', () => {
    const placeholder = fc.constantFrom('${VALUE}', '{{ value }}', '<VALUE>', '$VALUE', '%VALUE%', '__VALUE__');
    fc.assert(
      fc.property(valid, placeholder, fc.nat(), (definition, text, n) => {
        const values: { holder: Record<string, unknown>; key: string }[] = [];
        collect(definition, values);
        const { holder, key } = values[n % values.length]!;
        holder[key] = text;
        assert.deepEqual(errors(JSON.stringify(definition, null, 2)), [], `${key} is ${text}`);
      }),
      { numRuns: 300 },
    );
  });

  test('never makes a rule throw, whatever stands in the place of its values', () => {
    fc.assert(
      fc.property(valid, fc.jsonValue(), fc.nat(), (definition, value, n) => {
        const values: { holder: Record<string, unknown>; key: string }[] = [];
        collect(definition, values);
        const { holder, key } = values[n % values.length]!;
        holder[key] = value;
        const text = JSON.stringify(definition);
        for (const { offset, length } of analyse(text, 'task-definition.json').findings) {
          assert.ok(offset >= 0 && length >= 0 && offset + length <= text.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** Every place in a document that holds a value. */
function collect(value: unknown, into: { holder: Record<string, unknown>; key: string }[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    into.push({ holder: value as Record<string, unknown>, key });
    collect(part, into);
  }
}
