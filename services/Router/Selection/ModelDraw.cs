using System.Runtime.InteropServices;
using Orchestrator.Router.Learned;

namespace Orchestrator.Router.Selection;

/// <summary>Which model is taken where another one than the best may be tried, and how likely each was.</summary>
/// <remarks>
/// A model's quality is the same wherever it runs, so the draw is over models, each at its best place: only those compete
/// whose rank (the operator's wishes, who is well, who is in time) is that of the best.
/// </remarks>
internal static class ModelDraw
{
    /// <param name="models">Each model's best place; not empty. Comes back in order, best first.</param>
    /// <param name="cap">Share of all models but the best; 0 takes the best.</param>
    /// <param name="isDry">Takes the best whatever is drawn: who only asks gets the likeliest answer.</param>
    public static DrawnModel Of(List<ReplicaPlace> models, double cap, bool isDry, Random random)
    {
        models.Sort(static (one, other) => ReplicaPlace.BestFirst(one, other));
        var contenders = 1;
        while (contenders < models.Count && models[contenders].CompareRank(models[0]) == 0)
        {
            contenders++;
        }

        var values = new double[contenders];
        var errors = new double[contenders];
        for (var i = 0; i < contenders; i++)
        {
            (values[i], errors[i]) = (models[i].Value, models[i].Model.Quality.StandardError);
        }

        var propensities = Exploration.Propensities(values, errors, cap);
        return new DrawnModel(isDry ? 0 : Exploration.Pick(propensities, random.NextDouble()), propensities);
    }
}

/// <param name="At">Its place in the list of models.</param>
/// <param name="Propensities">Of the first models of the list; the others are never taken.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DrawnModel(int At, double[] Propensities)
{
    public double PropensityOf(int model) => model < Propensities.Length ? Propensities[model] : 0;
}
