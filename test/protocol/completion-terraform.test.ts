/** Completion in files of Terraform: arguments, blocks, `jsonencode`, JSON in heredocs, and Terraform's own JSON. */
import { describe } from 'node:test';
import { type Row, testCompletion } from './accepting.ts';

const FILE = { uri: 'file:///workspace/ecs.tf', languageId: 'terraform' };

const inResource = (text: string) => `resource "aws_iam_role" "execution" {
  name = "execution"
}

resource "aws_iam_role" "task" {
  name = "task"
}

resource "aws_cloudwatch_log_group" "app" {
  name = "/ecs/app"
}

variable "image" {
  type = string
}

resource "aws_ecs_task_definition" "app" {
  family                   = "app"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
${text}}
`;

const inContainer = (text: string) =>
  inResource(`  volume {
    name = "data"
  }
  container_definitions = jsonencode([
    { name = "proxy", image = "example.com/proxy:1" },
    {
      name = "app"
${text}    }
  ])
`);

describe('completion of arguments and blocks', () => {
  const rows: Row[] = [
    {
      name: 'an argument',
      text: '  cp|\n',
      offers: ['container_definitions', 'cpu', 'memory'],
      never: ['family', 'network_mode', 'containerDefinitions', 'placement_constraints'],
      take: 'cpu',
      becomes: '  cpu = ""\n',
    },
    {
      name: 'an argument in place of a name that has a value',
      text: '  mem| = 512 # half\n',
      offers: ['memory'],
      becomes: '  memory = 512 # half\n',
    },
    {
      name: 'a block',
      text: '  run|\n',
      offers: ['runtime_platform'],
      becomes: '  runtime_platform {\n    operating_system_family = "LINUX"\n    cpu_architecture = "X86_64"\n  }\n',
    },
    {
      name: 'an argument of a block',
      text: '  runtime_platform {\n    cpu|\n  }\n',
      offers: ['cpu_architecture'],
      never: ['cpu'],
      becomes: '  runtime_platform {\n    cpu_architecture = ""\n  }\n',
    },
    {
      name: 'an argument of a block of which nothing else is written, with tabs',
      text: '\tvolume {\n\t\t|\n\t}\n',
      offers: ['name', 'efs_volume_configuration'],
      take: 'name',
      becomes: '\tvolume {\n\t\tname = "data"\n\t}\n',
    },
    {
      name: 'an argument with Windows line ends',
      text: '  cpu = 256\r\n  mem|\r\n',
      offers: ['memory'],
      becomes: '  cpu = 256\r\n  memory = ""\r\n',
    },
    {
      name: 'values that belong together',
      text: '  cpu = 1024\n  memory = |\n',
      offers: ['2048'],
      never: ['512'],
      becomes: '  cpu = 1024\n  memory = "2048"\n',
    },
    {
      name: 'a value in quotes',
      text: '  pid_mode = "|"\n',
      offers: ['task'],
      becomes: '  pid_mode = "task"\n',
    },
    {
      name: 'roles, the one first whose name fits',
      text: '  execution_role_arn = |\n',
      offers: ['aws_iam_role.execution.arn', 'aws_iam_role.task.arn'],
      becomes: '  execution_role_arn = aws_iam_role.execution.arn\n',
    },
    {
      name: 'a reference that is being typed',
      text: '  task_role_arn = aws_iam_role.ta|\n',
      offers: ['aws_iam_role.task.arn', 'aws_iam_role.execution.arn'],
      never: ['Task role ARN', 'aws_cloudwatch_log_group.app.name'],
      becomes: '  task_role_arn = aws_iam_role.task.arn\n',
    },
    {
      name: 'a path where the API has an object',
      text: '  volume {\n    name = "data"\n    ho|\n  }\n',
      offers: ['host_path'],
      becomes: '  volume {\n    name = "data"\n    host_path = "/var/data"\n  }\n',
    },
    { name: 'not in a comment', text: '  # cp|\n', offers: [] },
    { name: 'not in an interpolation', text: `  cpu = "\${var.|}"\n`, offers: [] },
    { name: 'not in an expression', text: '  cpu = var.big ? 1024 : loc|\n', offers: [] },
    { name: 'not behind a value', text: '  cpu = 256 |\n', offers: [] },
  ];
  testCompletion(rows, { ...FILE, around: inResource });
  testCompletion([{ name: 'not in another resource', text: '  na|\n', offers: [] }], {
    ...FILE,
    around: (text) => `${inResource('')}\nresource "aws_s3_bucket" "b" {\n${text}}\n`,
  });
});

