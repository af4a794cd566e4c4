using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Testing;

namespace Orchestrator.ServiceDefaults.Tests.Bus;

public sealed class MessageBusTests
{
    [Fact]
    public async Task A_published_event_reaches_each_queue_that_consumes_it_once()
    {
        var seen = new Seen();
        await using var app = await StartAsync(
            seen,
            builder => builder.AddBusConsumer<FirstConsumer>("first").AddBusConsumer<SecondConsumer>("second")
        );

        await app.Get<IBus>().Publish(new SomethingHappened(7));

        await Wait.UntilAsync(() => seen.Count == 2, "both queues get the event");
        Assert.Equal(["first 7", "second 7"], seen.Lines.Order());
    }

    [Fact]
    public async Task A_consumer_that_fails_is_tried_again_until_it_succeeds()
    {
        var seen = new Seen { FailuresLeft = 3 };
        await using var app = await StartAsync(
            seen,
            builder => builder.AddBusConsumer<FirstConsumer>("first"),
            new() { ["Bus:RetryInterval"] = "00:00:00.001", ["Bus:RetryLimit"] = "3" }
        );

        await app.Get<IBus>().Publish(new SomethingHappened(7));

        await Wait.UntilAsync(() => seen.Count == 1, "the event is consumed at last");
        Assert.Equal(0, seen.FailuresLeft);
    }

    [Fact]
    public async Task What_fails_every_time_goes_to_the_error_queue_after_the_limit_and_is_logged()
    {
        var seen = new Seen { FailuresLeft = int.MaxValue };
        await using var app = await StartAsync(
            seen,
            builder => builder.AddBusConsumer<FirstConsumer>("first").AddBusConsumer<FaultConsumer>("faults"),
            new() { ["Bus:RetryInterval"] = "00:00:00.001", ["Bus:RetryLimit"] = "2" }
        );
        app.Log.ExpectErrors("R-FAULT");

        await app.Get<IBus>().Publish(new SomethingHappened(7));

        await Wait.UntilAsync(() => seen.Count == 1, "the fault is told");
        Assert.Equal("fault 7", Assert.Single(seen.Lines));
        Assert.Equal(int.MaxValue - 3, seen.FailuresLeft);
    }

    [Fact]
    public async Task The_bus_is_there_when_the_process_has_started_and_shows_in_ready()
    {
        await using var app = await StartAsync(new Seen(), builder => builder.AddBusConsumer<FirstConsumer>("first"));

        Assert.Contains(
            "\"masstransit-bus\":\"Healthy\"",
            await app.Http.GetStringAsync("/ready"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_library_does_not_report_its_use_to_its_maker()
    {
        await using var app = await TestApp.StartAsync();

        Assert.False(app.Get<IOptions<UsageTelemetryOptions>>().Value.Enabled);
    }

    [Fact]
    public async Task A_process_starts_without_its_broker_says_so_and_stops_again()
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:messaging"] = $"amqp://guest:hunter2@127.0.0.1:{FreePort.Take()}",
            ["Bus:StartLimit"] = "00:00:00.100",
        };

        await using var app = await TestApp.StartAsync(settings: settings);

        Assert.Contains(
            "\"masstransit-bus\":\"Degraded\"",
            await app.Http.GetStringAsync("/ready"),
            StringComparison.Ordinal
        );
        Assert.Contains(app.Log.Lines, line => line.Message.Contains("starts without it", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log.Lines, line => line.Message.Contains("hunter2", StringComparison.Ordinal));
    }

    private static Task<TestApp> StartAsync(
        Seen seen,
        Action<WebApplicationBuilder> build,
        Dictionary<string, string?>? settings = null
    ) =>
        TestApp.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(seen);
                build(builder);
            },
            settings: settings
        );
}

public sealed record SomethingHappened(int Number);

internal sealed class Seen
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];

    public int FailuresLeft { get; set; }

    public int Count => Lines.Count;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public void Add(string line)
    {
        lock (_gate)
        {
            _lines.Add(line);
        }
    }

    public void FailIfAsked()
    {
        lock (_gate)
        {
            if (FailuresLeft > 0)
            {
                FailuresLeft--;
                throw new InvalidOperationException("asked to fail");
            }
        }
    }
}

internal sealed class FirstConsumer(Seen seen) : IConsumer<SomethingHappened>
{
    public Task Consume(ConsumeContext<SomethingHappened> context)
    {
        seen.FailIfAsked();
        seen.Add($"first {context.Message.Number}");
        return Task.CompletedTask;
    }
}

internal sealed class SecondConsumer(Seen seen) : IConsumer<SomethingHappened>
{
    public Task Consume(ConsumeContext<SomethingHappened> context)
    {
        seen.Add($"second {context.Message.Number}");
        return Task.CompletedTask;
    }
}

internal sealed class FaultConsumer(Seen seen) : IConsumer<Fault<SomethingHappened>>
{
    public Task Consume(ConsumeContext<Fault<SomethingHappened>> context)
    {
        seen.Add($"fault {context.Message.Message.Number}");
        return Task.CompletedTask;
    }
}
