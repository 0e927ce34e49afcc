/** Task definitions in files of Terraform: what is found in them, and what is left to Terraform. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Analysis, analyse } from '../../server/src/analysis.ts';
import { applyEdits, toTextEdits } from '../../server/src/syntax/edit.ts';
import { endOf } from '../../server/src/syntax/node.ts';
import { HEREDOC, JSONENCODE } from './hcl-samples.ts';
import { plainValue } from './tree.ts';

const resource = (members: string, name = 'app') => `resource "aws_ecs_task_definition" "${name}" {\n${members}\n}\n`;
const CONTAINERS = 'container_definitions = jsonencode([{ name = "app", image = "nginx:1.27", memory = 128 }])';

function read(text: string): Analysis {
  const analysis = analyse(text, 'ecs.tf');
  assert.ok(analysis.detection.accepted, text);
  return analysis;
}

/** The errors and warnings of a file, with what is underlined. */
function serious(text: string): string[] {
  return read(text)
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ rule, offset, length }) => `${rule}: ${text.slice(offset, offset + length)}`);
}

describe('a file of Terraform', () => {
  test('is read by the names and types of the API', () => {
    const [task] = read(
      resource(`
  family                   = "app"
  cpu                      = 256
  requires_compatibilities = ["FARGATE"]
  ephemeral_storage { size_in_gib = 30 }
  runtime_platform { cpu_architecture = "ARM64" }
  placement_constraints { type = "memberOf" }
  volume {
    name      = "a"
    host_path = "/a"
  }
  volume {
    name                = "b"
    configure_at_launch = true
  }
  volume {
    name = "c"
    efs_volume_configuration {
      file_system_id = "fs-1"
      authorization_config { iam = "ENABLED" }
    }
  }
  volume {
    name = "d"
    s3files_volume_configuration { file_system_arn = "arn" }
  }
  ${CONTAINERS}`),
    ).tasks;
    assert.deepEqual(plainValue(task!.root), {
      family: 'app',
      cpu: '256',
      requiresCompatibilities: ['FARGATE'],
      ephemeralStorage: { sizeInGiB: 30 },
      runtimePlatform: { cpuArchitecture: 'ARM64' },
      placementConstraints: [{ type: 'memberOf' }],
      volumes: [
        { name: 'a', host: { sourcePath: '/a' } },
        { name: 'b', configuredAtLaunch: true },
        { name: 'c', efsVolumeConfiguration: { fileSystemId: 'fs-1', authorizationConfig: { iam: 'ENABLED' } } },
        { name: 'd', s3filesVolumeConfiguration: { fileSystemArn: 'arn' } },
      ],
      containerDefinitions: [{ name: 'app', image: 'nginx:1.27', memory: 128 }],
    });
  });

  test('may have several task definitions', () => {
    const text = resource(CONTAINERS, 'one') + resource('family = "two"', 'two');
    const { tasks, findings } = read(text);
    assert.deepEqual(
      tasks.map(({ part }) => [part.id, text.slice(part.label!.offset, endOf(part.label!))]),
      [
        ['one', '"one"'],
        ['two', '"two"'],
      ],
    );
    assert.ok(findings.some(({ part, rule }) => part?.id === 'one' && rule === 'missing-property'));
  });

  test('without ECS is not even read', () => {
    const { detection, document } = analyse('resource "aws_instance" "web" {}\n', 'main.tf');
    assert.equal(detection.accepted, false);
    assert.equal(document.root, undefined);
  });

  test('says what it says of members as Terraform spells them', () => {
    const text = resource(
      `family = "a"\nnetwork_mode = "bridge"\nrequires_compatibilities = ["FARGATE"]\n${CONTAINERS}`,
    );
    const finding = read(text).findings.find(({ rule }) => rule === 'fargate-network-mode');
    assert.match(`${finding?.message} ${finding?.fixes[0]?.title}`, /network_mode/);
  });

  test('has a wrong type in a container reported, and mended in its place', () => {
    const text = resource(
      'family = "a"\ncontainer_definitions = jsonencode([{\n  name = "a", image = "b:1", memory = 128\n  environment = [{ name = "PORT", value = 3002 }]\n}])',
    );
    const { findings, document } = read(text);
    const finding = findings.find(({ rule }) => rule === 'wrong-type')!;
    assert.equal(text.slice(finding.offset, finding.offset + finding.length), '3002');
    assert.equal(finding.severity, 'error');
    const fixed = applyEdits(text, toTextEdits(document, finding.fixes[0]!.edits));
    assert.equal(fixed, text.replace('3002', '"3002"'));
  });

  test('has the same reported in a heredoc, and mended there', () => {
    const text = resource(
      'family = "a"\ncontainer_definitions = <<EOF\n[{ "name": "a", "image": "b:1", "memory": 128, "environment": [{ "name": "P", "value": 1 }] }]\nEOF',
    );
    const { findings, document } = read(text);
    const finding = findings.find(({ rule }) => rule === 'wrong-type')!;
    const fixed = applyEdits(text, toTextEdits(document, finding.fixes[0]!.edits));
    assert.equal(fixed, text.replace('"value": 1', '"value": "1"'));
  });

  test('has containers in its locals', () => {
    for (const reference of ['jsonencode(local.containers)', 'local.json']) {
      const text = `locals {\n  json = jsonencode(local.containers)\n  containers = [{ name = "a", image = "b:1", memory = "128" }]\n}\n${resource(`family = "a"\ncontainer_definitions = ${reference}`)}`;
      assert.deepEqual(
        serious(text).filter((line) => line.startsWith('wrong-type')),
        ['wrong-type: "128"'],
        reference,
      );
    }
  });
});

