using System.Collections.Concurrent;
using LocalServers;

namespace Orchestrator.Servers.Tests.Instances;

public sealed class OneCommandTests
{
    [Fact]
    public async Task A_program_that_is_good_to_have_and_not_installed_is_a_line_in_the_log()
    {
        var lines = new ConcurrentQueue<string>();

        await OneCommand.TryRunAsync(["no-such-ipcrm", "-m", "7"], Path.GetTempPath(), lines.Enqueue);

        Assert.StartsWith("no-such-ipcrm -m 7 could not be run", Assert.Single(lines), StringComparison.Ordinal);
    }
}
