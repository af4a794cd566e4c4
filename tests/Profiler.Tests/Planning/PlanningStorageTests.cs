using Orchestrator.Profiler.Planning;
using Orchestrator.Profiler.Planning.Demand;
using Orchestrator.Profiler.Plans;
using Orchestrator.Profiler.Tests.Hosting;
using Orchestrator.Profiler.Tests.Planning.Demand;
using Orchestrator.Testing;

namespace Orchestrator.Profiler.Tests.Planning;

public sealed class PlanningStorageTests : IDisposable
{
    private readonly ProfilerDatabase _database = new();
    private readonly StoredPlanning _store;

    public PlanningStorageTests() =>
        _store = new StoredPlanning(new DocumentStore(_database, new ManualTimeProvider()));

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Forecasts_and_plan_outlive_a_restart()
    {
        var plan = PlanRule.Plan(PlanWorlds.Drawn(7), PlanWorlds.Limits, PlanWorlds.Now);
        var demand = Book("a", "b");
        await _store.WriteAsync(new PlanningMemory(demand, plan), default);

        var back = await _store.ReadAsync(default);

        var later = GeneratedDays.Start.AddHours(5);
        Assert.Equal(["a", "b"], back.Demand.Models.Keys);
        Assert.Equal(demand.Of("a").Forecast.Expect(later), back.Demand.Of("a").Forecast.Expect(later));
        Assert.True(back.Plan!.PlacesAs(plan));
        Assert.Equal(plan.Stays().Select(stay => stay.Place.Since), back.Plan.Stays().Select(stay => stay.Place.Since));
    }

    [Fact]
    public async Task What_is_no_longer_known_is_deleted()
    {
        await _store.WriteAsync(new PlanningMemory(Book("a", "b"), PlacementPlan.Empty), default);
        await _store.WriteAsync(new PlanningMemory(Book("b"), Plan: null), default);

        var back = await _store.ReadAsync(default);

        Assert.Equal("b", Assert.Single(back.Demand.Models).Key);
        Assert.Null(back.Plan);
    }

    [Fact]
    public async Task An_empty_database_is_an_empty_memory() =>
        Assert.Empty((await _store.ReadAsync(default)).Demand.Models);

    private static DemandBook Book(params string[] models)
    {
        var book = DemandBook.Empty;
        for (var bin = 0; bin < 20; bin++)
        {
            book = book.With(
                GeneratedDays.Start + (bin * DemandForecast.Bin),
                models.ToDictionary(model => model, _ => new DemandCounts(30, 3000, 300)),
                models
            );
        }

        return book;
    }
}
