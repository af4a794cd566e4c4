using Aspire.Hosting;

namespace Orchestrator.AspireProbe;

/// <summary>An application that a test starts and ends in all the ways there are. Its processes write their ids into the folder.</summary>
internal static class ProbeApplication
{
    public static Task RunAsync(string folder, string stopGrace)
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions
            {
                ProjectDirectory = folder,
                Args =
                [
                    $"--Aspire:StandIn:Folder={folder}/run",
                    $"--Aspire:StandIn:StopGrace={stopGrace}",
                    "--Aspire:StandIn:GuardGraceSeconds=1",
                ],
            }
        );
        var first = builder.AddExecutable("first", "sh", folder, "-c", Sleeper("first"));

        // A child in a session of its own whose parent has gone, as daemons are; and one that no request ends.
        builder
            .AddExecutable("daemon", "sh", folder, "-c", $"setsid sh -c '{Sleeper("escaped")}' & {Sleeper("daemon")}")
            .WaitForStart(first);
        builder.AddExecutable("stubborn", "sh", folder, "-c", $"trap '' TERM INT; {Sleeper("stubborn")}");
        return builder.Build().RunAsync();
    }

    private static string Sleeper(string name) =>
        $"echo $$ > {name}.tmp; mv {name}.tmp {name}.pid; while :; do sleep 1; done";
}
