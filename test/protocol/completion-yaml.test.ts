/** Completion in YAML: in CloudFormation templates, and in task definitions that are written in YAML themselves. */
import { describe } from 'node:test';
import { type Row, testCompletion } from './accepting.ts';

const TEMPLATE = { uri: 'file:///workspace/template.yaml', languageId: 'yaml' };

/** A template with these lines as the last ones of a task definition's properties. */
const inTask = (text: string) => `Resources:
  Bucket:
    Type: AWS::S3::Bucket
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: shop
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
${text}`;

/** A template with these lines as the last ones of a container. */
const inContainer = (text: string) =>
  inTask(`      Volumes:
        - Name: data
      ContainerDefinitions:
        - Name: proxy
          Image: example.com/proxy:1
        - Name: app
          Image: example.com/app:1
${text}`);

describe('completion of members in a template', () => {
  const rows: Row[] = [
    {
      name: 'at the end of the file, without a line end',
      text: '      Cp|',
      offers: ['ContainerDefinitions', 'Cpu', 'Memory', 'RuntimePlatform'],
      never: ['Family', 'NetworkMode', 'cpu', 'PlacementConstraints'],
      take: 'Cpu',
      becomes: '      Cpu: ""',
    },
    {
      name: 'on an empty line',
      text: '      |\n',
      offers: ['ContainerDefinitions', 'Cpu'],
      becomes:
        '      ContainerDefinitions:\n        - Name: app\n          Image: REPOSITORY/IMAGE:TAG\n          Essential: true\n' +
        '          PortMappings:\n            - ContainerPort: 8080\n              Protocol: tcp\n',
    },
    {
      name: 'between others',
      text: '      Cpu: "256"\n      M|\n      Volumes:\n        - Name: data\n',
      offers: ['Memory'],
      never: ['Cpu', 'Volumes'],
      becomes: '      Cpu: "256"\n      Memory: ""\n      Volumes:\n        - Name: data\n',
    },
    {
      name: 'in place of a name that has a value',
      text: '      Mem|: "512" # half a gigabyte\n',
      offers: ['ContainerDefinitions', 'Cpu', 'Memory'],
      take: 'Memory',
      becomes: '      Memory: "512" # half a gigabyte\n',
    },
    {
      name: 'in place of a name in quotes, which stays in them',
      text: '      \'Mem|\': "512"\n',
      offers: ['Memory'],
      becomes: '      \'Memory\': "512"\n',
    },
    {
      name: 'below a key',
      text: '      RuntimePlatform:\n        |\n',
      offers: ['OperatingSystemFamily', 'CpuArchitecture'],
      never: ['Cpu', '{ }'],
      take: 'CpuArchitecture',
      becomes: '      RuntimePlatform:\n        CpuArchitecture: ""\n',
    },
    {
      name: 'above the members of the same object',
      text: '      RuntimePlatform:\n        Cp|\n        OperatingSystemFamily: LINUX\n',
      offers: ['CpuArchitecture'],
      never: ['OperatingSystemFamily'],
      becomes: '      RuntimePlatform:\n        CpuArchitecture: ""\n        OperatingSystemFamily: LINUX\n',
    },
    {
      name: 'behind the members of an inner object, where the outer one goes on',
      text: '      RuntimePlatform:\n        CpuArchitecture: ARM64\n      |\n',
      offers: ['Cpu'],
      never: ['OperatingSystemFamily', 'RuntimePlatform'],
      becomes: '      RuntimePlatform:\n        CpuArchitecture: ARM64\n      Cpu: ""\n',
    },
    {
      name: 'with Windows line ends',
      text: '      RuntimePlatform:\r\n        CpuArchitecture: ARM64\r\n      Eph|\r\n',
      offers: ['EphemeralStorage'],
      becomes:
        '      RuntimePlatform:\r\n        CpuArchitecture: ARM64\r\n      EphemeralStorage:\r\n        SizeInGiB: 50\r\n',
    },
    { name: 'not in a comment', text: '      # Cp|\n', offers: [] },
    { name: 'not in a comment behind a value', text: '      Cpu: "256" # Me|\n', offers: [] },
    { name: 'not among the members of the resource', text: '    |\n', offers: [] },
    {
      name: 'not in a block of text',
      text: '      Family: |-\n        sh\n        |\n'.replace('|-', '>-'),
      offers: [],
    },
  ];
  testCompletion(rows, { ...TEMPLATE, around: inTask });

  testCompletion([{ name: 'not in another resource', text: 'Bu|', offers: [] }], {
    ...TEMPLATE,
    around: (text) =>
      `${inTask('      Cpu: "256"\n')}  Other:\n    Type: AWS::S3::Bucket\n    Properties:\n      ${text}\n`,
  });
  testCompletion([{ name: 'for the first of the properties', text: '|', offers: ['Family', 'ContainerDefinitions'] }], {
    ...TEMPLATE,
    around: (text) => `Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ${text}`,
  });
});

