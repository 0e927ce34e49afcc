/** Files in HCL that the tests of its reader and writer share. */

/** Arguments, blocks, `jsonencode`, comments and what is decided later. */
export const JSONENCODE = `# The web task.
locals {
  name = "web"
  tags = { Team = "shop", "cost-center" = 12 }
}

resource "aws_ecs_task_definition" "web" {
  family                   = local.name // one for each stage
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = "512"
  execution_role_arn       = aws_iam_role.execution.arn
  container_definitions = jsonencode([
    {
      name      = "web"
      image     = "example.com/web:\${var.tag}"
      essential = true
      command   = ["serve", "--port", tostring(8080)]
      portMappings = [{
        containerPort = 8080, protocol = "tcp"
      }]
      environment = [
        { name = "A", value = "say \\"hi\\" \\u00e9" },
        { "name" : "B", "value" : var.b != null ? var.b : "\${lookup(var.m, "k")}" },
      ]
      cpu = var.small ? 1 : 2
      dockerLabels = {
        (var.key) = "x"
      }
      stopTimeout = null
    },
    /* the side */
    merge(local.side, { name = "side" }),
  ])

  volume {
    name = "data"
    efs_volume_configuration {
      file_system_id = "fs-12345678"
    }
  }
  dynamic "volume" {
    for_each = var.volumes
    content { name = volume.value }
  }
  volume { name = "logs" }
  tags = merge(local.tags, { Stage = "test" })
}
`;

/** JSON in a heredoc, with what Terraform puts in. */
export const HEREDOC = `resource "aws_ecs_task_definition" "job" {
  family                = "job"
  container_definitions = <<-EOT
    [
      {
        "name": "job",
        "image": "example.com/job:\${var.tag}",
        "memory": \${var.memory},
        "essential": true
      }
    ]
  EOT
  memory                = 512
}

resource "aws_iam_role" "job" {
  assume_role_policy = <<EOF
EOF
}
`;

/** Every kind of sample. */
export const SAMPLES: readonly string[] = [
  JSONENCODE,
  HEREDOC,
  JSONENCODE.replaceAll('\n', '\r\n'),
  HEREDOC.replaceAll('\n', '\r\n'),
];
