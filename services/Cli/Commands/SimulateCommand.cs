using System.CommandLine;
using Orchestrator.Cli.Output;

namespace Orchestrator.Cli.Commands;

/// <summary>What a fleet would do, found out in virtual time.</summary>
internal static class SimulateCommand
{
    public const string Name = "simulate";

    private const string Description = """
        Replays a workload on a simulated fleet of Ollama hosts in virtual time, under several policies, and compares
        waiting times, throughput, model swaps and fairness. Nothing is started and nothing is sent: an hour of traffic
        takes seconds. The same arguments give the same output, byte for byte.
        """;

    /// <summary>Below the help of this command alone: all commands are listed with their descriptions.</summary>
    public const string Examples = """
        Examples:
          orchestrator simulate
              The built-in fleet f2 with a drawn workload at load 0.3, all policies.
          orchestrator simulate --load 0.3,0.6,0.8 --seeds 10
              Three loads, ten seeds each: medians, and the worst seed below.
          orchestrator simulate --fleet my-fleet.yaml --trace requests.csv.gz --mix m2 --load 0.7
              Your hosts under a recorded trace (columns arrival_s, input_tokens, output_tokens).
          orchestrator simulate --fleet f3 --add-host 24GB
              Would another 24 GB host help?
          orchestrator simulate --policy orchestrator --timeline out.svg
              A picture of which models were in memory when, and of the queues.
          orchestrator simulate show f2 > my-fleet.yaml
              A built-in fleet or mix as a file to begin with.
        """;

    public static Command Create(CommandLineOutput output)
    {
        var options = new SimulateOptions();
        var command = new Command(Name, Description)
        {
            SimulateListCommand.Create(output),
            SimulateShowCommand.Create(output),
        };
        // The reader of the arguments tells them.
        command.TreatUnmatchedTokensAsErrors = false;
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        // On another thread, so that Ctrl+C is heard while it computes.
        command.SetAction(
            (parsed, cancellationToken) =>
                Task.Run(
                    () =>
                        new Simulate.Simulation(output, TimeProvider.System).Run(
                            options.Read(parsed),
                            cancellationToken
                        ),
                    cancellationToken
                )
        );
        return command;
    }
}
