/** The picture of a task with the services that run it and with what sends traffic to it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { drawTask } from '../../server/src/features/picture/draw.ts';

/** The texts of a picture, without those that are shown to who points at a part. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text!);
}

const TEMPLATE = (service: string, more = '') => `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: shop
      ContainerDefinitions:
        - Name: web
          Image: example.com/web:1
          PortMappings: [{ ContainerPort: 80, Name: http }, { ContainerPort: 9090 }]
          DependsOn: [{ ContainerName: api, Condition: START }]
        - Name: api
          Image: example.com/api:1
          PortMappings: [{ ContainerPort: 8080, Name: rest }]
  Web:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      ${service}
${more}`;
const TERRAFORM = (service: string, more = '') => `resource "aws_ecs_task_definition" "shop" {
  family = "shop"
  container_definitions = jsonencode([{ name = "web", image = "example.com/web:1", portMappings = [{ containerPort = 80 }] }])
}
resource "aws_ecs_service" "web" {
  task_definition = aws_ecs_task_definition.shop.arn
  ${service}
}
${more}`;

describe('the picture of a task with its services', () => {
  function drawAll(text: string, fileName: string) {
    const { tasks, services, findings } = analyse(text, fileName);
    const runners = services.map((service) => ({ service, findings }));
    const drawn = drawTask(tasks[0]!, findings, undefined, runners)!;
    return { ...drawn, texts: textsOf(drawn.svg), text };
  }

  const SCALED = `  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      { ServiceNamespace: ecs, ResourceId: !Sub "service/shop/\${Web.Name}", MinCapacity: 2, MaxCapacity: 10 }
`;
  const TARGET = (most: string) => `resource "aws_appautoscaling_target" "web" {
  service_namespace = "ecs"
  resource_id = "service/shop/\${aws_ecs_service.web.name}"
  min_capacity = 2
  max_capacity = ${most}
}`;
  const said: readonly [fileName: string, text: string, ...texts: string[]][] = [
    ['template.yaml', TEMPLATE('ServiceName: shop-web'), 'Service shop-web', 'runs', 'rolling deployment'],
    ['template.yaml', TEMPLATE('DesiredCount: 3', SCALED), 'Service Web', '2 to 10 tasks, by Auto Scaling'],
    ['template.yaml', TEMPLATE('DesiredCount: 3'), '3 tasks, a fixed count'],
    ['template.yaml', TEMPLATE('DesiredCount: !Ref Count'), 'number of tasks decided later'],
    ['template.yaml', TEMPLATE('SchedulingStrategy: DAEMON'), 'one task on each instance'],
    ['template.yaml', TEMPLATE('DeploymentController: { Type: CODE_DEPLOY }'), 'blue/green deployment by CodeDeploy'],
    ['template.yaml', TEMPLATE('DeploymentController: { Type: EXTERNAL }'), 'deployed by an external controller'],
    [
      'template.yaml',
      TEMPLATE(
        'DeploymentConfiguration: { MinimumHealthyPercent: 50, MaximumPercent: 150, DeploymentCircuitBreaker: { Enable: true, Rollback: true } }',
      ),
      'rolling deployment, 50–150 %',
      'circuit breaker',
    ],
    [
      'template.yaml',
      TEMPLATE('LoadBalancers: [{ TargetGroupArn: !Ref WebTargets, ContainerName: web, ContainerPort: 80 }]'),
      'Load balancer',
      'WebTargets',
      'to port 80',
    ],
    [
      'template.yaml',
      TEMPLATE(
        'ServiceConnectConfiguration: { Enabled: true, Services: [{ PortName: rest, ClientAliases: [{ Port: 8000, DnsName: api }] }] }',
      ),
      'Service Connect',
      'api:8000',
      'to port rest',
    ],
    [
      'template.yaml',
      TEMPLATE('ServiceRegistries: [{ RegistryArn: !GetAtt Names.Arn }]'),
      'Service discovery',
      'Names',
    ],
    ['ecs.tf', TERRAFORM('desired_count = 1', TARGET('5')), 'Service web', '2 to 5 tasks, by Auto Scaling'],
    ['ecs.tf', TERRAFORM('desired_count = 1', TARGET('var.most')), '2 to ? tasks, by Auto Scaling'],
    ['ecs.tf', TERRAFORM('desired_count = 1'), '1 task'],
    [
      'ecs.tf',
      TERRAFORM(
        `load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name = "web"
    container_port = 80
  }`,
      ),
      'Load balancer',
      'aws_lb_target_group.web',
    ],
  ];
  for (const [fileName, text, ...texts] of said) {
    test(`says "${texts.at(-1)}" in ${fileName}`, () => {
      const drawn = drawAll(text, fileName);
      for (const each of texts) assert.ok(drawn.texts.includes(each), `${each} in\n${drawn.texts.join('\n')}`);
    });
  }

  const leading = (svg: string, name: string) =>
    new RegExp(`<title>${name}[^<]*</title>(?:<polyline class="pic-strong")`).test(svg);

  test('leads traffic to a port that there is, and to none otherwise', () => {
    const balancer = (port: number, name = 'web') =>
      drawAll(
        TEMPLATE(`LoadBalancers: [{ TargetGroupArn: !Ref T, ContainerName: ${name}, ContainerPort: ${port} }]`),
        'template.yaml',
      ).svg;
    assert.ok(leading(balancer(80), 'Load balancer, T, to port 80 of web'));
    for (const svg of [balancer(81), balancer(80, 'ghost')]) {
      assert.ok(!leading(svg, 'Load balancer'));
      assert.match(svg, /<title>Load balancer[^<]*\n[^<]*<\/title><rect class="pic-refused"/);
    }
  });

  test('has parts that stand for the service and its load balancer', () => {
    const { parts, text, svg } = drawAll(
      TEMPLATE('LoadBalancers: [{ TargetGroupArn: !Ref T, ContainerName: web, ContainerPort: 80 }]'),
      'template.yaml',
    );
    const number = (title: string) => Number(new RegExp(`data-part="(\\d+)"><title>${title}`).exec(svg)![1]);
    const read = ({ offset, length }: { offset: number; length: number }) => text.slice(offset, offset + length);
    assert.equal(read(parts[number('Service Web')]!.label), 'Web');
    assert.match(read(parts[number('Load balancer')]!.span), /^\{ TargetGroupArn.*80 \}$/);
  });

  test('of several services is as wide as the room', () => {
    const service = (name: string) => `resource "aws_ecs_service" "${name}" {
  task_definition = aws_ecs_task_definition.shop.arn
  launch_type = "EC2"
  desired_count = 2
}
`;
    const text = TERRAFORM('desired_count = 1', ['a', 'b', 'c', 'd'].map(service).join(''));
    const { tasks, services, findings } = analyse(text, 'ecs.tf');
    const runners = services.map((one) => ({ service: one, findings }));
    const boxes = (width: number) => {
      const { svg } = drawTask(tasks[0]!, findings, { width, height: 700 }, runners)!;
      const [, drawn, tall] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!.map(Number);
      const parts = [
        ...svg.matchAll(
          /<title>Service [^<]*<\/title><rect class="[^"]*" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g,
        ),
      ];
      return {
        drawn: drawn!,
        tall: tall!,
        parts: parts.map((part) => part.slice(1).map(Number) as [number, number, number, number]),
      };
    };
    for (const width of [420, 600, 1200]) {
      const { drawn, tall, parts } = boxes(width);
      assert.ok(drawn <= width, `${drawn} in ${width}`);
      assert.equal(parts.length, 5);
      for (const [i, [x, y, w, h]] of parts.entries()) {
        assert.ok(x + w <= drawn && y + h <= tall);
        for (const [x2, y2, w2, h2] of parts.slice(i + 1))
          assert.ok(x + w <= x2 || x2 + w2 <= x || y + h <= y2 || y2 + h2 <= y);
      }
    }
    assert.ok(boxes(420).tall > boxes(1200).tall);
  });

  test('shows text of a file as text', () => {
    const { svg } = drawAll(TEMPLATE(`ServiceName: '<script>"&'`), 'template.yaml');
    assert.ok(svg.includes('Service &lt;script&gt;&quot;&amp;') && !svg.includes('<script'));
  });
});
