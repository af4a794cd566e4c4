using System.Collections.Concurrent;
using System.Diagnostics;
using MassTransit;

namespace Orchestrator.Servers.Tests.Bus;

public sealed record Numbered(int Number);

public sealed record Unwanted(string Text);

/// <summary>What a consumer got, and how often.</summary>
internal sealed class SeenNumbers
{
    private readonly ConcurrentDictionary<int, int> _counts = new();

    public int Count(int number) => _counts.GetValueOrDefault(number);

    public bool HasAll(IEnumerable<int> numbers) => numbers.All(_counts.ContainsKey);

    /// <summary>How many of the numbers were not seen, and which is the first and the last of these.</summary>
    public string Missing(IReadOnlyCollection<int> numbers)
    {
        var missing = numbers.Where(number => !_counts.ContainsKey(number)).ToList();
        return missing.Count == 0
            ? $"none of {numbers.Count} is missing"
            : $"{missing.Count} of {numbers.Count} are missing, {missing[0]} to {missing[^1]}";
    }

    public void Add(int number) => _counts.AddOrUpdate(number, 1, (_, count) => count + 1);
}

internal sealed class NumberConsumer(SeenNumbers seen) : IConsumer<Numbered>
{
    public Task Consume(ConsumeContext<Numbered> context)
    {
        seen.Add(context.Message.Number);
        return Task.CompletedTask;
    }
}

internal sealed class FailingConsumer : IConsumer<Numbered>
{
    public Task Consume(ConsumeContext<Numbered> context) => throw new InvalidOperationException("it always fails");
}

public sealed record Bulky(int Number, string Filler);

/// <summary>Waits until it is let go.</summary>
internal sealed class SlowConsumer(SeenNumbers seen, TaskCompletionSource gate) : IConsumer<Bulky>
{
    public async Task Consume(ConsumeContext<Bulky> context)
    {
        await gate.Task;
        seen.Add(context.Message.Number);
    }
}

public sealed record Traced(string Text);

internal sealed class TracedConsumer(TaskCompletionSource<Activity?> span) : IConsumer<Traced>
{
    public Task Consume(ConsumeContext<Traced> context)
    {
        span.TrySetResult(Activity.Current);
        return Task.CompletedTask;
    }
}

/// <summary>No process has a queue for it.</summary>
public sealed record Unheard(string Text);
