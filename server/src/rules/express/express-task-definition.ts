import { EXPRESS_CONTAINER } from '../../model/express.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { replace, set } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'An Express service cannot run this task definition',
  // The API reference says what it must have; nobody has shown how the refusal is worded.
  severity: 'warning',
  source: {
    from: 'CreateExpressGatewayServiceRequest.taskDefinitionArn in @aws-sdk/client-ecs 3.1164.0',
    checked: '2026-11-28',
  },
  concept: 'service',
  why: 'An Express service creates its own load balancer. For that, its task definition has to be for Fargate, with a container `Main` that has one named TCP port.',
  check(task, report) {
    if (!task.part.isForExpress) return;
    if (task.requires('FARGATE') === 'no')
      report({
        // Without the member, somebody assumes another launch type.
        at: task.strings('requiresCompatibilities').property?.key ?? task.root,
        message: 'An Express service runs on Fargate: add "FARGATE"',
      });
    if (!task.containerNamesKnown || task.containers.length === 0) return;
    const [main] = task.containersNamed(EXPRESS_CONTAINER);
    if (main) checkPort(main, report);
    else reportMissing(task, report);
  },
});

type Report = Parameters<Parameters<typeof rule>[0]['check']>[1];

function reportMissing(task: TaskDefinition, report: Report): void {
  const { items } = task.containers;
  const [only] = items;
  const name = items.length === 1 ? only!.name : undefined;
  report({
    at: only!.label,
    message: `An Express service needs a container named "${EXPRESS_CONTAINER}"`,
    fixes:
      name?.state === 'known'
        ? [{ title: `Write "${EXPRESS_CONTAINER}"`, edits: [replace(name.node, EXPRESS_CONTAINER)] }]
        : [],
  });
}

function checkPort(main: Container, report: Report): void {
  const ports = main.list('portMappings');
  if (ports.open || ports.presence === 'deferred') return;
  const [only, ...others] = ports.items;
  const at = ports.property?.key ?? main.label;
  if (!only || others.length > 0)
    return report({
      at,
      message: `An Express service needs exactly one port of container "${EXPRESS_CONTAINER}", with a name`,
    });
  if (only.string('protocol').value === 'udp')
    report({ at: only.string('protocol').node!, message: 'An Express service needs a TCP port: remove the protocol' });
  if (only.string('name').state === 'absent')
    report({
      at,
      message: 'An Express service needs a name for this port: add "name"',
      fixes: [{ title: 'Add "name"', edits: [set(only.node!, 'name', 'http')] }],
    });
}

export const examples: Examples = {
  bad: [
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "RequiresCompatibilities": ["FARGATE"],
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "PortMappings": [{ "Name": "http", "ContainerPort": 80 }] }]
      }
    },
    "Service": { "Type": "AWS::ECS::ExpressGatewayService", "Properties": { "TaskDefinitionArn": { "Ref": "Task" }, "InfrastructureRoleArn": { "Fn::GetAtt": "Role.Arn" } } }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "RequiresCompatibilities": ["FARGATE"],
        "ContainerDefinitions": [{ "Name": "Main", "Image": "nginx:1.27", "PortMappings": [{ "ContainerPort": 80 }] }]
      }
    },
    "Service": { "Type": "AWS::ECS::ExpressGatewayService", "Properties": { "TaskDefinitionArn": { "Ref": "Task" }, "InfrastructureRoleArn": { "Fn::GetAtt": "Role.Arn" } } }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "RequiresCompatibilities": ["FARGATE"],
        "ContainerDefinitions": [{ "Name": "Main", "Image": "nginx:1.27", "PortMappings": [] }]
      }
    },
    "Service": { "Type": "AWS::ECS::ExpressGatewayService", "Properties": { "TaskDefinitionArn": { "Ref": "Task" }, "InfrastructureRoleArn": { "Fn::GetAtt": "Role.Arn" } } }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "RequiresCompatibilities": ["EC2"],
        "ContainerDefinitions": [{ "Name": "Main", "Image": "nginx:1.27", "PortMappings": [{ "Name": "http", "ContainerPort": 80 }] }]
      }
    },
    "Service": { "Type": "AWS::ECS::ExpressGatewayService", "Properties": { "TaskDefinitionArn": { "Ref": "Task" }, "InfrastructureRoleArn": { "Fn::GetAtt": "Role.Arn" } } }
  }
}`,
  ],
  good: [
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "RequiresCompatibilities": ["FARGATE"],
        "ContainerDefinitions": [{ "Name": "Main", "Image": "nginx:1.27", "PortMappings": [{ "Name": "http", "ContainerPort": 80 }] }]
      }
    },
    "Service": { "Type": "AWS::ECS::ExpressGatewayService", "Properties": { "TaskDefinitionArn": { "Ref": "Task" }, "InfrastructureRoleArn": { "Fn::GetAtt": "Role.Arn" } } }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "RequiresCompatibilities": ["FARGATE", "EC2"],
        "ContainerDefinitions": [{ "Name": "Main", "Image": "nginx:1.27", "PortMappings": [{ "Name": "http", "ContainerPort": 80 }] }]
      }
    },
    "Service": { "Type": "AWS::ECS::ExpressGatewayService", "Properties": { "TaskDefinitionArn": { "Ref": "Task" }, "InfrastructureRoleArn": { "Fn::GetAtt": "Role.Arn" } } }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "RequiresCompatibilities": ["FARGATE"],
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "PortMappings": [{ "Name": "http", "ContainerPort": 80 }] }]
      }
    },
    "Service": { "Type": "AWS::ECS::Service", "Properties": { "TaskDefinition": { "Ref": "Task" }, "NetworkConfiguration": { "AwsvpcConfiguration": { "Subnets": { "Ref": "Subnets" } } } } }
  }
}`,
  ],
  fixed: [
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "RequiresCompatibilities": ["FARGATE"],
        "ContainerDefinitions": [{ "Name": "Main", "Image": "nginx:1.27", "PortMappings": [{ "Name": "http", "ContainerPort": 80 }] }]
      }
    },
    "Service": { "Type": "AWS::ECS::ExpressGatewayService", "Properties": { "TaskDefinitionArn": { "Ref": "Task" }, "InfrastructureRoleArn": { "Fn::GetAtt": "Role.Arn" } } }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "RequiresCompatibilities": ["FARGATE"],
        "ContainerDefinitions": [{ "Name": "Main", "Image": "nginx:1.27", "PortMappings": [{ "ContainerPort": 80, "Name": "http" }] }]
      }
    },
    "Service": { "Type": "AWS::ECS::ExpressGatewayService", "Properties": { "TaskDefinitionArn": { "Ref": "Task" }, "InfrastructureRoleArn": { "Fn::GetAtt": "Role.Arn" } } }
  }
}`,
  ],
};