describe('completion in lists and maps of a template', () => {
  const rows: Row[] = [
    {
      name: 'the members of an item behind its dash',
      text: '          Environment:\n            - |\n',
      offers: ['Name', 'Value', 'name and value'],
      take: 'name and value',
      becomes: '          Environment:\n            - Name: NAME\n              Value: ""\n',
    },
    {
      name: 'an item below the key, with its dash',
      text: '          Environment:\n            |\n',
      offers: ['name and value'],
      becomes: '          Environment:\n            - Name: NAME\n              Value: ""\n',
    },
    {
      name: 'an item on the line of the key, moved below it',
      text: '          Environment: |\n',
      offers: ['[ ]'],
      becomes: '          Environment:\n            - Name: NAME\n              Value: ""\n',
    },
    {
      name: 'one more item, where the dashes are',
      text: '          Environment:\n            - Name: A\n              Value: a\n            |\n',
      offers: ['name and value'],
      becomes:
        '          Environment:\n            - Name: A\n              Value: a\n            - Name: NAME\n              Value: ""\n',
    },
    {
      name: 'behind a dash without a space',
      text: '          Environment:\n            -|\n',
      offers: ['Name'],
      becomes: '          Environment:\n            - Name: NAME\n',
    },
    {
      name: 'the rest of an item',
      text: '          PortMappings:\n            - ContainerPort: 80\n              Pro|',
      offers: ['Protocol', 'HostPort'],
      never: ['ContainerPort'],
      becomes: '          PortMappings:\n            - ContainerPort: 80\n              Protocol: ""',
    },
    {
      name: 'above the rest of an item, behind its dash',
      text: '          PortMappings:\n            - Pro|\n              ContainerPort: 80\n',
      offers: ['Protocol'],
      never: ['ContainerPort'],
      becomes: '          PortMappings:\n            - Protocol: ""\n              ContainerPort: 80\n',
    },
    {
      name: 'the options of a log driver',
      text: '          LogConfiguration:\n            LogDriver: awslogs\n            Options:\n              aw|\n',
      offers: ['awslogs-group', 'awslogs-region', 'awslogs-stream-prefix'],
      becomes:
        '          LogConfiguration:\n            LogDriver: awslogs\n            Options:\n              awslogs-group: /ecs/shop\n',
    },
    {
      name: 'dashes in the column of the key, as in the rest of the file',
      text: '          PortMappings:\n          - ContainerPort: 80\n          DependsOn:\n          - ContainerName: proxy\n            Condition: START\n          |\n',
      offers: ['Environment'],
      take: 'Environment',
      becomes:
        '          PortMappings:\n          - ContainerPort: 80\n          DependsOn:\n          - ContainerName: proxy\n            Condition: START\n          Environment:\n            - Name: NAME\n              Value: ""\n',
    },
    {
      name: 'a member in flow style',
      text: '          RestartPolicy: { En| }\n',
      offers: ['Enabled'],
      becomes: '          RestartPolicy: { Enabled: true }\n',
    },
    {
      name: 'a member in flow style, before others',
      text: '          HealthCheck: { | Interval: 30 }\n',
      offers: ['Command', 'Retries'],
      never: ['Interval'],
      take: 'Retries',
      becomes: '          HealthCheck: { Retries: 3,  Interval: 30 }\n',
    },
    {
      name: 'a member in flow style that is not closed yet',
      text: '          HealthCheck: { Interval: 30, Re|\n          Essential: true\n',
      offers: ['Retries'],
      becomes: '          HealthCheck: { Interval: 30, Retries: 3\n          Essential: true\n',
    },
    {
      name: 'an item in flow style',
      text: '          Environment: [|]\n',
      offers: ['name and value'],
      becomes: '          Environment: [{ Name: NAME, Value: "" }]\n',
    },
    {
      name: 'over several lines of flow style',
      text: '          HealthCheck: {\n            Interval: 30,\n            |\n          }\n',
      offers: ['Command', 'Retries'],
      take: 'Retries',
      becomes: '          HealthCheck: {\n            Interval: 30,\n            Retries: 3\n          }\n',
    },
    {
      name: 'of a map whose keys are free, on the line below',
      text: '          DockerLabels:\n            |\n          Essential: true\n',
      offers: ['key and value'],
      never: ['{ }'],
      becomes: '          DockerLabels:\n            com.example.team: my-team\n          Essential: true\n',
    },
    {
      name: 'of a map whose keys are free, on its own line',
      text: '          DockerLabels: |\n',
      offers: ['key and value'],
      becomes: '          DockerLabels:\n            com.example.team: my-team\n',
    },
    { name: 'not in a comment in flow style', text: '          Environment: [ # N|\n          ]\n', offers: [] },
  ];
  testCompletion(rows, { ...TEMPLATE, around: inContainer });
});

