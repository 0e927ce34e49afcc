/** The same task definitions in the formats beside JSON as the API takes it, with faults, comments and a style of their own. */

/** The same two task definitions in a format, or the first of them in a format that can hold one. */
export interface Format {
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
  /** The names of members, as words that occur in the text. */
  readonly names: { readonly mode: string; readonly volume: string; readonly waitsFor: string };
  /** The value of the network mode with its quotes. */
  readonly bridge: string;
  readonly name: (name: string) => string;
  /** The label of the second task definition, which says no launch type. */
  readonly lens: string | undefined;
  /** Lines before and after all that is safe is fixed. */
  readonly fixed: readonly (readonly [before: string, after: string])[];
  /** The line that adds a variable that is moved to the secrets. */
  readonly secret: RegExp;
  /** The lines that refactorings add. */
  readonly arm: string;
  readonly logs: string;
}

const TEMPLATE = `# The shop
Resources:
  Web: # the front
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      RequiresCompatibilities: [FARGATE] # no servers
      NetworkMode: bridge
      Cpu: '256'
      Memory: "4096"
      Volumes:
      - Name: data
      ContainerDefinitions:
      - Name: app
        Image: example.com/app:1 # the shop
        PortMappings:
        - { ContainerPort: 80, HostPort: 8080 }
        MountPoints:
        - SourceVolume: data
          ContainerPath: /data
        DependsOn:
        - ContainerName: proxy
          Condition: HEALTHY
        Environment:
        - Name: DB_PASSWORD
          Value: hunter2secret
      - Name: proxy
        Image: example.com/proxy:1
        Essential: false
  Job:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
      - Name: job
        Image: example.com/job:1
        Memory: 128
`;

const TERRAFORM = `# The shop
resource "aws_ecs_task_definition" "web" { # the front
  family                   = "web"
  requires_compatibilities = ["FARGATE"] # no servers
  network_mode             = "bridge"
  cpu                      = 256
  memory                   = 4096
  volume {
    name = "data"
  }
  container_definitions = jsonencode([
    {
      name         = "app"
      image        = "example.com/app:1" # the shop
      portMappings = [{ containerPort = 80, hostPort = 8080 }]
      mountPoints  = [{ sourceVolume = "data", containerPath = "/data" }]
      dependsOn    = [{ containerName = "proxy", condition = "HEALTHY" }]
      environment  = [{ name = "DB_PASSWORD", value = "hunter2secret" }]
    },
    {
      name      = "proxy"
      image     = "example.com/proxy:1"
      essential = false
    }
  ])
}

resource "aws_ecs_task_definition" "job" {
  family                = "job"
  container_definitions = <<EOF
[{ "name": "job", "image": "example.com/job:1", "memory": 128 }]
EOF
}
`;

const JSON_TEMPLATE = `{
  "Resources": {
    "Web": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "Family": "web",
        "RequiresCompatibilities": ["FARGATE"],
        "NetworkMode": "bridge",
        "Cpu": "256",
        "Memory": "4096",
        "Volumes": [{ "Name": "data" }],
        "ContainerDefinitions": [
          {
            "Name": "app",
            "Image": "example.com/app:1",
            "PortMappings": [{ "ContainerPort": 80, "HostPort": 8080 }],
            "MountPoints": [{ "SourceVolume": "data", "ContainerPath": "/data" }],
            "DependsOn": [{ "ContainerName": "proxy", "Condition": "HEALTHY" }],
            "Environment": [{ "Name": "DB_PASSWORD", "Value": "hunter2secret" }]
          },
          { "Name": "proxy", "Image": "example.com/proxy:1", "Essential": false }
        ]
      }
    },
    "Job": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "ContainerDefinitions": [{ "Name": "job", "Image": "example.com/job:1", "Memory": 128 }]
      }
    }
  }
}
`;

