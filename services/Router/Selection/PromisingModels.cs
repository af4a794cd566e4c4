using System.Runtime.InteropServices;

namespace Orchestrator.Router.Selection;

/// <summary>
/// The models in the order in which they are looked at: those first that would win if nobody had to wait, so that the others are
/// soon known to come after them.
/// </summary>
internal static class PromisingModels
{
    private static readonly Comparer<PromisingModel> _bestFirst = Comparer<PromisingModel>.Create(
        static (one, other) =>
        {
            var (model, next) = (one.Model, other.Model);
            var rank = model.Offer.Simulated.CompareTo(next.Offer.Simulated);
            rank = rank != 0 ? rank : model.Place.CompareTo(next.Place);
            rank = rank != 0 ? rank : other.Value.CompareTo(one.Value);
            return rank != 0 ? rank : string.CompareOrdinal(model.Offer.Key, next.Offer.Key);
        }
    );

    public static PromisingModel[] Of(Candidates candidates, SelectionRequest request)
    {
        var models = new PromisingModel[candidates.Models.Count];
        for (var i = 0; i < models.Length; i++)
        {
            var model = candidates.Models[i];
            models[i] = new PromisingModel(model, request.DryRun ? model.Worth : Value(model, candidates, request));
        }

        Array.Sort(models, _bestFirst);
        return models;
    }

    // Of one of its replicas: this is only an order, what it is worth on each of them is looked at later.
    private static double Value(RankedModel model, Candidates candidates, SelectionRequest request)
    {
        var offer = model.Offer;
        var entry = offer.Loaded.Length > 0 ? offer.Loaded[0] : offer.Entries[0];
        var speed = entry.Speed;
        var work = speed.Alone(request.PromptTokens, request.OutputTokens);
        var load = offer.Loaded.Length > 0 ? 0 : speed.LoadSeconds;
        return model.Worth
            - (candidates.Weights.Latency * (work + load))
            - (candidates.Weights.Cost * candidates.Cost.AtLeast(model.Price, entry.Replica, work));
    }
}

/// <param name="Value">What it would be worth if nobody had to wait; of a request that only asks, without time and cost.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PromisingModel(RankedModel Model, double Value);
