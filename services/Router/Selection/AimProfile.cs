using Orchestrator.Router.Estimates;

namespace Orchestrator.Router.Selection;

/// <summary>What an aim weighs, and below which quality nothing else counts.</summary>
internal sealed record AimProfile(ValueWeights Weights, double QualityFloor)
{
    /// <summary>For a named model only the time counts: it is the same model everywhere.</summary>
    public static readonly AimProfile Named = new(new ValueWeights(1, 0), 0);
}

/// <summary>The profiles of all aims.</summary>
internal sealed record AimProfiles(AimProfile Balanced, AimProfile Fast, AimProfile Quality, AimProfile Cheap)
{
    public static readonly AimProfiles Default = new ProfilesOptions().ToProfiles();

    public AimProfile Of(ModelAim aim) =>
        aim switch
        {
            ModelAim.Named => AimProfile.Named,
            ModelAim.Fast => Fast,
            ModelAim.Quality or ModelAim.Ensemble => Quality,
            ModelAim.Cheap => Cheap,
            _ => Balanced,
        };

    /// <summary>What the caller says goes before what the aim says.</summary>
    public ValueWeights WeightsOf(SelectionRequest request)
    {
        var weights = Of(request.Model.Aim).Weights;
        return request.Model.Aim == ModelAim.Named ? weights : request.Weights.Or(weights);
    }
}
