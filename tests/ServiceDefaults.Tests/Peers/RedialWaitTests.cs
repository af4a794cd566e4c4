using FsCheck;
using FsCheck.Fluent;

namespace Orchestrator.ServiceDefaults.Tests.Peers;

public sealed class RedialWaitTests
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(3);

    [Fact]
    public void It_doubles_up_to_its_bound_and_keeps_at_least_half() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<PositiveInt, byte>(
                (failures, spread) =>
                {
                    var wait = RedialWait.After(failures.Get, First, Max, spread / 255.0);
                    var whole = TimeSpan.FromSeconds(Math.Min(0.2 * Math.Pow(2, Math.Min(failures.Get, 21) - 1), 3));
                    return wait >= whole / 2 && wait <= whole;
                }
            )
        );

    [Fact]
    public void Any_number_of_failures_is_survived() =>
        Assert.Equal(Max, RedialWait.After(int.MaxValue, First, Max, spread: 1));
}