describe('completion of values in a template', () => {
  const inTheTask: Row[] = [
    {
      name: 'behind the colon',
      text: '      Cpu: |\n',
      offers: ['256', '512', '1024'],
      becomes: '      Cpu: "256"\n',
    },
    {
      name: 'behind the colon, without a space',
      text: '      Cpu:|',
      offers: ['256', '512'],
      becomes: '      Cpu: "256"',
    },
    {
      name: 'that belong together',
      text: '      Cpu: 1024\n      Memory: |\n',
      offers: ['2048', '3072'],
      never: ['512', '1024'],
      becomes: '      Cpu: 1024\n      Memory: "2048"\n',
    },
    {
      name: 'in place of another, before a comment',
      text: '      PidMode: h|ost # all of them\n',
      offers: ['task'],
      becomes: '      PidMode: task # all of them\n',
    },
    {
      name: 'in quotes',
      text: "      PidMode: 't|'\n",
      offers: ['task'],
      becomes: "      PidMode: 'task'\n",
    },
    {
      name: 'in quotes that are open',
      text: '      PidMode: "t|\n      Cpu: 256\n',
      offers: ['task'],
      becomes: '      PidMode: "task"\n      Cpu: 256\n',
    },
    {
      name: 'below a key',
      text: '      RequiresCompatibilities:\n        |\n',
      offers: ['FARGATE', 'EC2'],
      becomes: '      RequiresCompatibilities:\n        - FARGATE\n',
    },
    {
      name: 'as a further item',
      text: '      RequiresCompatibilities:\n        - FARGATE\n        - E|\n',
      offers: ['EC2'],
      never: ['FARGATE'],
      becomes: '      RequiresCompatibilities:\n        - FARGATE\n        - EC2\n',
    },
    {
      name: 'as a further item in flow style',
      text: '      RequiresCompatibilities: [FARGATE, |]\n',
      offers: ['EC2'],
      never: ['FARGATE'],
      becomes: '      RequiresCompatibilities: [FARGATE, EC2]\n',
    },
    { name: 'not in an expression', text: '      Cpu: !Sub "${|"\n', offers: [] },
    { name: 'not in place of an expression', text: '      Cpu: !If [IsBig, 1024, |]\n', offers: [] },
    { name: 'not behind a value', text: '      Cpu: 256 |\n', offers: [] },
    { name: 'not where the value is on the next lines', text: '      Volumes: |\n        - Name: data\n', offers: [] },
  ];
  testCompletion(inTheTask, {
    ...TEMPLATE,
    around: (text) =>
      text.includes('RequiresCompatibilities')
        ? inTask(text).replace('      RequiresCompatibilities: [FARGATE]\n', '')
        : inTask(text),
  });
  const inTheContainer: Row[] = [
    {
      name: 'the names of other containers',
      text: '          DependsOn:\n            - ContainerName: |\n',
      offers: ['proxy'],
      never: ['app'],
      becomes: '          DependsOn:\n            - ContainerName: proxy\n',
    },
    {
      name: 'the names of volumes',
      text: '          MountPoints:\n            - SourceVolume: d|\n              ContainerPath: /data\n',
      offers: ['data'],
      becomes: '          MountPoints:\n            - SourceVolume: data\n              ContainerPath: /data\n',
    },
    {
      name: 'whole items by the names in them',
      text: '          MountPoints:\n            - |\n',
      offers: ['SourceVolume', 'data'],
      take: 'data',
      becomes:
        '          MountPoints:\n            - SourceVolume: data\n              ContainerPath: /data\n              ReadOnly: false\n',
    },
    {
      name: 'booleans',
      text: '          Essential: |\n',
      offers: ['false', 'true'],
      becomes: '          Essential: false\n',
    },
    {
      name: 'in the quotes that the file uses',
      text: "          Command: ['serve']\n          LogConfiguration:\n            LogDriver: 'json-file'\n            Options: { 'max-size': 'large' }\n          RestartPolicy: { Enabled: 'true' }\n          User: 'root'\n          PortMappings:\n            - AppProtocol: 'http'\n              Protocol: 'tcp'\n              Name: 'web'\n          WorkingDirectory: '/app'\n          DependsOn:\n            - Condition: 'START'\n              ContainerName: |\n",
      offers: ['proxy'],
    },
  ];
  testCompletion(inTheContainer, { ...TEMPLATE, around: inContainer });
});