const PLAIN = `# The shop
family: web
requiresCompatibilities: [FARGATE] # no servers
networkMode: bridge
cpu: '256'
memory: "4096"
volumes:
  - name: data
containerDefinitions:
  - name: app
    image: example.com/app:1 # the shop
    portMappings:
      - { containerPort: 80, hostPort: 8080 }
    mountPoints:
      - sourceVolume: data
        containerPath: /data
    dependsOn:
      - containerName: proxy
        condition: HEALTHY
    environment:
      - name: DB_PASSWORD
        value: hunter2secret
  - name: proxy
    image: example.com/proxy:1
    essential: false
`;

export const FORMATS: Readonly<Record<string, Format>> = {
  'a template in YAML': {
    uri: 'file:///workspace/template.yaml',
    languageId: 'yaml',
    text: TEMPLATE,
    names: { mode: 'NetworkMode', volume: 'SourceVolume', waitsFor: 'ContainerName' },
    bridge: 'bridge',
    name: (name) => name,
    lens: 'Job',
    fixed: [
      ['      NetworkMode: bridge', '      NetworkMode: awsvpc'],
      ['        - { ContainerPort: 80, HostPort: 8080 }', '        - { ContainerPort: 80 }'],
    ],
    secret: /\n {8}Secrets:\n {8}- Name: DB_PASSWORD\n {10}ValueFrom: !Sub "arn:\$\{AWS::Partition\}:/,
    arm: '      RuntimePlatform:\n        OperatingSystemFamily: LINUX\n        CpuArchitecture: ARM64\n',
    logs: '        LogConfiguration:\n          LogDriver: awslogs\n          Options:\n            awslogs-group: /ecs/web\n',
  },
  'a template in JSON': {
    uri: 'file:///workspace/template.json',
    languageId: 'json',
    text: JSON_TEMPLATE,
    names: { mode: '"NetworkMode"', volume: '"SourceVolume"', waitsFor: '"ContainerName"' },
    bridge: '"bridge"',
    name: (name) => `"${name}"`,
    lens: '"Job"',
    fixed: [
      ['        "NetworkMode": "bridge",', '        "NetworkMode": "awsvpc",'],
      ['[{ "ContainerPort": 80, "HostPort": 8080 }]', '[{ "ContainerPort": 80 }]'],
    ],
    secret: /"Secrets": \[\{ "Name": "DB_PASSWORD", "ValueFrom": \{ "Fn::Sub": "arn:\$\{AWS::Partition\}:/,
    arm: '"CpuArchitecture": "ARM64"',
    logs: '"LogDriver": "awslogs"',
  },
  'a file of Terraform': {
    uri: 'file:///workspace/ecs.tf',
    languageId: 'terraform',
    text: TERRAFORM,
    names: { mode: 'network_mode', volume: 'sourceVolume', waitsFor: 'containerName' },
    bridge: '"bridge"',
    name: (name) => `"${name}"`,
    lens: '"job" {',
    fixed: [
      ['  network_mode             = "bridge"', '  network_mode             = "awsvpc"'],
      ['[{ containerPort = 80, hostPort = 8080 }]', '[{ containerPort = 80 }]'],
    ],
    secret: /\n {6}secrets +?= \[\{ name = "DB_PASSWORD", valueFrom = "arn:/,
    arm: '  runtime_platform {\n    operating_system_family = "LINUX"\n    cpu_architecture = "ARM64"\n  }\n',
    logs: '      logConfiguration = {\n        logDriver = "awslogs"\n        options = {\n',
  },
  'a task definition in YAML': {
    uri: 'file:///workspace/task-definition.yaml',
    languageId: 'yaml',
    text: PLAIN,
    names: { mode: 'networkMode', volume: 'sourceVolume', waitsFor: 'containerName' },
    bridge: 'bridge',
    name: (name) => name,
    lens: undefined,
    fixed: [
      ['networkMode: bridge', 'networkMode: awsvpc'],
      ['      - { containerPort: 80, hostPort: 8080 }', '      - { containerPort: 80 }'],
    ],
    secret: /\n {4}secrets:\n {6}- name: DB_PASSWORD\n {8}valueFrom: arn:/,
    arm: 'runtimePlatform:\n  operatingSystemFamily: LINUX\n  cpuArchitecture: ARM64\n',
    logs: '    logConfiguration:\n      logDriver: awslogs\n      options:\n        awslogs-group: /ecs/web\n',
  },
};
