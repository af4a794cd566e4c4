using System.Numerics;
using Orchestrator.Simulation.Bounds;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Tests.Bounds;

public sealed class LateCountTests
{
    [Fact]
    public void The_count_is_the_least_over_all_sets_of_requests_that_are_in_time()
    {
        for (ulong seed = 1; seed <= 400; seed++)
        {
            var random = new SimulationRandom(seed);
            var jobs = Jobs(random, 1 + random.Below(9));
            var limit = 0.5 + (random.Unit() * 4);
            var count = new LateCount(limit);
            foreach (var (at, work) in jobs)
            {
                count.Add(at, work, least: 0);
            }

            Assert.True(LeastLate(jobs, limit) == count.Late, $"seed {seed}");
        }
    }

    [Fact]
    public void Of_three_that_come_together_and_take_a_second_each_one_is_late_for_two_seconds()
    {
        var count = new LateCount(2);
        for (var number = 0; number < 3; number++)
        {
            count.Add(at: 0, work: 1, least: 1);
        }

        Assert.Equal(1, count.Late);
    }

    [Fact]
    public void Who_cannot_be_in_time_alone_is_late_and_holds_nobody_up()
    {
        var count = new LateCount(2);
        count.Add(at: 0, work: 1.5, least: 3);
        count.Add(at: 0, work: 2, least: 2);

        Assert.Equal(1, count.Late);
    }

    private static (double At, double Work)[] Jobs(SimulationRandom random, int count)
    {
        var jobs = new (double At, double Work)[count];
        var at = 0.0;
        for (var job = 0; job < count; job++)
        {
            at += random.Unit();
            jobs[job] = (at, 0.1 + (random.Unit() * 2));
        }

        return jobs;
    }

    private static int LeastLate((double At, double Work)[] jobs, double limit)
    {
        var most = 0;
        for (var set = 0u; set < 1u << jobs.Length; set++)
        {
            most = IsInTime(jobs, set, limit) ? Math.Max(most, BitOperations.PopCount(set)) : most;
        }

        return jobs.Length - most;
    }

    private static bool IsInTime((double At, double Work)[] jobs, uint set, double limit)
    {
        var end = 0.0;
        for (var job = 0; job < jobs.Length; job++)
        {
            if ((set & (1u << job)) != 0)
            {
                end = Math.Max(end, jobs[job].At) + jobs[job].Work;
                if (end > jobs[job].At + limit)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
