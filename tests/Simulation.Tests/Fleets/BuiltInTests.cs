using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Workloads;
using Orchestrator.Simulation.Workloads.Mixes;

namespace Orchestrator.Simulation.Tests.Fleets;

public sealed class BuiltInTests
{
    [Theory]
    [InlineData("f1", 4, 6)]
    [InlineData("f2", 10, 12)]
    [InlineData("f3", 3, 8)]
    [InlineData("f4", 5, 10)]
    public void Each_fleet_has_its_hosts_and_models(string name, int hosts, int models)
    {
        var fleet = BuiltIn.Fleet(name)!;

        Assert.Equal(
            (name.ToUpperInvariant(), hosts, models),
            (fleet.Name, fleet.Hosts.Length, fleet.ModelNames.Length)
        );
    }

    [Fact]
    public void Each_mix_fits_each_fleet_and_the_default_one_without_giving_way()
    {
        foreach (var mix in BuiltIn.MixNames.Select(name => BuiltIn.Mix(name)!))
        {
            foreach (var fleet in BuiltIn.FleetNames.Select(name => BuiltIn.Fleet(name)!))
            {
                Assert.Empty(mix.On(fleet).Problems);
            }

            var onDefault = mix.On(BuiltIn.Fleet(BuiltIn.DefaultFleet)!).Value!;
            Assert.Equal(mix.Models.Select(model => model.Name), onDefault.Models.Select(model => model.Name));
        }
    }

    [Fact]
    public void M1_has_six_models_and_four_tenants_M2_twelve_of_each_with_the_largest_many_times_the_smallest()
    {
        var m1 = BuiltIn.Mix("M1")!;
        var m2 = BuiltIn.Mix("M2")!;

        Assert.Equal((6, 4, 12, 12), (m1.Models.Length, m1.Tenants.Length, m2.Models.Length, m2.Tenants.Length));
        Assert.InRange(m2.Models[0].Share / m2.Models[^1].Share, 11.9, 12.1);
        Assert.InRange(m2.Tenants[0].Share / m2.Tenants[^1].Share, 40, 43);
        Assert.True(m1.Models[0].Share + m1.Models[1].Share > 0.6 * m1.Models.Sum(model => model.Share));
    }

    [Fact]
    public void No_host_of_F3_has_memory_for_more_than_half_of_its_models_and_none_of_F1_for_all()
    {
        foreach (var host in BuiltIn.Fleet("f3")!.Hosts)
        {
            Assert.True(
                host.Config.Models.Values.Sum(model => model.SizeBytes) > host.Config.VramBytes * 1.8,
                host.Name
            );
        }

        var equal = BuiltIn.Fleet("f1")!.Hosts.Select(host => host with { Name = "" }).ToList();
        Assert.All(equal, host => Assert.Equal(equal[0].Config.Gpus.AsEnumerable(), host.Config.Gpus));
        Assert.True(equal[0].Config.Models.Values.Sum(model => model.SizeBytes) > equal[0].Config.VramBytes);
    }

    [Fact]
    public void F4_cannot_hold_one_of_each_of_its_models_and_D1_asks_for_all_of_them_by_day_and_by_night_for_others()
    {
        var fleet = BuiltIn.Fleet("f4")!;
        var requests = BuiltIn.Workload("D1", fleet)!.Value!.Read(1).ToList();
        var day = requests.Where(request => request.At.Hours is >= 9 and < 17).ToList();
        var night = requests.Where(request => request.At.Hours is >= 21 or < 5).ToList();

        Assert.Equal(
            fleet.ModelNames,
            requests.Select(request => request.Model).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.InRange(requests.Count, 90_000, 120_000);
        Assert.Equal("qwen3:8b", Hottest(day));
        Assert.Equal("qwen3:30b-a3b", Hottest(night));
        Assert.InRange(day.Count(request => request.Model == "qwen3:30b-a3b"), 1, day.Count / 20);
        Assert.Equal(
            Enumerable.Range(0, requests.Count).Select(number => (long)number),
            requests.Select(one => one.Number)
        );
        Assert.Equal(requests.Select(request => request.At).Order(), requests.Select(request => request.At));
    }

    private static string Hottest(IEnumerable<Arrival> requests) =>
        requests.CountBy(request => request.Model).MaxBy(model => model.Value).Key;

    [Fact]
    public void Every_file_says_that_it_was_fixed_before_tuning()
    {
        foreach (var name in BuiltIn.Names)
        {
            Assert.Contains("Fixed before any policy was tuned on it", BuiltIn.Text(name)!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_text_of_a_built_in_file_can_begin_an_own_one()
    {
        Assert.Empty(FleetFile.Read("mine.yaml", BuiltIn.Text("f2")!).Problems);
        Assert.Empty(MixFile.Read("mine.yaml", BuiltIn.Text("m2")!).Problems);
    }

    [Fact]
    public void An_unknown_name_has_nothing()
    {
        Assert.Null(BuiltIn.Fleet("m1"));
        Assert.Null(BuiltIn.Mix("f1"));
        Assert.Null(BuiltIn.Text("f9"));
        Assert.Null(BuiltIn.Text("../f1"));
    }

    [Fact]
    public void A_mix_names_all_models_that_a_fleet_lacks_with_line_and_field()
    {
        var mix = MixFile
            .Read(
                "mix.yaml",
                "name: m\nmodels:\n  - {name: gone, share: 1}\n  - {name: qwen3:8b, share: 1}\n  - {name: x, share: 1, instead: [y]}"
            )
            .Value!;

        var problems = mix.On(BuiltIn.Fleet("f1")!).Problems;

        Assert.Equal(
            [("mix.yaml", 3, "models[0].name"), ("mix.yaml", 5, "models[2].name")],
            problems.Select(problem => (problem.File, problem.Line, problem.Field))
        );
        Assert.StartsWith(
            "no host of the fleet has 'x:latest', nor one of those to ask instead",
            problems[1].Message,
            StringComparison.Ordinal
        );
    }
}
