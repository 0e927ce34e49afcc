class Taskdef < Formula
  desc "Finds every reason Amazon ECS would refuse a task definition"
  homepage "https://github.com/taskdef/taskdef"
  url "https://github.com/taskdef/taskdef/releases/download/v0.1.0/taskdef-0.1.0.tgz"
  # Set by the release: see docs/publishing/README.md.
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "MIT"

  depends_on "node"

  def install
    system "npm", "install", *std_npm_args
    bin.install_symlink libexec.glob("bin/*")
  end

  test do
    (testpath/"task-definition.json").write('{"family":"a","containerDefinitions":[{"name":"a","image":"nginx:1.29"}]}')
    assert_match "0 errors", shell_output("#{bin}/taskdef check task-definition.json 2>&1")
  end
end
