using System.Text;
using Orchestrator.Files;
using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Tests.Workloads;
using Orchestrator.Simulation.Text;
using Orchestrator.Simulation.Workloads;
using Orchestrator.Simulation.Workloads.Mixes;
using Orchestrator.Simulation.Workloads.Traces;

namespace Orchestrator.Simulation.Tests.Files;

/// <summary>Damaged files are answered with a value or with problems, and never with an exception.</summary>
public sealed class MutationTests
{
    private const string Workload = """
        name: w
        mix: &m {name: own, models: [{name: qwen3:8b, share: 1}], tenants: [{name: a, share: 1}]}
        duration: 10m
        arrivals:
          profile: {period: 1h, points: [{at: 0s, rate: 1/s}, {at: 30m, rate: "90/min"}]}
        sessions: {turns: 4, think_time: {median: 20s, sigma: 1, max: 5m}}
        input_tokens: {median: 100, sigma: 1, max: 1000}
        """;

    private static readonly string[] _pieces =
    [
        "-1",
        "0",
        "1e308",
        "NaN",
        "~",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        ":",
        ",",
        "- ",
        "&a ",
        "*a",
        "\n",
        "\t",
        "  ",
        "#",
        "|",
        ">",
        "!!int ",
        "%",
        "?",
        "---\n",
        "...\n",
        "\0",
        "\uFEFF",
        "\uD800",
        "9999999999999999999",
        "<<: ",
        "1GB",
        "é",
        "\r",
        "=",
        "+",
        "🙂",
    ];

    [Fact]
    public void A_damaged_fleet_file_is_a_fleet_or_problems() =>
        Mutate(BuiltIn.Text("f2")!, 500, text => Check(FleetFile.Read("f", text)));

    [Fact]
    public void A_damaged_mix_file_is_a_mix_or_problems() =>
        Mutate(BuiltIn.Text("m2")!, 500, text => Check(MixFile.Read("m", text)));

    [Fact]
    public void A_damaged_workload_file_is_a_workload_that_can_be_read_or_problems() =>
        Mutate(
            Workload,
            2000,
            text =>
            {
                var reading = WorkloadFile.Read("w", text, _ => null);
                Check(reading);
                Assert.InRange(reading.Value?.Read(1).Take(20).Count() ?? 0, 0, 20);
            }
        );

    [Fact]
    public void A_damaged_trace_is_a_trace_that_can_be_replayed_or_problems()
    {
        var rows = string.Concat(Enumerable.Range(0, 20).Select(i => $"{i}.5,{i + 1},{i + 1},{i} {i + 1}\n"));
        Mutate(
            $"{CsvTrace.Header},prefix_block_ids\n{rows}",
            2000,
            text =>
            {
                var reading = TraceFile.Read("t", CsvTrace.File(text));
                Check(reading);
                var workload = reading.Value is { } trace
                    ? new TraceWorkload(trace, new TraceOptions(BuiltIn.Mix("m1")!))
                    : null;
                Assert.Equal(reading.Value?.Count ?? 0, workload?.Read(1).LongCount() ?? 0);
            }
        );
    }

    [Fact]
    public void A_damaged_compressed_trace_is_a_trace_or_problems()
    {
        var random = new SimulationRandom(77);
        var bytes = CsvTrace.Gzip($"{CsvTrace.Header}\n1,1,1\n2,2,2\n");
        for (var round = 0; round < 2000; round++)
        {
            var damaged = bytes[..(1 + random.Below(bytes.Length))];
            damaged[random.Below(damaged.Length)] = (byte)random.Below(256);
            Check(TraceFile.Read("t", () => new MemoryStream(damaged)));
        }
    }

    [Fact]
    public void A_damaged_addition_is_a_fleet_or_problems()
    {
        var fleet = BuiltIn.Fleet("f3")!;
        Mutate(
            "gpu=RTX 3090+RTX 4090,vram=24GB,models=qwen3:8b+llama3.2:3b,count=1,name=extra",
            2000,
            text => Check(FleetAddition.Parse(text, fleet))
        );
    }

    private static void Check<T>(FileReading<T> reading)
        where T : class
    {
        Assert.Equal(reading.IsGood, reading.Problems.IsEmpty);
        Assert.All(
            reading.Problems,
            problem => Assert.False(problem.ToString().Any(char.IsControl), problem.ToString())
        );
        Assert.All(reading.Problems, problem => Assert.True(problem.Line >= 0 && problem.Message.Length > 0));
    }

    private static void Mutate(string good, int rounds, Action<string> check)
    {
        for (var seed = 1UL; seed <= (ulong)rounds; seed++)
        {
            var text = Damaged(good, new SimulationRandom(seed));
            try
            {
                check(text);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException(
                    $"Seed {seed}: {Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))}",
                    exception
                );
            }
        }
    }

    private static string Damaged(string good, SimulationRandom random)
    {
        var text = new StringBuilder(good);
        for (var left = 1 + random.Below(4); left > 0; left--)
        {
            var at = random.Below(text.Length);
            var length = Math.Min(random.Below(12), text.Length - at);
            switch (random.Below(4))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(random.Below(text.Length), text.ToString(at, length));
                    break;
                case 2:
                    text.Remove(at, length).Insert(at, _pieces[random.Below(_pieces.Length)]);
                    break;
                default:
                    text.Insert(at, _pieces[random.Below(_pieces.Length)]);
                    break;
            }
        }

        return text.ToString();
    }
}
