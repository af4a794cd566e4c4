using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Grpc;
using Orchestrator.Profiler.Persistence;
using Orchestrator.Profiler.Registry;
using Orchestrator.Profiler.Tests.Hosting;
using Orchestrator.ServiceDefaults;
using Orchestrator.Testing;
using static Orchestrator.Profiler.Tests.Reports;

namespace Orchestrator.Profiler.Tests.Persistence;

public sealed class ProfileWritesTests : IDisposable
{
    private readonly ProfilerDatabase _database = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly FleetFeed _feed;
    private readonly ProfileStore _store;

    public ProfileWritesTests()
    {
        _feed = new FleetFeed(Options.Create(new ProfilerOptions()), new IdSource(_clock));
        _store = new ProfileStore(_database);
    }

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_measure_comes_back_as_it_was_and_a_prior_is_not_written()
    {
        var measure = Measured("m", 77) with
        {
            TotalBytes = 5,
            DecodeAtConcurrency = [new Estimate(60, 50, 70, 3)],
            TokensPerChar = [new LanguageEstimate("ko", new Estimate(0.7, 0, 0, 9))],
            LastCallAt = Now,
        };
        Hear(Full(Replica("a", "m", "n").With(measure)));

        await Writes().RunAsync(default);

        var row = Assert.Single(await _store.ReadMeasuresAsync(10, default));
        var read = MeasureJson.ReadMeasure(row.Live);
        Assert.Equal((measure.Counts, measure.Decode, 5ul), (read!.Counts, read.Decode, read.TotalBytes));
        Assert.True(measure.DecodeAtConcurrency.SequenceEqual(read.DecodeAtConcurrency));
        Assert.True(measure.TokensPerChar.SequenceEqual(read.TokensPerChar));
        Assert.Equal(Now, read.LastCallAt);
        var models = await _store.ReadModelsAsync(10, default);
        Assert.Equal(Model("m"), MeasureJson.ReadFacts(models.Single(model => model.Name == "m").Facts));
    }

    [Fact]
    public async Task The_licence_that_a_replica_tells_is_shown_and_stored()
    {
        var inventory = new Inventory(7, [Model("m") with { Licence = "MIT" }, Model("n")]);
        Hear(Full(Replica("a", "m", "n") with { InventoryHash = 7, Inventory = inventory }));

        await Writes().RunAsync(default);

        var rows = await _store.ReadModelsAsync(10, default);
        Assert.Equal("MIT", rows.Single(row => row.Name == "m").Licence);
        Assert.Equal("", rows.Single(row => row.Name == "n").Licence);
        var shown = _feed.Read(registry => registry.Maps.Models.Select(ModelMapping.ToMessage).ToList());
        Assert.Equal("MIT", shown.Single(profile => profile.Name == "m").Licence);
    }

    [Fact]
    public async Task A_round_writes_no_more_than_its_limit_and_the_next_one_the_rest()
    {
        Hear(Full(Replica("a", [.. Enumerable.Range(0, 10).Select(i => $"m{i}")])));
        var writes = Writes(rowsMax: 4);

        await writes.RunAsync(default);
        Assert.Equal(4, (await _store.ReadModelsAsync(100, default)).Count);
        await writes.RunAsync(default);
        await writes.RunAsync(default);

        Assert.Equal(10, (await _store.ReadModelsAsync(100, default)).Count);
    }

    [Fact]
    public async Task What_could_not_be_written_is_written_when_the_database_is_back()
    {
        Hear(Full(Replica("a", "m").With(Measured("m", 50))));
        var writes = Writes();
        _database.IsAway = true;
        await Assert.ThrowsAsync<TimeoutException>(() => writes.RunAsync(default));
        Hear(Delta(Replica("a", "m").WithoutInventory().With(Measured("m", 77, calls: 30))));

        _database.IsAway = false;
        await writes.RunAsync(default);

        var row = Assert.Single(await _store.ReadMeasuresAsync(10, default));
        Assert.Equal(30ul, MeasureJson.ReadMeasure(row.Live)?.Counts.Calls);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"digest\":7}")]
    public void What_cannot_be_read_counts_as_not_there(string json) => Assert.Null(MeasureJson.ReadMeasure(json));

    private void Hear(OwnerReport report) => _feed.Apply(registry => registry.Hear(report));

    private ProfileWrites Writes(int rowsMax = 1_000) =>
        new(_feed, _store, Options.Create(new StoreOptions { RowsPerWriteMax = rowsMax }), _clock);
}
