/**
 * `npm run bench` runs it as well: how long templates in YAML and files of Terraform take, and what a file without ECS costs.
 * Each figure has a budget, and the exit status is 1 where one is passed.
 */
import { stringify } from 'yaml';
import { analyse } from '../../server/src/analysis.ts';
import { hasSign } from '../../server/src/formats/signs.ts';
import { templateOf } from '../formats/cloudformation.ts';
import { terraformOf } from '../formats/terraform.ts';
import { documentOf } from './documents.ts';

const task = JSON.parse(documentOf(6_000)) as Parameters<typeof terraformOf>[0];

/** What a template mostly consists of. */
function otherResources(lines: number): object {
  const resources: Record<string, object> = {};
  for (let i = 0; i * 12 < lines; i++)
    resources[`Policy${i}`] = {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: `policy-${i}`,
        Roles: [{ Ref: 'TaskRole' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: `arn:aws:s3:::bucket-${i}/*` },
          ],
        },
      },
    };
  return resources;
}

/** A template with so many task definitions, each with its service, padded to a number of lines. */
function templateWith(tasks: number, lines: number): string {
  const resources: Record<string, unknown> = {};
  for (let i = 0; i < tasks; i++) {
    resources[`Task${i}`] = (templateOf(task).Resources as { Task: object }).Task;
    resources[`Service${i}`] = {
      Type: 'AWS::ECS::Service',
      Properties: { TaskDefinition: { Ref: `Task${i}` }, LaunchType: 'FARGATE', DesiredCount: 2 },
    };
  }
  const write = (padding: number) =>
    stringify({ Resources: { ...resources, ...otherResources(padding) } }, { aliasDuplicateObjects: false });
  const own = write(0).split('\n').length;
  return write(Math.max(0, lines - own));
}

/** A file with a task definition, padded to a number of lines. */
function terraformWith(lines: number): string {
  const own = terraformOf(task);
  const bucket = (i: number) =>
    `resource "aws_s3_bucket" "b${i}" {\n  bucket = "bucket-${i}"\n  tags   = { Name = "b" }\n}\n\n`;
  const padding = Math.max(0, lines - own.split('\n').length);
  return own + Array.from({ length: Math.ceil(padding / 5) }, (_, i) => bucket(i)).join('');
}

/** A megabyte in which no sign of ECS is found. */
function megabyteOf(line: string): string {
  return line.repeat(Math.ceil((1024 * 1024) / line.length));
}

/** The lower quartile of the times once the code is warm, in milliseconds: what else the machine does only adds to them. */
function timeOf(work: () => unknown, rounds = 40): number {
  for (let i = 0; i < 60; i++) work();
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[rounds >> 2]!;
}

interface Budget {
  readonly what: string;
  readonly most: number;
  readonly time: () => number;
}

// The task definition is a large one, and the largest templates that were found have three in 100 KB. What it takes to judge one
// is the same in each format.
const yaml = templateWith(1, 1_000);
const largest = templateWith(3, 3_400);
const terraform = terraformWith(1_000);
const budgets: readonly Budget[] = [
  {
    what: `YAML, ${sizeOf(yaml)}, a task definition`,
    most: 20,
    time: () => timeOf(() => analyse(yaml, 'template.yaml')),
  },
  {
    what: `YAML, ${sizeOf(largest)}, 3 task definitions`,
    most: 40,
    time: () => timeOf(() => analyse(largest, 'template.yaml')),
  },
  {
    what: `Terraform, ${sizeOf(terraform)}, a task definition`,
    most: 5,
    time: () => timeOf(() => analyse(terraform, 'main.tf')),
  },
  {
    what: 'a megabyte of YAML without ECS',
    most: 1,
    time: () => timeOf(() => hasSign('values.yaml', withoutEcs.yaml), 100),
  },
  {
    what: 'a megabyte of Terraform without ECS',
    most: 1,
    time: () => timeOf(() => hasSign('main.tf', withoutEcs.terraform), 100),
  },
];
const withoutEcs = {
  yaml: megabyteOf('    - name: config\n      value: "some text of a chart"\n'),
  terraform: megabyteOf('resource "aws_s3_bucket" "logs" {\n  bucket = "logs"\n}\n'),
};

function sizeOf(text: string): string {
  return `${text.split('\n').length} lines (${(text.length / 1024).toFixed(0)} KB)`;
}

let over = 0;
for (const { what, most, time } of budgets) {
  const taken = time();
  if (taken > most) over++;
  console.log(`${what.padEnd(56)}${taken.toFixed(2).padStart(8)} ms of ${most}${taken > most ? '  too slow' : ''}`);
}
process.exitCode = over > 0 ? 1 : 0;
