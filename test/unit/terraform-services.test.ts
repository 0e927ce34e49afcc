/** Services of Terraform: what their arguments and blocks mean, and which task definition they run. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse, locateIn } from '../../server/src/analysis.ts';
import { applyEdits, remove, set, toTextEdits } from '../../server/src/syntax/edit.ts';
import { propertyOf } from '../../server/src/syntax/node.ts';
import { plainValue } from './tree.ts';

const TASK = `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([{ name = "web", image = "nginx:1.27", memory = 128, portMappings = [{ containerPort = 80 }] }])
}
`;

const service = (members: string) => `resource "aws_ecs_service" "web" {\n${members}\n}\n`;

function serviceOf(text: string, fileName = 'ecs.tf') {
  const analysis = analyse(text, fileName);
  const [one] = analysis.services;
  assert.ok(one, `no service in ${text}`);
  return { analysis, service: one, data: plainValue(one.root) as Record<string, unknown> };
}

const WHOLE = service(`  name                               = "web"
  iam_role                           = "ecs"
  deployment_maximum_percent         = 150
  deployment_minimum_healthy_percent = "50"
  enable_ecs_managed_tags            = true
  force_new_deployment               = true
  deployment_controller {}
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
  deployment_configuration {
    strategy = "BLUE_GREEN"
    lifecycle_hook {
      hook_target_arn = aws_lambda_function.check.arn
    }
  }
  alarms {
    alarm_names = ["errors"]
    enable      = true
    rollback    = false
  }
  network_configuration {
    subnets          = ["subnet-1"]
    assign_public_ip = false
  }
  load_balancer {
    elb_name       = "web"
    container_name = "web"
    container_port = 80
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name   = "web"
    container_port   = 81
  }
  ordered_placement_strategy {
    type = "random"
  }
  service_connect_configuration {
    enabled = true
    log_configuration {
      log_driver = "awslogs"
      options    = { awslogs-group = "web" }
      secret_option {
        name       = "token"
        value_from = "arn"
      }
    }
    service {
      port_name = "http"
      client_alias {
        port = 80
      }
      tls {
        issuer_cert_authority {
          aws_pca_authority_arn = "arn"
        }
      }
    }
  }
  volume_configuration {
    name = "data"
    managed_ebs_volume {
      role_arn         = "arn"
      size_in_gb       = 10
      file_system_type = "xfs"
      tag_specifications {
        resource_type = "volume"
        tags          = { team = "shop" }
      }
    }
  }
  tags = { team = "shop" }
  lifecycle {
    ignore_changes = [desired_count]
  }`);

const MEANT = {
  serviceName: 'web',
  role: 'ecs',
  enableECSManagedTags: true,
  // To the provider a block without a type is as good as none: it sends ECS. It stays here to be completed.
  deploymentController: {},
  deploymentConfiguration: {
    strategy: 'BLUE_GREEN',
    lifecycleHooks: [{ hookTargetArn: `\${aws_lambda_function.check.arn}` }],
    maximumPercent: 150,
    minimumHealthyPercent: 50,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    alarms: { alarmNames: ['errors'], enable: true, rollback: false },
  },
  networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], assignPublicIp: 'DISABLED' } },
  loadBalancers: [
    { loadBalancerName: 'web', containerName: 'web', containerPort: 80 },
    { targetGroupArn: `\${aws_lb_target_group.web.arn}`, containerName: 'web', containerPort: 81 },
  ],
  placementStrategy: [{ type: 'random' }],
  serviceConnectConfiguration: {
    enabled: true,
    logConfiguration: {
      logDriver: 'awslogs',
      options: { 'awslogs-group': 'web' },
      secretOptions: [{ name: 'token', valueFrom: 'arn' }],
    },
    services: [
      {
        portName: 'http',
        clientAliases: [{ port: 80 }],
        tls: { issuerCertificateAuthority: { awsPcaAuthorityArn: 'arn' } },
      },
    ],
  },
  volumeConfigurations: [
    {
      name: 'data',
      managedEBSVolume: {
        roleArn: 'arn',
        sizeInGiB: 10,
        filesystemType: 'xfs',
        tagSpecifications: [{ resourceType: 'volume', tags: [{ key: 'team', value: 'shop' }] }],
      },
    },
  ],
  tags: [{ key: 'team', value: 'shop' }],
};

describe('a service of Terraform', () => {
  test('means what the provider sends', () => {
    assert.deepEqual(serviceOf(WHOLE).data, MEANT);
  });

  test('means the same in the JSON of Terraform', () => {
    const body = {
      name: 'web',
      deployment_maximum_percent: 150,
      deployment_configuration: [{ strategy: 'ROLLING' }],
      network_configuration: { subnets: ['subnet-1'], assign_public_ip: true },
      load_balancer: { container_name: 'web', container_port: 80 },
    };
    const text = JSON.stringify({ resource: { aws_ecs_service: { web: body } } });
    assert.deepEqual(serviceOf(text, 'ecs.tf.json').data, {
      serviceName: 'web',
      deploymentConfiguration: { strategy: 'ROLLING', maximumPercent: 150 },
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], assignPublicIp: 'ENABLED' } },
      loadBalancers: [{ containerName: 'web', containerPort: 80 }],
    });
  });

  test('has what a block in a loop adds decided later', () => {
    const loop =
      '  dynamic "load_balancer" {\n    for_each = var.groups\n    content {\n      container_name = "x"\n    }\n  }';
    const { service: one } = serviceOf(service(`  name = "web"\n  deployment_maximum_percent = 150\n${loop}`));
    assert.equal(one.list('loadBalancers').presence, 'deferred');
    assert.equal(one.object('networkConfiguration').presence, 'deferred');
    assert.equal(one.object('deploymentConfiguration').number('minimumHealthyPercent').state, 'deferred');
  });

  test('is found at each of its places', () => {
    const { analysis } = serviceOf(WHOLE);
    const at = (words: string) => locateIn(analysis, WHOLE.indexOf(words) + 1);
    assert.equal(at('deployment_maximum_percent')?.property?.key.value, 'maximumPercent');
    assert.equal(at('deployment_configuration')?.property?.key.value, 'deploymentConfiguration');
    assert.equal(at('strategy =')?.property?.key.value, 'strategy');
    assert.equal(at('alarm_names')?.property?.key.value, 'alarmNames');
    assert.equal(at('assign_public_ip')?.property?.key.value, 'assignPublicIp');
    assert.equal(at('network_configuration')?.property?.key.value, 'awsvpcConfiguration');
    assert.equal(at('enable_ecs_managed_tags')?.property?.key.value, 'enableECSManagedTags');
  });

  test('takes members of the deployment where Terraform has them', () => {
    const text = service(
      '  name = "web"\n  deployment_maximum_percent = 150\n  deployment_configuration {\n    strategy = "ROLLING"\n  }',
    );
    const { analysis, service: one } = serviceOf(text);
    const deployment = one.object('deploymentConfiguration');
    const edits = [
      set(deployment.node!, 'maximumPercent', 200),
      set(deployment.node!, 'minimumHealthyPercent', 50),
      set(deployment.node!, 'bakeTimeInMinutes', 5),
    ];
    assert.equal(
      applyEdits(text, toTextEdits(analysis.document, edits)),
      service(
        '  name = "web"\n  deployment_maximum_percent = 200\n  deployment_minimum_healthy_percent = 50\n  deployment_configuration {\n    strategy = "ROLLING"\n    bake_time_in_minutes = 5\n  }',
      ),
    );
    const bare = applyEdits(text, toTextEdits(analysis.document, [remove(deployment.property!)]));
    assert.deepEqual(plainValue(analyse(bare, 'ecs.tf').services[0]?.root), { serviceName: 'web' });
  });

  test('takes a whole deployment as the members that Terraform has', () => {
    const text = service('  name = "web"');
    const { analysis, service: one } = serviceOf(text);
    const value = {
      maximumPercent: 200,
      strategy: 'ROLLING',
      deploymentCircuitBreaker: { enable: true, rollback: true },
    };
    const written = applyEdits(text, toTextEdits(analysis.document, [set(one.root, 'deploymentConfiguration', value)]));
    assert.match(written, /^ {2}deployment_maximum_percent = 200$/m);
    assert.deepEqual(serviceOf(written).data, { serviceName: 'web', deploymentConfiguration: value });
  });

  test('takes a network as the block that Terraform has', () => {
    const text = service('  name = "web"');
    const { analysis, service: one } = serviceOf(text);
    const value = { awsvpcConfiguration: { subnets: ['subnet-1'], assignPublicIp: 'ENABLED' } };
    const written = applyEdits(text, toTextEdits(analysis.document, [set(one.root, 'networkConfiguration', value)]));
    assert.match(
      written,
      /^ {2}network_configuration \{\n {4}subnets = \["subnet-1"\]\n {4}assign_public_ip = true\n {2}\}$/m,
    );
    const network = serviceOf(written);
    const assign = network.service
      .object('networkConfiguration')
      .object('awsvpcConfiguration')
      .string('assignPublicIp');
    const off = toTextEdits(network.analysis.document, [{ kind: 'replace', node: assign.node!, value: 'DISABLED' }]);
    assert.match(applyEdits(written, off), /assign_public_ip = false/);
    const gone = toTextEdits(network.analysis.document, [
      remove(propertyOf(network.service.root, 'networkConfiguration')!),
    ]);
    assert.equal(applyEdits(written, gone), text);
  });

  test('of a daemon hands on no count and no maximum', () => {
    const daemon = '  name = "web"\n  task_definition = "web"\n  scheduling_strategy = "DAEMON"\n';
    const { analysis } = serviceOf(
      service(
        `${daemon}  desired_count = 1\n  deployment_maximum_percent = 100\n  deployment_minimum_healthy_percent = 100`,
      ),
    );
    assert.deepEqual(
      analysis.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
      [],
    );
  });
});

describe('the task definition of a service of Terraform', () => {
  const KNOWN = [
    'aws_ecs_task_definition.web.arn',
    'aws_ecs_task_definition.web.family',
    'aws_ecs_task_definition.web[0].arn',
    'aws_ecs_task_definition.web[each.key].arn',
    'one(aws_ecs_task_definition.web[*].arn)',
    '"${aws_ecs_task_definition.web.family}:${aws_ecs_task_definition.web.revision}"',
    '"${aws_ecs_task_definition.web.family}:${max(aws_ecs_task_definition.web.revision, data.aws_ecs_task_definition.web.revision)}"',
    'local.task',
  ];
  const UNKNOWN = [
    'aws_ecs_task_definition.other.arn',
    'data.aws_ecs_task_definition.web.arn',
    'module.web.task_definition_arn',
    'var.own ? aws_ecs_task_definition.web.arn : var.task_definition',
    'coalesce(var.task_definition, aws_ecs_task_definition.web.arn)',
    'var.which == 1 ? aws_ecs_task_definition.web.arn : aws_ecs_task_definition.other.arn',
    'local.other',
    '"web:7"',
  ];
  const file = (reference: string) =>
    `locals {\n  task = aws_ecs_task_definition.web.arn\n}\n${TASK}${service(`  name = "web"\n  task_definition = ${reference}`)}`;

  for (const reference of KNOWN)
    test(`is known from ${reference}`, () => assert.equal(serviceOf(file(reference)).service.task?.part.id, 'web'));
  for (const reference of UNKNOWN)
    test(`is not known from ${reference}`, () => assert.equal(serviceOf(file(reference)).service.task, undefined));

  test('is judged together with it, and a fix changes one of them alone', () => {
    const balancer = '  load_balancer {\n    container_name = "wbe"\n    container_port = 80\n  }';
    const text = `${TASK}${service(`  name = "web"\n  task_definition = aws_ecs_task_definition.web.arn\n${balancer}`)}`;
    const { analysis } = serviceOf(text);
    const [finding, ...others] = analysis.findings.filter(({ severity }) => severity === 'error');
    assert.deepEqual([finding?.rule, others.length], ['svc-lb-container-unknown', 0]);
    const fixed = applyEdits(text, toTextEdits(analysis.document, finding!.fixes[0]!.edits));
    assert.equal(fixed, text.replace('"wbe"', '"web"'));
  });
});

test('a task definition that an Express service runs is judged for it', () => {
  const express = (reference: string) =>
    `${TASK}resource "aws_ecs_express_gateway_service" "web" {\n  task_definition_arn = ${reference}\n}\n`;
  const rules = (reference: string) => analyse(express(reference), 'ecs.tf').findings.map(({ rule }) => rule);
  assert.ok(rules('aws_ecs_task_definition.web.arn').includes('express-task-definition'));
  assert.ok(!rules('var.task_definition').includes('express-task-definition'));
});