describe('completion in a task definition in YAML', () => {
  const rows: Row[] = [
    {
      name: 'members',
      text: '|',
      offers: ['containerDefinitions', 'cpu'],
      never: ['family', 'Cpu'],
      take: 'cpu',
      becomes: 'cpu: ""',
    },
    {
      name: 'members of a container',
      text: 'containerDefinitions:\n- name: app\n  im|\n',
      offers: ['image'],
      never: ['name', 'Image'],
      becomes: 'containerDefinitions:\n- name: app\n  image: ""\n',
    },
    {
      name: 'lists, with dashes where the file has them',
      text: 'containerDefinitions:\n- name: app\n  image: example.com/app:1\n  env|\n',
      offers: ['environment'],
      becomes:
        'containerDefinitions:\n- name: app\n  image: example.com/app:1\n  environment:\n  - name: NAME\n    value: ""\n',
    },
    {
      name: 'values',
      text: 'networkMode: aw|\n',
      offers: ['awsvpc'],
      becomes: 'networkMode: awsvpc\n',
    },
    {
      name: 'in flow style with its quotes',
      text: 'containerDefinitions: [{"name": "app", "image": "example.com/app:1", "essential": |}]\n',
      offers: ['false', 'true'],
    },
  ];
  testCompletion(rows, {
    uri: 'file:///workspace/task-definition.yaml',
    languageId: 'yaml',
    around: (text) => `family: shop\n${text}`,
  });
});