describe('a wrong type', () => {
  const inContainer = (members: string) =>
    resource(
      `family = "a"\ncontainer_definitions = jsonencode([{ name = "a", image = "b:1", memory = 128, ${members} }])`,
    );
  const words: Readonly<Record<string, string>> = {
    'cpu = "10"': 'json: cannot unmarshal string into Go struct field ….Cpu of type int32',
    'essential = "true"': 'json: cannot unmarshal string into Go struct field ….Essential of type bool',
    'environment = [{ name = "P", value = 1 }]':
      'json: cannot unmarshal number into Go struct field ….Value of type string',
    'environment = [{ name = "P", value = true }]':
      'json: cannot unmarshal bool into Go struct field ….Value of type string',
    'environment = { P = "1" }':
      'json: cannot unmarshal object into Go struct field ….Environment of type []types.KeyValuePair',
    'command = "a b"': 'json: cannot unmarshal string into Go struct field ….Command of type []string',
    'healthCheck = ["CMD", "true"]':
      'json: cannot unmarshal array into Go struct field ….HealthCheck of type types.HealthCheck',
    'dockerLabels = ["a"]':
      'json: cannot unmarshal array into Go struct field ….DockerLabels of type map[string]string',
    'links = [1]': 'json: cannot unmarshal number into Go struct field ….Links of type string',
  };
  for (const [members, rejection] of Object.entries(words))
    test(`in ${members} is worded as the provider does`, () => {
      const finding = read(inContainer(members)).findings.find(({ rule }) => rule === 'wrong-type');
      assert.deepEqual([finding?.rejection, finding?.refusedBy], [rejection, 'terraform']);
    });

  test('is none in a number that HCL writes as a whole one', () => {
    assert.deepEqual(
      serious(inContainer('cpu = 256.0')).filter((line) => line.startsWith('wrong-type')),
      [],
    );
  });
});

describe('a placeholder in quotes', () => {
  const list = (members: string) => `[{ "name": "a", "image": "b:1", "memory": 128, ${members} }]`;
  const found = (text: string, name: string) =>
    analyse(text, name, 'asked').findings.filter(({ rule }) => rule === 'wrong-type');

  test('where a list is due is refused, in a template and in a heredoc', () => {
    const members = '"environment": "${env}", "command": "run ${args}"';
    const heredoc = resource(`family = "a"\ncontainer_definitions = <<EOF\n${list(members)}\nEOF`);
    for (const [text, name] of [
      [list(members), 'web.json.tpl'],
      [list(members), 'web.tftpl'],
      [heredoc, 'ecs.tf'],
    ] as const)
      assert.deepEqual(
        found(text, name).map(({ severity, offset, length }) => [severity, text.slice(offset, offset + length)]),
        [
          ['error', '"${env}"'],
          ['error', '"run ${args}"'],
        ],
        name,
      );
  });

  test('where a number is due loses its quotes', () => {
    const text = list('"cpu": "${cpu}"');
    const { document } = analyse(text, 'web.json.tpl', 'asked');
    const [finding] = found(text, 'web.json.tpl');
    assert.equal(finding?.severity, 'warning');
    assert.equal(applyEdits(text, toTextEdits(document, finding!.fixes[0]!.edits)), text.replace('"${cpu}"', '${cpu}'));
  });

  test('is not judged where text is due, without quotes, in jsonencode, or where another program reads it', () => {
    assert.deepEqual(found(list('"user": "${user}", "environment": ${env}'), 'web.json.tpl'), []);
    assert.deepEqual(found(list('"environment": "${env}"'), 'web.json'), []);
    assert.deepEqual(found(`{ "family": "a", "containerDefinitions": ${list('"cpu": "${c}"')} }`, 'web.json.tpl'), []);
    const text = resource(
      'family = "a"\ncontainer_definitions = jsonencode([{ name = "a", image = "b:1", command = "${var.command}" }])',
    );
    assert.deepEqual(found(text, 'ecs.tf'), []);
  });
});

