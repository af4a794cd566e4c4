using System.Globalization;

namespace Orchestrator.Inference;

/// <summary>How long a model stays in memory after its last request.</summary>
public readonly record struct KeepAlive
{
    private readonly TimeSpan _span;

    private KeepAlive(TimeSpan span) => _span = span;

    public static KeepAlive Forever { get; } = new(TimeSpan.FromSeconds(-1));

    /// <summary>Unload right after the request.</summary>
    public static KeepAlive None { get; } = new(TimeSpan.Zero);

    public static KeepAlive For(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        return new KeepAlive(span);
    }

    /// <summary>A Go duration with its unit: Ollama refuses a bare number in a string.</summary>
    public override string ToString()
    {
        var milliseconds = _span.Ticks / TimeSpan.TicksPerMillisecond;
        return milliseconds % 1000 == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000}s")
            : string.Create(CultureInfo.InvariantCulture, $"{milliseconds}ms");
    }
}
