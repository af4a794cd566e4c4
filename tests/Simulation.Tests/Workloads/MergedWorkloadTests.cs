using Orchestrator.Simulation.Workloads;
using Orchestrator.Simulation.Workloads.Generators;

namespace Orchestrator.Simulation.Tests.Workloads;

public sealed class MergedWorkloadTests
{
    private const string TwoParts = """
        name: both
        parts:
          - { name: a, requests: 300, arrivals: { poisson: { rate: 2/s } }, mix: { name: a, models: [{ name: "qwen3:8b", share: 1 }] } }
          - { name: b, requests: 100, arrivals: { poisson: { rate: 1/s } }, mix: { name: b, models: [{ name: "phi4:14b", share: 1 }] } }
        deadline: { first_token: 1s, total: 10s }
        """;

    [Fact]
    public void All_requests_of_all_parts_come_in_order_of_time_under_new_numbers()
    {
        var workload = Read(TwoParts);
        var requests = workload.Read(3).ToList();

        Assert.Equal((300, 100), (requests.Count(Is("qwen3:8b")), requests.Count(Is("phi4:14b"))));
        Assert.Equal(requests.Select(request => request.At).Order(), requests.Select(request => request.At));
        Assert.Equal(
            Enumerable.Range(0, 400).Select(number => (long)number),
            requests.Select(request => request.Number)
        );
        Assert.Equal(TimeSpan.FromSeconds(1), workload.Deadline!.FirstToken);
    }

    [Fact]
    public void Equal_parts_draw_different_requests_and_a_seed_always_the_same()
    {
        var twice = Read(
            """
            name: twice
            parts:
              - &one { name: a, requests: 50, arrivals: { poisson: { rate: 2/s } }, mix: m1 }
              - *one
            """
        );
        var requests = twice.Read(3).ToList();

        Assert.Equal(100, requests.Select(request => request.At).Distinct().Count());
        Assert.Equal(requests, twice.Read(3));
    }

    [Fact]
    public void Scaled_it_is_the_same_pattern_at_another_rate()
    {
        var scaled = Assert.IsType<MergedWorkload>(Read(TwoParts)).Scaled(2);

        Assert.Equal(
            Read(TwoParts).Read(1).Select(request => request.Model),
            scaled.Read(1).Select(request => request.Model)
        );
        Assert.InRange(WorkloadFacts.Of(scaled, 1).RequestsPerSecond, 4, 8);
    }

    [Fact]
    public void What_cannot_be_a_part_is_told()
    {
        var problems = WorkloadFile
            .Read(
                "w.yaml",
                """
                name: w
                mix: m1
                parts:
                  - { name: a, mix: m1, arrivals: { poisson: { rate: 1/s } } }
                  - { name: b, parts: [{ name: c, mix: m1, requests: 1, arrivals: { poisson: { rate: 1/s } } }] }
                """,
                _ => null
            )
            .Problems.Select(problem => problem.ToString());

        Assert.Equal(
            [
                "w.yaml:2: mix: belongs into each of 'parts'",
                "w.yaml:4: parts[0]: needs 'requests' or 'duration', or it would never end",
                "w.yaml:5: parts[1]: must be generated: no trace, and no parts of its own",
            ],
            problems
        );
    }

    private static IWorkload Read(string text) => WorkloadFile.Read("w.yaml", text, _ => null).Value!;

    private static Func<Arrival, bool> Is(string model) => request => request.Model == model;
}
