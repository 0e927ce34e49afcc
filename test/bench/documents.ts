/** Documents to measure with: task definitions of a given size with a few mistakes in them. */

function container(i: number): object {
  return {
    name: `app-${i}`,
    image: `111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/app-${i}:1.${i}.0`,
    cpu: 128,
    memory: 256,
    essential: i === 0,
    portMappings: [{ containerPort: 8000 + i, protocol: i % 7 === 3 ? 'TCP' : 'tcp' }],
    environment: Array.from({ length: 8 }, (_, n) => ({
      name: `SETTING_${n}`,
      value: `value number ${n} of container ${i}`,
    })),
    secrets: [
      { name: 'TOKEN', valueFrom: `arn:aws:secretsmanager:eu-west-1:111122223333:secret:app-${i}-AbCdEf:token::` },
    ],
    dependsOn: i === 0 ? [] : [{ containerName: `app-${i - 1}`, condition: 'START' }],
    healthCheck: {
      command: ['CMD-SHELL', `curl -f http://localhost:${8000 + i}/health || exit 1`],
      interval: 30,
      timeout: 5,
      retries: 3,
    },
    logConfiguration: {
      logDriver: 'awslogs',
      options: { 'awslogs-group': `/ecs/app-${i}`, 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'app' },
    },
    mountPoints: [{ sourceVolume: 'data', containerPath: `/data/${i}` }],
  };
}

/** A task definition of about so many bytes. */
export function documentOf(bytes: number): string {
  const containers: object[] = [];
  let size = 0;
  do {
    const next = container(containers.length);
    size += JSON.stringify(next, null, 2).length * 1.25;
    containers.push(next);
  } while (size < bytes);
  return JSON.stringify(
    {
      family: 'shop',
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '4096',
      memory: '8192',
      executionRoleArn: 'arn:aws:iam::111122223333:role/ecsTaskExecutionRole',
      taskRoleArn: 'arn:aws:iam::111122223333:role/shop',
      containerDefinitions: containers,
      volumes: [{ name: 'data' }],
    },
    null,
    2,
  );
}