describe('completion in jsonencode', () => {
  const rows: Row[] = [
    {
      name: 'a member of a container by its name in the API',
      text: '      ima|\n',
      offers: ['image', 'portMappings'],
      never: ['name', 'port_mappings'],
      becomes: '      image = var.image\n',
    },
    {
      name: 'a member before another',
      text: '      stop|\n      image = "example.com/app:1"\n',
      offers: ['stopTimeout'],
      becomes: '      stopTimeout = 30\n      image = "example.com/app:1"\n',
    },
    {
      name: 'the names of volumes',
      text: '      mountPoints = [{ sourceVolume = "|" }]\n',
      offers: ['data'],
      becomes: '      mountPoints = [{ sourceVolume = "data" }]\n',
    },
    {
      name: 'the names of other containers',
      text: '      dependsOn = [{ containerName = |, condition = "START" }]\n',
      offers: ['proxy'],
      never: ['app'],
      becomes: '      dependsOn = [{ containerName = "proxy", condition = "START" }]\n',
    },
    {
      name: 'an item',
      text: '      environment = [|]\n',
      offers: ['name and value'],
    },
    {
      name: 'log groups',
      text: '      logConfiguration = { logDriver = "awslogs", options = { "awslogs-group" = | } }\n',
      offers: ['aws_cloudwatch_log_group.app.name'],
      becomes:
        '      logConfiguration = { logDriver = "awslogs", options = { "awslogs-group" = aws_cloudwatch_log_group.app.name } }\n',
    },
  ];
  testCompletion(rows, { ...FILE, around: inContainer });
});

describe('completion in JSON in a heredoc', () => {
  const rows: Row[] = [
    {
      name: 'a member',
      text: '"ima|"',
      offers: ['image'],
      becomes: `"image": "\${var.image}"`,
    },
    { name: 'a value', text: '"essential": |', offers: ['false', 'true'], becomes: '"essential": false' },
    {
      name: 'a log group',
      text: '"logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "|" } }',
      offers: ['aws_cloudwatch_log_group.app.name'],
      becomes: `"logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "\${aws_cloudwatch_log_group.app.name}" } }`,
    },
  ];
  testCompletion(rows, {
    ...FILE,
    around: (text) => inResource(`  container_definitions = <<EOF\n[{ "name": "app", ${text} }]\nEOF\n`),
  });
});

describe("completion in Terraform's JSON", () => {
  const rows: Row[] = [
    {
      name: 'an argument',
      text: '"net|"',
      offers: ['network_mode'],
      never: ['networkMode', 'family'],
      becomes: '"network_mode": ""',
    },
    {
      name: 'a role',
      text: '"task_role_arn": "|"',
      offers: ['aws_iam_role.task.arn'],
      becomes: `"task_role_arn": "\${aws_iam_role.task.arn}"`,
    },
    { name: 'a value', text: '"cpu": |', offers: ['256'], becomes: '"cpu": "256"' },
  ];
  testCompletion(rows, {
    uri: 'file:///workspace/ecs.tf.json',
    languageId: 'json',
    around: (text) =>
      `{\n  "resource": {\n    "aws_iam_role": { "task": { "name": "task" } },\n    "aws_ecs_task_definition": {\n      "app": {\n        "family": "app",\n        ${text}\n      }\n    }\n  }\n}\n`,
  });
});