describe('a map that stands for a list', () => {
  const PROXY = `family = "a"
network_mode = "awsvpc"
proxy_configuration {
  container_name = "app"
  properties = {
    AppPorts         = "80"
    EgressIgnoredIPs = "169.254.170.2,169.254.169.254"
    IgnoredUID       = "1337"
    ProxyEgressPort  = 15001
  }
}
${CONTAINERS.replace('memory = 128', 'memory = 128, user = "1337"')}`;

  test('is read as one, with texts for numbers', () => {
    const [task] = read(
      resource(`family = "a"\ntags = { team = "shop", "cost:center" = 7, owner = var.owner }\n${PROXY}`),
    ).tasks;
    const { tags, proxyConfiguration } = plainValue(task!.root) as Record<string, { properties?: unknown }>;
    assert.deepEqual(tags, [
      { key: 'team', value: 'shop' },
      { key: 'cost:center', value: '7' },
      { key: 'owner', value: '${var.owner}' },
    ]);
    assert.deepEqual((proxyConfiguration!.properties as unknown[]).at(-1), { name: 'ProxyEgressPort', value: '15001' });
  });

  test('gets a member for an item that is missing', () => {
    const text = resource(PROXY);
    const { findings, document } = read(text);
    const finding = findings.find(({ rule }) => rule === 'td-proxy-properties')!;
    const fixed = applyEdits(text, toTextEdits(document, finding.fixes[0]!.edits));
    assert.match(fixed, /\n {4}ProxyEgressPort {2}= 15001\n {4}ProxyIngressPort = "15000"\n {2}\}/);
  });

  test('loses its member with the item, and has its key mended', () => {
    const text = resource(`family = "a"\ntags = {\n  ""   = "x"\n  team = "shop"\n}\n${CONTAINERS}`);
    const { findings, document } = read(text);
    const finding = findings.find(({ rule }) => rule === 'td-tag-key-empty')!;
    assert.ok(finding, 'the empty key is found');
    assert.equal(text.slice(finding.offset, finding.offset + finding.length), '""');
    const fixed = applyEdits(text, toTextEdits(document, finding.fixes[0]!.edits));
    assert.equal(fixed, text.replace('  ""   = "x"\n', ''));
  });

  for (const tags of [
    '{}',
    '{ "aws:x" = "y" }',
    '{ a = "1", a = "2" }',
    'var.tags',
    'merge(var.tags, { a = "b" })',
    '{ for k, v in var.t : k => v }',
    '{ (var.k) = "b" }',
    '{ a = null }',
  ])
    test(`has nothing said of ${tags}`, () => {
      assert.deepEqual(
        serious(resource(`family = "a"\ntags = ${tags}\n${CONTAINERS}`)).filter(
          (line) => !line.startsWith('log-missing'),
        ),
        [],
      );
    });
});

describe('nothing is said of what', () => {
  const silent: Readonly<Record<string, string>> = {
    'samples have': JSONENCODE,
    'JSON in a heredoc leaves open': HEREDOC,
    'Terraform decides': resource(
      'family = var.family\ncpu = var.cpu\nmemory = local.memory\nnetwork_mode = var.mode\nrequires_compatibilities = var.compatibilities\nexecution_role_arn = module.a.arn\ncontainer_definitions = var.containers',
    ),
    'a condition decides': resource(
      `family = "a"\nrequires_compatibilities = var.f ? ["FARGATE"] : ["EC2"]\ncpu = 256\nmemory = 512\nexecution_role_arn = var.role\nnetwork_mode = var.f ? "awsvpc" : "bridge"\n${CONTAINERS}`,
    ),
    'a template file has': resource('family = "a"\ncontainer_definitions = templatefile("a.json", { port = 80 })'),
    'a function converts': resource(
      'family = "a"\ncontainer_definitions = jsonencode([{ name = "app", image = "nginx:1.27", memory = tonumber("128"), essential = tobool("true"), environment = [{ name = "P", value = tostring(80) }] }])',
    ),
    'a loop makes': resource('family = "a"\ncontainer_definitions = jsonencode([for c in var.c : { name = c }])'),
    'dynamic volumes add': resource(
      'family = "a"\ncontainer_definitions = jsonencode([{ name = "app", image = "nginx:1.27", memory = 128, mountPoints = [{ sourceVolume = "x", containerPath = "/x" }, { sourceVolume = "s", containerPath = "/s" }] }])\nvolume { name = "s" }\ndynamic "volume" {\n  for_each = var.v\n  content { name = volume.value }\n}',
    ),
    "is Terraform's own": resource(
      `family = "a"\ncount = 1\nskip_destroy = true\ntrack_latest = true\nregion = "eu-west-1"\nsome_new_argument = 1\nlifecycle { create_before_destroy = true }\ntags = { a = "b" }\n${CONTAINERS}`,
    ),
    'is encoded within a value': resource(
      'family = "a"\ncontainer_definitions = jsonencode([{ name = "app", image = "nginx:1.27", memory = 128, environment = [{ name = "J", value = jsonencode({ a = [1] }) }, { name = "K", value = "${jsonencode([2])}" }], dockerLabels = merge({ a = jsonencode([1]) }, {}), command = ["run", jsonencode({ b = 1 })] }])',
    ),
    'is on one line, which Terraform refuses': resource(`family = "a", network_mode = "awsvpc", ${CONTAINERS}`),
    'is a name that is being typed': resource(
      'family = "a"\ncontainer_definitions = jsonencode([{\n    name = "app"\n    image = "nginx:1.27"\n    memory = 128\n    ess\n  }])',
    ),
    'is null': resource(
      'family = "a"\ncpu = null\ncontainer_definitions = jsonencode([{ name = "app", image = "nginx:1.27", memory = 128, cpu = null, portMappings = null }])',
    ),
    'is in another case': resource(
      'family = "a"\ncontainer_definitions = jsonencode([{ Name = "app", Image = "nginx:1.27", Memory = 128, healthcheck = { Command = ["CMD", "true"] } }])',
    ),
    'a name refers to': resource(
      'family = "a"\ncontainer_definitions = jsonencode([{ name = local.a, image = "nginx:1.27", memory = 128 }, { name = "b", image = "nginx:1.27", memory = 128, dependsOn = [{ containerName = local.a, condition = "START" }] }])',
    ),
    'is being typed': resource('family = "a"\ncpu =\ncontainer_definitions = jsonencode([{\n    name = "a"\n    ima'),
  };
  for (const [name, text] of Object.entries(silent)) {
    test(name, () => {
      const found = serious(text).filter((line) => !line.startsWith('log-missing') && !line.startsWith('efs-'));
      assert.deepEqual(found, []);
    });
  }
});

