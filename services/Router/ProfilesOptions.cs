using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router;

/// <summary>What "auto" and its variants weigh. Quality is 0 to 1; docs/routing.md shows who wins with these figures.</summary>
public sealed class ProfilesOptions
{
    public const string SectionName = "Router:Profiles";

    /// <summary>"auto".</summary>
    [ValidateObjectMembers]
    public ProfileOptions Balanced { get; set; } = new() { LatencyWeight = 0.005, CostWeight = 30 };

    /// <summary>"auto:fast".</summary>
    [ValidateObjectMembers]
    public ProfileOptions Fast { get; set; } =
        new()
        {
            LatencyWeight = 0.05,
            CostWeight = 5,
            QualityFloor = 0.25,
        };

    /// <summary>"auto:quality", and whoever takes part in an ensemble.</summary>
    [ValidateObjectMembers]
    public ProfileOptions Quality { get; set; } = new() { LatencyWeight = 0.0005, CostWeight = 1 };

    /// <summary>"auto:cheap".</summary>
    [ValidateObjectMembers]
    public ProfileOptions Cheap { get; set; } =
        new()
        {
            LatencyWeight = 0.001,
            CostWeight = 1_000,
            QualityFloor = 0.25,
        };

    internal AimProfiles ToProfiles() =>
        new(Balanced.ToProfile(), Fast.ToProfile(), Quality.ToProfile(), Cheap.ToProfile());
}

public sealed class ProfileOptions
{
    /// <summary>Quality that one second until the end of the answer is worth.</summary>
    [Range(0, 10)]
    public double LatencyWeight { get; set; }

    /// <summary>Quality that one unit of money is worth, in the currency of the profiler's prices.</summary>
    [Range(0, 1_000_000)]
    public double CostWeight { get; set; }

    /// <summary>Models of which a worse answer is expected go last, however fast and cheap they are.</summary>
    [Range(0, 1)]
    public double QualityFloor { get; set; }

    internal AimProfile ToProfile() => new(new ValueWeights(LatencyWeight, CostWeight), QualityFloor);
}
