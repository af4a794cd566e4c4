using System.Globalization;
using Microsoft.Extensions.Options;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Runs;

namespace Orchestrator.Gateway.Native;

/// <summary>How many clients follow the events of runs at once. One more is refused instead of waiting unseen.</summary>
internal sealed class RunSubscribers(IOptions<SeveralStepsLimits> limits)
{
    private readonly int _max = limits.Value.MaxSubscribers;
    private int _taken;

    /// <returns>False when there is no place; otherwise <see cref="Leave"/> gives it back.</returns>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _taken) <= _max)
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _taken);

    public GatewayError Full() =>
        new(
            ErrorKind.Overloaded,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Already {_max} clients follow runs here, the limit set by "
                    + $"{SeveralStepsLimits.SectionName}:{nameof(SeveralStepsLimits.MaxSubscribers)}. Try again shortly."
            )
        )
        {
            Cause = "overloaded",
        };
}
