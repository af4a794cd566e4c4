using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Workloads;
using Orchestrator.Simulation.Workloads.Traces;
using Orchestrator.Testing;

namespace Orchestrator.Simulation.Tests.Workloads;

public sealed class ExternalTraceTests
{
    private const string AzureCode = "traces/azure2023_code_full.csv.gz";
    private const string Mooncake = "traces/mooncake_synthetic_15min.csv.gz";
    private const string ServeGen = "traces/servegen_rate_profile_600s.csv";

    [ExternalDataFact(AzureCode)]
    public void The_trace_of_Azure_is_read_whole()
    {
        var trace = Read(AzureCode);
        var facts = WorkloadFacts.Of(new TraceWorkload(trace, new TraceOptions(BuiltIn.Mix("m1")!)), 1);

        Assert.Equal((8819, 8819), (trace.Count, facts.Requests));
        Assert.InRange(facts.InputTokensMean, 2000, 2100);
        Assert.InRange(facts.OutputTokensMean, 25, 30);
    }

    [ExternalDataFact(Mooncake)]
    public void The_trace_of_Mooncake_shares_prefixes_after_scaling_as_before()
    {
        var trace = Read(Mooncake);
        var options = new TraceOptions(BuiltIn.Mix("m1")!);

        var whole = new TraceWorkload(trace, options).Read(1).ToList();
        var eighth = new TraceWorkload(trace, options with { TokenScale = 0.125 }).Read(1).ToList();

        Assert.Equal(3555, whole.Count);
        Assert.Equal(
            whole.Select(arrival => arrival.Prompt.Blocks.AsEnumerable()),
            eighth.Select(arrival => arrival.Prompt.Blocks.AsEnumerable())
        );
        Assert.All(
            eighth,
            arrival =>
            {
                Assert.Equal(64, arrival.Prompt.BlockTokens);
                Assert.InRange(
                    arrival.Prompt.Tokens,
                    ((arrival.Prompt.Blocks.Length - 1) * 64) + 1,
                    arrival.Prompt.Blocks.Length * 64
                );
            }
        );
    }

    [ExternalDataFact(ServeGen)]
    public void A_table_that_is_no_trace_is_told()
    {
        var path = ExternalDataFactAttribute.PathOf(ServeGen);

        Assert.Equal(
            ["arrival_s", "input_tokens", "output_tokens"],
            TraceFile.Read("profile.csv", () => File.OpenRead(path)).Problems.Select(problem => problem.Field)
        );
    }

    private static Trace Read(string file)
    {
        var reading = TraceFile.Read(file, () => File.OpenRead(ExternalDataFactAttribute.PathOf(file)));
        Assert.Empty(reading.Problems);
        return reading.Value!;
    }
}