describe("a file in Terraform's JSON", () => {
  const file = (task: object, wrap = (value: object): unknown => value) =>
    JSON.stringify({ resource: wrap({ aws_ecs_task_definition: wrap({ app: wrap(task) }) }) }, null, 2);
  const TASK = {
    family: 'a',
    cpu: 256,
    memory: '${var.memory}',
    network_mode: 'bridge',
    requires_compatibilities: ['FARGATE'],
    container_definitions: '${jsonencode(local.containers)}',
    volume: { name: 'data', host_path: '/data' },
    runtime_platform: [{ cpu_architecture: 'ARM64' }],
    placement_constraints: [{ type: 'memberOf', expression: 'a' }],
    tags: { team: 'shop' },
    lifecycle: { create_before_destroy: true },
  };

  test('is read by the names and types of the API, with one block as an object or in a list', () => {
    for (const wrap of [(value: object) => value, (value: object) => [value]]) {
      const { detection, tasks } = analyse(file(TASK, wrap), 'main.tf.json');
      assert.ok(detection.accepted);
      assert.equal(tasks[0]!.part.id, 'app');
      const { containerDefinitions, ...rest } = plainValue(tasks[0]!.root) as Record<string, unknown>;
      assert.deepEqual(rest, {
        family: 'a',
        cpu: '256',
        memory: '${var.memory}',
        networkMode: 'bridge',
        requiresCompatibilities: ['FARGATE'],
        volumes: [{ name: 'data', host: { sourcePath: '/data' } }],
        runtimePlatform: { cpuArchitecture: 'ARM64' },
        placementConstraints: [{ type: 'memberOf', expression: 'a' }],
        tags: [{ key: 'team', value: 'shop' }],
      });
    }
  });

  test('has its faults found, and mended in its own spelling', () => {
    const text = file(TASK);
    const { findings, document } = analyse(text, 'main.tf.json');
    const finding = findings.find(({ rule }) => rule === 'fargate-network-mode')!;
    const fixed = applyEdits(text, toTextEdits(document, finding.fixes[0]!.edits));
    assert.equal(fixed, text.replace('"network_mode": "bridge"', '"network_mode": "awsvpc"'));
  });

  test('has nothing said of what is decided later', () => {
    const { findings } = analyse(
      file({
        family: '${var.family}',
        cpu: '${var.cpu}',
        requires_compatibilities: '${var.compatibilities}',
        container_definitions: '${var.containers}',
        volume: '${var.volumes}',
        network_mode: null,
      }),
      'main.tf.json',
    );
    assert.deepEqual(
      findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
      [],
    );
  });

  test('without a task definition is another product, under any name of ours', () => {
    assert.equal(analyse('{"resource": {"aws_vpc": {"a": {}}}}', 'task-definition.tf.json').detection.accepted, false);
    assert.equal(analyse('{"family": "a", "containerDefinitions": []}', 'a.tf.json').detection.accepted, false);
  });
});
