using System.Runtime.InteropServices;

namespace Orchestrator.Router.Strategy;

/// <summary>A vote that is being counted.</summary>
/// <param name="ForRight">Weight of the right answer.</param>
/// <param name="ForCommon">Of the wrong one that several say.</param>
/// <param name="ForAlone">Of the strongest of those that one says.</param>
/// <param name="AloneEqual">How many of these have this weight.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct VoteCount(double ForRight, double ForCommon, double ForAlone, int AloneEqual)
{
    /// <summary>Two weights are equal when they are as near as this: they are sums of logarithms.</summary>
    private const double Near = 1e-9;

    public VoteCount Right(double weight) => this with { ForRight = ForRight + weight };

    public VoteCount Common(double weight) => this with { ForCommon = ForCommon + weight };

    public VoteCount Alone(double weight) =>
        weight > ForAlone + Near ? this with { ForAlone = weight, AloneEqual = 1 }
        : weight > ForAlone - Near ? this with { AloneEqual = AloneEqual + 1 }
        : this;

    /// <summary>1 where the right answer has the largest weight; its part of 1 where others have the same.</summary>
    public double Won
    {
        get
        {
            if (ForRight <= 0 || ForCommon > ForRight + Near || ForAlone > ForRight + Near)
            {
                return 0;
            }

            var equal = 1 + (ForCommon > ForRight - Near ? 1 : 0) + (ForAlone > ForRight - Near ? AloneEqual : 0);
            return 1.0 / equal;
        }
    }
}
