using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>Who is in an ensemble already: the same weights twice, whatever their names, would only agree with themselves.</summary>
internal sealed class EnsembleMembers
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _digests = new(StringComparer.Ordinal);

    /// <returns>
    /// Null when the strategy can do what is asked. Its steps give texts, so nobody could carry out a tool call.
    /// </returns>
    public static SelectionResult.Refused? Refuse(SelectionRequest request, FleetSnapshot fleet)
    {
        if (request.Model.Strategy is not { } strategy)
        {
            return null;
        }

        return request.Needs.HasFlag(ModelAbilities.Tools)
                ? NotCapable(new RefusalDetail([], 0, AbilityNames.First(ModelAbilities.Tools)))
            : fleet.Models.Count > 0 && !fleet.Strategies.Contains(strategy)
                ? NotCapable(RefusalDetail.None with { Strategy = strategy })
            : null;
    }

    private static SelectionResult.Refused NotCapable(RefusalDetail detail) =>
        new(RefusalKind.NotCapable, RetryAfter: null, detail, []);

    /// <returns>False when it is a member under this or another name.</returns>
    public bool TryAdd(ModelSnapshot model)
    {
        if (_keys.Contains(model.Key) || _digests.Contains(model.Digest))
        {
            return false;
        }

        _keys.Add(model.Key);
        if (model.Digest.Length > 0)
        {
            _digests.Add(model.Digest);
        }

        return true;
    }
}
