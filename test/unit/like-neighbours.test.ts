/** A new item of a list is laid out like the items that are there. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';

/** The text after the fix of that title. */
function fixed(text: string, title: string, fileName = 'task-definition.json', mode: 'plain' | 'snippet' = 'plain') {
  const { document, findings } = analyse(text, fileName);
  const fix = findings.flatMap(({ fixes }) => fixes).find((one) => one.title === title);
  assert.ok(fix, `"${title}" is offered`);
  return applyEdits(text, document.language.write(document, fix.edits, mode));
}

const task = (volumes: string) => `{
  "family": "shop",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "memory": 256,
      "mountPoints": [{ "sourceVolume": "tmp", "containerPath": "/tmp" }]
    }
  ],
  "volumes": ${volumes}
}
`;

describe('a new item', () => {
  test('is on one line where the others are, and spread over lines where they are', () => {
    const cases: readonly [before: string, after: string][] = [
      ['[\n    { "name": "data" }\n  ]', '[\n    { "name": "data" },\n    { "name": "tmp" }\n  ]'],
      [
        '[\n    {\n      "name": "data"\n    }\n  ]',
        '[\n    {\n      "name": "data"\n    },\n    {\n      "name": "tmp"\n    }\n  ]',
      ],
      ['[{ "name": "data" }]', '[{ "name": "data" }, { "name": "tmp" }]'],
      // One that is spread shows that long items are.
      [
        '[\n    { "name": "data" },\n    {\n      "name": "more"\n    }\n  ]',
        '[\n    { "name": "data" },\n    {\n      "name": "more"\n    },\n    {\n      "name": "tmp"\n    }\n  ]',
      ],
    ];
    for (const [before, after] of cases) assert.equal(fixed(task(before), 'Add volume "tmp"'), task(after));
  });

  test('makes no line that is too long, whether or not it has places to fill in', () => {
    const secrets = (name: string) => `{
  "family": "shop",
  "executionRoleArn": "arn:aws:iam::222233334444:role/web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "memory": 256,
      "environment": [
        { "name": "${name}", "value": "hunter2hunter2" },
        { "name": "MODE", "value": "fast" }
      ],
      "secrets": [
        { "name": "KEY", "valueFrom": "/key" }
      ]
    }
  ]
}
`;
    for (const [name, isFlat] of [
      ['PASSWORD', true],
      ['DATABASE_OF_ORDERS_PASSWORD', false],
    ] as const) {
      for (const mode of ['plain', 'snippet'] as const) {
        const after = fixed(secrets(name), `Move "${name}" to secrets (Secrets Manager)`, undefined, mode);
        assert.equal(after.includes(`{ "name": "${name}", "valueFrom": "arn:`), isFlat, `${name}, ${mode}`);
      }
    }
  });

  test('is like its neighbours in Terraform and YAML too', () => {
    const terraform = (more: string) => `resource "aws_ecs_task_definition" "web" {
  family             = "web"
  execution_role_arn = "arn:aws:iam::222233334444:role/web"
  container_definitions = jsonencode([
    {
      name   = "web"
      image  = "example.com/web:1"
      memory = 256
      environment = [
        { name = "MODE", value = "fast" },${more === '' ? '\n        { name = "DB_PASSWORD", value = "hunter2hunter2" },' : ''}
      ]
      secrets = [
        { name = "KEY", valueFrom = "/key" },${more}
      ]
    },
  ])
}
`;
    assert.equal(
      fixed(terraform(''), 'Move "DB_PASSWORD" to secrets (Parameter Store)', 'main.tf'),
      terraform('\n        { name = "DB_PASSWORD", valueFrom = "/db-password" },'),
    );
    const yaml = (volumes: string) => `family: shop
networkMode: bridge
containerDefinitions:
  - name: web
    image: example.com/web:1
    memory: 256
    mountPoints:
      - { sourceVolume: tmp, containerPath: /tmp }
volumes:
${volumes}`;
    assert.equal(
      fixed(yaml('  - { name: data }\n'), 'Add volume "tmp"', 'task.yaml'),
      yaml('  - { name: data }\n  - { name: tmp }\n'),
    );
    assert.equal(
      fixed(yaml('  - name: data\n'), 'Add volume "tmp"', 'task.yaml'),
      yaml('  - name: data\n  - name: tmp\n'),
    );
  });
});
