/** Completion in services: in JSON and YAML, in CloudFormation templates and in Terraform, with the names of the task definition beside. */
import { describe } from 'node:test';
import { type Row, testCompletion } from './accepting.ts';

const TASK = `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Volumes:
        - Name: data
          ConfiguredAtLaunch: true
        - Name: scratch
      ContainerDefinitions:
        - Name: app
          Image: example.com/app:1
          PortMappings:
            - ContainerPort: 8080
              Name: web
        - Name: sidecar
          Image: example.com/sidecar:1
`;

describe('completion in a service of a template', () => {
  const rows: Row[] = [
    {
      name: 'members',
      text: '      Des|\n',
      offers: ['Cluster', 'DesiredCount', 'LoadBalancers'],
      never: ['TaskDefinition', 'Family', 'ClientToken', 'desiredCount'],
      take: 'DesiredCount',
      becomes: '      DesiredCount: 2\n',
    },
    {
      name: 'clusters',
      text: '      Cluster: |\n',
      offers: ['!Ref Cluster'],
      becomes: '      Cluster: !Ref Cluster\n',
    },
    {
      name: 'a load balancer with a container and its port',
      text: '      Load|\n',
      offers: ['LoadBalancers'],
      becomes:
        '      LoadBalancers:\n        - TargetGroupArn: !Ref Targets\n          ContainerName: app\n          ContainerPort: 8080\n',
    },
    {
      name: 'the names of containers',
      text: '      LoadBalancers:\n        - ContainerName: |\n',
      offers: ['app', 'sidecar'],
      becomes: '      LoadBalancers:\n        - ContainerName: app\n',
    },
    {
      name: 'the ports of the container',
      text: '      LoadBalancers:\n        - ContainerName: app\n          ContainerPort: |\n',
      offers: ['8080'],
      becomes: '      LoadBalancers:\n        - ContainerName: app\n          ContainerPort: 8080\n',
    },
    {
      name: 'the names of ports',
      text: '      ServiceConnectConfiguration:\n        Enabled: true\n        Services:\n          - PortName: |\n',
      offers: ['web'],
      becomes:
        '      ServiceConnectConfiguration:\n        Enabled: true\n        Services:\n          - PortName: web\n',
    },
    {
      name: 'the names of volumes that are configured at launch',
      text: '      VolumeConfigurations: [{ Name: | }]\n',
      offers: ['data'],
      never: ['scratch'],
      becomes: '      VolumeConfigurations: [{ Name: data }]\n',
    },
    {
      name: 'values',
      text: '      LaunchType: F|\n',
      offers: ['FARGATE'],
      take: 'FARGATE',
      becomes: '      LaunchType: FARGATE\n',
    },
    {
      name: 'no member that another excludes',
      text: '      LaunchType: FARGATE\n      Cap|\n',
      offers: ['Cluster'],
      never: ['CapacityProviderStrategy', 'LaunchType'],
    },
    { name: 'nothing in a comment', text: '      # Des|\n', offers: [] },
  ];
  testCompletion(rows, {
    uri: 'file:///workspace/template.yaml',
    languageId: 'yaml',
    around: (text) =>
      `${TASK}  Service:\n    Type: AWS::ECS::Service\n    Properties:\n      TaskDefinition: !Ref Task\n${text}`,
  });
  testCompletion(
    [
      {
        name: 'the task definition',
        text: '      TaskDefinition: |\n',
        offers: ['!Ref Task'],
        becomes: '      TaskDefinition: !Ref Task\n',
      },
      {
        name: 'the names of containers before it is named',
        text: '      LoadBalancers:\n        - ContainerName: s|\n',
        offers: ['sidecar'],
        becomes: '      LoadBalancers:\n        - ContainerName: sidecar\n',
      },
    ],
    {
      uri: 'file:///workspace/template.yaml',
      languageId: 'yaml',
      around: (text) =>
        `${TASK}  Service:\n    Type: AWS::ECS::Service\n    Properties:\n      DesiredCount: 2\n${text}`,
    },
  );
});

describe('completion in a service by itself', () => {
  const rows: Row[] = [
    {
      name: 'members',
      text: '"lo|"',
      offers: ['cluster', 'loadBalancers'],
      never: ['desiredCount', 'containerDefinitions'],
      take: 'loadBalancers',
    },
    { name: 'values', text: '"launchType": "F|"', offers: ['FARGATE'], becomes: '"launchType": "FARGATE"' },
    {
      name: 'members of an object',
      text: '"networkConfiguration": { "awsvpcConfiguration": { | } }',
      offers: ['subnets', 'securityGroups', 'assignPublicIp'],
      take: 'assignPublicIp',
      becomes: '"networkConfiguration": { "awsvpcConfiguration": { "assignPublicIp": "DISABLED" } }',
    },
  ];
  testCompletion(rows, {
    uri: 'file:///workspace/service.json',
    languageId: 'json',
    around: (text) =>
      `{ "serviceName": "web", "taskDefinition": "web", "desiredCount": 2, "schedulingStrategy": "REPLICA", ${text} }`,
  });
});

describe('completion in a service of Terraform', () => {
  const rows: Row[] = [
    {
      name: 'arguments, with those that the API has deeper',
      text: '  desired|\n',
      offers: ['cluster', 'desired_count', 'load_balancer', 'deployment_maximum_percent'],
      never: ['desiredCount', 'client_token'],
      take: 'deployment_maximum_percent',
      becomes: '  deployment_maximum_percent = 200\n',
    },
    {
      name: 'a block with a container and its port',
      text: '  load|\n',
      offers: ['load_balancer'],
      becomes:
        '  load_balancer {\n    target_group_arn = aws_lb_target_group.app.arn\n    container_name = "app"\n    container_port = 80\n  }\n',
    },
    {
      name: 'the network of a block that is empty yet',
      text: '  network_configuration {\n    |\n  }\n',
      offers: ['subnets', 'security_groups', 'assign_public_ip'],
      never: ['cluster'],
      take: 'assign_public_ip',
      becomes: '  network_configuration {\n    assign_public_ip = false\n  }\n',
    },
    {
      name: 'the names of containers',
      text: '  load_balancer {\n    container_name = "|"\n  }\n',
      offers: ['app'],
      becomes: '  load_balancer {\n    container_name = "app"\n  }\n',
    },
    {
      name: 'in a block that may be empty',
      text: '  deployment_controller {|}\n',
      offers: ['type'],
    },
    {
      name: 'in a block that may be empty, over several lines',
      text: '  deployment_controller {\n    |\n  }\n',
      offers: ['type'],
      becomes: '  deployment_controller {\n    type = ""\n  }\n',
    },
  ];
  testCompletion(rows, {
    uri: 'file:///workspace/ecs.tf',
    languageId: 'terraform',
    around: (text) => `resource "aws_lb_target_group" "app" {}
resource "aws_ecs_task_definition" "app" {
  family = "app"
  container_definitions = jsonencode([{ name = "app", image = "example.com/app:1", portMappings = [{ containerPort = 80 }] }])
}
resource "aws_ecs_service" "app" {
  name            = "app"
  task_definition = aws_ecs_task_definition.app.arn
${text}}
`,
  });
});
