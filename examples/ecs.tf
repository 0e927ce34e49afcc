# The same mistakes as people make in Terraform: each is underlined, and most have a fix.
resource "aws_ecs_task_definition" "orders" {
  family                   = "orders"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "bridge"
  cpu                      = 512
  memory                   = 512
  execution_role_arn       = aws_iam_role.execution.arn

  container_definitions = jsonencode([
    {
      name           = "web"
      image          = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:${var.release}"
      port_mappings  = [{ containerPort = 8080 }]
      dependsOn      = [{ containerName = "cache", condition = "HEALTHY" }]
      mountPoints    = [{ sourceVolume = "upload", containerPath = "/var/uploads" }]
      healthCheck    = { command = ["curl -f http://localhost:8080/health"] }
      environment    = [{ name = "DB_PASSWORD", value = "k7Jq!2mZr9" }]
      logConfiguration = {
        logDriver = "awslogs"
        options   = { "awslogs-group" = "/ecs/orders" }
      }
    },
    {
      name      = "cache"
      image     = "public.ecr.aws/docker/library/redis:7.4"
      essential = false
    }
  ])

  volume {
    name = "uploads"
  }
}

resource "aws_ecs_service" "orders" {
  name            = "orders"
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.orders.arn
  launch_type     = "FARGATE"
  desired_count   = 2

  load_balancer {
    target_group_arn = aws_lb_target_group.orders.arn
    container_name   = "app"
    container_port   = 8080
  }
}
