using Orchestrator.Router.Classification;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>What counts how much towards an aim. Points, comparable only with each other.</summary>
/// <param name="TaskFit">For the family that is best for the task.</param>
/// <param name="KoreanFit">For the family that is best at Korean, when the request is Korean.</param>
/// <param name="PerDoubling">For each doubling of the parameters above a billion; negative: smaller is better.</param>
/// <param name="Resident">When a replica with a free slot has it in memory.</param>
/// <param name="Busy">When no replica has a free slot for it.</param>
internal sealed record AimWeights(double TaskFit, double KoreanFit, double PerDoubling, double Resident, double Busy)
{
    private static readonly AimWeights _balanced = new(4, 2, 0.5, 1.5, -2);
    private static readonly AimWeights _fast = new(3, 1.5, -1, 3, -4);
    private static readonly AimWeights _quality = new(4, 2.5, 1.5, 0.25, -0.5);
    private static readonly AimWeights _cheap = new(2, 1.5, -1.5, 0.5, -1);

    /// <summary>Points of a model towards the aim of the request, whoever is busy.</summary>
    public static double Score(ModelOffer offer, ModelRule rule, ModelTraits traits, SelectionRequest request)
    {
        var weights = Of(request.Model.Aim);
        var isKorean = request.Language is TextLanguage.Korean or TextLanguage.Mixed;
        var billions = offer.ParametersBillion > 0 ? offer.ParametersBillion : ParameterPrior.UnknownBillions;
        return (weights.TaskFit * traits.TaskFit[(int)request.Task])
            + (isKorean ? weights.KoreanFit * traits.KoreanFit : 0)
            + (weights.PerDoubling * Math.Log2(billions))
            + RuleBonus.Of(rule, request.Task, weights);
    }

    public static AimWeights Of(ModelAim aim) =>
        aim switch
        {
            ModelAim.Fast => _fast,
            ModelAim.Quality or ModelAim.Ensemble => _quality,
            ModelAim.Cheap => _cheap,
            _ => _balanced,
        };
}
