using System.Globalization;
using Microsoft.Extensions.Options;
using Orchestrator.Gateway.Errors;

namespace Orchestrator.Gateway.Runs;

/// <summary>How many runs this gateway carries at once. One more is refused at once instead of waiting unseen.</summary>
internal sealed class RunSlots(IOptions<RunLimits> limits)
{
    private readonly int _max = limits.Value.MaxConcurrent;
    private int _taken;

    public int Taken => Volatile.Read(ref _taken);

    /// <returns>Null when there is no place; otherwise disposing gives the place back.</returns>
    public IDisposable? TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= _max)
        {
            return new Slot(this);
        }

        Interlocked.Decrement(ref _taken);
        return null;
    }

    public GatewayError Full() =>
        new(
            ErrorKind.Overloaded,
            string.Create(
                CultureInfo.InvariantCulture,
                $"This gateway already runs {_max} requests, the limit set by "
                    + $"{RunLimits.SectionName}:{nameof(RunLimits.MaxConcurrent)}. Try again shortly."
            )
        )
        {
            Cause = "overloaded",
        };

    private sealed class Slot(RunSlots slots) : IDisposable
    {
        private int _isGivenBack;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isGivenBack, 1) == 0)
            {
                Interlocked.Decrement(ref slots._taken);
            }
        }
    }
}
