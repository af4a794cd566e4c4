using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Testing;

namespace Orchestrator.ServiceDefaults.Tests.Cache;

public sealed class SharedCacheTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Without_a_server_what_is_written_is_read_within_the_process()
    {
        await using var app = await TestApp.StartAsync();
        var cache = app.Get<SharedCache>();

        await cache.SetAsync("run-holder:1", "http://worker-1", TenSeconds, CancellationToken.None);
        Assert.Equal("http://worker-1", await cache.GetAsync("run-holder:1", CancellationToken.None));
        await cache.RemoveAsync("run-holder:1", CancellationToken.None);
        Assert.Null(await cache.GetAsync("run-holder:1", CancellationToken.None));
        Assert.DoesNotContain("cache", await app.Http.GetStringAsync("/health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_too_long_is_not_kept_and_neither_is_the_one_before_it()
    {
        await using var app = await TestApp.StartAsync(settings: new() { ["Cache:ValueLengthMax"] = "16" });
        var cache = app.Get<SharedCache>();
        await cache.SetAsync("key", "short", TenSeconds, CancellationToken.None);

        await cache.SetAsync("key", new string('x', 17), TenSeconds, CancellationToken.None);

        Assert.Null(await cache.GetAsync("key", CancellationToken.None));
    }

    [Fact]
    public async Task Nothing_stays_longer_than_the_limit_however_long_was_asked_for()
    {
        var clock = new ManualTimeProvider();
        await using var app = await TestApp.StartAsync(
            builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)),
            settings: new() { ["Cache:ExpiryMax"] = "00:01:00" }
        );
        var cache = app.Get<SharedCache>();
        await cache.SetAsync("key", "value", TimeSpan.MaxValue, CancellationToken.None);

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await cache.GetAsync("key", CancellationToken.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a-key-that-is-longer-than-sixteen")]
    public async Task A_key_that_no_program_should_have_is_refused(string key)
    {
        await using var app = await TestApp.StartAsync(settings: new() { ["Cache:KeyLengthMax"] = "16" });

        await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
            await app.Get<SharedCache>().GetAsync(key, CancellationToken.None)
        );
    }

    [Fact]
    public async Task A_store_that_fails_reads_as_empty_is_counted_and_is_one_warning()
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var app = await TestApp.StartAsync(builder =>
            builder.Services.Replace(ServiceDescriptor.Singleton<ICacheStore, BrokenStore>())
        );
        using var listener = Listen(app.Get<IMeterFactory>(), counts);
        var cache = app.Get<SharedCache>();

        await cache.SetAsync("key", "value", TenSeconds, CancellationToken.None);
        Assert.Null(await cache.GetAsync("key", CancellationToken.None));
        Assert.Null(await cache.GetAsync("key", CancellationToken.None));
        await cache.RemoveAsync("key", CancellationToken.None);

        Assert.Equal(2, counts["orchestrator.cache.reads failed"]);
        Assert.Equal(2, counts["orchestrator.cache.writes failed"]);
        Assert.Single(app.Log.Lines, line => line.Message.Contains("shared cache is away", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_caller_that_gave_up_is_told_so()
    {
        await using var app = await TestApp.StartAsync(builder =>
            builder.Services.Replace(ServiceDescriptor.Singleton<ICacheStore, BrokenStore>())
        );
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await app.Get<SharedCache>().GetAsync("key", ended.Token)
        );
    }

    [Fact]
    public async Task A_process_starts_and_serves_without_its_server_and_says_that_it_is_degraded()
    {
        await using var app = await TestApp.StartAsync(
            settings: new() { ["ConnectionStrings:cache"] = $"127.0.0.1:{FreePort.Take()}" }
        );
        var cache = app.Get<SharedCache>();

        await cache.SetAsync("key", "value", TenSeconds, CancellationToken.None);
        Assert.Null(await cache.GetAsync("key", CancellationToken.None));
        Assert.Contains("\"cache\":\"Degraded\"", await app.Http.GetStringAsync("/ready"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password=hunter2")]
    [InlineData("localhost:6379,hunter2=true")]
    public async Task A_connection_string_that_is_none_stops_the_start_without_being_quoted(string connection)
    {
        var refusal = await Assert.ThrowsAsync<WrongSettingException>(() =>
            TestApp.StartAsync(settings: new() { ["ConnectionStrings:cache"] = connection })
        );

        Assert.Contains("ConnectionStrings:cache", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal.Message, StringComparison.Ordinal);
    }

    private static MeterListener Listen(IMeterFactory factory, Dictionary<string, long> counts)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Orchestrator.Cache" && instrument.Meter.Scope == factory)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) =>
            {
                var key = $"{instrument.Name} {tags[0].Value}";
                counts[key] = counts.GetValueOrDefault(key) + value;
            }
        );
        listener.Start();
        return listener;
    }
}

internal sealed class BrokenStore : ICacheStore
{
    public Task<string?> GetAsync(string key, CancellationToken cancellationToken) => FailAsync(cancellationToken);

    public Task SetAsync(string key, string value, TimeSpan expiry, CancellationToken cancellationToken) =>
        FailAsync(cancellationToken);

    public Task RemoveAsync(string key, CancellationToken cancellationToken) => FailAsync(cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken) => FailAsync(cancellationToken);

    private static async Task<string?> FailAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        throw new InvalidOperationException("the store is broken");
    }
}
