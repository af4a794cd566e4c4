using FsCheck;
using FsCheck.Fluent;
using Orchestrator.EnsembleWorker.Replicas;

namespace Orchestrator.EnsembleWorker.Tests.Replicas;

/// <summary>What holds for any sequence of signs.</summary>
public sealed class HealthLawTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly HealthEvent Good = new HealthEvent.LookGood();
    private static readonly HealthEvent Failed = new HealthEvent.LookFailed(new(HealthCodes.Timeout, "late"));

    private static readonly HealthEvent[] Signs =
    [
        Good,
        Failed,
        new HealthEvent.LookSlow(TimeSpan.FromSeconds(2)),
        new HealthEvent.LookHalf("half"),
        new HealthEvent.CallSucceeded(),
        new HealthEvent.CallFailed("StreamBroken"),
        new HealthEvent.CallBusy(),
    ];

    private static readonly Arbitrary<HealthEvent[]> AnySigns = Gen.Elements(Signs).ArrayOf().ToArbitrary();

    private static HealthState Run(HealthState state, IEnumerable<HealthEvent> events, HealthOptions options) =>
        events.Aggregate(state, (current, happened) => HealthRule.Step(current, happened, Start, options));

    [Fact]
    public void Looks_that_go_now_this_way_and_now_that_way_change_nothing() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                AnySigns,
                before =>
                {
                    var options = new HealthOptions();
                    // A look of either kind before, so that no run of earlier looks is continued.
                    var state = Run(HealthState.New, [.. before, Good, Failed, Good], options);
                    var seen = new HashSet<ReplicaHealth> { state.Health };
                    for (var i = 0; i < 50; i++)
                    {
                        state = Run(state, [i % 2 == 0 ? Failed : Good], options);
                        seen.Add(state.Health);
                    }

                    return seen.Count == 1;
                }
            )
        );

    [Fact]
    public void Enough_good_signs_heal_whatever_was_before() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                AnySigns,
                before =>
                {
                    var options = new HealthOptions();
                    var state = Run(HealthState.New, before, options);
                    var looks = Enumerable.Repeat(Good, options.GoodLooksUntilHealthy);
                    var calls = Enumerable.Repeat<HealthEvent>(
                        new HealthEvent.CallSucceeded(),
                        options.GoodCallsUntilHealthy
                    );
                    return Run(state, [.. looks, .. calls], options).Health == ReplicaHealth.Healthy;
                }
            )
        );

    [Fact]
    public void A_reason_is_given_exactly_when_a_known_replica_is_not_healthy() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                AnySigns,
                signs =>
                {
                    var state = Run(HealthState.New, signs, new HealthOptions());
                    var isFine = state.Health is ReplicaHealth.Healthy or ReplicaHealth.Unknown;
                    return (state.Reason is null) == isFine;
                }
            )
        );
}
