using System.Collections.Immutable;
using Orchestrator.Files;
using Orchestrator.Simulation.Durations;

namespace Orchestrator.Simulation.Workloads.Generators;

/// <summary>Reads when generated requests arrive.</summary>
internal static class ArrivalFields
{
    /// <param name="field">The kind of arrivals, by its name.</param>
    /// <returns>Null, and a problem, when it makes no arrivals.</returns>
    public static ArrivalProcess? Read(YamlField field) =>
        field.Path.Split('.')[^1] switch
        {
            "poisson" => Poisson(field),
            "bursty" => Bursty(field),
            _ => Profile(field),
        };

    private static PoissonArrivals? Poisson(YamlField field)
    {
        var rate = field.Fields("rate") is { } fields ? Rate(fields["rate"].Needed(), WorkloadLimits.RateMin) : null;
        return rate is { } perSecond ? new PoissonArrivals(perSecond) : null;
    }

    private static BurstyArrivals? Bursty(YamlField field)
    {
        if (field.Fields("rate", "cv") is not { } fields)
        {
            return null;
        }

        var rate = Rate(fields["rate"].Needed(), WorkloadLimits.RateMin);
        var cv = fields["cv"].Needed().Number(WorkloadLimits.CvMin, WorkloadLimits.CvMax);
        return rate is { } perSecond && cv is { } variation ? new BurstyArrivals(perSecond, variation) : null;
    }

    private static ProfileArrivals? Profile(YamlField field)
    {
        if (field.Fields("period", "points", "cv") is not { } fields)
        {
            return null;
        }

        var period = fields["period"].Needed().Duration(WorkloadLimits.DurationMin, WorkloadLimits.DurationMax);
        var points = Points(fields["points"].Needed(), period ?? WorkloadLimits.DurationMax);
        if (period is null || points.IsEmpty)
        {
            return null;
        }

        var cv = fields["cv"].Number(WorkloadLimits.CvMin, WorkloadLimits.CvMax) ?? 1;
        var profile = new ProfileArrivals(period.Value, points) { Cv = cv };
        if (profile.PeakRate > profile.MeanRate * WorkloadLimits.PeakOverMeanMax || profile.PeakRate == 0)
        {
            fields["points"]
                .Problem(
                    $"needs a mean rate above 0 and at most {WorkloadLimits.PeakOverMeanMax} times under the highest"
                );
            return null;
        }

        return profile;
    }

    /// <returns>None when one is wrong: then their mean says nothing.</returns>
    private static ImmutableArray<ProfilePoint> Points(YamlField list, TimeSpan period)
    {
        var before = list.Problems.Count;
        var points = ImmutableArray.CreateBuilder<ProfilePoint>();
        foreach (var item in list.Items(WorkloadLimits.ProfilePointsMax))
        {
            if (item.Fields("at", "rate") is not { } fields)
            {
                continue;
            }

            var at = fields["at"].Needed().Duration(TimeSpan.Zero, period);
            var rate = Rate(fields["rate"].Needed(), 0);
            CheckOrder(fields["at"], at, points.Count == 0 ? null : points[^1].At);

            // A wrong time is told once, and not again by the point after it.
            points.Add(new ProfilePoint(at ?? (points.Count == 0 ? TimeSpan.Zero : points[^1].At), rate ?? 1));
        }

        return list.Problems.Count == before ? points.ToImmutable() : [];
    }

    private static void CheckOrder(YamlField field, TimeSpan? at, TimeSpan? before)
    {
        if (before is null && at > TimeSpan.Zero)
        {
            field.Problem("the first point must be at 0s");
        }
        else if (at <= before)
        {
            field.Problem("must be later than the point before");
        }
    }

    private static double? Rate(YamlField field, double min) =>
        field.Quantity(UnitScale.Rate, min, WorkloadLimits.RateMax);
}
