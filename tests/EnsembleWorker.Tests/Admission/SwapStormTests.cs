using Orchestrator.EnsembleWorker.Admission;

namespace Orchestrator.EnsembleWorker.Tests.Admission;

/// <summary>Two models that do not fit together, asked for in turn: played second by second against the rule alone.</summary>
public sealed class SwapStormTests
{
    private const int Seconds = 600;
    private const int LoadSeconds = 5;
    private const int ServiceSeconds = 2;

    private sealed record Played(int Loads, TimeSpan WaitMax, int Served, int Refused);

    /// <summary>One call each second for two of three, a and b in turn: as much as two slots can do without swaps.</summary>
    private static Played Play(Func<int, string> modelOf)
    {
        var replica = new SteeredReplica(slots: 2).Look();
        var ends = new Dictionary<long, DateTimeOffset>();
        var came = new Dictionary<long, DateTimeOffset>();
        (string Model, DateTimeOffset At)? loading = null;
        var (loads, served, refused, waitMax, lastId) = (0, 0, 0, TimeSpan.Zero, 0L);
        for (var second = 0; second < Seconds; second++)
        {
            if (second % 3 != 2)
            {
                came[++lastId] = replica.Now;
                replica.Arrive(lastId, modelOf((int)lastId));
                Follow();
            }

            foreach (var (id, _) in ends.Where(end => end.Value <= replica.Now).ToList())
            {
                ends.Remove(id);
                served++;
                replica.Finish(id);
                Follow();
            }

            if (loading is { } load && load.At <= replica.Now)
            {
                loading = null;
                replica.Loaded(load.Model, after: 0);
                Follow();
                replica.Look(load.Model);
                Follow();
            }

            replica.Pass(1);
            Follow();
        }

        return new Played(loads, waitMax, served, refused);

        void Follow()
        {
            foreach (var action in replica.Actions)
            {
                switch (action)
                {
                    case AdmissionAction.Load load:
                        Assert.Null(loading);
                        (loads, loading) = (loads + 1, (load.Model, replica.Now.AddSeconds(LoadSeconds)));
                        break;
                    case AdmissionAction.Admit:
                        ends[action.Id] = replica.Now.AddSeconds(ServiceSeconds);
                        waitMax = replica.Now - came[action.Id] is var wait && wait > waitMax ? wait : waitMax;
                        break;
                    case AdmissionAction.Refuse:
                        refused++;
                        break;
                }
            }
        }
    }

    [Fact]
    public void A_storm_of_two_models_is_bounded_in_swaps_and_in_waiting()
    {
        var storm = Play(id => id % 2 == 0 ? "a" : "b");

        // A model that is in use stays for 10 s after each load of 5 s.
        Assert.InRange(storm.Loads, 2, 1 + (Seconds / (LoadSeconds + 10)));
        Assert.True(storm.WaitMax < TimeSpan.FromSeconds(60), $"{storm.WaitMax}");
        Assert.Equal(0, storm.Refused);
        Assert.True(storm.Served > 350, $"{storm.Served} of 400 were served.");
    }

    [Fact]
    public void Steady_traffic_on_one_model_does_not_starve_a_rare_one()
    {
        var played = Play(id => id % 40 == 0 ? "b" : "a");

        Assert.True(played.WaitMax < TimeSpan.FromSeconds(45), $"{played.WaitMax}");
        Assert.Equal(0, played.Refused);
        Assert.InRange(played.Loads, 3, 21);
    }
}
